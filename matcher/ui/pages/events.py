"""The events: all of them, or one with its steps from participants to files."""

from __future__ import annotations

import streamlit as st

from matcher.errors import WrongUse
from matcher.ui.engine import open_matcher
from matcher.ui.events.filing import show_files
from matcher.ui.events.listing import show_all
from matcher.ui.events.matching import show_match
from matcher.ui.events.participants import show_participants
from matcher.ui.events.planning import show_schedule
from matcher.ui.events.sessions import show_themes
from matcher.ui.events.steps import STEPS, show_head, show_next, show_steps
from matcher.ui.events.visit import Visit, event_store
from matcher.ui.navigation import EVENTS
from matcher.ui.state import Address, read_address, write_address

SHOWN = dict(zip(STEPS, (show_participants, show_match, show_schedule, show_files, show_themes), strict=True))


def show() -> None:
    """Show what the address names."""
    address = read_address()
    _tell_browser(address)
    texts = address.texts
    matcher = open_matcher(texts)
    store = event_store()
    with st.container(key="events"):
        if not address.item:
            show_all(address, texts, matcher, store)
            return
        st.page_link(EVENTS.file, label=f"← {texts('eventpage_all')}", query_params=address.of_search())
        try:
            event = store.get(int(address.item))
        except (WrongUse, ValueError):
            st.warning(texts("eventpage_missing"))
            return
        people, plan = store.participants(event.id), store.schedule(event.id)
        visit = Visit(address, texts, matcher, store, event, people, plan)
        show_head(visit)
        step = show_steps(visit)
        SHOWN[step](visit)
        show_next(visit, step)


def _tell_browser(address: Address) -> None:
    """Write a new address back: after a link to the same page the browser would send the old one at a click."""
    if st.session_state.get("events-address") != address:
        st.session_state["events-address"] = address
        write_address(address)


show()
