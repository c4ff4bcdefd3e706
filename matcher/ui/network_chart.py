"""The network around an organisation as a chart: a ring whose names stand beside it, one to a line.

The layout is computed, not simulated: half of the co-partners stand on each side of the ring at equal steps of
height, so that no two names can meet, however many there are and however narrow the page is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

import altair as alt
import pandas as pd

from matcher.model import Organisation
from matcher.partners.profile import Network
from matcher.texts import Texts
from matcher.ui.charts import ink

Side = Literal["left", "right", "middle"]
STEP = 34
"""Pixels from one name to the next."""
REACH = 2.9
"""Half of the chart's width in radii of the ring; what is beyond the ring is for the names."""
COUNTRY_COLOURS = {"JP": "#D55E00", "DE": "#0072B2", "other": "#7A7A7A"}
"""Of the Okabe-Ito palette; the shape tells countries apart as well."""
_ALIGN: dict[Side, Literal["left", "right", "center"]] = {"left": "right", "right": "left", "middle": "center"}
_OFFSET: dict[Side, int] = {"left": -12, "right": 12, "middle": 0}
GAP = 14
"""Pixels between a point and its name, and at the edge."""
_SHAPES = {"JP": "circle", "DE": "square", "other": "diamond"}


@dataclass(frozen=True)
class Spot:
    """Where an organisation stands: x to the right and y upwards, in radii of the ring."""

    organisation: Organisation
    x: float
    y: float


def ring_layout(network: Network) -> tuple[Spot, ...]:
    """Return the organisation in the middle and the others on the ring, those that worked together side by side."""
    centre, *_ = network.nodes
    order = _in_company(network)
    left, right = order[: len(order) // 2], order[len(order) // 2 :]
    spots = [Spot(centre, 0.0, 0.0)]
    for side, names in ((1, right), (-1, left[::-1])):  # clockwise from the top
        for place, one in enumerate(names):
            y = 1 - (2 * place + 1) / len(names)
            spots.append(Spot(one, side * math.sqrt(1 - y * y), y))
    return tuple(spots)


def _in_company(network: Network) -> list[Organisation]:
    """Order the co-partners so that each stands beside the one that it shares most cases with."""
    common = {frozenset(tie[:2]): tie[2] for tie in network.ties}
    left = list(network.nodes[1:])
    order: list[Organisation] = []
    while left:
        last = order[-1].id if order else ""
        best = max(left, key=lambda one: common.get(frozenset((one.id, last)), 0))  # the first of equals
        left.remove(best)
        order.append(best)
    return order


def network_chart(network: Network, texts: Texts) -> alt.LayerChart:
    """Return the network as a chart: lines as wide as cases are common, names, countries by colour and shape."""
    spots = ring_layout(network)
    rows = max(2, math.ceil((len(spots) - 1) / 2))
    lines, points = _lines(network, spots), _points(spots, texts)
    x = alt.X("x:Q", scale=alt.Scale(domain=[-REACH, REACH], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[-1.2, 1.2], nice=False), axis=None)
    ties = (
        alt.Chart(lines)
        .mark_rule(color="#8a8f9c")
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth("cases:Q", scale=alt.Scale(range=[0.8, 5]), legend=None),
            opacity=alt.condition("datum.own", alt.value(0.75), alt.value(0.3)),
            tooltip=[
                alt.Tooltip("pair:N", title=texts("organisation_pair")),
                alt.Tooltip("cases:Q", title=texts("organisation_shared_cases")),
            ],
        )
    )
    dots = alt.Chart(points).mark_point(filled=True, opacity=1).encode(
        x=x, y=y, color=_by_country(texts), shape=_shape_by_country(texts),
        size=alt.condition("datum.side == 'middle'", alt.value(260), alt.value(110)),
        tooltip=[
            alt.Tooltip("name:N", title=texts("organisation")),
            alt.Tooltip("country:N", title=texts("country")),
        ],
    )  # fmt: skip
    layers = [ties, dots, *(_names(points, side, x, y) for side in get_args(Side))]
    chart = alt.layer(*layers).properties(height=STEP * rows + 60, width="container")
    return cast("alt.LayerChart", chart.configure_view(stroke=None))


def _by_country(texts: Texts) -> alt.Color:
    legend = alt.Legend(title=None, orient="bottom", symbolSize=110)
    return alt.Color("country:N", scale=_scale(texts, list(COUNTRY_COLOURS.values())), legend=legend)


def _shape_by_country(texts: Texts) -> alt.Shape:
    return alt.Shape("country:N", scale=_scale(texts, list(_SHAPES.values())))


def _scale(texts: Texts, values: Sequence[str]) -> alt.Scale:
    return alt.Scale(domain=[_country_name(country, texts) for country in COUNTRY_COLOURS], range=list(values))


def _country_name(country: str, texts: Texts) -> str:
    return texts.territory(country) if country in ("JP", "DE") else texts("organisation_other_country")


def _names(points: pd.DataFrame, side: Side, x: alt.X, y: alt.Y) -> alt.Chart:
    """Return the names of one side, cut where the page ends; the one in the middle stands below its point."""
    middle = side == "middle"
    share = 1 / REACH if middle else (1 - 1 / REACH) / 2
    text = alt.Chart(points[points["side"] == side]).mark_text(
        color=ink(),
        align=_ALIGN[side],
        baseline="top" if middle else "middle",
        dx=_OFFSET[side],
        dy=14 if middle else 0,
        fontSize=13 if middle else 12,
        fontWeight=700 if middle else 400,
        limit=alt.ExprRef(expr=f"width * {share:.3f} - {GAP}"),
    )
    return cast("alt.Chart", text.encode(x=x, y=y, text="name:N"))


def _points(spots: Sequence[Spot], texts: Texts) -> pd.DataFrame:
    rows = [
        {
            "x": spot.x,
            "y": spot.y,
            "name": spot.organisation.name.pick(texts.language).text,
            "country": _country_name(spot.organisation.country, texts),
            "side": "middle" if number == 0 else "right" if spot.x > 0 else "left",
        }
        for number, spot in enumerate(spots)
    ]
    return pd.DataFrame(rows)


def _lines(network: Network, spots: Sequence[Spot]) -> pd.DataFrame:
    where = {spot.organisation.id: spot for spot in spots}
    names = {spot.organisation.id: spot.organisation.name.en or spot.organisation.id for spot in spots}
    centre = spots[0].organisation.id
    rows = [
        {
            "x": where[one].x, "y": where[one].y, "x2": where[two].x, "y2": where[two].y,
            "cases": cases, "own": centre in (one, two), "pair": f"{names[one]} – {names[two]}",
        }
        for one, two, cases in network.ties
    ]  # fmt: skip
    return pd.DataFrame(rows)
