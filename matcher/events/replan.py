"""Plans again after a no-show, a late arrival or a new participant, and changes as little as possible."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from matcher.events.baselines import filled
from matcher.events.candidates import Problem, is_vetoed, problem_of
from matcher.events.event import Affinity, Meeting, MeetingPlace, Participant, Rules, Schedule, Slot
from matcher.events.placement import keep_most
from matcher.events.renewal import renewed
from matcher.events.rows import rows_of
from matcher.events.schedule import schedule_of


def replan(
    schedule: Schedule,
    participants: Sequence[Participant],
    affinities: Sequence[Affinity],
    slots: Sequence[Slot],
    places: Sequence[MeetingPlace],
    rules: Rules,
    *,
    seconds: float = 30.0,
    from_slot: int = 1,
) -> Schedule:
    """Plan again around what can stay.

    Meetings before ``from_slot`` are history and stay. Confirmed meetings whose both sides can still come stay
    at their slot and place. Of the others as many stay at their slot as the rules allow, must-meets before
    others; then the goals of ``plan`` decide, whose bound then holds for plans around all that stays. A meeting
    whose place is gone, or does not serve it any more, gets another at its slot.

    Meetings that stay keep uid and sequence; those that change keep their uid, their sequence rises by one, and
    those that move in time are no longer confirmed; new ones get a new uid.

    Raises:
        WrongUse: as ``plan``, or a meeting that has to stay is at a slot that is not there any more.
    """
    end = time.monotonic() + seconds
    numbers = rows_of(slots, rules.most_in_a_row).numbers
    history = [one for one in schedule.meetings if one.slot < from_slot]
    ahead = [one for one in schedule.meetings if one.slot >= from_slot and one.slot in numbers]
    able = _able(ahead, participants, affinities, slots)
    found = {one.uid: _where_it_serves(one, participants, places, rules) for one in able}
    firm = [*history, *(one for one in able if one.confirmed and found[one.uid] == one)]
    loose = [found[one.uid] for one in able if one not in firm]
    both = problem_of(participants, affinities, slots, places, rules, [*firm, *loose], from_slot=from_slot)
    kept = [*firm, *_staying(both, loose, 0.3 * seconds)]
    problem = problem_of(participants, affinities, slots, places, rules, kept, from_slot=from_slot)
    made = schedule_of(problem, participants, affinities, slots, places, end - time.monotonic())
    return made.model_copy(update={"meetings": renewed(made.meetings, schedule.meetings)})


def _able(
    meetings: Sequence[Meeting],
    participants: Sequence[Participant],
    affinities: Sequence[Affinity],
    slots: Sequence[Slot],
) -> list[Meeting]:
    """Return the meetings to which both can still come, and to which neither objects now."""
    known = {one.id: one for one in participants}
    times = {slot.number: slot for slot in slots}
    vetoed = {
        frozenset((affinity.first, affinity.second))
        for affinity in affinities
        if affinity.first in known and affinity.second in known
        if is_vetoed(affinity, known[affinity.first], known[affinity.second])
    }
    return [
        one
        for one in meetings
        if frozenset((one.first, one.second)) not in vetoed
        if all(who in known and known[who].can(times[one.slot]) for who in (one.first, one.second))
    ]


def _where_it_serves(
    meeting: Meeting, participants: Sequence[Participant], places: Sequence[MeetingPlace], rules: Rules
) -> Meeting:
    """Return a meeting without its place or interpreter where that is gone or does not serve it any more."""
    on_site = all(one.on_site for one in participants if one.id in (meeting.first, meeting.second))
    serving = {place.id for place in places if place.kind == ("table" if on_site else "video")}
    interpreter = meeting.interpreter
    if interpreter is not None and interpreter > rules.interpreters:
        interpreter = None
    place = meeting.place if meeting.place in serving else ""
    return meeting.model_copy(update={"place": place, "interpreter": interpreter})


def _staying(problem: Problem, loose: Sequence[Meeting], seconds: float) -> list[Meeting]:
    """Return as many of the loose meetings as can stay at their slots together, beside those that stay anyway."""
    by_uid = {one.uid: one for one in loose}
    held = [pair for pair in problem.pairs if pair.kept]
    freed = [replace(pair, kept=None) if pair.kept and pair.kept.uid in by_uid else pair for pair in held]
    old = replace(problem, pairs=tuple(freed))
    at = filled(old, {})
    if len(at) < len(freed):
        at = keep_most(old, at, seconds)
    return [pair.kept for place, pair in enumerate(held) if place in at and pair.kept and pair.kept.uid in by_uid]
