"""Simple ways to plan, to compare with and to start from: greedy by value, and first come, first served."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from matcher.events.board import Board
from matcher.events.candidates import UNITS, Problem, problem_of
from matcher.events.event import Affinity, Meeting, MeetingPlace, Participant, Rules, Schedule, Slot
from matcher.events.goals import ceiling_of, standing_of, worst_served
from matcher.events.places import meetings_of
from matcher.events.unmet import unmet_of


def greedy_plan(
    participants: Sequence[Participant],
    affinities: Sequence[Affinity],
    slots: Sequence[Slot],
    places: Sequence[MeetingPlace],
    rules: Rules,
    kept: Sequence[Meeting] = (),
) -> Schedule:
    """Plan the best pairs first, must-meets before all, each at the first slot that is free for it.

    Raises:
        WrongUse: as ``plan``.
    """
    problem = problem_of(participants, affinities, slots, places, rules, kept)
    return _schedule(problem, greedily(problem), participants, affinities, slots, places)


def first_come_plan(
    participants: Sequence[Participant],
    affinities: Sequence[Affinity],
    slots: Sequence[Slot],
    places: Sequence[MeetingPlace],
    rules: Rules,
) -> Schedule:
    """Plan as people book each other: in their order, each fills its own calendar with the best that is free.

    Raises:
        WrongUse: as ``plan``.
    """
    problem = problem_of(participants, affinities, slots, places, rules)
    board = Board(problem)
    for one in participants:
        if one.id in problem.persons:
            fill(board, _best_first(problem, one.id))
    return _schedule(problem, board.at, participants, affinities, slots, places)


def greedily(problem: Problem) -> Mapping[int, int]:
    """Return the slots of a greedy plan, by the places of its pairs."""
    return filled(problem, {})


def filled(problem: Problem, at: Mapping[int, int]) -> Mapping[int, int]:
    """Return a plan with all that can be added to it greedily."""
    board = Board(problem)
    for place, slot in at.items():
        if place not in board.at:
            board.put(place, slot)
    pairs = problem.pairs
    fill(board, sorted(range(len(pairs)), key=lambda place: (not pairs[place].must, -pairs[place].value)))
    return board.at


def fill(board: Board, order: Iterable[int]) -> None:
    """Put pairs on a board in an order, each at the first slot that is free for it; the others are left out."""
    for place in order:
        slot = next(iter(board.open_slots(place)), None)
        if slot is not None:
            board.put(place, slot)


def _best_first(problem: Problem, one: int) -> list[int]:
    """Return a participant's pairs, those in which it gains the most first."""
    return sorted(problem.persons[one].pairs, key=lambda place: -problem.pairs[place].gain(one))


def _schedule(
    problem: Problem,
    at: Mapping[int, int],
    participants: Sequence[Participant],
    affinities: Sequence[Affinity],
    slots: Sequence[Slot],
    places: Sequence[MeetingPlace],
) -> Schedule:
    return Schedule(
        meetings=meetings_of(problem, at, places),
        value=standing_of(problem, at).value / UNITS,
        bound=ceiling_of(problem).value / UNITS,
        optimal=False,
        worst_served=worst_served(problem, at),
        unmet=unmet_of(problem, at, participants, affinities, slots),
    )
