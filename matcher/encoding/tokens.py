"""The words of a text as BM25 counts them: one tokeniser for the three languages."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bm25s.stopwords import STOPWORDS_EN_PLUS, STOPWORDS_GERMAN

from matcher.encoding.compounds import CompoundSplitter
from matcher.model import Language

if TYPE_CHECKING:
    from sudachipy import Tokenizer as SudachiTokenizer

_LATIN = re.compile(r"[a-z0-9à-öø-ÿœ]+(?:[.+&][a-z0-9]+)*")
_STOP: dict[Language, frozenset[str]] = {
    "en": frozenset(STOPWORDS_EN_PLUS),
    "de": frozenset(STOPWORDS_GERMAN),
    "ja": frozenset(),
}
_STEMMERS = {"en": "english", "de": "german"}
_CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "接尾辞"}
_EMPTY = {"非自立可能", "数詞", "助数詞"}
"""Words that carry no subject of their own: する, できる, numbers, counters."""
MAX_SUDACHI = 12_000
"""Characters a call; Sudachi refuses texts of more than 49,149 bytes."""


class Tokeniser:
    """Turns texts into the words that are counted; ``compounds`` takes German ones apart."""

    def __init__(self, compounds: CompoundSplitter | None = None) -> None:
        self._compounds = compounds

    def tokens(self, text: str, language: Language) -> list[str]:
        """Return the words of a text in their order: folded, without stop words, stemmed.

        Japanese is cut by Sudachi into its shortest units in their normal form; a German compound is followed
        by its parts.
        """
        folded = unicodedata.normalize("NFKC", text).casefold()
        if language == "ja":
            return _japanese(folded)
        words = [word for word in _LATIN.findall(folded) if word not in _STOP[language]]
        if language == "de" and self._compounds is not None:
            words = [part for word in words for part in self._with_parts(word)]
        stems: list[str] = _stemmer(language).stemWords(words)
        return stems

    def _with_parts(self, word: str) -> tuple[str, ...]:
        parts = self._compounds.parts(word) if self._compounds else (word,)
        return (word, *parts) if len(parts) > 1 else parts


def words_of(text: str) -> list[str]:
    """Return the plain lower-case words of a text in a Latin script."""
    return _LATIN.findall(unicodedata.normalize("NFKC", text).casefold())


def sort_key(text: str, language: Language) -> str:
    """Return what a word of a list is sorted by: umlauts as vowels (DIN 5007-1), Japanese by its reading."""
    if language == "ja":
        return "".join(word.reading_form() for word in _sudachi().tokenize(text[:MAX_SUDACHI]))
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _japanese(folded: str) -> list[str]:
    """Take Latin words ("5g", "lpwa") as they stand, the rest from Sudachi."""
    found = _LATIN.findall(folded)
    rest = _LATIN.sub(" ", folded)
    for start in range(0, len(rest), MAX_SUDACHI):
        for word in _sudachi().tokenize(rest[start : start + MAX_SUDACHI]):
            kind = word.part_of_speech()
            if kind[0] in _CONTENT and kind[1] not in _EMPTY and word.surface().strip():
                found.append(word.normalized_form())
    return found


@lru_cache(maxsize=1)
def _sudachi() -> SudachiTokenizer:
    from sudachipy import Dictionary, SplitMode

    return Dictionary(dict="small").tokenizer(mode=SplitMode.A)


@lru_cache(maxsize=2)
def _stemmer(language: Language) -> Any:
    from Stemmer import Stemmer

    return Stemmer(_STEMMERS[language])
