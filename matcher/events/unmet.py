"""Why a must-meet is not in a schedule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from matcher.events.board import Board
from matcher.events.candidates import Pair, Problem, is_vetoed
from matcher.events.event import Affinity, Participant, Slot, Unmet

Why = Literal["vetoed", "absent", "no_common_slot", "no_interpreter", "no_place", "full"]


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
    board = Board(problem)
    for place, slot in at.items():
        if place not in board.at:
            board.put(place, slot)
    found: list[Unmet] = []
    for affinity in affinities:
        two = frozenset((affinity.first, affinity.second))
        if affinity.must and two not in met:
            first, second = known[affinity.first], known[affinity.second]
            pair = pairs.get(two)
            why = _why(board, pair) if pair else _why_never(problem, affinity, first, second, slots)
            found.append(Unmet(first=affinity.first, second=affinity.second, why=why))
    return tuple(found)


def _why_never(
    problem: Problem, affinity: Affinity, first: Participant, second: Participant, slots: Sequence[Slot]
) -> Why:
    """Tell why a pair was no candidate at all."""
    if is_vetoed(affinity, first, second):
        return "vetoed"
    if "absent" in (first.attendance, second.attendance):
        return "absent"
    if affinity.interpreter and not problem.rules.interpreters and _share(first, second, slots):
        return "no_interpreter"
    room = problem.tables if first.on_site and second.on_site else problem.video_rooms
    return "no_place" if not room and _share(first, second, slots) else "no_common_slot"


def _share(first: Participant, second: Participant, slots: Sequence[Slot]) -> bool:
    return any(first.can(slot) and second.can(slot) for slot in slots)


def _why(board: Board, pair: Pair) -> Why:
    """Tell what a candidate lacks beside all that is planned: time of the two, an interpreter, or a place."""
    free = list(board.free_slots(pair))
    if not free:
        return "full"
    spoken = [slot for slot in free if board.has_interpreter(pair, slot)]
    if not spoken:
        return "no_interpreter"
    return "full" if any(board.has_room(pair, slot) for slot in spoken) else "no_place"
