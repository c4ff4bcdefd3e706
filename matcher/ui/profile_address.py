"""A profile in the address: who asks, and for what. Its free text is the question itself (``q``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from matcher.clean import one_line
from matcher.corpus.vocabulary import Vocabulary
from matcher.model import COUNTRIES, Profile

MOST_LINES = 10
"""Needs and offers together; with the free text they are as many parts as a search takes."""
LONGEST_LINE = 300
LARGEST = 100_000_000
"""Staff or inhabitants; larger numbers are typing mistakes."""
NOBODY = Profile()

AskerKind = Literal["company", "municipality"]
ASKER_KINDS: tuple[AskerKind, ...] = get_args(AskerKind)
_TERM = re.compile(r"[a-z][a-z0-9_]{0,49}")

Ask = Literal["", "profile", "file"]
ASKS: tuple[Ask, ...] = get_args(Ask)
"""How is asked: by a question, by a profile, or by a document whose text becomes the question."""


def profile_parameters(profile: Profile) -> dict[str, str | list[str]]:
    """Return the parameters of a profile; its text is left to ``q``."""
    return {
        "kind": profile.kind or "",
        "seat": profile.country or "",
        "branch": profile.sector or "",
        "size": "" if profile.size is None else str(profile.size),
        "need": list(profile.needs),
        "offer": list(profile.offers),
    }


def read_profile(parameters: Mapping[str, list[str]]) -> Profile:
    """Return the profile that an address holds; what is none is ignored, what is too long is cut."""
    first = {name: values[-1] for name, values in parameters.items() if values}
    needs = _lines(parameters.get("need", []))[:MOST_LINES]
    size, branch = first.get("size", ""), first.get("branch", "")
    return Profile(
        kind=next((one for one in ASKER_KINDS if one == first.get("kind")), None),
        country=next((one for one in COUNTRIES if one == first.get("seat")), None),
        sector=branch if _TERM.fullmatch(branch) else None,
        size=_size(size),
        needs=needs,
        offers=_lines(parameters.get("offer", []))[: MOST_LINES - len(needs)],
    )


def known_profile(profile: Profile, vocabulary: Vocabulary) -> Profile:
    """Return the same profile without a sector that is not there."""
    return profile if profile.sector in (None, *vocabulary.sectors) else profile.model_copy(update={"sector": None})


def _lines(values: Iterable[str]) -> tuple[str, ...]:
    lines = (one_line(value)[:LONGEST_LINE].strip() for value in values)
    return tuple(dict.fromkeys(line for line in lines if line))


def _size(text: str) -> int | None:
    size = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else LARGEST + 1
    return size if size <= LARGEST else None
