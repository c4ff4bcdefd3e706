"""Which language participants' own words are in, where it is not the reader's: nobody translates them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matcher.encoding.language import detect_language
from matcher.export.events.names import without_addresses
from matcher.model import Language
from matcher.texts import Texts

TELLING = 3
"""Words that German and English are told apart by; fewer, such as “Open RAN”, belong to both."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def in_language(text: str, texts: Texts, beside: Iterable[str] = ()) -> str:
    """Return “ (original: Japanese)” for a text in another language than the reader's, else nothing.

    Args:
        text: as a participant wrote it.
        texts: the reader's.
        beside: what the same participant wrote beside it; a short text is in its language.
    """
    language = _language(text, beside, texts.language)
    if language == texts.language:
        return ""
    return texts("event_original", language=texts.spoken(language))


@dataclass(frozen=True)
class Original:
    """Needs or offers of one participant, without e-mail addresses."""

    lines: tuple[str, ...]
    """Each with its language, where that is neither the reader's nor that of all."""
    language: str = ""
    """The language of all, as ``in_language`` tells it."""


def original(items: Sequence[str], texts: Texts) -> Original:
    """Return what a participant wrote, and in which language where that is not the reader's."""
    lines = [line for item in items if (line := without_addresses(item))]
    told = [in_language(line, texts, lines) for line in lines]
    if len(set(told)) == 1:
        return Original(tuple(lines), told[0])
    return Original(tuple(line + language for line, language in zip(lines, told, strict=True)))


def _language(text: str, beside: Iterable[str], reader: Language) -> Language:
    if detect_language(text, reader) == "ja":
        return "ja"
    alike = [text, *(other for other in beside if other != text and detect_language(other) != "ja")]
    if len(_WORD.findall(" ".join(alike))) < TELLING:
        return reader
    found = detect_language("\n".join(alike), reader)
    return "en" if found == "ja" else found
