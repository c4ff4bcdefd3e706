"""Meetings that are planned again stay the same meetings for calendars: uid and number of changes (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable

from matcher.events.event import Meeting


def renewed(meetings: Iterable[Meeting], before: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Give meetings of two who were to meet before the uid of that, and the next number where something changed.

    What moves in time is no longer confirmed.
    """
    known = {frozenset((one.first, one.second)): one for one in before}
    return tuple(_renewed(meeting, known.get(frozenset((meeting.first, meeting.second)))) for meeting in meetings)


def _renewed(meeting: Meeting, old: Meeting | None) -> Meeting:
    if old is None:
        return meeting
    same = (meeting.slot, meeting.place, meeting.interpreter) == (old.slot, old.place, old.interpreter)
    sequence = old.sequence if same else old.sequence + 1
    confirmed = old.confirmed and meeting.slot == old.slot
    return meeting.model_copy(update={"uid": old.uid, "sequence": sequence, "confirmed": confirmed})
