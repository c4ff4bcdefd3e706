"""Kakehashi (架け橋): comparable Japanese and German ICT use cases.

``Matcher.open()`` opens the index; ``.search(...)``, ``.similar(...)`` and ``.case(...)`` answer.
Importing this package loads nothing heavy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matcher.api import Matcher

__all__ = ["Matcher"]


def __getattr__(name: str) -> Any:
    if name == "Matcher":
        from matcher.api import Matcher

        return Matcher
    raise AttributeError(f"module 'matcher' has no attribute {name!r}")
