"""Counts the words of all cases; those of texts that have not changed are taken over from the build before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from matcher.corpus.reader import Corpus
from matcher.encoding.compounds import CompoundSplitter
from matcher.encoding.tokens import Tokeniser
from matcher.index.documents import german_words, lexical_text
from matcher.model import LANGUAGES, Language

WORDS = "words.json"
GERMAN_WORDS = "german_words.json"
_SEPARATOR = "\n"


@dataclass(frozen=True)
class CountedWords:
    """The words of each case per language, and by what German compounds were taken apart."""

    words: Mapping[Language, list[list[str]]]
    kept: Mapping[str, str]
    """Words by the hash of their text and language, for the next build."""
    compounds: CompoundSplitter


def count_words(corpus: Corpus, kept: Mapping[str, str]) -> CountedWords:
    """Return the words of all cases; German ones anew, for their compounds rest on all texts together."""
    compounds = CompoundSplitter(german_words(corpus))
    tokeniser = Tokeniser(compounds)
    keep: dict[str, str] = {}
    words: dict[Language, list[list[str]]] = {language: [] for language in LANGUAGES}
    for case in corpus.cases.values():
        for language in LANGUAGES:
            text = lexical_text(case, corpus, language)
            if language == "de":
                words[language].append(tokeniser.tokens(text, language))
                continue
            key = sha256(f"{language}{_SEPARATOR}{text}".encode()).hexdigest()
            keep[key] = kept[key] if key in kept else _SEPARATOR.join(tokeniser.tokens(text, language))
            words[language].append(keep[key].split(_SEPARATOR) if keep[key] else [])
    return CountedWords(words, keep, compounds)


def write_words(counted: CountedWords, folder: Path) -> None:
    """Write what the next build takes over, and what queries need to take compounds apart."""
    for name, content in ((WORDS, counted.kept), (GERMAN_WORDS, counted.compounds.counts)):
        (folder / name).write_text(json.dumps(dict(content), ensure_ascii=False), encoding="utf-8")


def read_compounds(folder: Path) -> CompoundSplitter:
    """Return the splitter that a build was made with."""
    return CompoundSplitter(json.loads((folder / GERMAN_WORDS).read_bytes()))


def read_kept(folder: Path) -> dict[str, str]:
    """Return the words that a build keeps."""
    kept: dict[str, str] = json.loads((folder / WORDS).read_bytes())
    return kept
