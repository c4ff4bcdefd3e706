"""Tables behind a fold, beside a chart or a map: made and drawn only once somebody opens the fold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st


@st.fragment
def fold_table(
    label: str,
    make: Callable[[], pd.DataFrame],
    *,
    key: str,
    icon: str = ":material/table_rows:",
    columns: Mapping[str, Any] | None = None,
) -> None:
    """Show a fold that holds a table; ``columns`` configures the table's columns by name.

    A closed table costs nothing, and opening one runs this part of the page alone.
    """
    fold = st.expander(label, key=f"fold-{key}", icon=icon, on_change="rerun")
    if fold.open:
        fold.dataframe(make(), hide_index=True, width="stretch", column_config=dict(columns or {}))
