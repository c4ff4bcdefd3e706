"""Reads a participant list from a CSV file: its encoding, its delimiter, its rows."""

from __future__ import annotations

import csv
import io
import itertools
import re
import unicodedata
from collections.abc import Iterator

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
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATOR_LINE = re.compile(r"\Asep=(.)(?:\r\n|\r|\n)", re.IGNORECASE)
"""What Excel writes and reads to name a delimiter."""
_JAPANESE = re.compile(r"[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f]+")
_HALF_WIDTH = re.compile(r"[\uff66-\uff9f]+")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


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
    """Return the text and its encoding: by its mark, else UTF-8, else CP932 where that is Japanese, else CP1252."""
    content = file.content
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp932", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp932" or _is_japanese(text):
            if _is_binary(text):
                break
            return text, encoding.removesuffix("-sig")
    raise file.refusal("encoding")


def _is_japanese(text: str) -> bool:
    """Tell whether text read as CP932 is Japanese.

    Any two bytes of a Western text may happen to be a character of CP932, but umlauts stand alone between plain
    letters: they give single characters (ÄÖÜ three of half width), where Japanese gives runs.
    """
    runs = [len(run) for run in _JAPANESE.findall(text) if len(run) > (3 if _HALF_WIDTH.fullmatch(run) else 1)]
    characters = sum(len(run) for run in _JAPANESE.findall(text))
    return sum(runs) > characters - sum(runs) + 2 * len(_PRIVATE.findall(text))


def _is_binary(text: str) -> bool:
    """Tell whether a text has control characters that no list has: another kind of file, or another encoding."""
    odd = sum(1 for letter in text[:20_000] if unicodedata.category(letter) == "Cc" and letter not in "\t\r\n\v\f")
    return "\x00" in text or "\x1b" in text or odd > 5 + len(text[:20_000]) // 100


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
