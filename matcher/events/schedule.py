"""Plans the meetings of an event: fairly first, then for the most value, with a proved bound.

The plan is made in two steps. First it is chosen who should meet, without slots; the optimum of that bounds every
schedule. Then the chosen pairs get slots. Where all of them fit, as they mostly do, the plan is as good as the
choice; where not, a tighter choice gives a plan to start from, and pairs and slots are chosen together, among the
chosen pairs and spare ones.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from matcher.errors import WrongUse
from matcher.events.baselines import filled, greedily
from matcher.events.candidates import UNITS, Problem, problem_of
from matcher.events.event import Affinity, Meeting, MeetingPlace, Participant, Rules, Schedule, Slot
from matcher.events.goals import Ceiling, Standing, standing_of, worst_served
from matcher.events.placement import Placed, Slots, place_all, place_best
from matcher.events.places import meetings_of
from matcher.events.selection import Choice, Limit, choose, limits_of
from matcher.events.unmet import short_of, unmet_of

CELLS = 8000
"""Up to so many pairs times slots, all pairs and slots are chosen together; else spare pairs are kept few."""
NEAR = 0.001
"""A plan that may be this share below the most valuable choice is not sought to be bettered."""
TIGHTENED = (1, 2, 3)
"""How much more tightly pairs are chosen, step by step, when slots are not found for all of them."""
SPARES = 4
"""Pairs beyond the most it may have that are kept for each participant."""


@dataclass(frozen=True)
class Solved:
    """The slots of a plan, by the places of its pairs, and what is proved of it."""

    at: Slots
    bound: int
    optimal: bool


def plan(
    participants: Sequence[Participant],
    affinities: Sequence[Affinity],
    slots: Sequence[Slot],
    places: Sequence[MeetingPlace],
    rules: Rules,
    *,
    seconds: float = 60.0,
    kept: Sequence[Meeting] = (),
) -> Schedule:
    """Plan an event as well as can be found in a time, and say how good that is.

    Goals, each without giving up those before it: the most must-meets; the worst-served participant as high as
    possible; as few meetings as possible short of ``rules.least_meetings``; the highest total value. Service is
    what a participant gains in its meetings, as a share of what it would gain with its best partners in as many
    meetings as the rules and its own time allow; who can gain nothing does not count.

    ``bound`` is the most that any plan can be worth that keeps the rules and the kept meetings, holds as many
    must-meets, serves its worst-served participant as well (to 0.001), and is no further short of
    ``least_meetings`` than the plan returned. ``optimal`` tells that no goal can be raised further.

    Args:
        participants: who takes part.
        affinities: how well pairs suit each other; pairs without one do not meet.
        slots: the times for meetings, which must not overlap.
        places: tables, and video rooms for pairs of whom one is not on site.
        rules: what the plan has to keep.
        seconds: time for it; it ends sooner when the best is found and proved.
        kept: meetings that stay as they are.

    Raises:
        WrongUse: there are no slots, slots overlap, something is there twice or not known, or kept meetings
            contradict each other.
    """
    known = {place.id for place in places}
    for meeting in kept:
        if meeting.place not in known:
            raise WrongUse(f"a kept meeting is at {meeting.place!r}, which is no place.", mend="Add the place.")
    problem = problem_of(participants, affinities, slots, places, rules, kept)
    return schedule_of(problem, participants, affinities, slots, places, seconds)


def schedule_of(
    problem: Problem,
    participants: Sequence[Participant],
    affinities: Sequence[Affinity],
    slots: Sequence[Slot],
    places: Sequence[MeetingPlace],
    seconds: float,
) -> Schedule:
    """Solve a problem that is gathered already, and turn it into a schedule."""
    began = time.monotonic()
    solved = solve(problem, seconds)
    return Schedule(
        meetings=meetings_of(problem, solved.at, places),
        value=standing_of(problem, solved.at).value / UNITS,
        bound=solved.bound / UNITS,
        optimal=solved.optimal,
        worst_served=worst_served(problem, solved.at),
        unmet=unmet_of(problem, solved.at, participants, affinities, slots),
        short=short_of(problem, solved.at, participants, affinities, slots),
        seconds=round(time.monotonic() - began, 3),
    )


def solve(problem: Problem, seconds: float) -> Solved:
    """Find the slots of a plan; the greedy plan is what it starts from, and never worse."""
    end = time.monotonic() + seconds
    start = greedily(problem)
    limits = limits_of(problem)
    choice = choose(problem, limits, start, 0.35 * (end - time.monotonic()))
    at = place_all(problem, choice.chosen, start, 0.1 * (end - time.monotonic()))
    for tightened in TIGHTENED if at is None else ():
        left = end - time.monotonic()
        tight = choose(problem, limits, start, 0.25 * left, tightened=tightened)
        at = place_all(problem, tight.chosen, start, 0.1 * left)
        if at is not None:
            break
    if at is not None:
        start = max(start, filled(problem, at), key=lambda plan: standing_of(problem, plan))
    reached = standing_of(problem, start)
    if reached.reaches(choice.reached) and reached.value >= (1 - NEAR) * choice.bound.value:
        return Solved(start, max(choice.bound.value, reached.value), reached.as_good_as(choice.bound))
    return _together(problem, limits, choice, start, end)


def _together(problem: Problem, limits: Sequence[Limit], choice: Choice, start: Slots, end: float) -> Solved:
    """Choose pairs and slots together, since the chosen pairs do not fit, or were not fitted in time."""
    whole = sum(len(pair.slots) for pair in problem.pairs) <= CELLS
    pool = range(len(problem.pairs)) if whole else _pool(problem, {*choice.chosen, *start})
    ceiling = Ceiling.above(problem, choice.reached, choice.bound)
    placed = place_best(problem, pool, start, ceiling, 0.9 * (end - time.monotonic()))
    reached = standing_of(problem, placed.at)
    if reached.reaches(choice.reached):
        bound = choice.bound.value
    else:
        left = end - time.monotonic()
        bound = choose(problem, limits, placed.at, left, at_least=reached).bound.value
    if whole:
        bound = min(bound, placed.bound.value)
    return Solved(placed.at, max(bound, reached.value), _proved(reached, choice, placed if whole else None))


def _proved(reached: Standing, choice: Choice, placed: Placed | None) -> bool:
    """Tell whether one of the two bounds proves that no goal can be raised."""
    if reached.reaches(choice.reached) and reached.as_good_as(choice.bound):
        return True
    return placed is not None and reached.as_good_as(placed.bound)


def _pool(problem: Problem, chosen: Collection[int]) -> set[int]:
    """Return the chosen pairs, all must-meets and kept ones, and each participant's best."""
    pool = {place for place, pair in enumerate(problem.pairs) if pair.must or pair.kept} | set(chosen)
    for person in problem.persons.values():
        best = sorted(person.pairs, key=lambda place: -problem.pairs[place].value)
        pool.update(best[: person.most + SPARES])
    return pool
