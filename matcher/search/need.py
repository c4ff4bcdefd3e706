"""What is asked: free text or a profile, as parts that each look for something of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matcher.errors import WrongUse
from matcher.model import MAX_QUERY, Profile

MAX_PARTS = 12
"""Needs and offers of a profile."""

Aim = Literal["any", "need", "offer"]


@dataclass(frozen=True)
class Part:
    """One text that is searched for; a need meets problems, an offer meets solutions, free text meets both."""

    text: str
    aim: Aim


def parts_of(need: str | Profile) -> tuple[Part, ...]:
    """Return the parts of what is asked, in their order.

    Raises:
        WrongUse: it is empty, too long, no Unicode text, or has too many parts.
    """
    profile = Profile(text=need) if isinstance(need, str) else need
    parts = [
        *(Part(text.strip(), "need") for text in profile.needs),
        *(Part(text.strip(), "offer") for text in profile.offers),
        Part(profile.text.strip(), "any"),
    ]
    parts = [part for part in parts if part.text]
    if not parts:
        raise WrongUse("the query is empty.", mend="Describe a need in Japanese, German or English.")
    if any("\ud800" <= letter <= "\udfff" for part in parts for letter in part.text):
        raise WrongUse("the query holds what is no text.", mend="Give it in UTF-8.")
    if sum(len(part.text) for part in parts) > MAX_QUERY:
        raise WrongUse(f"the query is longer than {MAX_QUERY} characters.", mend="Shorten it.")
    if len(parts) > MAX_PARTS:
        raise WrongUse(f"the profile has {len(parts)} needs and offers.", mend=f"Give at most {MAX_PARTS}.")
    return tuple(parts)
