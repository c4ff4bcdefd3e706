"""Reads a participant list from a CSV file: its encoding, its delimiter, its rows."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator

from matcher.decoding import decode
from matcher.events.intake.table import (
    HEADING_ROWS,
    Line,
    ListFile,
    RawTable,
    clean_cell,
    find_headings,
    no_headings,
    table_of,
)

DELIMITERS = (";", ",", "\t")
_SEPARATOR_LINE = re.compile(r"\Asep=(.)(?:\r\n|\r|\n)", re.IGNORECASE)
"""What Excel writes and reads to name a delimiter."""


def read_delimited(file: ListFile) -> RawTable:
    """Return the table; the delimiter is the one that yields the most known headings.

    Raises:
        WrongUse: the text's encoding is none of ours, a quotation mark is not closed, the table is too long,
            or it has no headings.
    """
    text, encoding = _decoded(file)
    named = _SEPARATOR_LINE.match(text)
    delimiters = (named[1],) if named else DELIMITERS
    found = [(find_headings(_top(text, delimiter)), delimiter) for delimiter in delimiters]
    score, delimiter = max(
        ((headed.score if headed else 0.0, mark) for headed, mark in found), key=lambda one: one[0]
    )
    headed = find_headings(_lines(file, text, delimiter)) if score else None
    if headed is None:
        raise no_headings(file, _top(text, delimiters[0]))
    return table_of(file, headed, encoding=encoding)


def _decoded(file: ListFile) -> tuple[str, str]:
    """Return the text and its encoding."""
    found = decode(file.content)
    if found is None:
        raise file.refusal("encoding")
    return found


def _top(text: str, delimiter: str) -> Iterator[Line]:
    """Return the first rows, as far as they can be read."""
    lines = _rows(text, delimiter)
    for _ in range(HEADING_ROWS):
        try:
            line = next(lines, None)
        except csv.Error:
            return
        if line is None:
            return
        yield line


def _lines(file: ListFile, text: str, delimiter: str) -> Iterator[Line]:
    lines = _rows(text, delimiter)
    for number in itertools.count(1):
        try:
            line = next(lines, None)
        except csv.Error as error:
            raise file.refusal("quotes", line=str(number)) from error
        if line is None:
            return
        yield line


def _rows(text: str, delimiter: str) -> Iterator[Line]:
    start = 0
    named = _SEPARATOR_LINE.match(text)
    if named:  # it counts as the first row
        start, text = 1, text[named.end() :]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for number, row in enumerate(reader, start=start + 1):
        yield number, tuple(clean_cell(cell) for cell in row)
