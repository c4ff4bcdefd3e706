"""What a check finds: where in the file, what is wrong, how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matcher.model import Language

Location = tuple[str | int, ...]
Detector = Callable[[str], Language]
"""Tells which language a text is in."""


@dataclass(frozen=True)
class Finding:
    """One field that is not as it should be."""

    location: Location
    what: str
    mend: str
