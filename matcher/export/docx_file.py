"""Sets a document for Word: cover, contents, one page a brief, numbered sources."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from matcher.export.document import document_of
from matcher.export.pages import Block, Document, Page, Part, Refs, Row
from matcher.export.report import Report

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

LATIN, JAPANESE = "Calibri", "Yu Gothic"
"""Faces of Word; where they are missing, a program takes its own sans serif."""
TAGS = {"en": "en-GB", "de": "de-DE", "ja": "ja-JP"}
ACCENT, VERMILION, QUIET = "1F3A5F", "B8452F", "5A6472"
LONGEST_TITLE = 255
"""Characters of the title among a document's properties (ECMA-376)."""
FIRST_BRIEF = 3
"""The page of the first brief, where cover and contents take a page each; programs count anew."""


def docx_bytes(report: Report) -> bytes:
    """Return the report as a Word document."""
    return document_docx(document_of(report))


def document_docx(document: Document) -> bytes:
    """Return a document as Word reads it."""
    import docx

    setter = _Setter(document, docx.Document())
    setter.run()
    stream = io.BytesIO()
    setter.word.save(stream)
    return stream.getvalue()


class _Setter:
    """Sets one document."""

    def __init__(self, document: Document, word: Word) -> None:
        self.document = document
        self.word = word
        self._bookmarks = 0
        self._style_ids = {str(style.name): style.style_id for style in word.styles}
        self._styles()

    def run(self) -> None:
        document = self.document
        self.word.core_properties.title = document.title[:LONGEST_TITLE]
        self.word.core_properties.author = "Kakehashi"
        self._footer()
        if not document.brief:
            self._cover()
            self._contents()
        for part in document.parts:
            for page in part.pages:
                self._page(page)
        if document.sources:
            self._sources()

    def _styles(self) -> None:
        from docx.shared import Mm, Pt

        from matcher.export.docx_parts import set_fonts
        from matcher.export.docx_tables import colour_of

        tag = TAGS[self.document.language]
        sizes = {"Normal": 10, "Title": 26, "Heading 1": 16, "Heading 2": 15, "Heading 3": 11, "Footer": 8}
        for name, size in sizes.items():
            style: Any = self.word.styles[name]
            set_fonts(style, LATIN, JAPANESE, tag)
            style.font.size = Pt(size)
            if name not in ("Normal", "Footer"):
                style.font.color.rgb = colour_of(ACCENT)
                style.font.bold = True
        normal: Any = self.word.styles["Normal"]
        normal.paragraph_format.space_after = Pt(5)
        normal.paragraph_format.line_spacing = 1.2
        section = self.word.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin = section.bottom_margin = Mm(18)

    def _footer(self) -> None:
        from matcher.export.docx_parts import field

        paragraph = self.word.sections[0].footer.paragraphs[0]
        paragraph.add_run(f"{self.document.footer}\t\t")
        field(paragraph, "PAGE", "1")
        paragraph.add_run(" / ")
        field(paragraph, "NUMPAGES", "1")

    def _cover(self) -> None:
        from docx.shared import Pt

        document = self.document
        brand = self._line("架け橋 Kakehashi", size=11, colour=VERMILION, bold=True)
        brand.paragraph_format.space_before = Pt(150)
        self._styled(document.title, "Title")
        if document.need:
            self._line(document.need_heading, size=8.5, colour=QUIET)
            self._line(document.need, size=11.5)
        self._facts(document.cover)

    def _contents(self) -> None:
        heading = self._heading(self.document.contents_heading, level=1)
        heading.paragraph_format.page_break_before = True
        page = FIRST_BRIEF
        for part in self.document.parts:
            self._heading(part.heading, level=3)
            self._overview(part, page)
            page += len(part.pages)

    def _overview(self, part: Part, first: int) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm

        from matcher.export.docx_parts import anchor_name, field, link_to
        from matcher.export.docx_tables import headed_table, tighten

        names = (*part.columns, self.document.page_heading)
        table = headed_table(self.word, names, ACCENT)
        widths = [Mm(170 - 26 * (len(names) - 2) - 14), *[Mm(26)] * (len(names) - 2), Mm(14)]
        for place, (row, page) in enumerate(zip(part.rows, part.pages, strict=True)):
            cells = table.add_row().cells
            link_to(cells[0].paragraphs[0], anchor_name(page.anchor), row[0])
            for cell, text in zip(cells[1:-1], row[1:], strict=True):
                cell.paragraphs[0].add_run(text)
            field(cells[-1].paragraphs[0], f"PAGEREF {anchor_name(page.anchor)} \\h", str(first + place))
            cells[-1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        tighten(table, widths)

    def _table(self, block: Block) -> None:
        from docx.shared import Mm

        from matcher.export.docx_tables import fill, headed_table, tighten

        if block.heading:
            self._heading(block.heading, level=3)
        if block.text:
            self._line(block.text, size=9, colour=QUIET)
        table = headed_table(self.word, [column.heading for column in block.columns], ACCENT)
        fill(table, block.cells)
        whole = sum(column.width for column in block.columns)
        tighten(table, [Mm(170 * column.width / whole) for column in block.columns])

    def _page(self, page: Page) -> None:
        from matcher.export.docx_parts import anchor_name, bookmark

        kicker = self._line(page.kicker, size=8.5, colour=VERMILION, bold=True)
        kicker.paragraph_format.page_break_before = not self.document.brief
        kicker.paragraph_format.keep_with_next = True
        heading = self._heading(page.title, level=2)
        heading.paragraph_format.space_before = 0
        self._bookmarks += 1
        bookmark(heading, anchor_name(page.anchor), self._bookmarks)
        if page.marks:
            self._line(" · ".join(page.marks), size=9, colour=QUIET)
        for block in page.blocks:
            self._block(block)
        if page.sources:
            self._cite(self._line(f"{self.document.sources_heading}: ", size=8.5, colour=QUIET), page.sources)

    def _block(self, block: Block) -> None:
        if block.kind == "facts":
            self._facts(block.rows)
            return
        if block.kind == "note":
            self._note(block)
            return
        if block.kind == "table":
            self._table(block)
            return
        if block.kind == "lead":
            self._line(block.text, size=11)
            return
        if block.heading:
            self._heading(block.heading, level=3)
        for row, refs in zip(block.rows, block.refs, strict=True):
            (self._evidence if block.kind == "evidence" else self._figure)(row, refs)
        if block.text:
            self.word.add_paragraph(block.text)

    def _evidence(self, row: Row, refs: Refs) -> None:
        from matcher.export.docx_tables import colour_of

        paragraph = self.word.add_paragraph()
        paragraph.add_run(row.name).bold = True
        self._cite(paragraph, refs)
        paragraph.add_run().add_break()
        details = paragraph.add_run(row.value)
        details.font.color.rgb = colour_of(QUIET)

    def _figure(self, row: Row, refs: Refs) -> None:
        paragraph = self._styled("", "List Bullet")
        paragraph.add_run(row.name).bold = True
        paragraph.add_run(f" – {row.value}")
        self._cite(paragraph, refs)

    def _note(self, block: Block) -> None:
        from matcher.export.docx_parts import shade

        cell = self.word.add_table(rows=1, cols=1).rows[0].cells[0]
        shade(cell, "F6F1E7")
        cell.paragraphs[0].add_run(block.heading).bold = True
        if block.text:
            cell.add_paragraph(block.text)
        self.word.add_paragraph()

    def _facts(self, rows: Sequence[Row]) -> None:
        from docx.shared import Mm

        from matcher.export.docx_parts import link_out
        from matcher.export.docx_tables import colour_of, tighten

        if not rows:
            return
        self.word.add_paragraph().paragraph_format.space_after = 0
        table = self.word.add_table(rows=0, cols=2)
        table.autofit = False
        for row in rows:
            name, value = table.add_row().cells
            name.paragraphs[0].add_run(row.name).font.color.rgb = colour_of(QUIET)
            if row.value.startswith(("http://", "https://")):
                link_out(value.paragraphs[0], row.value, row.value)
            else:
                value.paragraphs[0].add_run(row.value)
        tighten(table, [Mm(36), Mm(134)])

    def _sources(self) -> None:
        from matcher.export.docx_parts import bookmark, link_out
        from matcher.export.docx_tables import sized

        heading = self._heading(self.document.sources_heading, level=1)
        heading.paragraph_format.page_break_before = not self.document.brief
        for source in self.document.sources:
            paragraph = self._line(f"[{source.number}] ", size=8.5)
            self._bookmarks += 1
            bookmark(paragraph, f"source_{source.number}", self._bookmarks)
            link_out(paragraph, source.url, source.title)
            paragraph.add_run(f" · {source.details}" if source.details else "")
            paragraph.add_run().add_break()
            paragraph.add_run(source.url)
            sized(paragraph, 8.5)

    def _cite(self, paragraph: Paragraph, numbers: Iterable[int]) -> None:
        from matcher.export.docx_parts import link_to

        for number in numbers:
            run = link_to(paragraph, f"source_{number}", f"[{number}]")
            run.font.superscript = True
            run.bold = False

    def _heading(self, text: str, *, level: int) -> Paragraph:
        return self._styled(text, f"Heading {level}")

    def _styled(self, text: str, style: str) -> Paragraph:
        """Add a paragraph of a style by its id: to look a style up each time is half the work of a document."""
        paragraph = self.word.add_paragraph(text)
        paragraph._p.style = self._style_ids[style]
        return paragraph

    def _line(self, text: str, *, size: float, colour: str | None = None, bold: bool = False) -> Paragraph:
        from docx.shared import Pt

        from matcher.export.docx_tables import colour_of

        paragraph = self.word.add_paragraph()
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        run.bold = bold
        if colour:
            run.font.color.rgb = colour_of(colour)
        return paragraph
