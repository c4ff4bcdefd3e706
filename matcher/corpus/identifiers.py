"""Official identifiers, and the check digits that tell a wrong one."""

from __future__ import annotations

import re

from matcher.model import Country

_LEI_BASE = 97


def is_municipality_code(code: str, country: Country) -> bool:
    """Tell whether a 全国地方公共団体コード (JP, 6 digits) or an AGS (DE, 8 digits) is well formed.

    The sixth digit of the Japanese code: 11 minus the remainder, by 11, of the first five weighted 6 to 2
    (MIC, 全国地方公共団体コード仕様). The AGS has no check digit; its Land is 01 to 16.
    """
    if country == "DE":
        return bool(re.fullmatch(r"(0[1-9]|1[0-6])\d{6}", code))
    if not re.fullmatch(r"\d{6}", code):
        return False
    weighted = sum(int(digit) * weight for digit, weight in zip(code[:5], range(6, 1, -1), strict=True))
    return int(code[5]) == (11 - weighted % 11) % 10


def is_corporate_number(number: str) -> bool:
    """Tell whether a 法人番号 (13 digits) has the right check digit, its first.

    9 minus the remainder, by 9, of the twelve digits weighted 1 and 2 in turn from the right
    (法人番号の指定等に関する省令, Article 2).
    """
    if not re.fullmatch(r"\d{13}", number):
        return False
    weighted = sum(int(digit) * (1 + position % 2) for position, digit in enumerate(reversed(number[1:])))
    return int(number[0]) == 9 - weighted % 9


def is_lei(code: str) -> bool:
    """Tell whether a Legal Entity Identifier (ISO 17442) has the right check digits (ISO 7064, MOD 97-10)."""
    if not re.fullmatch(r"[0-9A-Z]{18}\d{2}", code):
        return False
    return int("".join(str(int(character, 36)) for character in code)) % _LEI_BASE == 1


IDENTIFIERS = {
    "corporate_number": is_corporate_number,
    "municipality_code": lambda code: is_municipality_code(code, "JP"),
    "ags": lambda code: is_municipality_code(code, "DE"),
    "lei": is_lei,
}
"""What an organisation may be identified by, and how each is verified."""
