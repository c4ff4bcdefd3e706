"""How many cases of each country have what: the numbers behind the atlas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from matcher.model import COUNTRIES, Case, Country
from matcher.search.filters import CaseFacets, Facet

EARLIEST = 2012
"""Starts before it are counted together: they are few."""


@dataclass(frozen=True)
class Row:
    """One value with its cases in both countries."""

    value: str
    counts: Mapping[Country, int]
    shares: Mapping[Country, float]
    """Of the cases of that country, in per cent; a case may have several values of a facet."""

    @property
    def total(self) -> int:
        """The cases of both countries."""
        return sum(self.counts.values())

    @property
    def gap(self) -> float:
        """By how many percentage points Japan's share is larger than Germany's."""
        return self.shares["JP"] - self.shares["DE"]


def tally(cases: Sequence[Case], values: Callable[[Case], Iterable[str]]) -> list[Row]:
    """Count the cases that have each value, most frequent first; values without a case are left out."""
    sizes = {country: sum(case.country == country for case in cases) for country in COUNTRIES}
    found: dict[Country, Counter[str]] = {country: Counter() for country in COUNTRIES}
    for case in cases:
        found[case.country].update(set(values(case)))
    names = {name for counted in found.values() for name in counted}
    rows = [
        Row(
            name,
            {country: found[country][name] for country in COUNTRIES},
            {country: 100 * found[country][name] / max(1, sizes[country]) for country in COUNTRIES},
        )
        for name in names
    ]
    return sorted(rows, key=lambda row: (-row.total, row.value))


def tally_facet(cases: Sequence[Case], facets: CaseFacets, facet: Facet) -> list[Row]:
    """Count the values of one facet."""
    return tally(cases, partial(facets.values, facet=facet))


def tally_years(cases: Sequence[Case]) -> list[Row]:
    """Count the years of the start in their order; the first row holds all years up to ``EARLIEST``."""

    def year(case: Case) -> list[str]:
        return [str(max(EARLIEST, int(case.start.value[:4])))] if case.start else []

    return sorted(tally(cases, year), key=lambda row: row.value)


def widest_gaps(rows: Iterable[Row], most: int) -> list[Row]:
    """Return the values in which the countries differ most, Japan's surpluses first."""
    widest = sorted(rows, key=lambda row: -abs(row.gap))[:most]
    return sorted(widest, key=lambda row: -row.gap)
