"""Gives the meetings of a plan their tables, video rooms and interpreters, so that people move about little."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from matcher.events.candidates import Pair, Problem
from matcher.events.event import Meeting, MeetingPlace
from matcher.events.rows import Rows


def meetings_of(problem: Problem, at: Mapping[int, int], places: Sequence[MeetingPlace]) -> tuple[Meeting, ...]:
    """Turn a plan into meetings, by time and place.

    Kept meetings stay as they are; one without a place gets one. New ones get a uid of their own.

    Args:
        problem: the pairs, and the meetings that are kept.
        at: the slot of each pair that meets, by its place in the problem.
        places: tables and video rooms, enough for the plan.
    """
    where: dict[int, str] = {}
    for kind in ("table", "video"):
        members = [one for one in at if problem.pairs[one].kind == kind]
        kept = {one: meeting.place for one, meeting in _kept(problem, members) if meeting.place}
        where |= _seated(problem, at, members, [place.id for place in places if place.kind == kind], kept)
    numbered = [one for one in at if problem.pairs[one].interpreter]
    kept = {one: str(meeting.interpreter) for one, meeting in _kept(problem, numbered) if meeting.interpreter}
    numbers = [str(number) for number in range(1, problem.rules.interpreters + 1)]
    speaking = _seated(problem, at, numbered, numbers, kept)
    order = {slot: rank for rank, slot in enumerate(problem.rows.numbers)}
    found = [_meeting(problem, one, at[one], where[one], speaking.get(one)) for one in at]
    return tuple(sorted(found, key=lambda one: (order[one.slot], one.place, one.first)))


def _kept(problem: Problem, members: Iterable[int]) -> Iterable[tuple[int, Meeting]]:
    for one in members:
        meeting = problem.pairs[one].kept
        if meeting:
            yield one, meeting


def _meeting(problem: Problem, place: int, slot: int, where: str, interpreter: str | None) -> Meeting:
    pair = problem.pairs[place]
    number = int(interpreter) if interpreter else None
    if pair.kept:
        return pair.kept.model_copy(update={"place": where, "interpreter": number})
    uid = f"{uuid.uuid4().hex}@kakehashi"
    return Meeting(uid=uid, first=pair.first, second=pair.second, slot=slot, place=where, interpreter=number)


def _seated(
    problem: Problem, at: Mapping[int, int], members: Sequence[int], units: Sequence[str], kept: Mapping[int, str]
) -> dict[int, str]:
    """Give each member a table, room or interpreter, slot by slot: where its two were last, where they were most.

    Who was nowhere yet gets what was used least, so that it stays free for them.
    """
    seats = dict(kept)
    by_slot: dict[int, list[int]] = defaultdict(list)
    for one in sorted(members):
        by_slot[at[one]].append(one)
    last: dict[int, str] = {}
    been: Counter[tuple[int, str]] = Counter()
    used: Counter[str] = Counter(kept.values())
    for slot in _order(problem.rows, by_slot):
        taken = {seats[one] for one in by_slot[slot] if one in seats}
        wishes = sorted(
            (-_at_home(problem.pairs[one], unit, last, been), used[unit], n, one)
            for n, unit in enumerate(units)
            if unit not in taken
            for one in by_slot[slot]
            if one not in seats
        )
        for _, _, n, one in wishes:
            if one not in seats and units[n] not in taken:
                seats[one] = units[n]
                taken.add(units[n])
                used[units[n]] += 1
        for one in (one for one in by_slot[slot] if one in seats):
            for who in problem.pairs[one].sides:
                last[who] = seats[one]
                been[who, seats[one]] += 1
    return seats


def _at_home(pair: Pair, unit: str, last: Mapping[int, str], been: Mapping[tuple[int, str], int]) -> int:
    """Return how much two are at home at a table: just having been there counts as much as ten times before."""
    return sum(10 * (last.get(who) == unit) + been[who, unit] for who in pair.sides)


def _order(rows: Rows, slots: Iterable[int]) -> list[int]:
    wanted = set(slots)
    return [number for number in rows.numbers if number in wanted]
