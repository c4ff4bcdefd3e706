"""Reads a participant list from an Excel workbook (XLSX): values only, row by row, nothing evaluated."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from matcher.archive import danger_of
from matcher.events.intake.table import (
    HEADING_ROWS,
    MOST_ROWS,
    Line,
    ListFile,
    RawTable,
    clean_cell,
    find_headings,
    no_headings,
    table_of,
)
from matcher.texts import Texts

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MOST_STYLES = 20_000_000
"""Bytes of a workbook's styles, unpacked."""
MOST_COLUMNS = 200
MOST_TEXTS = 250_000
"""Different texts of a workbook: 5,000 rows of 50 columns that are all different."""
SHARED = "sharedStrings.xml"
_TEXT_END = re.compile(rb"</(?:\w+:)?si>")
LAST_ROW = 100_000
"""A list of 5,000 rows ends far above; what somebody left at the end of a sheet is not looked for."""
AT_ONCE = 500
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # XML that is not well-formed, or swells (xml.etree and lxml alike)
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
    OSError,
    NotImplementedError,
)
"""What openpyxl raises on damaged files: it has no error of its own for them, and checks little before it reads."""


def read_workbook(file: ListFile) -> RawTable:
    """Return the first visible sheet that has headings.

    Raises:
        WrongUse: it is no workbook, a damaged or swelling one, too long, or has no headings.
    """
    _check_archive(file)
    first: list[Line] = []
    with closing(_open(file)) as book:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            lines = _lines(file, sheet)
            top = list(itertools.islice(lines, HEADING_ROWS))
            headed = find_headings(itertools.chain(top, lines))
            if headed:
                return table_of(file, headed, sheet=str(sheet.title))
            first = first or top
    raise no_headings(file, first)


def _check_archive(file: ListFile) -> None:
    """Look at the archive's directory, and count its texts: openpyxl makes all of them before the first row."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            members = archive.infolist()
            _check_directory(file, members)
            texts = sum(_texts(archive, member) for member in members if member.filename.endswith(SHARED))
    except DAMAGED as error:
        raise file.refusal("damaged") from error
    if texts > MOST_TEXTS:
        raise file.refusal("overfull", most=Texts(file.language).number(MOST_ROWS))


def _check_directory(file: ListFile, members: list[zipfile.ZipInfo]) -> None:
    """Check what the archive says of itself."""
    danger = danger_of(members, len(file.content))
    if danger == "password":
        raise file.refusal("password")
    names = {member.filename.lstrip("/") for member in members}
    if "xl/workbook.bin" in names or not any(name.startswith("xl/") for name in names):
        raise file.refusal("other_kind")
    styles = sum(member.file_size for member in members if member.filename.endswith("styles.xml"))
    if danger == "swelling" or styles > MOST_STYLES:
        raise file.refusal("swelling")


def _texts(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    with archive.open(member) as stream:
        return sum(len(_TEXT_END.findall(block)) for block in iter(lambda: stream.read(1 << 20), b""))


def _open(file: ListFile) -> Workbook:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's notes on styles and extensions that it drops
            return load_workbook(io.BytesIO(file.content), read_only=True, data_only=True, keep_links=False)
    except DAMAGED as error:
        raise file.refusal("damaged") from error


def _lines(file: ListFile, sheet: ReadOnlyWorksheet) -> Iterator[Line]:
    """Yield the rows; few are made at a time, so that a cell far off costs nothing."""
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    rows = sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS, values_only=True)
    number = 0
    while block := _block(file, rows):
        for row in block:
            number += 1
            cells = [_text(value) for value in row] if row.count(None) < len(row) else []
            while cells and not cells[-1]:
                cells.pop()
            yield number, tuple(cells)


def _block(file: ListFile, rows: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(itertools.islice(rows, AT_ONCE))
    except DAMAGED as error:
        raise file.refusal("damaged") from error


def _text(value: Any) -> str:
    """Return a cell as it would be typed: whole numbers without decimals, dates and times in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        day_only = value.time() == dt.time.min
        return value.date().isoformat() if day_only else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, dt.time):
        return value.isoformat(timespec="minutes")
    return clean_cell(str(value))
