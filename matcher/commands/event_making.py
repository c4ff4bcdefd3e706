"""Builds a new event from what the command line gives, checked before anything is kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from matcher.errors import WrongUse
from matcher.events.event import Event, Rules
from matcher.events.example import example_event
from matcher.events.frame import numbered_places, slots_through_the_day

MOST_PAUSE = 1_440
"""Minutes of a break at most: a day."""


@dataclass(frozen=True)
class Asked:
    """An event as the command line gives it; see the options of ``matcher event create``."""

    name: str
    day: str
    start: str
    zone: str
    venue: str
    slots: int
    minutes: int
    gap: int
    pauses: Sequence[str]
    tables: int
    video: int
    rules: Rules
    keep_days: int


def asked_rules(most: int, least: int, in_a_row: int, across: bool, interpreters: int) -> Rules:
    """Return the rules that were asked for.

    Raises:
        WrongUse: they contradict each other.
    """
    try:
        return Rules(
            most_meetings=most, least_meetings=least, most_in_a_row=in_a_row, only_across_countries=across,
            interpreters=interpreters,
        )  # fmt: skip
    except ValidationError as error:
        raise not_right(error) from error


def asked_event(asked: Asked) -> Event:
    """Return the event that was asked for.

    Raises:
        WrongUse: something of it is not right.
    """
    day = read_day(asked.day)
    pauses = read_pauses(asked.pauses, asked.slots)
    start = read_start(asked.start, asked.zone)
    try:
        return Event(
            id=0,
            name=asked.name,
            venue=asked.venue,
            zone=asked.zone,
            slots=slots_through_the_day(
                day, start, asked.zone, count=asked.slots, minutes=asked.minutes, gap=asked.gap, pauses=pauses
            ),
            places=numbered_places(asked.tables, asked.video),
            rules=asked.rules,
            keep_until=day + dt.timedelta(days=asked.keep_days),
        )
    except (ValidationError, OverflowError) as error:
        raise not_right(error) from error


def named_example(name: str, day: str) -> Event:
    """Return the example event of a day, under a name.

    Raises:
        WrongUse: the name or the day is not right.
    """
    date = read_day(day)
    try:
        return Event.model_validate({**example_event(date).model_dump(), "name": name})
    except (ValidationError, OverflowError) as error:
        raise not_right(error) from error


def not_right(error: ValidationError | OverflowError, verb: str = "create") -> WrongUse:
    """Return what is not right with an event as one clear sentence."""
    mend = f"See: matcher event {verb} --help"
    if isinstance(error, OverflowError):
        return WrongUse("the event lies outside the years of the calendar.", mend=mend)
    detail = error.errors()[0]
    if detail["loc"] == ("name",) and detail["type"] == "string_too_short":
        return WrongUse("name: it is empty.", mend="Give a name with letters.")
    if detail["loc"] == ("places",) and detail["type"] == "too_short":
        return WrongUse("an event needs a place to meet.", mend="Give --tables or --video.")
    field = ".".join(str(step) for step in detail["loc"])
    what = detail["msg"].removeprefix("Value error, ")
    return WrongUse(f"{field}: {what}." if field else f"{what}.", mend=mend)


def read_day(text: str) -> dt.date:
    """Return a day from YYYY-MM-DD.

    Raises:
        WrongUse: it is none.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(f"{text!r} is no day.", mend="Give it as YYYY-MM-DD.") from error


def read_start(text: str, zone: str) -> dt.time:
    """Return a time of day from HH:MM, once its zone is known to be one.

    Raises:
        WrongUse: one of them is none.
    """
    try:
        start, _ = dt.time.fromisoformat(text), ZoneInfo(zone)
    except (ValueError, KeyError, OSError) as error:
        mend = "Like: --start 09:00 --zone Asia/Tokyo"
        raise WrongUse(f"a time is not right ({error}).", mend=mend) from error
    return start


def read_pauses(given: Sequence[str], slots: int) -> dict[int, int]:
    """Return the minutes of each break by the slot before it.

    Raises:
        WrongUse: one is no break, or not between two slots.
    """
    found: dict[int, int] = {}
    for one in given:
        told = re.fullmatch(r"(\d{1,4}):(\d{1,4})", one.strip(), re.ASCII)
        if told is None or int(told[2]) > MOST_PAUSE:
            raise WrongUse(f"{one!r} is no break.", mend="Give SLOT:MINUTES, like --pause 6:30.")
        if not 1 <= int(told[1]) < slots:
            raise WrongUse(f"a break after slot {int(told[1])} is not between two slots.", mend="See --slots.")
        found[int(told[1])] = int(told[2])
    return found
