"""Makes text harmless for the files it goes into: no control characters, no formulas."""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
"""What XML cannot hold, or what turns the reading direction round so that a name reads as another."""
_UNSEEN = re.compile("[\u200b\u200e\u200f\u2060\ufeff]")
"""Characters without width, by which two names could look the same."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV Injection), full-width forms included."""


def clean(text: str) -> str:
    """Return a text without control characters; lines and tabs stay."""
    return _FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """Return a name as it is kept: composed (NFC), in one line, without what cannot be seen."""
    return " ".join(clean(_UNSEEN.sub("", unicodedata.normalize("NFC", text))).split())


def harmless_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula when it opens a CSV file."""
    text = clean(text)
    return f"'{text}" if text.startswith(_FORMULA) else text
