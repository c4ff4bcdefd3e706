"""The step of participants: who takes part, how lists come in, and what is held on each."""

from __future__ import annotations

import json

import pandas as pd
import streamlit as st

from matcher.errors import WrongUse
from matcher.events.event import Participant
from matcher.export.files import plain_name
from matcher.texts import Texts
from matcher.ui.events.importing import Report, show_import
from matcher.ui.events.linking import show_links
from matcher.ui.events.person import ask_changes
from matcher.ui.events.problems import show_problems
from matcher.ui.events.visit import Visit
from matcher.ui.markdown import plain


def show_participants(visit: Visit) -> None:
    """Show the table of participants, the import, the proposed links."""
    texts = visit.texts
    show_report(visit)
    with st.expander(texts("eventpage_import"), icon=":material/upload_file:", expanded=not visit.people):
        show_import(visit)
    if not visit.people:
        st.info(texts("eventpage_no_people"), icon=":material/group_add:")
        return
    counted = texts("eventpage_people_heading", count=texts.number(len(visit.people)))
    st.subheader(counted, anchor=False)
    st.dataframe(_table(visit), hide_index=True, width="stretch", key="people-table")
    _one(visit)
    show_links(visit)
    _undo(visit)


def show_report(visit: Visit) -> None:
    """Show what the last import of this session brought, until the next one."""
    report: Report | None = st.session_state.get(f"event-{visit.event.id}-report")
    if report is None:
        return
    texts = visit.texts
    st.success(texts("eventpage_imported", count=texts.number(report.count)), icon=":material/check_circle:")
    show_problems(report.problems, texts)


def _table(visit: Visit) -> pd.DataFrame:
    texts, vocabulary = visit.texts, visit.matcher.index.vocabulary
    rows = []
    for one in visit.people:
        sector = vocabulary.sectors.get(one.sector or "")
        rows.append(
            {
                texts("export_place"): one.id,
                texts("organisation"): visit.names[one.id],
                texts("country"): texts.territory(one.country),
                texts("event_kind"): texts(f"event_kind_{one.kind}"),
                texts("sector"): sector.label.pick(texts.language).text if sector else "",
                texts("event_languages"): texts.join([texts.spoken(code) for code in one.languages]),
                texts("event_takes_part"): takes_part(one, texts),
                texts("event_needs"): "; ".join(one.needs),
                texts("event_offers"): "; ".join(one.offers),
                texts("eventpage_linked"): "✓" if one.linked else "",
            }
        )
    return pd.DataFrame(rows)


def takes_part(participant: Participant, texts: Texts) -> str:
    """Return how a participant takes part."""
    if participant.attendance == "absent":
        return texts("event_absent")
    return texts("event_on_site" if participant.on_site else "event_online")


def _one(visit: Visit) -> None:
    """Let one participant be chosen, changed, and told what is held on it."""
    texts = visit.texts
    numbers = [one.id for one in visit.people]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="one-participant"):
        chosen = st.selectbox(
            texts("eventpage_participant"),
            numbers,
            format_func=lambda number: f"{number} · {visit.names.get(number, '')}",
            key=f"event-{visit.event.id}-person",
            width=360,
        )
        if chosen is None:
            return
        label = texts("eventpage_change")
        if st.button(label, icon=":material/edit:", key="change-person"):
            st.dialog(label, width="medium")(ask_changes)(visit, chosen)
        try:
            held = visit.store.held_on(visit.event.id, chosen)
        except WrongUse:  # it went meanwhile
            st.rerun()
        st.download_button(
            texts("eventpage_held"),
            json.dumps(held, ensure_ascii=False, indent=1) + "\n",
            f"{plain_name(visit.names[chosen])}_{chosen}.json",
            "application/json",
            help=texts("eventpage_held_help"),
            icon=":material/policy:",
            key="held-on-person",
            on_click="ignore",
        )


def _undo(visit: Visit) -> None:
    label = visit.texts("eventpage_undo")
    if st.button(label, icon=":material/undo:", type="tertiary", key="undo-import"):
        st.dialog(label)(_ask_undo)(visit)


def _ask_undo(visit: Visit) -> None:
    """Take the last import back, once that is confirmed."""
    texts = visit.texts
    st.markdown(plain(texts("eventpage_undo_what")))
    if not st.button(texts("eventpage_undo_now"), type="primary", key="undo-now", icon=":material/undo:"):
        return
    try:
        count = visit.store.undo(visit.event.id)
    except WrongUse:  # an import there is: the others are in the plan
        st.error(texts("eventpage_undo_planned"))
        return
    st.session_state.pop(f"event-{visit.event.id}-report", None)
    st.toast(texts("eventpage_undone", count=texts.number(count)), icon=":material/undo:")
    st.rerun()
