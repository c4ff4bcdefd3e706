"""What is wrong with a row or a cell, told in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from matcher.texts import Texts

LONGEST_QUOTE = 80
"""Of a bad value so many characters are shown."""


@dataclass(frozen=True)
class RowProblem:
    """A cell that could not be taken: where it stands, what is wrong, and how to mend it."""

    line: int
    """As a spreadsheet counts, from 1."""
    column: str
    """The heading as the file has it, or the field's name where the file has no such column."""
    value: str
    what: str
    mend: str


class Unreadable(Exception):
    """A cell does not say what it should; ``rows`` and ``wishes`` turn it into a ``RowProblem``.

    ``reason`` names the text of the catalogue ``intake_<reason>``, ``mend`` the one that says how to mend it
    (``intake_<reason>_mend`` where none is given).
    """

    def __init__(self, reason: str, *, mend: str | None = None, **values: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.mend = mend or f"{reason}_mend"
        self.values = values


def problem(error: Unreadable, texts: Texts, *, line: int, column: str, value: str) -> RowProblem:
    """Return the problem in the reader's language."""
    shown = value if len(value) <= LONGEST_QUOTE else f"{value[:LONGEST_QUOTE]}…"
    values = {"value": shown, "column": column, **error.values}
    return RowProblem(
        line=line,
        column=column,
        value=shown,
        what=texts(f"intake_{error.reason}", **values),
        mend=texts(f"intake_{error.mend}", **values),
    )
