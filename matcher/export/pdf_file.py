"""Sets a report as PDF with Typst; the Japanese font comes with the package and is embedded."""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path

from matcher.errors import ExportFailed
from matcher.export.document import document_of
from matcher.export.report import Report

TEMPLATE = Path(__file__).parent / "report.typ"
FONTS = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
"""Packages that carry Noto Sans CJK JP, which has Latin letters too: one face for all three languages."""


def pdf_bytes(report: Report) -> bytes:
    """Return the report as PDF.

    Raises:
        ExportFailed: the page could not be set; says why.
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="kakehashi-") as folder:
        root = Path(folder)
        (root / "document.json").write_text(document_of(report).model_dump_json(), encoding="utf-8")
        (root / "report.typ").write_bytes(TEMPLATE.read_bytes())
        try:
            return bytes(typst.compile(str(root / "report.typ"), root=folder, font_paths=font_folders()))
        except typst.TypstError as error:
            raise ExportFailed(f"the PDF could not be set ({error}).", mend="Please report this.") from error


def font_folders() -> list[str]:
    """Return the folders of the fonts that were installed with the package.

    Raises:
        ExportFailed: one is missing.
    """
    folders = []
    for name in FONTS:
        found = importlib.util.find_spec(name)
        if found is None or found.origin is None:
            raise ExportFailed(f"the font {name} is not installed.", mend="Install Kakehashi again.")
        folders.append(str(Path(found.origin).parent))
    return folders
