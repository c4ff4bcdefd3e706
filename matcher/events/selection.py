"""Chooses who should meet, before it is settled when: a problem without slots, whose optimum bounds every schedule.

Every schedule chooses pairs that keep the limits stated here, so no schedule is better than the best choice. The
limits are those of degree-constrained subgraphs (Schrijver, Combinatorial Optimization, 2003, ch. 33), and Hall's
condition for runs of slots: pairs that can meet only within some slots must fit into these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.events.candidates import Problem
from matcher.events.climb import Climber, add_goals, carried
from matcher.events.goals import Ceiling, Standing

SPARED = 40
"""One in so many meetings at tables, in video rooms or with interpreters is spared in a tightened choice."""
MOST_SETS = 200
"""Of the sets of slots that pairs have in common, so many at most give limits, those of most pairs first.

Gaps in the participants' times can make thousands of them, which cost more time than their limits save.
"""


@dataclass(frozen=True)
class Limit:
    """At most so many of some pairs meet."""

    places: tuple[int, ...]
    most: int
    spare: int = 0
    """What a tightened choice leaves unused at each step, so that slots are found more easily."""
    later: int = 0
    """The step after which it does so."""


@dataclass(frozen=True)
class Choice:
    """Pairs that should meet, and what no schedule can pass."""

    chosen: tuple[int, ...]
    reached: Standing
    bound: Standing
    """Each goal's bound holds for the schedules that reach as much of the goals before it as this choice."""


def choose(
    problem: Problem,
    limits: Sequence[Limit],
    start: Collection[int],
    seconds: float,
    *,
    at_least: Standing | None = None,
    tightened: int = 0,
) -> Choice:
    """Choose pairs, goal by goal.

    Args:
        problem: who may meet, and the rules.
        limits: those of ``limits_of``, which are the same for each choice of a problem.
        start: places of the pairs of any plan that keeps the rules.
        seconds: time for it.
        at_least: take the goals before the value as reached at this standing, that of ``start``, and only
            bound the value.
        tightened: by how many steps the limits are tightened; the bounds of such a choice bound nothing else.
    """
    from ortools.sat.python import cp_model
    from ortools.sat.python.cp_model import LinearExpr

    model = cp_model.CpModel()
    met = [model.new_bool_var(f"meet {place}") for place in range(len(problem.pairs))]
    for place, pair in enumerate(problem.pairs):
        if pair.kept:
            model.add(met[place] == 1)
    chosen = set(start)
    for limit in limits:
        held = sum(place in chosen for place in limit.places)
        most = max(held, limit.most - max(0, tightened - limit.later) * limit.spare)
        model.add(LinearExpr.sum([met[place] for place in limit.places]) <= most)
    goals = add_goals(model, problem, met)
    values = [int(place in chosen) for place in range(len(met))] + carried(problem, chosen)
    ended = Climber(model, goals, values, Ceiling.above(problem)).climb(seconds, at_least)
    best = tuple(place for place in range(len(met)) if ended.solution[place])
    return Choice(best, ended.reached, ended.bound)


def limits_of(problem: Problem) -> tuple[Limit, ...]:
    """Return what any schedule must keep, whatever the slots of its meetings."""
    return tuple(_limits(problem)) if problem.pairs else ()


def _limits(problem: Problem) -> Iterator[Limit]:
    sets = _sets(problem)
    inside = _inside(problem, sets)
    alone = [problem.rows.most_within(slots) for slots in sets]
    for person in problem.persons.values():
        yield Limit(person.pairs, person.most)
        crowded = any(len(person.kept & set(w)) > problem.rules.most_in_a_row for w in problem.rows.windows())
        if not crowded:
            yield from _within(person.pairs, inside, alone, spared=person.most)
    everything = range(len(problem.pairs))
    for kind in ("table", "video"):
        members = [place for place in everything if problem.pairs[place].kind == kind]
        rooms = [sum(problem.room(kind, slot) for slot in slots) for slots in sets]
        yield from _within(members, inside, rooms, spared=SPARED, later=1)
    members = [place for place in everything if problem.pairs[place].interpreter]
    speaking = [sum(problem.interpreters(slot) for slot in slots) for slots in sets]
    yield from _within(members, inside, speaking, spared=SPARED, later=1)


def _sets(problem: Problem) -> list[tuple[int, ...]]:
    """Return the sets of slots worth a limit: all stretches of time, and those that most pairs have in common."""
    numbers = problem.rows.numbers
    stretches = {numbers[start:end] for start in range(len(numbers)) for end in range(start + 1, len(numbers) + 1)}
    common = Counter(pair.slots for pair in problem.pairs)
    frequent = sorted(common, key=lambda slots: (-common[slots], slots))[:MOST_SETS]
    return sorted(stretches.union(frequent))


def _inside(problem: Problem, sets: Sequence[tuple[int, ...]]) -> np.ndarray:
    """Return whether each pair (row) can meet only within each set of slots (column)."""
    column = {slot: at for at, slot in enumerate(problem.rows.numbers)}
    own = {slots: row for row, slots in enumerate(dict.fromkeys(pair.slots for pair in problem.pairs))}
    times = np.zeros((len(own), len(column)), np.float32)
    for slots, row in own.items():
        times[row, [column[slot] for slot in slots]] = 1
    outside = np.ones((len(column), len(sets)), np.float32)
    for at, slots in enumerate(sets):
        outside[[column[slot] for slot in slots], at] = 0
    return np.asarray(times @ outside == 0)[[own[pair.slots] for pair in problem.pairs]]


def _within(
    places: Sequence[int], inside: np.ndarray, caps: Sequence[int], *, spared: int, later: int = 0
) -> Iterator[Limit]:
    """Yield the limits that bite on pairs that can meet only within some slots; the tightest for the same pairs.

    One in ``spared`` is their spare, rounded up.
    """
    found: dict[tuple[int, ...], int] = {}
    members = np.array(places, np.intp)
    own = inside[members]
    for at in np.flatnonzero(own.sum(axis=0) > np.array(caps)).tolist():
        held, most = tuple(members[own[:, at]].tolist()), caps[at]
        found[held] = min(most, found.get(held, most))
    for held, most in found.items():
        yield Limit(held, most, -(-most // spared) if most > 1 else 0, later)
