"""Takes the text out of a PDF or a Word file: a process of its own, which ends when its time or memory is used up.

A file may be built so that reading it takes hours or all memory, and nothing within a process can stop that.
Started as a script, it reads the file from its input and writes JSON: ``{"text": …}`` or ``{"refused": reason}``.
It imports nothing of ``matcher``, so that it starts at once.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.table import Table

MOST_PAGES = 50
MOST_CHARACTERS = 20_000
MOST_SECONDS = 15
"""Of computing; a profile of 50 pages takes two or three."""
MOST_MEMORY = 1_500_000_000
"""Bytes of addresses, the libraries' own among them."""


class Refused(Exception):
    """The file cannot be read; ``reason`` is one of those of ``matcher.documents.reading``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def pdf_text(content: bytes) -> str:
    """Return the text of a PDF, page by page, a little more than is wanted at most.

    Raises:
        Refused: it is protected, damaged, or has too many pages.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):  # some can be read by everyone, and only not be changed
            raise Refused("password")
        if len(reader.pages) > MOST_PAGES:
            raise Refused("too_many_pages")
        return _gathered(page.extract_text() for page in islice(reader.pages, MOST_PAGES))
    except DependencyError as error:  # a cipher that pypdf itself does not know
        raise Refused("password") from error
    except MemoryError as error:
        raise Refused("too_complex") from error
    except PyPdfError as error:
        swelling = type(error).__name__ == "LimitReachedError"
        raise Refused("too_complex" if swelling else "damaged") from error
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError, OSError, AssertionError) as error:
        raise Refused("damaged") from error  # what pypdf lets through from damaged files


def docx_text(content: bytes) -> str:
    """Return the text of a Word file: its paragraphs and tables in their order.

    Raises:
        Refused: it is damaged, or another kind of file.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.table import Table

    try:
        inner = Document(io.BytesIO(content)).iter_inner_content()
        return _gathered("\n".join(_rows(part)) if isinstance(part, Table) else part.text for part in inner)
    except MemoryError as error:
        raise Refused("too_complex") from error
    except (OpcError, zipfile.BadZipFile, SyntaxError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise Refused("damaged") from error  # python-docx checks little before it reads
    except (OSError, EOFError, NotImplementedError, RecursionError) as error:
        raise Refused("damaged") from error


def _rows(table: Table) -> Iterator[str]:
    """Yield the rows of a table; a cell that spans several is told once."""
    for row in table.rows:
        yield " · ".join(dict.fromkeys(text for cell in row.cells if (text := cell.text.strip())))


def _gathered(parts: Iterable[str]) -> str:
    """Join parts until there is enough."""
    taken: list[str] = []
    length = 0
    for part in parts:
        taken.append(part)
        length += len(part)
        if length > 2 * MOST_CHARACTERS:  # spaces among them are taken out later
            break
    return "\n".join(taken)


def limit() -> None:
    """Limit this process' time and memory, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: whoever started it ends it
        return
    for name, most in ((resource.RLIMIT_CPU, MOST_SECONDS), (resource.RLIMIT_AS, MOST_MEMORY)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(name, (most, most))


def main() -> None:
    """Read a file from the input, and write what came out."""
    limit()
    readers = {"pdf": pdf_text, "docx": docx_text}
    try:
        said = {"text": readers[sys.argv[1]](sys.stdin.buffer.read())}
    except Refused as refused:
        said = {"refused": refused.reason}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
