"""One pair of participants: what each gains, what is special, and why they should meet, with the cases."""

from __future__ import annotations

import streamlit as st

from matcher.events.event import Affinity
from matcher.export.events.reasons import ReasonLine, reason_lines
from matcher.texts import Texts
from matcher.ui.events.visit import Visit
from matcher.ui.markdown import plain
from matcher.ui.navigation import CASE


def affinity_marks(affinity: Affinity, texts: Texts) -> list[str]:
    """Return what is special about a pair, in words."""
    special = {
        "eventpage_must": affinity.must,
        "eventpage_vetoed": affinity.vetoed,
        "eventpage_one_sided": affinity.one_sided,
        "eventpage_interpreter": affinity.interpreter,
    }
    return [texts(key) for key, holds in special.items() if holds]


def show_pair(visit: Visit, affinity: Affinity) -> None:
    """Show the value of a meeting, both gains, and the reasons by whom they serve."""
    texts = visit.texts
    first, second = (visit.names[number] for number in (affinity.first, affinity.second))
    with st.container(border=True, key="pair"):
        st.subheader(plain(f"{first} ↔ {second}"), anchor=False)
        marks = affinity_marks(affinity, texts)
        if marks:
            with st.container(horizontal=True, gap="small"):
                for mark in marks:
                    st.badge(plain(mark), color="orange")
        columns = st.columns(3)
        columns[0].metric(texts("event_value"), f"{affinity.value:.0f} / 100", help=texts("eventpage_value_help"))
        gains = ((first, affinity.first_gains), (second, affinity.second_gains))
        for column, (name, gain) in zip(columns[1:], gains, strict=True):
            column.metric(plain(texts("eventpage_gain_of", who=name)), f"{gain:.0f} / 100")
        lines = reason_lines(affinity, texts)
        if not lines:
            st.caption(texts("eventpage_no_reasons"))
        sides = ((affinity.first, first), (affinity.second, second), (None, texts("event_for_both")))
        for serves, heading in sides:
            _show_reasons(visit, heading, [line for line in lines if line.serves == serves])


def _show_reasons(visit: Visit, heading: str, lines: list[ReasonLine]) -> None:
    if not lines:
        return
    st.markdown(f"**{plain(heading)}**")
    cases = visit.matcher.index.cases
    for line in lines:
        if line.case_id and line.case_id in cases:
            st.page_link(
                CASE.file,
                label=plain(line.text),
                icon=":material/article:",
                query_params=visit.address.of_item(line.case_id),
            )
        else:
            st.markdown(f"- {plain(line.text)}")
