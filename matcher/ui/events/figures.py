"""How good a plan is: value against the proved bound, the worst served, meetings each, unmet wishes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

import altair as alt
import pandas as pd
import streamlit as st

from matcher.events.event import Participant, Schedule
from matcher.ui.drawing import draw
from matcher.ui.events.visit import Visit
from matcher.ui.markdown import plain
from matcher.ui.tables import fold_table

BAR_COLOUR = "#0072B2"


def show_figures(visit: Visit, plan: Schedule) -> None:
    """Show the figures of a plan, and whom it could not serve."""
    texts = visit.texts
    columns = st.columns(4)
    columns[0].metric(texts("event_sheet_meetings"), texts.number(len(plan.meetings)))
    columns[1].metric(
        texts("eventpage_value_total"),
        texts.number(round(plan.value)),
        texts("eventpage_of_bound", bound=texts.number(round(plan.bound))),
        delta_color="off",
        delta_arrow="off",
        help=texts("eventpage_bound_help"),
    )
    columns[2].metric(
        texts("event_gap"),
        texts.quantity(round(100 * plan.gap, 2), "%"),
        texts("eventpage_proved") if plan.optimal else None,
        delta_color="off",
        delta_arrow="off",
    )
    columns[3].metric(
        texts("eventpage_worst"),
        texts.quantity(round(100 * plan.worst_served), "%"),
        help=texts("eventpage_worst_help"),
    )
    st.caption(texts("eventpage_seconds_taken", seconds=texts.number(round(plan.seconds, 1))))
    _show_unmet(visit, plan)
    _show_short(visit, plan)
    _show_loads(visit, plan)


def _show_unmet(visit: Visit, plan: Schedule) -> None:
    if not plan.unmet:
        return
    texts = visit.texts
    with st.container(border=True, key="unmet"):
        st.markdown(f"**{texts('event_unmet')}**")
        for one in plan.unmet:
            pair = f"{visit.names.get(one.first, one.first)} ↔ {visit.names.get(one.second, one.second)}"
            st.markdown(f"- {plain(pair)}: {texts(f'event_unmet_{one.why}')}")


def _show_short(visit: Visit, plan: Schedule) -> None:
    """Show who has fewer meetings than the rules want, and why."""
    if not plan.short:
        return
    texts = visit.texts
    label = texts("eventpage_short", least=texts.number(visit.event.rules.least_meetings))
    with st.expander(f"{label} ({texts.number(len(plan.short))})", icon=":material/trending_down:"):
        for one in plan.short:
            name = plain(visit.names.get(one.participant, str(one.participant)))
            st.markdown(f"- {name} ({texts.number(one.meetings)}): {texts(f'eventpage_short_{one.why}')}")


def _show_loads(visit: Visit, plan: Schedule) -> None:
    """Show how many participants have how many meetings, and each of them in a table."""
    texts = visit.texts
    held = Counter(side for meeting in plan.meetings for side in (meeting.first, meeting.second))
    expected = [one for one in visit.people if one.attendance == "expected"]
    if not expected:
        return
    counts = Counter(held[one.id] for one in expected)
    numbers = range(min(counts), max(counts) + 1)
    data = pd.DataFrame({"meetings": list(numbers), "participants": [counts[number] for number in numbers]})
    meetings, people = texts("event_meetings"), texts("event_participants")
    axis = alt.Axis(labelAngle=0)
    base = alt.Chart(data).encode(
        x=alt.X("meetings:O", title=meetings, axis=axis),
        y=alt.Y("participants:Q", title=people, axis=alt.Axis(tickMinStep=1)),
        tooltip=[alt.Tooltip("meetings:O", title=meetings), alt.Tooltip("participants:Q", title=people)],
    )
    bars = base.mark_bar(color=BAR_COLOUR, cornerRadiusEnd=2)
    st.markdown(f"**{texts('eventpage_loads')}**")
    draw(bars.properties(height=190, description=texts("eventpage_loads")))
    fold_table(texts("eventpage_loads_table"), partial(_loads, visit, expected, held), key="loads")


def _loads(visit: Visit, expected: Sequence[Participant], held: Counter[int]) -> pd.DataFrame:
    """Return who has how many meetings, the fewest first."""
    texts = visit.texts
    ranked = sorted(expected, key=lambda one: (held[one.id], visit.names[one.id]))
    return pd.DataFrame(
        {
            texts("organisation"): [visit.names[one.id] for one in ranked],
            texts("country"): [texts.territory(one.country) for one in ranked],
            texts("event_meetings"): [held[one.id] for one in ranked],
        }
    )
