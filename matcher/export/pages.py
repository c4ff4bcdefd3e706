"""What documents are made of, whatever they tell: pages of blocks, and sources numbered as they are cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from matcher.clean import clean
from matcher.export.report import Citation
from matcher.model import Language, Noun
from matcher.texts import Texts

Refs = tuple[int, ...]
"""Numbers in the document's list of sources."""


class Row(Noun):
    """A name and its value."""

    name: str
    value: str


class Column(Noun):
    """A column of a table: its heading, and its width as a share of the others'."""

    heading: str
    width: float = Field(1.0, gt=0)


class Block(Noun):
    """A part of a page. Which fields count depends on its kind."""

    kind: Literal["lead", "section", "facts", "evidence", "figures", "note", "table"]
    heading: str = ""
    text: str = ""
    rows: tuple[Row, ...] = ()
    refs: tuple[Refs, ...] = ()
    """Per row the numbers of its sources."""
    columns: tuple[Column, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    """Of a table: its lines, each with a cell a column."""


class Page(Noun):
    """One brief: what is known of a partner or a case, on one page."""

    anchor: str
    kicker: str
    title: str
    marks: tuple[str, ...] = ()
    """Short labels under the title."""
    blocks: tuple[Block, ...]
    sources: Refs = ()
    """Named at the page's foot; empty where its lines name theirs."""


class Part(Noun):
    """The partners or the cases of a document, with what its overview says of each."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """One row a page, in order; the first cell is the page's title."""
    pages: tuple[Page, ...]


class Reference(Noun):
    """A source in the list at the end."""

    number: int
    title: str
    details: str
    url: str


class Document(Noun):
    """All that is set."""

    language: Language
    title: str
    need: str
    need_heading: str
    cover: tuple[Row, ...]
    contents_heading: str
    page_heading: str
    """Heading of the column of page numbers."""
    parts: tuple[Part, ...]
    sources_heading: str
    sources: tuple[Reference, ...]
    footer: str
    brief: bool
    """A few pages to hand over: no cover, no contents."""


def renumbered(parts: Sequence[Part]) -> tuple[tuple[Part, ...], dict[int, int]]:
    """Number the sources anew, in the order in which the pages cite them; return the parts, and old to new."""
    pages = [page for part in parts for page in part.pages]
    order = [
        n for page in pages for refs in (*(r for b in page.blocks for r in b.refs), page.sources) for n in refs
    ]
    new = {old: number for number, old in enumerate(dict.fromkeys(order), start=1)}

    def again(refs: Refs) -> Refs:
        return tuple(new[number] for number in refs)

    def page_again(page: Page) -> Page:
        blocks = tuple(b.model_copy(update={"refs": tuple(again(refs) for refs in b.refs)}) for b in page.blocks)
        return page.model_copy(update={"blocks": blocks, "sources": again(page.sources)})

    return tuple(p.model_copy(update={"pages": tuple(page_again(page) for page in p.pages)}) for p in parts), new


def reference(citation: Citation, number: int, texts: Texts) -> Reference:
    """Return a source as the list at the end names it."""
    date = texts.date(citation.date) if citation.date else ""
    seen = "" if citation.seen else texts("source_not_seen")
    details = " · ".join(part for part in (clean(citation.publisher or ""), date, seen) if part)
    return Reference(number=number, title=clean(citation.title), details=details, url=citation.url)


def facts_block(texts: Texts, facts: Mapping[str, str]) -> Block:
    """Return what is known as names and values, by the keys of the names; what is empty is left out."""
    rows = tuple(Row(name=texts(key), value=clean(value)) for key, value in facts.items() if value)
    return Block(kind="facts", rows=rows)
