"""The frame of an event: its slots through the day, and its tables and video rooms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from matcher.events.event import MeetingPlace, Slot


def slots_through_the_day(
    day: dt.date, start: dt.time, zone: str, *, count: int, minutes: int, gap: int, pauses: Mapping[int, int]
) -> tuple[Slot, ...]:
    """Return the slots of a day that starts at a local time.

    Args:
        day: the day at the venue.
        start: when the first slot begins, by the venue's clocks.
        zone: the venue's time zone.
        count: number of slots.
        minutes: length of each.
        gap: minutes between two slots.
        pauses: minutes of the break after a slot, by its number; goes before ``gap``.
    """
    moment = dt.datetime.combine(day, start, ZoneInfo(zone)).astimezone(dt.UTC)
    made = []
    for number in range(1, count + 1):
        made.append(Slot(number=number, start=moment, minutes=minutes))
        moment += dt.timedelta(minutes=minutes + pauses.get(number, gap))
    return tuple(made)


def numbered_places(tables: int, video_rooms: int) -> tuple[MeetingPlace, ...]:
    """Return so many tables and video rooms under their usual names, which readers see in their language."""
    on_site = [MeetingPlace(id=f"t{n}", name=f"Table {n}") for n in range(1, tables + 1)]
    online = [MeetingPlace(id=f"v{n}", name=f"Video {n}", kind="video") for n in range(1, video_rooms + 1)]
    return (*on_site, *online)
