"""Changes an event's own data: name, day, venue, slots, places, rules, and until when data are kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from matcher.events.event import Event, Meeting, MeetingPlace, PlaceKind, Schedule, Slot
from matcher.events.frame import numbered_places, slots_through_the_day
from matcher.events.store import EventStore


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What is to be changed of an event; None leaves a thing as it is."""

    name: str | None = None
    venue: str | None = None
    day: dt.date | None = None
    start: dt.time | None = None
    zone: str | None = None
    slots: int | None = None
    minutes: int | None = None
    gap: int | None = None
    pauses: Mapping[int, int] | None = None
    """Minutes of the breaks by the slot before them, instead of all that there were."""
    tables: int | None = None
    video_rooms: int | None = None
    rules: Mapping[str, Any] | None = None
    """Fields of ``Rules`` that change."""
    keep_until: dt.date | None = None


@dataclass(frozen=True)
class Frame:
    """A day of slots as it was asked for; see ``slots_through_the_day``."""

    day: dt.date
    start: dt.time
    zone: str
    count: int
    minutes: int
    gap: int
    pauses: Mapping[int, int]


def frame_of(event: Event) -> Frame:
    """Read an event's slots back: its usual gap is the most frequent one, all others are breaks."""
    gaps = [int((two.start - one.end).total_seconds()) // 60 for one, two in pairwise(event.slots)]
    usual = Counter(gaps).most_common(1)[0][0] if gaps else 0
    begins = event.slots[0].start.astimezone(ZoneInfo(event.zone))
    return Frame(
        day=begins.date(),
        start=begins.time(),
        zone=event.zone,
        count=len(event.slots),
        minutes=event.slots[0].minutes,
        gap=usual,
        pauses={number: gap for number, gap in enumerate(gaps, start=1) if gap != usual},
    )


def changed(event: Event, changes: Changes) -> Event:
    """Return an event with changes. Slots, tables and rooms that stay keep their numbers, names and links.

    A day, a start or a zone moves all slots; the date until which data are kept never moves by itself.

    Raises:
        ValidationError: the changed event is not right.
        OverflowError: it lies outside the years of the calendar.
    """
    frame = frame_of(event)
    wanted = {
        "day": changes.day, "start": changes.start, "zone": changes.zone, "count": changes.slots,
        "minutes": changes.minutes, "gap": changes.gap, "pauses": changes.pauses,
    }  # fmt: skip
    frame = replace(frame, **{key: value for key, value in wanted.items() if value is not None})  # type: ignore[arg-type]
    values = event.model_dump()
    if frame != frame_of(event):
        values["slots"] = slots_through_the_day(
            frame.day, frame.start, frame.zone,
            count=frame.count, minutes=frame.minutes, gap=frame.gap, pauses=frame.pauses,
        )  # fmt: skip
    values["zone"] = frame.zone
    values["places"] = (
        *_so_many(event.places, "table", changes.tables),
        *_so_many(event.places, "video", changes.video_rooms),
    )
    values["rules"] |= changes.rules or {}
    own = {"name": changes.name, "venue": changes.venue, "keep_until": changes.keep_until}
    values |= {key: value for key, value in own.items() if value is not None}
    return Event.model_validate(values)


def change_event(store: EventStore, event: Event, changes: Changes) -> Event:
    """Keep an event with changes, and return it.

    Its plan stays, for planning again to mend. Meetings that are elsewhere or at another time now have their
    number of changes raised, for calendars take a new time only then (RFC 5545, SEQUENCE); those at another time
    are no longer confirmed.

    Raises:
        ValidationError: the changed event is not right.
        OverflowError: it lies outside the years of the calendar.
        WrongUse: there is no such event any more, or another bears its name.
        EditConflict: somebody changed it since it was read.
    """
    wanted = changed(event, changes)
    if wanted == event:
        return event
    kept = store.change(wanted)
    plan = store.schedule(kept.id)
    if plan is not None:
        told = _moved_along(plan, event, kept)
        if told != plan:
            store.keep_schedule(kept.id, told, kept.version)
    return store.get(kept.id)


def _so_many(places: Sequence[MeetingPlace], kind: PlaceKind, count: int | None) -> list[MeetingPlace]:
    """Return so many places of a kind: those that there are first, then new ones under free numbers."""
    there = [place for place in places if place.kind == kind]
    if count is None or count <= len(there):
        return there[:count]
    ids, names = ({getattr(place, field) for place in places} for field in ("id", "name"))
    most = count + len(places)
    usual = numbered_places(most, 0) if kind == "table" else numbered_places(0, most)
    free = [place for place in usual if place.id not in ids and place.name not in names]
    return [*there, *free[: count - len(there)]]


def _moved_along(plan: Schedule, before: Event, after: Event) -> Schedule:
    """Return a plan whose meetings that moved with the event say so."""

    def when(event: Event, meeting: Meeting) -> tuple[Slot, ...]:
        return tuple(slot for slot in event.slots if slot.number == meeting.slot)

    def where(event: Event, meeting: Meeting) -> tuple[tuple[MeetingPlace, str], ...]:
        found = (place for place in event.places if place.id == meeting.place)
        return tuple((place, event.venue if place.kind == "table" else "") for place in found)

    def told(meeting: Meeting) -> Meeting:
        same_time = when(before, meeting) == when(after, meeting)
        if same_time and where(before, meeting) == where(after, meeting):
            return meeting
        changes = {"sequence": meeting.sequence + 1, "confirmed": meeting.confirmed and same_time}
        return meeting.model_copy(update=changes)

    return plan.model_copy(update={"meetings": tuple(told(one) for one in plan.meetings)})
