"""What speaks for an organisation as a partner: its cases, and what it did in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from matcher.model import Case, Country, Noun, Organisation, StatusValue

Seeking = Literal["operator", "integrator", "vendor", "research", "peer", "funder"]
SEEKING: tuple[Seeking, ...] = get_args(Seeking)

ROLES_SOUGHT: Mapping[Seeking, frozenset[str]] = {
    "operator": frozenset({"mobile_operator"}),
    "integrator": frozenset({"system_integrator", "coordinator"}),
    "vendor": frozenset({"solution_vendor", "network_vendor"}),
    "research": frozenset({"research"}),
    "peer": frozenset({"municipality", "prefecture", "site_owner", "user"}),
    "funder": frozenset({"funder", "ministry"}),
}
"""Which roles answer what is sought."""

ROLE_WEIGHT: Mapping[str, float] = {
    "system_integrator": 1.0, "solution_vendor": 1.0, "network_vendor": 0.9, "mobile_operator": 0.9,
    "coordinator": 0.85, "research": 0.8, "site_owner": 0.65, "user": 0.65, "municipality": 0.6, "partner": 0.6,
    "association": 0.45, "prefecture": 0.4, "funder": 0.15, "ministry": 0.15,
}  # fmt: skip
"""How much a role shows that an organisation could do it again; who pays for much is in much, and crowds out."""
UNSOUGHT = 0.35
"""What evidence in another role than the sought ones still counts."""

STATUS_WEIGHT: Mapping[StatusValue, float] = {
    "operational": 1.0, "completed": 0.95, "pilot": 0.85, "ended": 0.75, "unknown": 0.75, "planned": 0.6,
}  # fmt: skip
"""How far a case got: a plan proves less than an operation."""
HALF_LIFE = 8.0
"""Years after which a case counts half."""


class Evidence(Noun):
    """One case in which an organisation took part, and how much it counts."""

    case: Case
    role: str
    relevance: float
    """The score of the case for the need, 0 to 100."""
    weight: float
    """What it adds, 0 to 1: relevance, role, how far the case got and how recent it is."""
    year: int | None
    co_partners: tuple[str, ...]
    """Ids of the other organisations in the case."""


class Partner(Noun):
    """An organisation with all that speaks for it."""

    organisation: Organisation
    score: float
    """0 to 100, for ordering one answer; not comparable between needs."""
    evidence: tuple[Evidence, ...]
    roles: tuple[str, ...]
    """Its roles in the evidence, the most frequent first."""
    countries: tuple[Country, ...]
    """Countries in which it has cases, in the whole corpus."""
    cooperations: tuple[str, ...]
    """Ids of Japanese-German cooperations it took part in, in the whole corpus."""

    @property
    def in_both_countries(self) -> bool:
        """Whether it has cases in Japan and in Germany."""
        return len(self.countries) > 1


def year_of(case: Case) -> int | None:
    """Return the latest year that the case's status or start is known for."""
    dates = [case.status.as_of, case.start.value if case.start else None]
    years = [int(date[:4]) for date in dates if date]
    return max(years, default=None)


def recency(year: int | None, today: int) -> float:
    """Return 1 for a case of this year, halved every ``HALF_LIFE`` years; an unknown year counts as a half-life."""
    age = HALF_LIFE if year is None else max(0, today - year)
    return float(0.5 ** (age / HALF_LIFE))
