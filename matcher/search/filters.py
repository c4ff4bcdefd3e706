"""Filters narrow the cases before anything is compared, so that no result is lost."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from pydantic import Field

from matcher.corpus.vocabulary import Vocabulary
from matcher.errors import WrongUse
from matcher.model import COUNTRIES, Case, Country, Noun


class Filters(Noun):
    """What a case must have: any of the values given in each list; an empty list asks nothing."""

    countries: tuple[Country, ...] = ()
    domains: tuple[str, ...] = Field(())
    sectors: tuple[str, ...] = Field(())
    policy_areas: tuple[str, ...] = Field(())

    def accepts(self, case: Case) -> bool:
        """Tell whether a case has what is asked."""
        return (
            (not self.countries or case.country in self.countries)
            and _meets(self.domains, case.domains)
            and (not self.sectors or case.sector in self.sectors)
            and _meets(self.policy_areas, case.policy_areas)
        )

    def check(self, vocabulary: Vocabulary) -> None:
        """Make sure that every value is known.

        Raises:
            WrongUse: names the value, and those that are there.
        """
        _check("country", self.countries, COUNTRIES)
        _check("domain", self.domains, vocabulary.domains)
        _check("sector", self.sectors, vocabulary.sectors)
        _check("policy area", self.policy_areas, vocabulary.policy_areas)


def _meets(asked: Collection[str], has: Iterable[str]) -> bool:
    return not asked or any(value in asked for value in has)


def _check(name: str, values: Iterable[str], known: Collection[str]) -> None:
    for value in values:
        if value not in known:
            near = difflib.get_close_matches(value, known, n=1)
            mend = f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(known)}."
            raise WrongUse(f"there is no {name} {value!r}.", mend=mend)
