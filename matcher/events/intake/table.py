"""A participant list as a table: its headings, the rows under them, and its file's refusals."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matcher.clean import clean
from matcher.errors import WrongUse
from matcher.events.intake.headings import heading_score
from matcher.model import Language
from matcher.texts import Texts

MOST_ROWS = 5_000
"""Rows under the headings that are not empty."""
HEADING_ROWS = 15
"""The headings stand within so many rows from the top."""
LEAST_HEADINGS = 1.5
"""A row of headings has at least one known heading and one that is nearly known."""
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))

Line = tuple[int, tuple[str, ...]]
"""A row's number as a spreadsheet counts, from 1, and its cells."""


@dataclass(frozen=True)
class TableRow:
    """A row under the headings; ``line`` is its number as a spreadsheet counts, from 1."""

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Return a cell, empty where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class RawTable:
    """A list as it was found: headings, and the rows under them that are not empty. All cells are text."""

    name: str
    headings: tuple[str, ...]
    heading_line: int
    rows: tuple[TableRow, ...]
    sheet: str | None = None
    """The sheet of a workbook that it stands on."""
    encoding: str | None = None
    """Of a CSV file, as it was detected."""


@dataclass(frozen=True)
class ListFile:
    """A file with its name and the language in which its reader is told what is wrong with it."""

    content: bytes
    name: str
    language: Language

    def refusal(self, reason: str, **values: str) -> WrongUse:
        """Return the error that the catalogue has for a reason."""
        texts = Texts(self.language)
        values = {"name": self.name, **values}
        return WrongUse(
            texts(f"intake_{reason}", **values), where=self.name, mend=texts(f"intake_{reason}_mend", **values)
        )


@dataclass(frozen=True)
class Headed:
    """Rows in which headings were found, and how much they look like headings."""

    heading: Line
    score: float
    body: Iterator[Line]


def find_headings(lines: Iterable[Line]) -> Headed | None:
    """Return the row among the first 15 that looks most like headings, with the rows after it."""
    stream = iter(lines)
    top = list(itertools.islice(stream, HEADING_ROWS))
    scores = [heading_score(cells) for _, cells in top]
    best = max(scores, default=0.0)
    if best < LEAST_HEADINGS:
        return None
    place = scores.index(best)
    return Headed(top[place], best, itertools.chain(top[place + 1 :], stream))


def table_of(file: ListFile, headed: Headed, *, sheet: str | None = None, encoding: str | None = None) -> RawTable:
    """Return the table under the headings.

    Raises:
        WrongUse: it has more than 5,000 rows.
    """
    filled = (TableRow(line, cells) for line, cells in headed.body if any(cells))
    rows = tuple(itertools.islice(filled, MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise file.refusal("too_many_rows", most=Texts(file.language).number(MOST_ROWS))
    line, headings = headed.heading
    return RawTable(file.name, headings, line, rows, sheet, encoding)


def no_headings(file: ListFile, first: Iterable[Line]) -> WrongUse:
    """Return the error of a list without headings; it shows the first row, so that wrong letters are seen."""
    row = next((cells for _, cells in first if any(cells)), ())
    shown = " | ".join(cell for cell in row if cell)[:120]
    return file.refusal("no_headings", rows=str(HEADING_ROWS), shown=shown)


def clean_cell(text: str) -> str:
    """Return a cell's text without control and invisible characters, with plain line ends and spaces.

    What looks like a formula stays the text it is.
    """
    lines = clean(text.replace("\r\n", "\n").replace("\r", "\n")).translate(_INVISIBLE).split("\n")
    text = "\n".join(" ".join(line.split()) for line in lines).strip()
    return unicodedata.normalize("NFC", text)
