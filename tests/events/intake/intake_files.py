"""Lists as staff receive them, made from rows."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from openpyxl import Workbook

Rows = Sequence[Sequence[object]]


def xlsx(rows: Rows, change: Callable[[Workbook], None] | None = None) -> bytes:
    """Return a workbook with one sheet of rows, changed as asked."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv(rows: Rows, delimiter: str = ",", encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    """Return a CSV file; cells with a delimiter, a quotation mark or a line break stand in quotation marks."""

    def quoted(cell: object) -> str:
        text = str(cell)
        special = any(mark in text for mark in (delimiter, '"', "\n"))
        return '"' + text.replace('"', '""') + '"' if special else text

    return "".join(delimiter.join(map(quoted, row)) + end for row in rows).encode(encoding)
