"""All events: open one, make one, make the example, delete one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from matcher.api import Matcher
from matcher.clean import one_line
from matcher.errors import WrongUse
from matcher.events.event import Event
from matcher.events.example import example_event, example_participants
from matcher.events.store import EventStore
from matcher.texts import Texts
from matcher.ui.events.making import show_making
from matcher.ui.events.steps import event_facts, warn_if_expired
from matcher.ui.events.visit import forget
from matcher.ui.markdown import plain
from matcher.ui.navigation import EVENTS
from matcher.ui.state import Address, read_address, write_address

_AHEAD = 90
_TUESDAY = 1


def show_all(address: Address, texts: Texts, matcher: Matcher, store: EventStore) -> None:
    """Show every event, the newest first, and the ways to make another."""
    events = store.all()
    st.title(texts("page_events"), anchor=False)
    st.markdown(texts("eventpage_lead"))
    # One place, however many events: what follows is not built anew when somebody else makes one.
    with st.container(key="all-events"):
        for event in events:
            warn_if_expired(event, texts)
        if not events:
            st.info(texts("eventpage_none"), icon=":material/calendar_add_on:")
        for event in events:
            _card(event, address, texts, matcher, store)
    st.subheader(texts("eventpage_new"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="example-event"):
        if st.button(texts("eventpage_example"), icon=":material/auto_awesome:", key="make-example"):
            _open(_make_example(store, events, texts, matcher))
        st.caption(texts("eventpage_example_hint"))
    with st.expander(texts("eventpage_make_own"), icon=":material/add:"):
        made = show_making(store, texts)
    if made is not None:
        _open(made)


def _card(event: Event, address: Address, texts: Texts, matcher: Matcher, store: EventStore) -> None:
    with st.container(border=True, key=f"card-event-{event.id}"):
        link = replace(address, item=str(event.id), step="", pair="").parameters
        st.page_link(EVENTS.file, label=plain(event.name), query_params=link)
        count = len(store.participants(event.id))
        until = texts("eventpage_kept_until", date=texts.date(event.keep_until.isoformat()))
        people = texts("eventpage_count_people", count=texts.number(count))
        st.caption(plain(" · ".join([*event_facts(event, texts), people, until])))
        label = texts("eventpage_delete")
        if st.button(label, key=f"delete-event-{event.id}", icon=":material/delete:", type="tertiary"):
            st.dialog(label)(_ask_to_delete)(event, count, texts, matcher, store)


def _ask_to_delete(event: Event, count: int, texts: Texts, matcher: Matcher, store: EventStore) -> None:
    """Delete only where the event's name is typed."""
    st.markdown(texts("eventpage_delete_what", name=plain(event.name), count=texts.number(count)))
    typed = st.text_input(texts("eventpage_delete_type"), key=f"type-name-{event.id}")
    if not st.button(texts("eventpage_delete_now"), type="primary", key="delete-now", icon=":material/delete:"):
        return
    if one_line(typed) != event.name:
        st.error(texts("eventpage_delete_differs"))
        return
    try:
        store.delete(event.id)
    except WrongUse:
        st.warning(texts("eventpage_missing"))
        return
    forget(event, matcher.index.manifest.corpus_hash, matcher)
    st.toast(texts("eventpage_deleted", name=plain(event.name)), icon=":material/delete:")
    st.rerun()


def _make_example(store: EventStore, events: Sequence[Event], texts: Texts, matcher: Matcher) -> Event:
    """Keep the example event under a name that is free, with its 40 participants."""
    day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=_AHEAD)
    day += dt.timedelta(days=(_TUESDAY - day.weekday()) % 7)
    example = example_event(day)
    names = {one.name for one in events}
    wanted = texts("eventpage_example_name")
    name = next(one for one in (wanted, *(f"{wanted} {n}" for n in range(2, len(names) + 3))) if one not in names)
    kept = store.create(example.model_copy(update={"name": name}))
    index = matcher.index
    store.add(kept.id, lambda _, first: example_participants(kept, index.cases, index.organisations, first))
    return kept


def _open(event: Event) -> None:
    write_address(replace(read_address(), item=str(event.id), step="", pair=""))
    st.rerun()
