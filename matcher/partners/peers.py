"""Comparable municipalities in the other country: alike in size, themes and needs."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.errors import WrongUse
from matcher.index.store import Index
from matcher.model import Case, Country, Organisation

SIZE_SHARE = 0.3
"""What size weighs against themes; a peer of quite another size can still have the same need."""
HALVED_AT = 4.0
"""A municipality four times as large or small is half as comparable in size."""


@dataclass(frozen=True)
class Peer:
    """A comparable municipality, and why."""

    organisation: Organisation
    score: float
    """0 to 100."""
    likeness: float
    """Of its cases to the asker's, 0 to 1."""
    size: float | None
    """How near the populations are, 0 to 1; None where one is not known."""
    cases: tuple[Case, ...]
    """Its cases, those most like the asker's first."""
    technologies: tuple[str, ...]
    """Technologies that both have in their cases."""
    sectors: tuple[str, ...]


class PeerFinder:
    """Finds comparable municipalities; build it once over an index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._position = {case_id: number for number, case_id in enumerate(index.cases)}
        self._cases: dict[str, list[Case]] = defaultdict(list)
        for case in index.cases.values():
            for item in case.organisations:
                organisation = index.organisations.get(item.organisation)
                if (
                    organisation
                    and organisation.kind == "municipality"
                    and case not in self._cases[item.organisation]
                ):
                    self._cases[item.organisation].append(case)

    def peers(self, municipality: str, top: int = 10) -> list[Peer]:
        """Return municipalities of the other country that are most like a given one, best first.

        Raises:
            WrongUse: there is no such municipality, or it has no case.
        """
        own = self._index.organisations.get(municipality)
        if own is None or not self._cases.get(municipality):
            raise WrongUse(
                f"there is no municipality {municipality!r} with a case.", mend="Take the id from a case."
            )
        other: Country = "DE" if own.country == "JP" else "JP"
        found = [
            self._peer(own, self._index.organisations[name], cases)
            for name, cases in self._cases.items()
            if self._index.organisations[name].country == other
        ]
        found.sort(key=lambda peer: (-peer.score, peer.organisation.id))
        return found[:top]

    def _peer(self, own: Organisation, other: Organisation, cases: list[Case]) -> Peer:
        mine = self._cases[own.id]
        likeness = self._vectors(mine) @ self._vectors(cases).T
        nearest = likeness.max(axis=0)
        order = np.argsort(-nearest, kind="stable")
        themes = float(np.clip(likeness.max(axis=1).mean(), 0, 1))
        size = size_likeness(own.population, other.population)
        value = themes if size is None else (1 - SIZE_SHARE) * themes + SIZE_SHARE * size
        return Peer(
            organisation=other,
            score=round(100 * value, 1),
            likeness=round(themes, 3),
            size=size,
            cases=tuple(cases[place] for place in order),
            technologies=_common([case.technologies for case in mine], [case.technologies for case in cases]),
            sectors=_common([(case.sector,) for case in mine], [(case.sector,) for case in cases]),
        )

    def _vectors(self, cases: list[Case]) -> NDArray[np.float32]:
        return self._index.case_vectors[[self._position[case.id] for case in cases]]


def size_likeness(one: int | None, two: int | None) -> float | None:
    """Return 1 for equal populations, halved for every factor of ``HALVED_AT``; None where one is not known."""
    if not one or not two:
        return None
    return round(float(0.5 ** (abs(math.log(one / two)) / math.log(HALVED_AT))), 3)


def _common(mine: list[tuple[str, ...]], theirs: list[tuple[str, ...]]) -> tuple[str, ...]:
    other = {item for items in theirs for item in items}
    return tuple(dict.fromkeys(item for items in mine for item in items if item in other))
