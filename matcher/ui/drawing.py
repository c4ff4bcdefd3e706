"""Draws charts that Altair describes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st


def draw(chart: alt.Chart | alt.LayerChart, **options: Any) -> Any:
    """Show a chart in the width of its column, and return what is picked in it; options as of Streamlit's charts.

    The chart is used up: its tables are replaced by their names.
    The tables of the chart go to the browser by name, as Arrow. Streamlit's own way has Altair hold the whole
    specification against its schema at every rerun; ours are fixed and tested, so that is left out.
    """
    tables: dict[str, pd.DataFrame] = {}
    for part in _parts(chart):
        if isinstance(part.data, pd.DataFrame):
            name = f"rows-{len(tables)}"
            tables[name] = part.data
            part.data = alt.NamedData(name)
    spec = {**chart.to_dict(validate=False), "datasets": tables}
    return st.vega_lite_chart(spec, width="stretch", **options)


def _parts(chart: Any) -> Iterator[Any]:
    """Yield a chart and its layers; a table that layers share stands at the top."""
    yield chart
    if isinstance(chart, alt.LayerChart):
        for layer in chart.layer:
            yield from _parts(layer)
