"""How large the asker's municipality is, and whether a case's is comparable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

from matcher.model import Case, Language, Organisation, Profile

COMPARABLE_FACTOR = 2.0
"""Up to twice or half as many inhabitants are called comparable."""
OTHER_FACTOR = 10.0
"""From ten times as many or few on, the size is a difference worth telling."""
LEAST, MOST = 100, 50_000_000
"""Inhabitants that a municipality or region can have; other numbers are something else."""

_NUMBER = r"(\d[\d.,\s\u00a0\u202f']*\d|\d)"
_MANY = r"(?:\s*(thousand|million|tausend|tsd\.?|millionen|mio\.?))?"
_EUROPEAN = re.compile(
    rf"{_NUMBER}{_MANY}[\s-]*(?:inhabitants|residents|citizens|einwohner|bürger)"
    rf"|(?:population of|bevölkerung von|einwohnerzahl:?|population:?)\s+"
    rf"(?:about|around|roughly|some|nearly|rund|etwa|ca\.|knapp)?\s*{_NUMBER}{_MANY}"
)
_JAPANESE = re.compile(
    r"人口(?:は|が|規模)?(?:約|およそ|おおよそ)?(?:(\d[\d,.]*)万)?(?:(\d[\d,.]*)千)?(\d[\d,]*)?人?"
)
_FACTORS: Mapping[str, int] = {"t": 1_000, "m": 1_000_000}

SizeKind = Literal["size", "other_size"]


def asked_inhabitants(profile: Profile | None, text: str, language: Language) -> int | None:
    """Return the inhabitants of the municipality that asks; None where neither profile nor text tells them."""
    if profile is not None and profile.size is not None:
        return profile.size if profile.kind == "municipality" and profile.size > 0 else None
    return named_inhabitants(text, language)


def named_inhabitants(text: str, language: Language) -> int | None:
    """Return the number of inhabitants that a text names first: "20,000 inhabitants", "人口2万人"."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    found = _japanese(folded) if language == "ja" else _european(folded, language)
    return found if found is not None and LEAST <= found <= MOST else None


def _european(text: str, language: Language) -> int | None:
    found = _EUROPEAN.search(text)
    if found is None:
        return None
    number, many = (found[1], found[2]) if found[1] else (found[3], found[4])
    digits = re.sub(r"[\s\u00a0\u202f']", "", number)
    if many:
        return round(float(digits.replace(",", ".")) * _FACTORS[many[0]]) if digits.count(".") < 2 else None
    thousands, decimal = (".", ",") if language == "de" else (",", ".")
    whole = digits.replace(thousands, "").split(decimal)[0]
    return int(whole) if whole.isdigit() else None


def _japanese(text: str) -> int | None:
    for found in _JAPANESE.finditer(text):
        ten_thousands, thousands, rest = (
            part.replace(",", "").rstrip(".") if part else "" for part in found.groups()
        )
        if ten_thousands or thousands or rest:
            return round(float(ten_thousands or 0) * 10_000 + float(thousands or 0) * 1_000 + float(rest or 0))
    return None


def case_municipality(case: Case, organisations: Mapping[str, Organisation]) -> Organisation | None:
    """Return the municipality that a case is about: the only one with that role whose population is known."""
    known = {
        item.organisation: organisations[item.organisation]
        for item in case.organisations
        if item.role == "municipality"
        and item.organisation in organisations
        and organisations[item.organisation].kind == "municipality"
        and organisations[item.organisation].population
    }
    return next(iter(known.values())) if len(known) == 1 else None


def compare_sizes(asked: int, population: int) -> SizeKind | None:
    """Return whether two populations are comparable, or differ by so much that it should be told; else None."""
    factor = max(asked, population) / min(asked, population)
    if factor <= COMPARABLE_FACTOR:
        return "size"
    return "other_size" if factor >= OTHER_FACTOR else None


def rounded(population: int) -> int:
    """Return a population to two digits, as people say it; the registry's last digits are another year's anyhow."""
    step = int(10 ** max(0, len(str(population)) - 2))
    return round(population / step) * step
