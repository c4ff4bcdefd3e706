"""The rows of a list that could not come in."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from matcher.events.intake.problems import RowProblem
from matcher.texts import Texts


def show_problems(problems: Sequence[RowProblem], texts: Texts) -> None:
    """Show every bad row with line, column and reason."""
    if not problems:
        return
    counted = texts("eventpage_problem") if len(problems) == 1 else ""
    said = counted or texts("eventpage_problems", count=texts.number(len(problems)))
    st.warning(said, icon=":material/rule:")
    columns = [texts(f"eventpage_problem_{name}") for name in ("line", "column", "value", "what", "mend")]
    rows = [(one.line, one.column, one.value, one.what, one.mend) for one in problems]
    st.dataframe(pd.DataFrame(rows, columns=columns), hide_index=True, width="stretch")
