"""Changes an event's own data in a dialog: name, day, venue, slots, places, rules, and how long data are kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st
from pydantic import ValidationError

from matcher.clean import one_line
from matcher.errors import EditConflict, WrongUse
from matcher.events.change import Changes, Frame, change_event, frame_of
from matcher.events.event import Event
from matcher.texts import Texts
from matcher.ui.events.making import DATE_FORMATS, LONGEST_NAME, zones
from matcher.ui.events.visit import Visit
from matcher.ui.markdown import plain

_YEARS = (dt.date(2000, 1, 1), dt.date(2199, 12, 31))
"""Else Streamlit offers ten years around what is there."""


def offer_change(visit: Visit) -> None:
    """Show the button that opens the dialog."""
    texts = visit.texts
    label = texts("eventpage_change_event")
    if st.button(label, key="change-event", icon=":material/edit:", type="tertiary"):
        st.dialog(label, width="medium")(ask_event)(visit)


def ask_event(visit: Visit) -> None:
    """Show the fields, filled in, and keep what was changed."""
    texts, event = visit.texts, visit.event
    frame = frame_of(event)
    with st.form(f"change-event-{event.id}-{event.version}", border=False):
        changes = Changes(
            **_own(event, texts), **_day(frame, texts), **_size(event, frame, texts), rules=_rules(event, texts)
        )
        if visit.plan:
            st.caption(texts("eventpage_change_plan_stays"))
        saved = st.form_submit_button(texts("eventpage_save"), type="primary")
    if not saved:
        return
    problem = _keep(visit, changes)
    if problem:
        st.error(texts(problem))
        return
    st.toast(texts("eventpage_saved", name=plain(one_line(changes.name or ""))), icon=":material/check:")
    st.rerun()


def _keep(visit: Visit, changes: Changes) -> str:
    """Keep the changes, or return the key of the text that says why not."""
    if not one_line(changes.name or ""):
        return "eventpage_name_missing"
    if not changes.tables and not changes.video_rooms:
        return "eventpage_no_places"
    try:
        change_event(visit.store, visit.event, changes)
    except EditConflict:
        return "eventpage_conflict"
    except WrongUse:
        return "eventpage_name_taken"
    except (ValidationError, OverflowError):  # the bounds of the fields leave only this one
        return "eventpage_keep_too_short"
    return ""


def _own(event: Event, texts: Texts) -> dict[str, Any]:
    return {
        "name": st.text_input(texts("eventpage_name"), event.name, max_chars=LONGEST_NAME),
        "venue": st.text_input(texts("event_venue"), event.venue, max_chars=LONGEST_NAME),
        "keep_until": st.date_input(
            texts("eventpage_keep_until"),
            event.keep_until,
            *_YEARS,
            format=DATE_FORMATS[texts.language],
            help=texts("eventpage_keep_until_help"),
        ),
    }


def _day(frame: Frame, texts: Texts) -> dict[str, Any]:
    one, two, three = st.columns(3)
    known = zones() if frame.zone in zones() else [frame.zone, *zones()]
    return {
        "day": one.date_input(texts("event_day"), frame.day, *_YEARS, format=DATE_FORMATS[texts.language]),
        "start": two.time_input(texts("eventpage_start"), frame.start, step=dt.timedelta(minutes=5)),
        "zone": three.selectbox(texts("event_venue_zone"), known, index=known.index(frame.zone)),
    }


def _size(event: Event, frame: Frame, texts: Texts) -> dict[str, Any]:
    one, two, three = st.columns(3)
    kinds = [place.kind for place in event.places]
    return {
        "slots": one.number_input(texts("eventpage_slots"), 1, 60, frame.count),
        "minutes": two.number_input(texts("eventpage_minutes"), 5, 240, frame.minutes),
        "gap": three.number_input(texts("eventpage_gap"), 0, 120, frame.gap),
        "tables": one.number_input(texts("eventpage_tables"), 0, 200, kinds.count("table")),
        "video_rooms": two.number_input(texts("eventpage_video_rooms"), 0, 200, kinds.count("video")),
    }


def _rules(event: Event, texts: Texts) -> dict[str, Any]:
    one, two, three = st.columns(3)
    rules = event.rules
    least = two.number_input(texts("eventpage_least"), 0, 60, rules.least_meetings)
    most = three.number_input(texts("eventpage_most"), 1, 60, rules.most_meetings)
    return {
        "interpreters": one.number_input(texts("eventpage_interpreters"), 0, 200, rules.interpreters),
        "least_meetings": min(least, most),
        "most_meetings": most,
        "only_across_countries": st.checkbox(
            texts("eventpage_across"), rules.only_across_countries, help=texts("eventpage_across_help")
        ),
    }
