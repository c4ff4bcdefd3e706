"""The step of matching: who suits whom as a heat map, and why, pair by pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from matcher.events.event import Affinity, Event, Participant
from matcher.ui.drawing import draw
from matcher.ui.events.heat_map import GAINS, HeatRow, heat_map
from matcher.ui.events.pair import affinity_marks, show_pair
from matcher.ui.events.steps import need_people
from matcher.ui.events.visit import Visit
from matcher.ui.state import read_address, show_value, write_address
from matcher.ui.tables import fold_table

_CHART = "heat-map"


def show_match(visit: Visit) -> None:
    """Show the heat map, the pair that the address names, and the table of all pairs."""
    if not need_people(visit):
        return
    texts = visit.texts
    affinities = visit.affinities()
    left, right = sides(visit.people)
    pairs = {(one.first, one.second): one for one in affinities}
    pairs |= {(second, first): one for (first, second), one in pairs.items()}
    st.markdown(texts("eventpage_match_lead"))
    gain = _ask_gain(left, right, visit)
    now = _pair(visit.address.pair, pairs)
    _show_chart(visit, left, right, pairs, gain, now)
    _ask_pair(visit, left, right, now)
    if now:
        show_pair(visit, pairs[now])
    else:
        st.info(texts("eventpage_pair_none"), icon=":material/touch_app:")
    shown = [one for one in affinities if allowed(one, visit.event, {p.id: p for p in visit.people})]
    fold_table(
        texts("eventpage_pairs_table", count=texts.number(len(shown))), partial(_table, visit, shown), key="pairs"
    )


def sides(people: Sequence[Participant]) -> tuple[list[Participant], list[Participant]]:
    """Return the Japanese participants and the others; everybody twice where all are of one side."""
    japanese = [one for one in people if one.country == "JP"]
    others = [one for one in people if one.country != "JP"]
    return (japanese, others) if japanese and others else (list(people), list(people))


def allowed(affinity: Affinity, event: Event, people: Mapping[int, Participant]) -> bool:
    """Tell whether the event's rules let a pair meet at all."""
    same = people[affinity.first].country == people[affinity.second].country
    return not (same and event.rules.only_across_countries) or affinity.must


def _ask_gain(left: Sequence[Participant], right: Sequence[Participant], visit: Visit) -> str:
    """Show the switch: the value of a meeting, or what one side gains."""
    texts = visit.texts
    names = {"value": texts("eventpage_gain_value")}
    for gain, side, other in (("first", left, right), ("second", right, left)):
        countries = {one.country for one in side}
        told = len(countries) == 1 and countries != {one.country for one in other}
        who = texts.territory(next(iter(countries))) if told else texts(f"eventpage_side_{gain}")
        names[gain] = texts("eventpage_gain_of", who=who)
    return str(
        st.segmented_control(
            texts("eventpage_gain"),
            GAINS,
            default=GAINS[0],
            format_func=lambda gain: names[gain],
            required=True,
            key=f"gain-{texts.language}",
        )
    )


def _show_chart(
    visit: Visit,
    left: Sequence[Participant],
    right: Sequence[Participant],
    pairs: Mapping[tuple[int, int], Affinity],
    gain: str,
    now: tuple[int, int] | None,
) -> None:
    """Show the heat map; a click on a cell writes its pair into the address."""
    rows = [
        HeatRow.of(one, two, pairs[one.id, two.id], visit.names, gain)
        for one in left
        for two in right
        if one.id != two.id
    ]
    chart = heat_map(rows, now, visit.texts)
    key = f"{_CHART}-{visit.event.id}-{visit.texts.language}-{gain}"
    draw(chart, key=key, on_select=lambda: _pick(key), selection_mode=["pair"])
    st.caption(visit.texts("eventpage_heat_legend"))


def _pick(key: str) -> None:
    picked = st.session_state[key]["selection"].get("pair", [])
    if picked:
        write_address(replace(read_address(), pair=f"{picked[0]['first']}-{picked[0]['second']}"))


def _pair(text: str, pairs: Mapping[tuple[int, int], Affinity]) -> tuple[int, int] | None:
    """Return the pair that an address names, None where there is none such."""
    one, _, two = text.partition("-")
    if not (one.isascii() and one.isdigit() and two.isascii() and two.isdigit()):
        return None
    found = (int(one), int(two))
    return found if found in pairs else None


def _ask_pair(
    visit: Visit, left: Sequence[Participant], right: Sequence[Participant], now: tuple[int, int] | None
) -> None:
    """Show the two boxes that choose a pair, for those who do not click into the map."""
    texts = visit.texts
    keys = [f"pair-{place}-{visit.event.id}-{texts.language}" for place in (1, 2)]
    columns = st.columns(2)
    for place, side in enumerate((left, right)):
        options = [one.id for one in side]
        show_value(keys[place], now[place] if now and now[place] in options else None)
        columns[place].selectbox(
            texts(f"eventpage_side_{('first', 'second')[place]}"),
            options,
            index=None,
            format_func=lambda number: f"{number} · {visit.names.get(number, '')}",
            placeholder=texts("eventpage_choose"),
            key=keys[place],
            on_change=_choose,
            args=(keys,),
        )


def _choose(keys: Sequence[str]) -> None:
    one, two = (st.session_state[key] for key in keys)
    address = read_address()
    before = address.pair.partition("-")
    write_address(replace(address, pair=f"{one or before[0]}-{two or before[2]}"))


def _table(visit: Visit, affinities: Sequence[Affinity]) -> pd.DataFrame:
    texts = visit.texts
    ranked = sorted(affinities, key=lambda one: (-one.value, one.first, one.second))
    return pd.DataFrame(
        {
            texts("event_organisation_1"): [visit.names[one.first] for one in ranked],
            texts("event_organisation_2"): [visit.names[one.second] for one in ranked],
            texts("event_value"): [round(one.value) for one in ranked],
            texts("event_gain_1"): [round(one.first_gains) for one in ranked],
            texts("event_gain_2"): [round(one.second_gains) for one in ranked],
            texts("event_remark"): [texts.join(affinity_marks(one, texts)) for one in ranked],
        }
    )
