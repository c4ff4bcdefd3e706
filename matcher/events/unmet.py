"""What a schedule does not reach: must-meets that it does not hold, participants with too few meetings, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from matcher.events.board import Board
from matcher.events.candidates import Pair, Problem, is_vetoed, may_meet
from matcher.events.event import Affinity, Participant, Short, Slot, Unmet

Lack = Literal["no_common_slot", "no_interpreter", "no_place", "full"]
Why = Literal["vetoed", "absent"] | Lack
MENDED: tuple[Lack, ...] = ("no_place", "no_interpreter", "full", "no_common_slot")
"""What keeps a participant from one more meeting, that which an organiser mends most easily first."""


def unmet_of(
    problem: Problem,
    at: Mapping[int, int],
    participants: Sequence[Participant],
    affinities: Sequence[Affinity],
    slots: Sequence[Slot],
) -> tuple[Unmet, ...]:
    """Return the must-meets that a plan does not hold, each with what stands against it."""
    met = {frozenset(problem.pairs[place].sides) for place in at}
    pairs = {frozenset(pair.sides): pair for pair in problem.pairs}
    known = {one.id: one for one in participants}
    board = _board(problem, at)
    found: list[Unmet] = []
    for affinity in affinities:
        two = frozenset((affinity.first, affinity.second))
        if affinity.must and two not in met:
            first, second = known[affinity.first], known[affinity.second]
            pair = pairs.get(two)
            why = _why(board, pair) if pair else _why_never(problem, affinity, first, second, slots)
            found.append(Unmet(first=affinity.first, second=affinity.second, why=why))
    return tuple(found)


def short_of(
    problem: Problem,
    at: Mapping[int, int],
    participants: Sequence[Participant],
    affinities: Sequence[Affinity],
    slots: Sequence[Slot],
) -> tuple[Short, ...]:
    """Return who comes and has fewer meetings than the rules want, each with what stands against one more."""
    met = {frozenset(problem.pairs[place].sides) for place in at}
    counts = Counter(one for two in met for one in two)
    lacking = {
        one.id
        for one in participants
        if one.attendance == "expected" and counts[one.id] < problem.rules.least_meetings
    }
    pairs = {frozenset(pair.sides): pair for pair in problem.pairs}
    known = {one.id: one for one in participants}
    board = _board(problem, at)
    lacks: dict[int, set[Lack]] = {one: set() for one in lacking}
    for affinity in affinities:
        two = frozenset((affinity.first, affinity.second))
        if two in met or not two & lacking or not may_meet(affinity, known, problem.rules):
            continue
        first, second = known[affinity.first], known[affinity.second]
        if "absent" not in (first.attendance, second.attendance):
            pair = pairs.get(two)
            lack = _why(board, pair) if pair else _lack_ever(problem, affinity, first, second, slots)
            for one in two & lacking:
                lacks[one].add(lack)
    return tuple(
        Short(participant=one, meetings=counts[one], why=next((lack for lack in MENDED if lack in found), "nobody"))
        for one, found in sorted(lacks.items())
    )


def _board(problem: Problem, at: Mapping[int, int]) -> Board:
    """Return the board on which a plan lies."""
    board = Board(problem)
    for place, slot in at.items():
        if place not in board.at:
            board.put(place, slot)
    return board


def _why_never(
    problem: Problem, affinity: Affinity, first: Participant, second: Participant, slots: Sequence[Slot]
) -> Why:
    """Tell why a pair was no candidate at all."""
    if is_vetoed(affinity, first, second):
        return "vetoed"
    if "absent" in (first.attendance, second.attendance):
        return "absent"
    return _lack_ever(problem, affinity, first, second, slots)


def _lack_ever(
    problem: Problem, affinity: Affinity, first: Participant, second: Participant, slots: Sequence[Slot]
) -> Lack:
    """Tell what two who may meet, and come, lack whatever is planned."""
    if affinity.interpreter and not problem.rules.interpreters and _share(first, second, slots):
        return "no_interpreter"
    room = problem.tables if first.on_site and second.on_site else problem.video_rooms
    return "no_place" if not room and _share(first, second, slots) else "no_common_slot"


def _share(first: Participant, second: Participant, slots: Sequence[Slot]) -> bool:
    return any(first.can(slot) and second.can(slot) for slot in slots)


def _why(board: Board, pair: Pair) -> Lack:
    """Tell what a candidate lacks beside all that is planned: time of the two, an interpreter, or a place."""
    free = list(board.free_slots(pair))
    if not free:
        return "full"
    spoken = [slot for slot in free if board.has_interpreter(pair, slot)]
    if not spoken:
        return "no_interpreter"
    return "full" if any(board.has_room(pair, slot) for slot in spoken) else "no_place"
