"""Sets documents as PDF with Typst; the Japanese font comes with the package and is embedded."""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.errors import ExportFailed
from matcher.export.document import document_of
from matcher.export.pages import Document
from matcher.export.report import Report

if TYPE_CHECKING:
    from typst import Fonts

TEMPLATE = Path(__file__).parent / "report.typ"
FONTS = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
"""Packages that carry Noto Sans CJK JP, which has Latin letters too: one face for all three languages."""


def pdf_bytes(report: Report) -> bytes:
    """Return the report as PDF.

    Raises:
        ExportFailed: the page could not be set; says why.
    """
    return document_pdf(document_of(report))


def document_pdf(document: Document) -> bytes:
    """Return a document as PDF.

    Raises:
        ExportFailed: the page could not be set; says why.
    """
    return typeset(TEMPLATE, document.model_dump_json())


def typeset(template: Path, data: str) -> bytes:
    """Return what a template makes of data as PDF.

    Args:
        template: reads the data as ``json(bytes(sys.inputs.data))``, so that no text is taken for markup.
        data: JSON.

    Raises:
        ExportFailed: the page could not be set; says why.
    """
    import typst

    compiler = typst.Compiler(template.read_bytes(), font_paths=_fonts(), sys_inputs={"data": data})
    try:
        content = compiler.compile(format="pdf")
    except typst.TypstError as error:
        raise ExportFailed(f"the PDF could not be set ({error}).", mend="Please report this.") from error
    if not isinstance(content, bytes):
        raise ExportFailed("the PDF could not be set.", mend="Please report this.")
    return content


@lru_cache(maxsize=1)
def _fonts() -> Fonts:
    """Return the fonts, read once: that takes longer than a page."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=list(font_folders()))


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
