"""The heat map of an event: each cell is a pair, its colour what a meeting is worth, its sign what is special."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

import altair as alt
import pandas as pd

from matcher.events.event import Affinity, Participant
from matcher.texts import Texts

GAINS = ("value", "first", "second")
"""What the colour shows: the value of the meeting, or what the row's or the column's side gains."""
MUST, VETOED, ONE_SIDED = "★", "✕", "◐"
STEP, SMALL_STEP, MANY = 22, 12, 40
"""Height of a row in pixels, and of one where there are many."""
ACCENT = "#b8452f"
_DARK = 55
"""From this value on a sign is white on the dark cell."""


@dataclass(frozen=True)
class HeatRow:
    """One cell of the map."""

    first: int
    second: int
    first_name: str
    second_name: str
    shown: float
    value: float
    first_gains: float
    second_gains: float
    sign: str
    interpreter: bool

    @classmethod
    def of(
        cls, one: Participant, two: Participant, affinity: Affinity, names: Mapping[int, str], gain: str
    ) -> HeatRow:
        """Return the cell of a pair, seen from the row's participant."""
        gains = affinity.first_gains, affinity.second_gains
        if affinity.first != one.id:
            gains = gains[1], gains[0]
        return cls(
            first=one.id,
            second=two.id,
            first_name=f"{one.id} {names[one.id]}",
            second_name=f"{two.id} {names[two.id]}",
            shown={"value": affinity.value, "first": gains[0], "second": gains[1]}[gain],
            value=round(affinity.value, 1),
            first_gains=gains[0],
            second_gains=gains[1],
            sign=VETOED if affinity.vetoed else MUST if affinity.must else ONE_SIDED if affinity.one_sided else "",
            interpreter=affinity.interpreter,
        )


def heat_map(rows: Sequence[HeatRow], chosen: tuple[int, int] | None, texts: Texts) -> alt.LayerChart:
    """Return the chart; a click on a cell selects ``pair``, the ``chosen`` pair is framed."""
    data = pd.DataFrame([asdict(row) for row in rows])
    data["chosen"] = [(row.first, row.second) == chosen for row in rows]
    order = {side: list(dict.fromkeys(data[f"{side}_name"])) for side in ("first", "second")}
    tall = len(order["first"]) <= MANY
    base = alt.Chart(data).encode(
        y=alt.Y("first_name:N", sort=order["first"], axis=_axis(tall=tall)),
        x=alt.X("second_name:N", sort=order["second"], axis=_axis(tall=tall, orient="top", labelAngle=-90)),
        tooltip=_tooltips(texts),
    )
    colour = alt.Color(
        "shown:Q",
        scale=alt.Scale(scheme="blues", domain=[0, 100]),
        legend=alt.Legend(title=None, orient="bottom", gradientLength=180, tickCount=3),
    )
    pick = alt.selection_point(name="pair", fields=["first", "second"], on="click", toggle=False, empty=False)
    cells = base.mark_rect(cursor="pointer", stroke="white", strokeWidth=0.5).encode(color=colour).add_params(pick)
    light = alt.condition(alt.datum.shown >= _DARK, alt.value("white"), alt.value("#1d2433"))
    signs = base.mark_text(fontSize=11 if tall else 8, tooltip=None).encode(text="sign:N", color=light)
    dots = (
        base.transform_filter(alt.datum.interpreter)
        .mark_circle(size=14, opacity=1, xOffset=7 if tall else 3, yOffset=-6 if tall else -3)
        .encode(color=alt.value("#E69F00"))
    )
    frame = base.transform_filter(alt.datum.chosen).mark_rect(filled=False, stroke=ACCENT, strokeWidth=3)
    height = (STEP if tall else SMALL_STEP) * len(order["first"])
    layers = alt.layer(cells, signs, dots, frame)
    sized = layers.properties(height=height + 190, description=texts("eventpage_heat_description"))
    return cast("alt.LayerChart", sized.configure_view(stroke=None))


def _axis(*, tall: bool, **more: Any) -> alt.Axis:
    """Return an axis of names without lines."""
    axis = alt.Axis(title=None, domain=False, ticks=False, labelLimit=130, labelOverlap=False, **more)
    axis.labelFontSize = 10 if tall else 8
    return axis


def _tooltips(texts: Texts) -> list[alt.Tooltip]:
    named = (
        ("first_name:N", "event_organisation_1"),
        ("second_name:N", "event_organisation_2"),
        ("value:Q", "event_value"),
        ("first_gains:Q", "event_gain_1"),
        ("second_gains:Q", "event_gain_2"),
    )
    return [alt.Tooltip(field, title=texts(key)) for field, key in named]
