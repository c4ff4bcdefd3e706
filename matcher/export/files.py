"""The formats of an export, and its file's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from matcher.errors import WrongUse
from matcher.export.csv_file import csv_bytes
from matcher.export.docx_file import docx_bytes
from matcher.export.json_file import json_bytes, json_ld_bytes
from matcher.export.pdf_file import pdf_bytes
from matcher.export.report import Report
from matcher.export.xlsx_file import xlsx_bytes

Format = Literal["xlsx", "csv", "docx", "pdf", "json", "jsonld"]
FORMATS: tuple[Format, ...] = get_args(Format)
LONGEST_NAME = 60


@dataclass(frozen=True)
class ExportedFile:
    """A file that is ready to be written or downloaded."""

    name: str
    mime: str
    content: bytes


_WRITERS: Mapping[Format, tuple[str, str, Callable[[Report], bytes]]] = {
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_bytes),
    "csv": ("csv.zip", "application/zip", csv_bytes),
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx_bytes),
    "pdf": ("pdf", "application/pdf", pdf_bytes),
    "json": ("json", "application/json", json_bytes),
    "jsonld": ("jsonld", "application/ld+json", json_ld_bytes),
}


ENDINGS: Mapping[str, Format] = {f".{ending.rpartition('.')[2]}": form for form, (ending, *_) in _WRITERS.items()}
"""The format that each ending of a file's name asks for."""


def export_file(report: Report, asked: str) -> ExportedFile:
    """Return a report as a file of a format.

    Raises:
        WrongUse: there is no such format.
        ExportFailed: the file could not be made.
    """
    form = check_format(asked)
    _, mime, write = _WRITERS[form]
    return ExportedFile(file_name(report, form), mime, write(report))


def check_format(asked: str) -> Format:
    """Return a format by its name.

    Raises:
        WrongUse: there is none of that name.
    """
    for known in FORMATS:
        if asked == known:
            return known
    raise WrongUse(f"there is no format {asked!r}.", mend=f"There are: {', '.join(FORMATS)}.")


def file_name(report: Report, form: Format) -> str:
    """Return the name of a report's file."""
    return f"{file_stem(report)}.{_WRITERS[form][0]}"


def file_stem(report: Report) -> str:
    """Return a name that every system takes: letters and digits of the title, the date, the language."""
    return f"{plain_name(report.title)}_{report.made_at.date().isoformat()}_{report.language}"


def plain_name(text: str) -> str:
    """Return the letters and digits of a text, short enough for a file's name."""
    letters = unicodedata.normalize("NFC", text)
    return re.sub(r"[^\w]+", "-", letters).strip("-_")[:LONGEST_NAME].strip("-_") or "kakehashi"
