"""Writes files that the command was asked for: whole or not at all, and never over another without being told."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.errors import WrongUse

if TYPE_CHECKING:
    from matcher.export.report import Report

ENDINGS = {".xlsx": "xlsx", ".zip": "csv", ".docx": "docx", ".pdf": "pdf", ".json": "json", ".jsonld": "jsonld"}


def format_of(path: Path) -> str:
    """Return the format that a file's ending asks for.

    Raises:
        WrongUse: none does.
    """
    if path.suffix.lower() not in ENDINGS:
        endings = ", ".join(ENDINGS)
        raise WrongUse(
            f"{path.suffix or 'no ending'} is no format.", where=str(path), mend=f"There are: {endings}."
        )
    return ENDINGS[path.suffix.lower()]


def check_target(path: Path, *, replace: bool) -> None:
    """Make sure that a file may be written, before any work is done.

    Raises:
        WrongUse: it is there already and may not be replaced, or its folder is not there.
    """
    if path.exists() and not replace:
        raise WrongUse("is there already.", where=str(path), mend="Give another name, or --replace.")
    if not path.parent.is_dir():
        raise WrongUse("is no folder.", where=str(path.parent), mend="Make it first.")


def write_report(report: Report, path: Path, asked: str) -> Path:
    """Write a report to a file, and return it.

    Raises:
        WrongUse: the file cannot be written.
        ExportFailed: the file could not be made.
    """
    from matcher.export.files import export_file

    return write_content(export_file(report, asked).content, path)


def write_content(content: bytes, path: Path) -> Path:
    """Write a file, whole or not at all, and return it.

    Raises:
        WrongUse: the file cannot be written.
    """
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".writing-", delete=False) as beside:
            beside.write(content)
        os.chmod(beside.name, 0o644)
        os.replace(beside.name, path)
    except OSError as error:
        raise WrongUse(f"cannot be written ({error.strerror}).", where=str(path)) from error
    return path
