"""The form that makes an event: its day, its slots and places, its rules, and how long data are kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from matcher.clean import one_line
from matcher.errors import WrongUse
from matcher.events.event import Event, MeetingPlace, Rules, Slot
from matcher.events.frame import numbered_places, slots_through_the_day
from matcher.events.store import EventStore
from matcher.model import Language
from matcher.texts import Texts

LONGEST_NAME = 160
FIRST_ZONES = ("Europe/Berlin", "Asia/Tokyo")
DATE_FORMATS: dict[Language, str] = {"en": "DD/MM/YYYY", "de": "DD.MM.YYYY", "ja": "YYYY/MM/DD"}
_KEPT_FOR = 90
_PRESSED = "event-make-pressed"


@dataclass(frozen=True)
class _Day:
    date: dt.date
    start: dt.time
    zone: str
    venue: str


def show_making(store: EventStore, texts: Texts) -> Event | None:
    """Show the form, and return the event once it is made."""
    name = st.text_input(texts("eventpage_name"), max_chars=LONGEST_NAME, key="event-name")
    day = _ask_day(texts)
    slots = _ask_slots(day, texts)
    places = _ask_places(texts)
    rules = _ask_rules(texts)
    keep_until = st.date_input(
        texts("eventpage_keep_until"),
        value=day.date + dt.timedelta(days=_KEPT_FOR),
        format=DATE_FORMATS[texts.language],
        help=texts("eventpage_keep_until_help"),
        key=f"event-keep-{day.date}",
    )
    st.button(texts("eventpage_make"), type="primary", key="make-event", on_click=_note_press)
    if not st.session_state.pop(_PRESSED, False):
        return None
    if not one_line(name):
        st.error(texts("eventpage_name_missing"))
        return None
    if not places:
        st.error(texts("eventpage_no_places"))
        return None
    last_day = slots[-1].end.astimezone(ZoneInfo(day.zone)).date()
    if keep_until < last_day:
        st.error(texts("eventpage_keep_too_short"))
        return None
    event = Event(
        id=0, name=name, venue=day.venue, zone=day.zone, slots=slots, places=places, rules=rules,
        keep_until=keep_until,
    )  # fmt: skip
    try:
        return store.create(event)
    except WrongUse:
        st.error(texts("eventpage_name_taken"))
        return None


def _note_press() -> None:
    """Keep the press until the form is read: the next run may break off the one that brings it."""
    st.session_state[_PRESSED] = True


def _ask_day(texts: Texts) -> _Day:
    today = dt.datetime.now(dt.UTC).date()
    one, two = st.columns(2)
    date = one.date_input(
        texts("event_day"),
        value=today + dt.timedelta(days=60),
        format=DATE_FORMATS[texts.language],
        key="event-day",
    )
    start = two.time_input(
        texts("eventpage_start"), value=dt.time(9, 0), step=dt.timedelta(minutes=5), key="event-start"
    )
    zone = one.selectbox(texts("event_venue_zone"), zones(), key="event-zone")
    venue = two.text_input(texts("event_venue"), max_chars=LONGEST_NAME, key="event-venue")
    return _Day(date, start, zone, venue)


def _ask_slots(day: _Day, texts: Texts) -> tuple[Slot, ...]:
    columns = st.columns(3)
    count = _number(columns[0], "eventpage_slots", 12, 1, 60, texts)
    minutes = _number(columns[1], "eventpage_minutes", 20, 5, 240, texts)
    gap = _number(columns[2], "eventpage_gap", 5, 0, 120, texts)
    one, two = st.columns(2)
    after = _number(one, "eventpage_break_after", min(6, count), 0, count, texts)
    length = _number(two, "eventpage_break", 30, 0, 240, texts)
    pauses = {after: length} if after and length else {}
    slots = slots_through_the_day(
        day.date, day.start, day.zone, count=count, minutes=minutes, gap=gap, pauses=pauses
    )
    clock = texts.clock(slots[0].start, slots[-1].end, day.zone)
    st.caption(texts("eventpage_day_from_to", clock=clock))
    return slots


def _ask_places(texts: Texts) -> tuple[MeetingPlace, ...]:
    one, two = st.columns(2)
    tables = _number(one, "eventpage_tables", 10, 0, 200, texts)
    rooms = _number(two, "eventpage_video_rooms", 2, 0, 200, texts)
    return numbered_places(tables, rooms)


def _ask_rules(texts: Texts) -> Rules:
    one, two, three = st.columns(3)
    interpreters = _number(one, "eventpage_interpreters", 0, 0, 200, texts)
    least = _number(two, "eventpage_least", 1, 0, 60, texts)
    most = _number(three, "eventpage_most", 8, max(1, least), 60, texts)
    across = st.checkbox(
        texts("eventpage_across"), value=True, help=texts("eventpage_across_help"), key="event-across"
    )
    return Rules(most_meetings=most, least_meetings=least, only_across_countries=across, interpreters=interpreters)


def _number(place: DeltaGenerator, key: str, value: int, low: int, high: int, texts: Texts) -> int:
    """Ask for a whole number; a default outside the bounds is moved to the nearer one."""
    first = min(max(value, low), high)
    return int(place.number_input(texts(key), low, high, first, 1, key=f"{key}-{low}-{high}"))


@lru_cache(maxsize=1)
def zones() -> list[str]:
    """Return the time zones of the world, those of the two countries first."""
    others = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return list(dict.fromkeys((*FIRST_ZONES, *others, "UTC")))
