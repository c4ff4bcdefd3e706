"""Every text is there in three languages, really in that language, and not copied over."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.fuzz import ratio

from matcher.corpus.checks.finding import Detector, Finding, Location
from matcher.model import LANGUAGES, TEXT_FIELDS, Case, Text

COPIED = 90.0
"""Per cent of likeness (Indel) from which a text counts as copied over from another language."""
MIN_LENGTH = 60
"""Characters; shorter texts tell too little of their language."""
PROSE = ("summary", "problem", "solution", "outcome")
"""Fields in sentences; titles and names are often the same in two languages."""


def check_texts(case: Case, detect: Detector | None, *, complete: bool = True) -> Iterator[Finding]:
    """Yield missing texts (where all three are asked), texts in another language, and texts copied over."""
    for location, text in texts_of(case):
        for language in LANGUAGES if complete else ():
            if text.get(language) is None:
                yield Finding((*location, language), f"no text in {language!r}.", "Write it.")
        if location[0] in PROSE:
            yield from _check_copies(location, text)
            if detect is not None:
                yield from _check_language(location, text, detect)


def texts_of(case: Case) -> Iterator[tuple[Location, Text]]:
    """Yield every text of a case with its place."""
    for field in TEXT_FIELDS:
        text = case.text(field)
        if text is not None:
            yield (field,), text
    yield ("place", "name"), case.place.name
    if case.funding is not None:
        yield ("funding",), case.funding
    for position, figure in enumerate(case.figures):
        yield ("figures", position, "what"), figure.what


def _check_copies(location: Location, text: Text) -> Iterator[Finding]:
    pairs = [("en", "de"), ("en", "ja"), ("de", "ja")]
    for first, second in pairs:
        one, other = getattr(text, first), getattr(text, second)
        if one and other and ratio(one, other) >= COPIED:
            what = f"the same text stands in {first!r} and {second!r}."
            yield Finding((*location, second), what, "Write it in each language.")


def _check_language(location: Location, text: Text, detect: Detector) -> Iterator[Finding]:
    for language in text.languages:
        content = text.get(language) or ""
        if len(content) >= MIN_LENGTH and detect(content) != language:
            what = f"the text is not in {language!r}."
            yield Finding((*location, language), what, "Write it in that language.")
