"""A plan as tables: by slot and place, for one participant, and what changed since the plan before."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from matcher.events.event import EventPlan, Meeting, Schedule
from matcher.export.events.agenda import Agenda, place_in_words
from matcher.export.events.wording import interpreter_number, short_time
from matcher.ui.events.changes import last_changes
from matcher.ui.events.visit import Visit
from matcher.ui.markdown import plain

CONFIRMED = "✓"


def show_grid(visit: Visit, plan: Schedule) -> None:
    """Show who meets at which place in which slot."""
    texts, event = visit.texts, visit.event
    st.subheader(texts("eventpage_grid"), anchor=False)
    cells = {(one.slot, one.place): _pair(visit, one) for one in plan.meetings}
    table = pd.DataFrame(
        {
            place_in_words(place, texts).name: [cells.get((slot.number, place.id), "") for slot in event.slots]
            for place in event.places
        },
        index=pd.Index([short_time(slot, event.zone, texts) for slot in event.slots], name=texts("event_time")),
    )
    st.dataframe(table, width="stretch", height="content", key="grid")
    st.caption(texts("eventpage_grid_legend", zone=plain(texts.zone(event.slots[0].start, event.zone))))


def show_own(visit: Visit, plan: Schedule) -> None:
    """Show the day of one participant, in the venue's time and in its own."""
    texts, event = visit.texts, visit.event
    st.subheader(texts("eventpage_own"), anchor=False)
    number = st.selectbox(
        texts("eventpage_participant"),
        [one.id for one in visit.people],
        format_func=lambda number: f"{number} · {visit.names.get(number, '')}",
        key=f"own-{event.id}-{texts.language}",
    )
    if number is None:
        return
    whole = EventPlan(event=event, participants=visit.people, affinities=(), schedule=plan)
    agenda = Agenda(whole, visit.matcher.index, texts.language)
    who, meetings = agenda.participant(number), agenda.of(number)
    if not meetings:
        st.info(texts("eventpage_own_none"))
        return
    columns = {texts("event_time"): [short_time(one.slot, event.zone, texts) for one in meetings]}
    if who.zone != event.zone:
        zone = texts.zone(event.slots[0].start, who.zone)
        columns[zone] = [short_time(one.slot, who.zone, texts) for one in meetings]
    columns |= {
        texts("event_partner"): [agenda.name(one.partner_of(number)) for one in meetings],
        texts("event_place"): [one.place.name for one in meetings],
        texts("event_interpreter"): [interpreter_number(one, texts) for one in meetings],
        texts("event_confirmed"): [CONFIRMED if one.meeting.confirmed else "" for one in meetings],
    }
    st.dataframe(pd.DataFrame(columns), hide_index=True, width="stretch", key="own-day")


def show_changes(visit: Visit) -> None:
    """Show what the last planning changed: new, cancelled and moved meetings."""
    changes = last_changes(visit.store.schedules(visit.event.id))
    if changes is None:
        return
    texts = visit.texts
    counts = {
        "added": texts.number(len(changes.added)),
        "gone": texts.number(len(changes.gone)),
        "moved": texts.number(len(changes.moved)),
        "kept": texts.number(changes.kept),
    }
    with st.expander(texts("eventpage_changes", **counts), icon=":material/difference:"):
        _list(visit, "eventpage_changes_added", [_line(visit, one) for one in changes.added])
        _list(visit, "eventpage_changes_gone", [_line(visit, one) for one in changes.gone])
        moved = [f"{_pair(visit, new)}: {_when(visit, old)} → {_when(visit, new)}" for old, new in changes.moved]
        _list(visit, "eventpage_changes_moved", moved)


def _list(visit: Visit, key: str, lines: Sequence[str]) -> None:
    if lines:
        st.markdown(f"**{visit.texts(key)}**")
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _line(visit: Visit, meeting: Meeting) -> str:
    return f"{_when(visit, meeting)} · {_pair(visit, meeting)}"


def _when(visit: Visit, meeting: Meeting) -> str:
    """Return slot and place of a meeting; a plan may be older than the event's frame."""
    slots = {slot.number: slot for slot in visit.event.slots}
    places = {place.id: place_in_words(place, visit.texts).name for place in visit.event.places}
    slot = slots.get(meeting.slot)
    time = short_time(slot, visit.event.zone, visit.texts) if slot else str(meeting.slot)
    return f"{time}, {places.get(meeting.place, meeting.place)}"


def _pair(visit: Visit, meeting: Meeting) -> str:
    first, second = (visit.names.get(number, str(number)) for number in (meeting.first, meeting.second))
    return f"{CONFIRMED} {first} ↔ {second}" if meeting.confirmed else f"{first} ↔ {second}"
