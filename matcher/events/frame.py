"""The frame of an event: its slots through the day, and its tables and video rooms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from matcher.events.event import MeetingPlace, PlaceKind, Slot


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


def numbered_places(
    tables: int, video_rooms: int, name: Callable[[PlaceKind, int], str]
) -> tuple[MeetingPlace, ...]:
    """Return so many tables and video rooms; ``name`` says what the n-th of a kind is called."""
    made: list[MeetingPlace] = []
    kinds: tuple[tuple[PlaceKind, int], ...] = (("table", tables), ("video", video_rooms))
    for kind, count in kinds:
        made += [MeetingPlace(id=f"{kind[0]}{n}", name=name(kind, n), kind=kind) for n in range(1, count + 1)]
    return tuple(made)
