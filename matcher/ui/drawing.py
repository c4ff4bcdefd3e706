"""Draws charts that Altair describes."""

from __future__ import annotations

from typing import Any

import altair as alt
import streamlit as st

alt.data_transformers.enable("default", max_rows=None)


def draw(chart: alt.Chart | alt.LayerChart | alt.FacetChart, **options: Any) -> Any:
    """Show a chart in the width of its column, and return what is picked in it; options as of Streamlit's charts.

    Streamlit's own way has Altair hold the whole specification against its schema at every rerun, which took nearly
    half of the server's time for a page with charts. Ours are fixed and tested, so that is left out.
    """
    return st.vega_lite_chart(chart.to_dict(validate=False), width="stretch", **options)
