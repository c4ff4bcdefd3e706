"""Reads the text of an uploaded document: what the bytes are decides, and nothing dangerous is opened."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import Literal, get_args

from matcher.archive import danger_of
from matcher.clean import clean
from matcher.decoding import decode
from matcher.documents import extract
from matcher.documents.extract import MOST_CHARACTERS, MOST_PAGES, MOST_SECONDS
from matcher.errors import WrongUse
from matcher.model import Language
from matcher.texts import Texts

MOST_BYTES = 5_000_000
LEAST_LETTERS = 10
"""With fewer letters there is no text: a scanned page may bear a number."""

Kind = Literal["pdf", "docx", "txt"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Refusal = Literal[
    "empty", "too_large", "other_kind", "old_word", "password", "damaged", "swelling", "too_many_pages",
    "too_complex", "no_text",
]  # fmt: skip
"""Why a document is not read; the catalogue tells it as ``document_<reason>`` and ``document_<reason>_mend``."""
REFUSALS: tuple[Refusal, ...] = get_args(Refusal)

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Word files (DOC) and encrypted new ones start (MS-CFB)."""
_COMPATIBILITY = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
"""Ligatures (ﬁ) and radicals (⽤) that PDFs have in place of letters (fi, 用)."""
_DIVIDED = re.compile(r"(?<=[a-zäöüß])[-\u00ad\u2010]\n(?=[a-zäöüß])")
_SENTENCE_ENDS = ("\n", ". ", "。", "! ", "? ", "; ", " ")


class DocumentRefused(WrongUse):
    """A document's text cannot be taken; tells why in the reader's language."""

    def __init__(self, reason: Refusal, *, name: str | None = None, language: Language = "en") -> None:
        texts = Texts(language)
        limits = {"size": str(MOST_BYTES // 1_000_000), "pages": str(MOST_PAGES)}
        what, mend = (texts(f"document_{reason}{part}", **limits) for part in ("", "_mend"))
        super().__init__(what, where=name, mend=mend)
        self.reason = reason


@dataclass(frozen=True)
class DocumentText:
    """What a document says: composed (NFC), without control characters, its lines kept."""

    text: str
    cut: bool
    """There is more in the document than the 20,000 characters that are read."""


def read_document(content: bytes, name: str, language: Language = "en") -> DocumentText:
    """Return the text of a PDF, a Word file (DOCX) or a text file (TXT).

    At most 5 MB, 50 pages of a PDF, 20,000 characters, and 15 seconds are taken. Errors are told in ``language``.

    Raises:
        DocumentRefused: it is empty, too large, of another kind, protected, damaged, dangerous or without text.
    """
    try:
        kind = _kind_of(content, name)
        text = _plain(content) if kind == "txt" else _extracted(content, kind)
        return _tidied(text)
    except extract.Refused as refused:
        known: list[Refusal] = [one for one in REFUSALS if one == refused.reason]
        raise DocumentRefused(known[0] if known else "damaged", name=name, language=language) from refused


def first_part(text: str, most: int) -> str:
    """Return as much of a text as is allowed, ended where a paragraph, a sentence or a word ends."""
    if len(text) <= most:
        return text
    part = text[:most]
    for end in _SENTENCE_ENDS:
        place = part.rfind(end, most * 3 // 4)
        if place > 0:
            return part[: place + len(end)].rstrip()
    return part


def _kind_of(content: bytes, name: str) -> Kind:
    """Find out what a file is by its bytes; only plain text also needs its name, as any bytes may be text."""
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise extract.Refused("empty")
    if len(content) > MOST_BYTES:
        raise extract.Refused("too_large")
    if content.startswith(_OLD_OFFICE):
        protected = "EncryptedPackage".encode("utf-16-le") in content
        raise extract.Refused("password" if protected else "old_word")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK"):
        _check_archive(content)
        return "docx"
    if name.lower().endswith(".txt"):
        return "txt"
    raise extract.Refused("other_kind")


def _check_archive(content: bytes) -> None:
    """Make sure that an archive is a Word file, and look at what it would swell to."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, LookupError, NotImplementedError) as error:
        raise extract.Refused("damaged") from error
    if "word/document.xml" not in {member.filename.lstrip("/") for member in members}:
        raise extract.Refused("other_kind")
    danger = danger_of(members, len(content))
    if danger:
        raise extract.Refused(danger)


def _plain(content: bytes) -> str:
    found = decode(content)
    if found is None:
        raise extract.Refused("other_kind")
    return found[0]


def _extracted(content: bytes, kind: Kind) -> str:
    """Let another process take the text out, and end it when it takes too long."""
    command = [sys.executable, extract.__file__, kind]
    try:
        done = subprocess.run(  # noqa: S603 - no text of a user in it
            command, input=content, capture_output=True, timeout=2 * MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise extract.Refused("too_complex") from error
    if done.returncode:
        raise extract.Refused("too_complex" if done.returncode < 0 else "damaged")
    said = json.loads(done.stdout)
    if "refused" in said:
        raise extract.Refused(str(said["refused"]))
    return str(said["text"])


def _tidied(text: str) -> DocumentText:
    """Compose letters, drop what cannot be seen, join divided words, and take out needless spaces and lines."""
    text = clean(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n"))
    text = unicodedata.normalize("NFC", _COMPATIBILITY.sub(lambda one: unicodedata.normalize("NFKC", one[0]), text))
    text = _DIVIDED.sub("", text)
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", lines).strip()
    if sum(letter.isalpha() for letter in text[:MOST_CHARACTERS]) < LEAST_LETTERS:
        raise extract.Refused("no_text")
    return DocumentText(first_part(text, MOST_CHARACTERS), cut=len(text) > MOST_CHARACTERS)
