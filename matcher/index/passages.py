"""What of a case is encoded: its passages, one per field and language."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from matcher.model import LANGUAGES, Case, Language, Noun, TextField

PASSAGE_FIELDS: tuple[TextField, ...] = ("summary", "problem", "solution", "outcome")
MAX_ROWS_PER_CASE = len(PASSAGE_FIELDS) * len(LANGUAGES)


class Passage(Noun):
    """One field of one case in one language."""

    case_id: str
    field: TextField
    language: Language
    text: str
    """As it is shown."""
    title: str
    """Of its case, in the same language where there is one."""

    @property
    def encoded_text(self) -> str:
        """The text that is encoded: the title gives a lone sentence its context."""
        return f"{self.title}. {self.text}"

    @property
    def key(self) -> str:
        """SHA-256 of the encoded text: equal keys have equal vectors."""
        return sha256(self.encoded_text.encode()).hexdigest()


def passages_of(case: Case) -> Iterator[Passage]:
    """Yield the passages of a case, in the order of fields and languages."""
    for field in PASSAGE_FIELDS:
        text = case.text(field)
        for language in text.languages if text is not None else ():
            shown = text.get(language) if text is not None else None
            if shown:
                title = case.title.pick(language).text
                yield Passage(case_id=case.id, field=field, language=language, text=shown, title=title)
