"""The master plan of an event as an Excel workbook, for its organisers. No text becomes a formula."""

from __future__ import annotations

import datetime as dt
import io
import math
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from matcher.events.event import EventPlan
from matcher.export.events import master_figures, master_tables
from matcher.export.events.agenda import Agenda
from matcher.export.events.names import one_line
from matcher.export.sheets import Library
from matcher.export.tables import Cell, Table
from matcher.export.xlsx_file import OPTIONS, formats_of, write_table
from matcher.model import Language
from matcher.texts import Texts

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

HEADER_LENGTH = 120
"""Characters of the event's name at the head of a printed page; Excel takes 255 in all."""
LINE, HIGHEST = 14.5, 400.0
"""Points of a line, and of the highest row that Excel takes."""
FILLED = 0.88
"""Share of a column's width that a line of whole words fills."""
WIDE_TABLE = 240
"""Characters; wider tables are printed on A3."""
A3 = 8
NEXT_STEPS = ("call", "visit", "information", "offer", "project", "none")
RATINGS = (1, 2, 3, 4, 5)


def master_plan_xlsx(plan: EventPlan, library: Library, language: Language, *, now: dt.datetime) -> bytes:
    """Return the workbook: slots, participants, meetings, interpreters, unmet wishes, too few meetings,
    figures, outcomes.

    Raises:
        WrongUse: a meeting names a participant, slot or place that the event does not have.
    """
    from xlsxwriter import Workbook

    agenda = Agenda(plan, library, language)
    texts = Texts(language)
    stream = io.BytesIO()
    book = Workbook(stream, OPTIONS)
    title = one_line(agenda.event.name)
    created = now.astimezone(dt.UTC).replace(tzinfo=None)
    book.set_properties({"title": title, "author": "Kakehashi", "created": created})
    formats = formats_of(book)
    formats["number"].set_align("left")
    formats["ruled"] = book.add_format({"bottom": 1, "bottom_color": "#C8CDD4"})
    slots = master_tables.by_slot(agenda, texts)
    _grid(book, slots, formats, title, frozen=len(slots.columns) - len(agenda.event.places))
    _grid(book, master_tables.by_participant(agenda, texts), formats, title, frozen=2)
    _grid(book, master_tables.meetings(agenda, texts), formats, title)
    roster = master_tables.interpreters(agenda, texts)
    if roster:
        _grid(book, roster, formats, title)
    _grid(book, master_figures.unmet(agenda, texts), formats, title)
    _grid(book, master_figures.short(agenda, texts), formats, title)
    _grid(book, master_figures.statistics(agenda, texts), formats, title)
    _grid(book, master_figures.loads(agenda, texts), formats, title)
    outcomes = master_tables.outcomes(agenda, texts)
    _choices(_grid(book, outcomes, formats, title), outcomes, texts)
    book.close()
    return stream.getvalue()


def _grid(book: Workbook, table: Table, formats: dict[str, Format], title: str, frozen: int = 0) -> Worksheet:
    sheet = book.add_worksheet(table.name)
    write_table(sheet, table, formats)
    for number, row in enumerate(table.rows, start=1):
        sheet.set_row(number, _height(row, table))
    ruled = {"type": "no_errors", "format": formats["ruled"]}
    sheet.conditional_format(1, 0, max(1, len(table.rows)), len(table.columns) - 1, ruled)
    sheet.freeze_panes(1, frozen)
    if sum(column.width for column in table.columns) > WIDE_TABLE:
        sheet.set_paper(A3)
    sheet.set_header("&L" + title[:HEADER_LENGTH].replace("&", "&&") + "&R&A")
    sheet.set_footer("&R&P / &N")
    return sheet


def _height(row: Sequence[Cell], table: Table) -> float:
    """Return the height of a row in points: not every program makes room for the lines that text wraps to."""
    lines = [
        sum(max(1, math.ceil(_width(line) / (column.width * FILLED))) for line in cell.splitlines())
        for column, cell in zip(table.columns, row, strict=True)
        if isinstance(cell, str) and cell
    ]
    return min(HIGHEST, LINE * max(lines, default=1) + 2)


def _width(text: str) -> int:
    """Return how many Latin letters a text is as wide as; Japanese ones count two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _choices(sheet: Worksheet, table: Table, texts: Texts) -> None:
    """Let the outcome columns be filled in from lists; other words are taken after a question."""
    last = len(table.rows)
    if not last:
        return
    first = len(table.columns) - len(master_tables.OUTCOME_EMPTY)
    column = {key: first + place for place, key in enumerate(master_tables.OUTCOME_EMPTY)}
    lists = {
        "event_met": [texts(key) for key in ("event_yes", "event_no", "event_moved")],
        "event_rating": [str(rating) for rating in RATINGS],
        "event_next_step": [texts(f"event_next_{step}") for step in NEXT_STEPS],
    }
    for key, choices in lists.items():
        kind = "warning" if key == "event_next_step" else "stop"
        rule = {"validate": "list", "source": choices, "error_type": kind}
        sheet.data_validation(1, column[key], last, column[key], rule)
    when = {"validate": "date", "criteria": ">=", "value": dt.date(2000, 1, 1), "error_type": "warning"}
    sheet.data_validation(1, column["event_by_when"], last, column["event_by_when"], when)
