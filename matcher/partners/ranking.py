"""Ranks the organisations behind matched cases by the evidence that speaks for them."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from matcher.errors import WrongUse
from matcher.index.store import Index
from matcher.model import COUNTRIES, Case, Country, Language, Profile
from matcher.partners.evidence import (
    ROLE_WEIGHT,
    ROLES_SOUGHT,
    SEEKING,
    STATUS_WEIGHT,
    UNSOUGHT,
    Evidence,
    Partner,
    Seeking,
    recency,
    year_of,
)
from matcher.search.filters import Filters
from matcher.search.scoring import COMPARABLE
from matcher.search.searcher import Ranked, Searcher, check_top

MOST_CASES = 60
"""Cases of a need that are looked at; below them hardly any is comparable."""
DISCOUNT = 0.6
"""Each further case of an organisation counts less by this factor: the first proves most."""
PREFERRED = 1.25
"""What presence in both countries, or a cooperation, adds where it is preferred."""
OTHER_COUNTRY = 0.4
"""What an organisation of another country than the wished still counts."""


@dataclass(frozen=True)
class Wish:
    """Whom a seeker looks for; what is empty is open."""

    seeking: tuple[Seeking, ...] = ()
    countries: tuple[Country, ...] = ()
    prefer_cooperation: bool = False
    """Prefer those with cases in both countries or in a Japanese-German cooperation."""

    def check(self) -> None:
        """Make sure that every value is known.

        Raises:
            WrongUse: names the value, and those that are there.
        """
        for name, values, known in (("role", self.seeking, SEEKING), ("country", self.countries, COUNTRIES)):
            for value in values:
                if value not in known:
                    raise WrongUse(f"there is no {name} {value!r}.", mend=f"There are: {', '.join(known)}.")


class PartnerFinder:
    """Finds partners for needs; build it once over a searcher."""

    def __init__(self, searcher: Searcher, today: dt.date | None = None) -> None:
        self._searcher = searcher
        self._index: Index = searcher.index
        self._year = (today or dt.datetime.now(dt.UTC).date()).year
        self._countries: dict[str, set[Country]] = defaultdict(set)
        self._cooperations: dict[str, set[str]] = defaultdict(set)
        for case in self._index.cases.values():
            for organisation in {item.organisation for item in case.organisations}:
                self._countries[organisation].add(case.country)
                if case.japan_germany:
                    self._cooperations[organisation].add(case.id)

    def partners(
        self,
        need: str | Profile,
        wish: Wish | None = None,
        *,
        language: Language | None = None,
        filters: Filters | None = None,
        top: int = 20,
    ) -> list[Partner]:
        """Return the organisations that speak most for themselves as partners, best first.

        Args:
            need: free text or a profile, as for a search.
            wish: roles sought, countries wished, whether cooperations are preferred.
            language: the need's language; detected where None.
            filters: what the cases must have.
            top: how many at most, 1 to 200.

        Raises:
            WrongUse: the need is empty, ``top`` is out of range, or a wish or a filter is unknown.
        """
        check_top(top)
        wish = wish or Wish()
        wish.check()
        ranked = self._searcher.rank(need, language=language, filters=filters)
        return self.behind(ranked, wish, top)

    def behind(self, ranked: Sequence[Ranked], wish: Wish, top: int) -> list[Partner]:
        """Return the partners behind ranked cases."""
        found: dict[str, list[Evidence]] = defaultdict(list)
        for one in ranked[:MOST_CASES]:
            if one.score < COMPARABLE:
                break
            case = self._index.cases[one.case_id]
            for organisation, role in _best_roles(case, wish.seeking).items():
                found[organisation].append(self._evidence(case, organisation, role, one.score, wish))
        partners = [self._partner(name, evidence, wish) for name, evidence in found.items()]
        partners.sort(key=lambda partner: (-partner.score, partner.organisation.id))
        return [partner for partner in partners if partner.score > 0][:top]

    def _evidence(self, case: Case, organisation: str, role: str, relevance: float, wish: Wish) -> Evidence:
        fit = 1.0 if _is_sought(role, wish.seeking) else UNSOUGHT
        own = ROLE_WEIGHT.get(role, 0.5)
        if wish.seeking and fit == 1.0:
            own = max(own, 0.9)  # a funder is no lesser partner to someone who seeks a funder
        year = year_of(case)
        proof = own * fit * STATUS_WEIGHT[case.status.value] * (0.5 + 0.5 * recency(year, self._year))
        others = dict.fromkeys(
            item.organisation for item in case.organisations if item.organisation != organisation
        )
        return Evidence(
            case=case,
            role=role,
            relevance=relevance,
            weight=round(relevance / 100 * proof, 4),
            year=year,
            co_partners=tuple(others),
        )

    def _partner(self, name: str, evidence: list[Evidence], wish: Wish) -> Partner:
        evidence.sort(key=lambda one: -one.weight)
        organisation = self._index.organisations[name]
        value = sum(one.weight * DISCOUNT**place for place, one in enumerate(evidence)) * (1 - DISCOUNT)
        value = evidence[0].weight * DISCOUNT + value  # the best case carries most, further ones lift it
        if wish.countries and organisation.country not in wish.countries:
            value *= OTHER_COUNTRY
        cooperations = tuple(sorted(self._cooperations.get(name, ())))
        countries = tuple(country for country in COUNTRIES if country in self._countries[name])
        if wish.prefer_cooperation and (cooperations or len(countries) > 1):
            value *= PREFERRED
        roles = Counter(one.role for one in evidence)
        return Partner(
            organisation=organisation,
            score=round(100 * min(1.0, value), 1),
            evidence=tuple(evidence),
            roles=tuple(role for role, _ in roles.most_common()),
            countries=countries,
            cooperations=cooperations,
        )


def _is_sought(role: str, seeking: Collection[Seeking]) -> bool:
    return not seeking or any(role in ROLES_SOUGHT[sought] for sought in seeking)


def _best_roles(case: Case, seeking: Iterable[Seeking]) -> Mapping[str, str]:
    """Return each organisation of a case with the role that counts most; a sought one goes first."""
    wanted = tuple(seeking)
    best: dict[str, str] = {}
    for item in case.organisations:
        now = best.get(item.organisation)
        if now is None or _rank(item.role, wanted) > _rank(now, wanted):
            best[item.organisation] = item.role
    return best


def _rank(role: str, seeking: tuple[Seeking, ...]) -> tuple[bool, float]:
    return _is_sought(role, seeking), ROLE_WEIGHT.get(role, 0.5)
