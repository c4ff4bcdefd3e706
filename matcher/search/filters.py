"""Filters narrow the cases before anything is compared, so that no result is lost."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal, get_args

from pydantic import Field

from matcher.corpus.vocabulary import Vocabulary
from matcher.errors import WrongUse
from matcher.model import COUNTRIES, Case, Country, Noun, Organisation

Facet = Literal[
    "countries",
    "domains",
    "sectors",
    "site_types",
    "technologies",
    "policy_areas",
    "statuses",
    "organisation_kinds",
]
FACETS: tuple[Facet, ...] = get_args(Facet)
FIRST_YEAR, LAST_YEAR = 1990, 2100


class Filters(Noun):
    """What a case must have: any of the values given in each list; an empty list asks nothing."""

    countries: tuple[Country, ...] = ()
    domains: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    site_types: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    policy_areas: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    organisation_kinds: tuple[str, ...] = ()
    """Kinds of organisations that take part."""
    year_from: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR)
    year_to: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR)
    """First and last year of the start; a case whose start is unknown is left out where one is given."""

    def check(self, vocabulary: Vocabulary) -> None:
        """Make sure that every value is known and the years are in order.

        Raises:
            WrongUse: names the value, and those that are there.
        """
        for facet, (name, known) in _known(vocabulary).items():
            _check(name, getattr(self, facet), known)
        for year in (self.year_from, self.year_to):
            if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
                raise WrongUse(f"{year} is no year.", mend=f"Give a year from {FIRST_YEAR} to {LAST_YEAR}.")
        if self.year_from is not None and self.year_to is not None and self.year_from > self.year_to:
            raise WrongUse(f"the years run from {self.year_from} to {self.year_to}.", mend="Swap them.")

    def only_known(self, vocabulary: Vocabulary) -> Filters:
        """Return the same filters without values that are not there and without years in the wrong order."""
        known: dict[str, Any] = {
            facet: tuple(value for value in getattr(self, facet) if value in there)
            for facet, (_, there) in _known(vocabulary).items()
        }
        ordered = self.year_from is None or self.year_to is None or self.year_from <= self.year_to
        if not ordered:
            known |= {"year_from": None, "year_to": None}
        return self.model_copy(update=known)

    @property
    def active(self) -> int:
        """How many facets ask for something; the years count as one."""
        return sum(bool(getattr(self, facet)) for facet in FACETS) + bool(self.year_from or self.year_to)

    def without(self, facet: Facet) -> Filters:
        """Return the same filters with one facet open."""
        return self.model_copy(update={facet: ()})


class CaseFacets:
    """Looks up what a case has in each facet; knows the organisations' kinds."""

    def __init__(self, organisations: Mapping[str, Organisation]) -> None:
        self._organisations = organisations

    def values(self, case: Case, facet: Facet) -> tuple[str, ...]:
        """Return the values of a case in a facet, each once."""
        if facet == "organisation_kinds":
            known = (self._organisations.get(item.organisation) for item in case.organisations)
            return tuple(sorted({organisation.kind for organisation in known if organisation is not None}))
        single = {
            "countries": case.country, "sectors": case.sector, "site_types": case.site_type,
            "statuses": case.status.value,
        }  # fmt: skip
        if facet in single:
            return (single[facet],)
        several: tuple[str, ...] = getattr(case, facet)
        return several

    def accepted(self, cases: Iterable[Case], filters: Filters) -> list[Case]:
        """Return those of the cases that have all that is asked, in their order."""
        asked = [(facet, values) for facet in FACETS if (values := getattr(filters, facet))]
        return [case for case in cases if _in_years(case, filters) and self._has_all(case, asked)]

    def _has_all(self, case: Case, asked: Iterable[tuple[Facet, Collection[str]]]) -> bool:
        return all(any(value in values for value in self.values(case, facet)) for facet, values in asked)


def _in_years(case: Case, filters: Filters) -> bool:
    if filters.year_from is None and filters.year_to is None:
        return True
    if case.start is None:
        return False
    year = int(case.start.value[:4])
    return (filters.year_from or FIRST_YEAR) <= year <= (filters.year_to or LAST_YEAR)


def _known(vocabulary: Vocabulary) -> dict[Facet, tuple[str, Collection[str]]]:
    """Return the English name and the values of each facet."""
    return {
        "countries": ("country", COUNTRIES),
        "domains": ("domain", vocabulary.domains),
        "sectors": ("sector", vocabulary.sectors),
        "site_types": ("site type", vocabulary.site_types),
        "technologies": ("technology", vocabulary.technologies),
        "policy_areas": ("policy area", vocabulary.policy_areas),
        "statuses": ("status", vocabulary.statuses),
        "organisation_kinds": ("kind of organisation", vocabulary.organisation_kinds),
    }


def _check(name: str, values: Iterable[str], known: Collection[str]) -> None:
    for value in values:
        if value not in known:
            near = difflib.get_close_matches(value, known, n=1)
            mend = f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(known)}."
            raise WrongUse(f"there is no {name} {value!r}.", mend=mend)
