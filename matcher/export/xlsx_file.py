"""Writes a report as an Excel workbook: one sheet a table, typed columns, links; no text becomes a formula."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from matcher.clean import clean
from matcher.export.about import about
from matcher.export.report import Report
from matcher.export.tables import Cell, Table, tables_of
from matcher.texts import Texts

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_LINKS = 60_000
"""A sheet holds 65,530 links; beyond, addresses are written as text."""
LONGEST_LINK = 2_000
LONGEST_TEXT = 32_000
"""A cell holds 32,767 characters."""
ACCENT = "#1F3A5F"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def xlsx_bytes(report: Report) -> bytes:
    """Return the workbook: Partners, Cases and Evidence as far as the report has them, and About."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    book = Workbook(stream, OPTIONS)
    book.set_properties({"title": clean(report.title), "author": report.made_by or "Kakehashi"})
    formats = formats_of(book)
    for table in tables_of(report):
        write_table(book.add_worksheet(table.name), table, formats)
    _write_about(book.add_worksheet(Texts(report.language)("export_about")), report, formats)
    book.close()
    return stream.getvalue()


def formats_of(book: Workbook) -> dict[str, Format]:
    """Add the formats of headings and of each kind of column to a workbook."""
    return {
        "head": book.add_format(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": ACCENT, "text_wrap": True, "valign": "vcenter"}
        ),
        "text": book.add_format({"num_format": "@", "valign": "top", "text_wrap": True}),
        "long": book.add_format({"num_format": "@", "valign": "top", "text_wrap": True}),
        "number": book.add_format({"valign": "top"}),
        "link": book.add_format({"font_color": "#0B57A4", "underline": 1, "valign": "top"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top", "align": "left"}),
        "name": book.add_format({"bold": True, "valign": "top", "text_wrap": True}),
    }


def write_table(sheet: Worksheet, table: Table, formats: dict[str, Format]) -> None:
    """Write a table on a sheet, ready to be sorted, filtered and printed."""
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, formats["head"])
    sheet.set_row(0, 32)
    links = 0
    for number, row in enumerate(table.rows, start=1):
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            shape = formats[column.kind]
            if column.kind == "link" and links < MOST_LINKS and _is_link(cell):
                sheet.write_url(number, place, str(cell), shape, str(cell))
                links += 1
            else:
                _write_cell(sheet, (number, place), cell, formats["text"] if column.kind == "link" else shape)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _is_link(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.startswith(("http://", "https://")) and len(cell) <= LONGEST_LINK


def _write_cell(sheet: Worksheet, at: tuple[int, int], cell: Cell, shape: Format) -> None:
    if isinstance(cell, dt.datetime):
        sheet.write_datetime(*at, cell, shape)
    elif isinstance(cell, int | float):
        sheet.write_number(*at, cell, shape)
    elif cell:
        sheet.write_string(*at, clean(cell)[:LONGEST_TEXT], shape)


def _write_about(sheet: Worksheet, report: Report, formats: dict[str, Format]) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 100)
    for row, (name, value) in enumerate(about(report)):
        sheet.write_string(row, 0, name, formats["name"])
        sheet.write_string(row, 1, clean(value), formats["long"])
