"""Writes files that the command was asked for: whole or not at all, and never over another without being told."""

from __future__ import annotations

import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.errors import WrongUse

if TYPE_CHECKING:
    from matcher.export.files import Format
    from matcher.export.report import Report


def format_of(path: Path) -> Format:
    """Return the format that a file's ending asks for.

    Raises:
        WrongUse: none does.
    """
    from matcher.export.files import ENDINGS

    form = ENDINGS.get(path.suffix.lower())
    if form is None:
        endings = ", ".join(ENDINGS)
        raise WrongUse(
            f"{path.suffix or 'no ending'} is no format.", where=str(path), mend=f"There are: {endings}."
        )
    return form


def chosen_format(asked: str | None, out: Path | None) -> Format:
    """Return the format that was asked for by name or by a file's ending; a workbook where neither was.

    Raises:
        WrongUse: there is no such format, or name and ending ask for different ones.
    """
    from matcher.export.files import check_format

    named = check_format(asked) if asked else None
    ending = format_of(out) if out else None
    if named and ending and named != ending:
        raise WrongUse(
            f"the file's ending asks for {ending}, --format for {named}.", where=str(out), mend="Give one of them."
        )
    return named or ending or "xlsx"


def check_target(path: Path, *, replace: bool) -> None:
    """Make sure that a file may be written, before any work is done.

    Raises:
        WrongUse: it is there already and may not be replaced, is no file, or cannot be there.
    """
    try:
        there, is_file, has_folder = path.exists(), path.is_file(), path.parent.is_dir()
    except OSError as error:
        raise WrongUse(f"cannot be written ({error.strerror}).", where=str(path)) from error
    if there and not is_file:
        raise WrongUse("is no file.", where=str(path), mend="Give the name of a file.")
    if there and not replace:
        raise WrongUse("is there already.", where=str(path), mend="Give another name, or --replace.")
    if not has_folder:
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
    """Write a file, whole or not at all, and return it; one that is replaced keeps its permissions.

    Raises:
        WrongUse: the file cannot be written.
    """
    beside = path.with_name(f".writing-{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as stream:
            stream.write(content)
        if path.exists():
            beside.chmod(stat.S_IMODE(path.stat().st_mode))
        beside.replace(path)
    except OSError as error:
        raise WrongUse(f"cannot be written ({error.strerror}).", where=str(path)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)  # there only where something failed, or the work was stopped
    return path
