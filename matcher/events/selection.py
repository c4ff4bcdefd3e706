"""Chooses who should meet, before it is settled when: a problem without slots, whose optimum bounds every schedule.

Every schedule chooses pairs that keep the limits stated here, so no schedule is better than the best choice. The
limits are those of degree-constrained subgraphs (Schrijver, Combinatorial Optimization, 2003, ch. 33), and Hall's
condition for runs of slots: pairs that can meet only within some slots must fit into these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from matcher.events.candidates import Problem
from matcher.events.climb import Climber, add_goals, carried
from matcher.events.goals import Ceiling, Standing

SPARED = 40
"""One in so many meetings at tables, in video rooms or with interpreters is spared in a tightened choice."""


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
    start: Collection[int],
    seconds: float,
    *,
    at_least: Standing | None = None,
    tightened: int = 0,
) -> Choice:
    """Choose pairs, goal by goal.

    Args:
        problem: who may meet, and the rules.
        start: places of the pairs of any plan that keeps the rules.
        seconds: time for it.
        at_least: take the goals before the value as reached at this standing, that of ``start``, and only
            bound the value.
        tightened: by how many steps the limits are tightened; the bounds of such a choice bound nothing else.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    met = [model.new_bool_var(f"meet {place}") for place in range(len(problem.pairs))]
    for place, pair in enumerate(problem.pairs):
        if pair.kept:
            model.add(met[place] == 1)
    chosen = set(start)
    for limit in limits_of(problem):
        held = sum(place in chosen for place in limit.places)
        most = max(held, limit.most - max(0, tightened - limit.later) * limit.spare)
        model.add(sum(met[place] for place in limit.places) <= most)
    goals = add_goals(model, problem, met)
    values = [int(place in chosen) for place in range(len(met))] + carried(problem, chosen)
    ended = Climber(model, goals, values, Ceiling.above(problem)).climb(seconds, at_least)
    best = tuple(place for place in range(len(met)) if ended.solution[place])
    return Choice(best, ended.reached, ended.bound)


def limits_of(problem: Problem) -> Iterator[Limit]:
    """Yield what any schedule must keep, whatever the slots of its meetings."""
    bits = {slot: 1 << at for at, slot in enumerate(problem.rows.numbers)}
    masks = [sum(bits[slot] for slot in pair.slots) for pair in problem.pairs]
    stretches = _stretches(problem, bits)
    for person in problem.persons.values():
        yield Limit(person.pairs, person.most)
        crowded = any(len(person.kept & set(w)) > problem.rules.most_in_a_row for w in problem.rows.windows())
        if not crowded:
            caps = [(mask, problem.rows.most_within(slots)) for mask, slots in stretches]
            yield from _within(person.pairs, masks, caps, spared=person.most)
    everything = range(len(problem.pairs))
    for kind in ("table", "video"):
        members = [place for place in everything if problem.pairs[place].kind == kind]
        caps = [(mask, sum(problem.room(kind, slot) for slot in slots)) for mask, slots in stretches]
        yield from _within(members, masks, caps, spared=SPARED, later=1)
    members = [place for place in everything if problem.pairs[place].interpreter]
    caps = [(mask, sum(problem.interpreters(slot) for slot in slots)) for mask, slots in stretches]
    yield from _within(members, masks, caps, spared=SPARED, later=1)


def _stretches(problem: Problem, bits: dict[int, int]) -> list[tuple[int, tuple[int, ...]]]:
    """Return the sets of slots worth a limit: all stretches of time, and all sets that some pair has in common."""
    numbers = problem.rows.numbers
    sets = {numbers[start:end] for start in range(len(numbers)) for end in range(start + 1, len(numbers) + 1)}
    sets |= {pair.slots for pair in problem.pairs}
    return sorted((sum(bits[slot] for slot in slots), slots) for slots in sets)


def _within(
    places: Sequence[int], masks: Sequence[int], caps: Iterable[tuple[int, int]], *, spared: int, later: int = 0
) -> Iterator[Limit]:
    """Yield the limits that bite on pairs that can meet only within some slots; the tightest for the same pairs.

    One in ``spared`` is their spare, rounded up.
    """
    found: dict[tuple[int, ...], int] = {}
    for mask, most in caps:
        inside = tuple(place for place in places if masks[place] | mask == mask)
        if len(inside) > most:
            found[inside] = min(most, found.get(inside, most))
    for inside, most in found.items():
        yield Limit(inside, most, -(-most // spared) if most > 1 else 0, later)
