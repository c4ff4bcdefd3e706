"""Charts that set Japan and Germany beside each other; each comes with its table."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import altair as alt
import pandas as pd
import streamlit as st

from matcher.model import COUNTRIES, Country, Language
from matcher.texts import Texts
from matcher.ui.drawing import draw
from matcher.ui.tables import fold_table
from matcher.ui.tally import Row

COUNTRY_COLOURS = {"JP": "#D55E00", "DE": "#0072B2"}
"""Told apart by colour-blind readers too (Okabe and Ito 2008)."""
_INK = {"light": "#1d2433", "dark": "#e8e6e0"}
STEP = 15
_WIDTHS: dict[Language, int] = {"en": 26, "de": 26, "ja": 13}


def ink() -> str:
    """Return the colour of texts inside charts in the scheme that is shown; Streamlit's theme leaves them black."""
    return _INK.get(st.context.theme.type or "light", _INK["light"])


@dataclass(frozen=True)
class Labelled:
    """A row with the words that readers see, and the address that shows its cases, where there is one."""

    row: Row
    label: str
    link: str = ""


def show_pairs(rows: Sequence[Labelled], name: str, texts: Texts, *, key: str) -> str | None:
    """Show the share of each country's cases as pairs of bars, and return the value that was picked.

    Only rows with a link can be picked.
    """
    order = [wrapped(item.label, texts.language) for item in rows]
    chart = (
        alt.Chart(_long(rows, texts))
        .mark_bar()
        .encode(
            y=alt.Y("name:N", sort=order, title=None, axis=_label_axis()),
            yOffset=alt.YOffset("country:N", sort=_countries(texts)),
            x=alt.X("share:Q", title=texts("atlas_share"), axis=alt.Axis(tickCount=5)),
            color=_colour(texts),
            tooltip=_tooltip(name, texts),
        )
        .properties(height=alt.Step(STEP), description=name)
    )
    chosen = None
    if any(item.link for item in rows):
        chosen = _draw_to_pick(chart, key)
    else:
        draw(chart, key=key)
    show_table(rows, name, texts, key=key)
    return chosen


def _draw_to_pick(chart: alt.Chart, key: str) -> str | None:
    """Draw a chart whose marks can be picked, and return the value of the one that is."""
    picked = alt.selection_point(name="picked", fields=["value"], on="click", toggle=False)
    shade = alt.condition(picked, alt.value(1), alt.value(0.35))
    event = draw(
        chart.mark_bar(cursor="pointer").encode(opacity=shade).add_params(picked), on_select="rerun", key=key
    )
    chosen = event["selection"].get("picked", [])
    return str(chosen[0]["value"]) if chosen else None


def show_columns(rows: Sequence[Labelled], name: str, texts: Texts, *, key: str) -> None:
    """Show values in their own order, such as years, as pairs of columns."""
    chart = (
        alt.Chart(_long(rows, texts))
        .mark_bar()
        .encode(
            x=alt.X("name:O", sort=[item.label for item in rows], title=None, axis=alt.Axis(labelAngle=-45)),
            xOffset=alt.XOffset("country:N", sort=_countries(texts)),
            y=alt.Y("share:Q", title=texts("atlas_share")),
            color=_colour(texts),
            tooltip=_tooltip(name, texts),
        )
        .properties(height=260, description=name)
    )
    draw(chart, key=key)
    show_table(rows, name, texts, key=key)


def show_counts(rows: Sequence[Labelled], country: Country, name: str, texts: Texts, *, most: int = 12) -> None:
    """Show the values of one country with most cases as bars, and all of them in the table."""
    data = pd.DataFrame(
        {
            "name": [wrapped(item.label, texts.language) for item in rows[:most]],
            "label": [item.label for item in rows[:most]],
            "cases": [item.row.counts[country] for item in rows[:most]],
        }
    )
    chart = (
        alt.Chart(data)
        .mark_bar(color=COUNTRY_COLOURS[country])
        .encode(
            y=alt.Y("name:N", sort=list(data["name"]), title=None, axis=_label_axis()),
            x=alt.X("cases:Q", title=texts("atlas_cases"), axis=alt.Axis(tickMinStep=1)),
            tooltip=[alt.Tooltip("label:N", title=name), alt.Tooltip("cases:Q", title=texts("atlas_cases"))],
        )
        .properties(height=alt.Step(2 * STEP), title=name, description=name)
    )
    draw(chart, key=f"counts-{country}")
    show_table(rows, name, texts, key=f"counts-{country}", countries=(country,))


def show_gaps(rows: Sequence[Labelled], name: str, texts: Texts, *, key: str) -> None:
    """Show by how many percentage points one country's share is larger: Germany to the left, Japan to the right."""
    data = pd.DataFrame(
        {
            "name": [wrapped(item.label, texts.language) for item in rows],
            "label": [item.label for item in rows],
            "gap": [round(item.row.gap, 1) for item in rows],
            "shown": [texts.number(round(abs(item.row.gap), 1)) for item in rows],
            "country": [texts(f"country_{'JP' if item.row.gap > 0 else 'DE'}") for item in rows],
        }
    )
    chart = (
        alt.Chart(data)
        .mark_bar()
        .encode(
            y=alt.Y("name:N", sort=list(data["name"]), title=None, axis=_label_axis()),
            x=alt.X("gap:Q", title=texts("atlas_gap_axis"), axis=alt.Axis(labelExpr="abs(datum.value)")),
            color=_colour(texts, texts("atlas_gap_more")),
            tooltip=[
                alt.Tooltip("label:N", title=name),
                alt.Tooltip("shown:N", title=texts("atlas_gap_points")),
                alt.Tooltip("country:N", title=texts("atlas_gap_more")),
            ],
        )
        .properties(height=alt.Step(2 * STEP), description=name)
    )
    draw(chart, key=key)
    show_table(rows, name, texts, key=key)


def show_table(
    rows: Sequence[Labelled], name: str, texts: Texts, *, key: str, countries: Sequence[Country] = COUNTRIES
) -> None:
    """Show the numbers of a chart behind a fold, with links to the cases where there are any."""
    columns = {}
    if any(item.link for item in rows):
        shown = texts("atlas_search")
        columns["link"] = st.column_config.LinkColumn(shown, display_text=shown)
    fold_table(
        texts("atlas_table", name=name), partial(_table, rows, name, texts, countries), key=key, columns=columns
    )


def _table(rows: Sequence[Labelled], name: str, texts: Texts, countries: Sequence[Country]) -> pd.DataFrame:
    table = pd.DataFrame({name: [item.label for item in rows]})
    for country in countries:
        shown = texts(f"country_{country}")
        table[shown] = [item.row.counts[country] for item in rows]
        table[f"{shown} %"] = [round(item.row.shares[country], 1) for item in rows]
    if any(item.link for item in rows):
        table["link"] = [item.link for item in rows]
    return table


def wrapped(label: str, language: Language) -> str:
    """Return a label broken into lines that fit beside a chart."""
    width = _WIDTHS[language]
    if language == "ja":  # no spaces to break at
        return "\n".join(label[start : start + width] for start in range(0, len(label), width))
    return "\n".join(textwrap.wrap(label, width))


def _long(rows: Sequence[Labelled], texts: Texts) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "value": item.row.value,
                "name": wrapped(item.label, texts.language),
                "label": item.label,
                "country": texts(f"country_{country}"),
                "share": round(item.row.shares[country], 1),
                "shown": texts.quantity(round(item.row.shares[country], 1), "%"),
                "count": texts.number(item.row.counts[country]),
            }
            for item in rows
            for country in COUNTRIES
        ]
    )


def _countries(texts: Texts) -> list[str]:
    return [texts(f"country_{country}") for country in COUNTRIES]


def _colour(texts: Texts, title: str | None = None) -> alt.Color:
    scale = alt.Scale(domain=_countries(texts), range=[COUNTRY_COLOURS[country] for country in COUNTRIES])
    return alt.Color("country:N", scale=scale, legend=alt.Legend(orient="top", title=title, titleLimit=300))


def _label_axis() -> alt.Axis:
    return alt.Axis(
        labelExpr="split(datum.label, '\\n')",
        labelLimit=230,
        labelLineHeight=13,
        labelOverlap=False,
        ticks=False,
        domain=False,
    )


def _tooltip(name: str, texts: Texts) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title=name),
        alt.Tooltip("country:N", title=texts("country")),
        alt.Tooltip("shown:N", title=texts("atlas_share")),
        alt.Tooltip("count:N", title=texts("atlas_cases")),
    ]
