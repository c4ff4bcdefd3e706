"""Tables of a Word document: a heading row that repeats, thin rules, little room between the lines.

Tables are ``Any`` here: python-docx gives them only half a type.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.shared import Pt, RGBColor

from matcher.export.docx_parts import element, repeat_header, rule, shade

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shared import Length
    from docx.text.paragraph import Paragraph

RULE = "C8CDD4"
SIZE = 9


def headed_table(word: Document, names: Sequence[str], background: str) -> Any:
    """Add a table of one row, its headings white on a background (RRGGBB), and return it."""
    table = word.add_table(rows=1, cols=len(names))
    rule(table, RULE)
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        run = cell.paragraphs[0].add_run(name)
        run.bold = True
        run.font.color.rgb = colour_of("FFFFFF")
        shade(cell, background)
    repeat_header(table.rows[0]._tr)
    return table


def fill(table: Any, lines: Sequence[Sequence[str]]) -> None:
    """Add a row a line; no row breaks across pages."""
    for line in lines:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(element("w:cantSplit", val="true"))
        for cell, text in zip(row.cells, line, strict=True):
            cell.paragraphs[0].add_run(text)


def tighten(table: Any, widths: Sequence[Length]) -> None:
    """Set the widths of a table's columns, and little room between its lines."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
            sized(cell.paragraphs[0], SIZE)


def sized(paragraph: Paragraph, size: float) -> None:
    """Set all of a paragraph in one size, in points."""
    for run in paragraph.runs:
        run.font.size = Pt(size)


def colour_of(value: str) -> RGBColor:
    """Return a colour from RRGGBB."""
    return RGBColor.from_string(value)
