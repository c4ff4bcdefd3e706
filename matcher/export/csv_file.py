"""Writes a report's tables as CSV in a ZIP: UTF-8 with BOM, so that spreadsheets read Japanese and umlauts."""

from __future__ import annotations

import csv
import io
import zipfile

from matcher.clean import harmless_cell
from matcher.export.report import Report
from matcher.export.tables import Cell, Table, tables_of

MOMENT = (1980, 1, 1, 0, 0, 0)
"""One time for all members: the same report gives the same bytes."""


def csv_bytes(report: Report) -> bytes:
    """Return a ZIP with one CSV file a table."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables_of(report):
            member = zipfile.ZipInfo(f"{table.name}.csv", MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, table_csv(table))
    return stream.getvalue()


def table_csv(table: Table) -> bytes:
    """Return one table as CSV."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([column.heading for column in table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return stream.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> Cell:
    return harmless_cell(cell) if isinstance(cell, str) else cell
