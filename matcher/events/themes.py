"""Proposes themes for sessions: what participants need, in the words of the vocabulary, with leading cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.events.event import Participant, Theme
from matcher.index.store import Index
from matcher.model import Profile
from matcher.search.searcher import Ranked, Searcher

FRONT = 10
"""Cases of a participant's needs that speak for a theme."""
FEWEST = 4
"""Members that a session needs."""
LEADING = 5
SHARED_BY_MOST = 0.08
"""A technology in more cases than this names no theme: it would gather everybody."""
Values = NDArray[np.float32]


def propose_themes(searcher: Searcher, participants: Sequence[Participant], most: int = 5) -> tuple[Theme, ...]:
    """Return themes that together concern as many participants as possible, the widest first.

    A participant is concerned by a technology as far as the cases nearest to its needs use it, rare ones counting
    more. Themes are picked one by one: each time the one that concerns most of those who are not well served yet.
    """
    ranked = [_front(searcher, one) for one in participants]
    names = _names(searcher.index)
    concern = _concern(searcher.index, ranked, names)
    served = np.zeros(len(participants), dtype=np.float32)
    themes: list[Theme] = []
    while len(themes) < most:
        gains = np.maximum(concern - served[:, None], 0)
        gains[:, (concern > 0).sum(axis=0) < FEWEST] = 0
        best = int(gains.sum(axis=0).argmax())
        if gains[:, best].sum() <= 0:
            break
        themes.append(_theme(searcher.index, names[best], concern[:, best], ranked, participants))
        served = np.maximum(served, concern[:, best])
    return tuple(themes)


def _front(searcher: Searcher, who: Participant) -> list[Ranked]:
    if not who.needs:
        return []
    return searcher.rank(Profile(needs=who.needs, sector=who.sector))[:FRONT]


def _names(index: Index) -> list[str]:
    """Return the technologies that can name a theme."""
    counts: dict[str, int] = defaultdict(int)
    for case in index.cases.values():
        for technology in case.technologies:
            counts[technology] += 1
    return sorted(name for name, count in counts.items() if 1 < count <= SHARED_BY_MOST * len(index.cases))


def _concern(index: Index, ranked: Sequence[Sequence[Ranked]], names: Sequence[str]) -> Values:
    """Return how much each participant is concerned by each technology, 0 to 1."""
    column = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(ranked), len(names)), dtype=np.float32)
    for row, cases in enumerate(ranked):
        for one in cases:
            for technology in index.cases[one.case_id].technologies:
                if technology in column:
                    table[row, column[technology]] += one.score / 100
    rarity = np.log(len(index.cases) / np.array([_count(index, name) for name in names], dtype=np.float32))
    weighed = table * rarity
    highest = weighed.max(axis=1, keepdims=True)
    return np.asarray(np.where(highest > 0, weighed / np.maximum(highest, 1e-6), 0), dtype=np.float32)


def _count(index: Index, technology: str) -> int:
    return sum(technology in case.technologies for case in index.cases.values())


def _theme(
    index: Index,
    name: str,
    concern: Values,
    ranked: Sequence[Sequence[Ranked]],
    participants: Sequence[Participant],
) -> Theme:
    order = [int(row) for row in np.argsort(-concern, kind="stable") if concern[row] > 0]
    worth: dict[str, float] = defaultdict(float)
    for row in order:
        for one in ranked[row]:
            if name in index.cases[one.case_id].technologies:
                worth[one.case_id] += one.score
    cases = sorted(worth, key=lambda case_id: (-worth[case_id], case_id))[:LEADING]
    return Theme(
        technology=name,
        members=tuple(participants[row].id for row in order),
        countries=tuple(sorted({participants[row].country for row in order})),
        cases=tuple(cases),
        policy_areas=_areas(index, cases),
    )


def _areas(index: Index, cases: Sequence[str]) -> tuple[str, ...]:
    counts: dict[str, int] = defaultdict(int)
    for case_id in cases:
        for area in index.cases[case_id].policy_areas:
            counts[area] += 1
    return tuple(sorted(counts, key=lambda area: (-counts[area], area)))
