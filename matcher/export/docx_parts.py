"""What python-docx lacks: links, bookmarks, page fields, and fonts for Japanese text (Office Open XML)."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_NO_ADDRESS = re.compile(r'[\s<>"{}|\\^`]')
"""What Word refuses to open in the target of a link."""
LINK = RGBColor(0x0B, 0x57, 0xA4)


def set_fonts(style: ParagraphStyle, latin: str, japanese: str, language: str) -> None:
    """Give a style its font for Latin and for Japanese letters, and the language of its text."""
    style.font.name = latin
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), japanese)
    fonts.set(qn("w:hAnsi"), latin)
    spoken = element("w:lang", val=language, eastAsia="ja-JP")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(spoken)


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """Return a new element with attributes of the same namespace."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Lay a bookmark round what a paragraph holds."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    end = element("w:bookmarkEnd", id=str(number))
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(end)


def link_to(paragraph: Paragraph, anchor: str, text: str) -> Run:
    """Add a link to a bookmark, and return its run."""
    return _linked(paragraph, element("w:hyperlink", anchor=anchor, history="1"), text)


def link_out(paragraph: Paragraph, url: str, text: str) -> Run:
    """Add a link to a web address, and return its run."""
    made = OxmlElement("w:hyperlink")
    target = _NO_ADDRESS.sub(lambda found: quote(found.group()), url)
    made.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = _linked(paragraph, made, text)
    run.font.color.rgb = LINK
    return run


def _linked(paragraph: Paragraph, link: BaseOxmlElement, text: str) -> Run:
    run = paragraph.add_run(text)
    link.append(run._r)  # moves it into the link
    paragraph._p.append(link)
    return run


def field(paragraph: Paragraph, instruction: str, shown: str) -> Run:
    """Add a field such as PAGE or PAGEREF with what it shows until it is counted."""
    run = paragraph.add_run()
    code = element("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    value = OxmlElement("w:t")
    value.text = shown
    for part in (
        element("w:fldChar", fldCharType="begin"),
        code,
        element("w:fldChar", fldCharType="separate"),
        value,
        element("w:fldChar", fldCharType="end"),
    ):
        run._r.append(part)
    return run


def shade(cell: _Cell, colour: str) -> None:
    """Give a cell a background, as RRGGBB."""
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=colour))


def rule(table: Table, colour: str) -> None:
    """Give a table thin lines between and under its rows, and none beside."""
    borders = element("w:tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color=colour))
    table._tbl.tblPr.append(borders)


def repeat_header(row: BaseOxmlElement) -> None:
    """Let a table's first row stand on each of its pages."""
    row.get_or_add_trPr().append(element("w:tblHeader", val="true"))


def anchor_name(name: str) -> str:
    """Return a bookmark's name: letters, digits and underscores, at most 40."""
    plain = name.replace("-", "_")
    if len(plain) <= 40:
        return plain
    return f"{plain[:31]}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"
