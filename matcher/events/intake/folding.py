"""Brings words and names to one form, so that case, width, punctuation and legal forms do not tell them apart."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

_WORDS = Path(__file__).with_name("words.toml")
_NOT_WORD = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return letters and digits alone, in one width and case (NFKC, full case folding)."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, list[str]]]:
    """Return ``words.toml``: by subject and meaning, the words in three languages."""
    with _WORDS.open("rb") as stream:
        return tomllib.load(stream)


def name_words(name: str) -> str:
    """Return a name's words without its legal form: “ACME Sensor GmbH & Co. KG” gives “acme sensor”.

    A name that is nothing but a legal form stays as it is.
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    forms = words()["legal_forms"]
    bare = plain.strip()
    for form in forms["first"]:
        bare = bare.removeprefix(form)
    for form in forms["anywhere"]:
        bare = bare.replace(form, " ")
    parts = _NOT_WORD.sub(" ", bare.replace(".", "")).split()
    last = _last_words()
    while len(parts) > 1 and parts[-1] in last:
        parts.pop()
    return " ".join(parts) if parts else _NOT_WORD.sub(" ", plain).strip()


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: its words without spaces and legal form."""
    return name_words(name).replace(" ", "")


def place_key(name: str) -> str:
    """Return the bare name of a municipality: “Stadt Ulm” and “City of Ulm” are Ulm, 横浜市役所 is 横浜市."""
    text = name_words(name)
    municipal = words()["municipal"]
    for word in municipal["before"]:
        text = text.removeprefix(f"{word} ")
    for word in municipal["after"]:
        if word.isascii():
            text = text.removesuffix(f" {word}")
        elif text.endswith(word) and len(text) > len(word):
            text = text.removesuffix(word[1:])
    return text.replace(" ", "")


@lru_cache(maxsize=1)
def _last_words() -> frozenset[str]:
    return frozenset(word.replace(" ", "") for word in words()["legal_forms"]["last"]) | {"und", "and"}
