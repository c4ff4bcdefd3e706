"""Maps of both countries with cases as points. The boundaries are bundled; nothing is asked of the network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

import altair as alt
import pandas as pd
import streamlit as st

from matcher.corpus.vocabulary import Vocabulary
from matcher.model import COUNTRIES, Case, Country
from matcher.texts import Texts
from matcher.ui.markdown import plain
from matcher.ui.navigation import CASE
from matcher.ui.state import Address
from matcher.ui.tables import fold_table
from matcher.wording import heading, place_name

BOUNDARIES = Path(__file__).parent / "static" / "boundaries"
HEIGHT = 430
GREY = "#8a8a8a"
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
"""Told apart by colour-blind readers too (Okabe and Ito 2008)."""
INSET_BELOW, INSET_EAST, INSET_NORTH = 29.3, 6.5, 13.0
"""Japan's islands south of this latitude are drawn in a frame, moved by these degrees, as is usual."""
INSET_FRAME = ((129.0, 42.4), (137.2, 42.4), (137.2, 39.2), (134.4, 37.0), (129.0, 37.0), (129.0, 42.4))
SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")


@lru_cache(maxsize=len(COUNTRIES))
def boundaries(country: Country) -> dict[str, Any]:
    """Return a country's regions as TopoJSON; its object is named ``regions``."""
    topology: dict[str, Any] = json.loads((BOUNDARIES / f"{country}.topojson").read_text(encoding="utf-8"))
    return topology


@st.fragment
def show_map(
    cases: Sequence[Case], address: Address, texts: Texts, vocabulary: Vocabulary, *, key: str = "map"
) -> None:
    """Show where cases are: both countries beside each other, below them what was picked, and a table.

    A pick stays a list of links, since several cases often stand at one place.
    """
    placed = [case for case in cases if case.place.lat is not None]
    spots: set[str] = set()
    countries = [country for country in COUNTRIES if any(case.country == country for case in placed)]
    for column, country in zip(st.columns(max(1, len(countries))), countries, strict=False):
        with column:
            st.markdown(f"**{texts(f'country_{country}')}**")
            points = _points([case for case in placed if case.country == country], texts, vocabulary)
            spec = _spec(len(points), country, texts, vocabulary)
            picked = st.vega_lite_chart(points, spec, width="stretch", on_select="rerun", key=f"{key}-{country}")
            spots |= {str(spot["spot"]) for spot in picked["selection"].get("picked", [])}
    _show_picked([case for case in placed if _spot(case) in spots], address, texts)
    missing = len(cases) - len(placed)
    if missing:
        one = "map_without_place_one" if missing == 1 else "map_without_place"
        st.caption(texts(one, count=texts.number(missing)))
    fold_table(
        texts("map_table"),
        partial(_table, cases, address, texts, vocabulary),
        key=key,
        columns={"link": st.column_config.LinkColumn(texts("open_case"), display_text=texts("open_case"))},
    )


def _show_picked(cases: Sequence[Case], address: Address, texts: Texts) -> None:
    if not cases:
        st.caption(texts("map_hint"))
        return
    with st.container(border=True, key="map-picked"):
        for case in cases:
            st.page_link(
                CASE.file,
                label=plain(case.title.pick(texts.language).text),
                query_params=address.of_item(case.id),
            )


def _spot(case: Case) -> str:
    """Return the place as a point of the map; about a kilometre wide, so that neighbours are picked together."""
    return f"{case.place.lat:.2f} {case.place.lon:.2f}"


def _drawn_at(case: Case) -> dict[str, float]:
    """Return where a case's point is drawn."""
    lat, lon = case.place.lat or 0.0, case.place.lon or 0.0
    if case.country == "JP" and lat < INSET_BELOW:
        return {"lat": lat + INSET_NORTH, "lon": lon + INSET_EAST}
    return {"lat": lat, "lon": lon}


def _points(cases: Sequence[Case], texts: Texts, vocabulary: Vocabulary) -> pd.DataFrame:
    language = texts.language
    rows = [
        {
            "spot": _spot(case),
            **_drawn_at(case),
            "title": case.title.pick(language).text,
            "place": place_name(case, language, vocabulary),
            "domain": heading(vocabulary.domains[case.domains[0]].label, language),
        }
        for case in cases
    ]
    return pd.DataFrame(rows)


def _spec(count: int, country: Country, texts: Texts, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return one country's map of ``count`` points in Vega-Lite; the points come with it as its data.

    The boundaries are put into the finished specification: Altair would copy and check each of their numbers.
    """
    spec = dict(_points_layer(texts, vocabulary).to_dict(validate=False))
    marks = {name: spec.pop(name) for name in ("mark", "encoding", "params") if name in spec}
    for name in ("data", "datasets"):
        spec.pop(name, None)
    land = {"type": "geoshape", "aria": False, "fill": GREY, "fillOpacity": 0.2, "stroke": GREY, "strokeWidth": 0.5}
    topology = {"values": boundaries(country), "format": {"type": "topojson", "feature": "regions"}}
    layers: list[dict[str, Any]] = [{"data": topology, "mark": land}]
    if country == "JP":
        line = {"type": "Feature", "geometry": {"type": "LineString", "coordinates": INSET_FRAME}}
        frame = {"type": "geoshape", "aria": False, "filled": False, "stroke": GREY, "strokeWidth": 0.7}
        layers.append({"data": {"values": line}, "mark": frame})
    description = texts("map_description", country=texts(f"country_{country}"), count=texts.number(count))
    return {
        **spec,
        "layer": [*layers, marks],
        "projection": {"type": "mercator"},
        "height": HEIGHT,
        "description": description,
    }


def _points_layer(texts: Texts, vocabulary: Vocabulary) -> alt.Chart:
    """Return the layer of points without its data; every domain has a colour and a shape of its own."""
    domains = [heading(term.label, texts.language) for term in vocabulary.domains.values()]
    legend = alt.Legend(orient="bottom", title=None, columns=2, labelLimit=160, symbolSize=120, symbolStrokeWidth=0)
    picked = alt.selection_point(name="picked", fields=["spot"])
    points = alt.Chart().mark_point(
        aria=False, filled=True, size=60, stroke="white", strokeWidth=0.6, cursor="pointer"
    )
    chart = points.encode(
        longitude="lon:Q",
        latitude="lat:Q",
        color=alt.Color("domain:N", legend=legend, scale=_scale(domains, COLOURS)),
        shape=alt.Shape("domain:N", legend=legend, scale=_scale(domains, SHAPES)),
        opacity=alt.condition(picked, alt.value(0.9), alt.value(0.2)),
        tooltip=[
            alt.Tooltip("title:N", title=texts("title")),
            alt.Tooltip("place:N", title=texts("place")),
            alt.Tooltip("domain:N", title=texts("domain")),
        ],
    )
    return cast("alt.Chart", chart.add_params(picked))


def _scale(domains: Sequence[str], values: Sequence[str]) -> alt.Scale:
    return alt.Scale(domain=list(domains), range=[values[n % len(values)] for n in range(len(domains))])


def _table(cases: Sequence[Case], address: Address, texts: Texts, vocabulary: Vocabulary) -> pd.DataFrame:
    rows = [
        (
            case.title.pick(texts.language).text,
            texts(f"country_{case.country}"),
            place_name(case, texts.language, vocabulary),
            texts.join([heading(vocabulary.domains[term].label, texts.language) for term in case.domains]),
            f"case?{urlencode(address.of_item(case.id), doseq=True)}",
        )
        for case in cases
    ]
    named = [texts(name) for name in ("title", "country", "place", "domain")]
    return pd.DataFrame(rows, columns=[*named, "link"])
