"""Reads a participant list: XLSX or CSV, whatever its name ends in, into a table of cells under headings."""

from __future__ import annotations

from matcher.events.intake.delimited import read_delimited
from matcher.events.intake.table import ListFile, RawTable
from matcher.events.intake.workbook import read_workbook
from matcher.model import Language

MOST_BYTES = 10_000_000
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Excel files (XLS) and encrypted ones start (MS-CFB)."""


def read_table(content: bytes, name: str, language: Language = "en") -> RawTable:
    """Read a participant list of at most 10 MB and 5,000 rows.

    What the bytes are decides, not the name's ending. Of a workbook the first visible sheet with headings is read:
    its first 200 columns and 100,000 rows, with the values that formulas last had. The headings are looked for in
    the first 15 rows. Errors are told in ``language``.

    Raises:
        WrongUse: the file is empty, too large, damaged, protected by a password, of another kind or encoding, or
            has no row of headings that name an organisation and more.
    """
    file = ListFile(content, name, language)
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise file.refusal("empty")
    if len(content) > MOST_BYTES:
        raise file.refusal("too_large", most=str(MOST_BYTES // 1_000_000))
    if content.startswith(COMPOUND_FILE):
        protected = "EncryptedPackage".encode("utf-16-le") in content
        raise file.refusal("password" if protected else "xls")
    return read_workbook(file) if content.startswith(b"PK") else read_delimited(file)
