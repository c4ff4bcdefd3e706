"""What of a case is encoded: its passages, one per field and language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from typing import Literal, get_args

from matcher.corpus.reader import Corpus
from matcher.index.documents import facet_text
from matcher.model import Case, Language, Noun, TextField

PassageField = Literal["summary", "problem", "solution", "outcome", "facets"]
PASSAGE_FIELDS: tuple[PassageField, ...] = get_args(PassageField)
SHOWN_FIELDS: tuple[TextField, ...] = ("summary", "problem", "solution", "outcome")
"""Fields that a reader can be shown; ``facets`` is made of labels."""


class Passage(Noun):
    """One field of one case in one language."""

    case_id: str
    field: PassageField
    language: Language
    text: str
    """As it is shown."""
    title: str
    """Of its case, in the same language where there is one."""

    @property
    def encoded_text(self) -> str:
        """The text that is encoded: the title gives a lone sentence its context."""
        return f"{self.title}. {self.text}"

    @cached_property
    def key(self) -> str:
        """SHA-256 of the encoded text: equal keys have equal vectors."""
        return sha256(self.encoded_text.encode()).hexdigest()


def passages_of(case: Case, corpus: Corpus) -> Iterator[Passage]:
    """Yield the passages of a case, in the order of fields and languages."""
    for field in SHOWN_FIELDS:
        text = case.text(field)
        for language in text.languages if text is not None else ():
            shown = text.get(language) if text is not None else None
            if shown:
                title = case.title.pick(language).text
                yield Passage(case_id=case.id, field=field, language=language, text=shown, title=title)
    for language in case.summary.languages:
        facets = facet_text(case, corpus, language)
        title = case.title.pick(language).text
        yield Passage(case_id=case.id, field="facets", language=language, text=facets, title=title)
