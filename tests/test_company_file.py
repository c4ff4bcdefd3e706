"""Company profiles as files, made here as their users' programs make them."""

import io
import json
import time
import zipfile

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter

from matcher.documents import reading
from matcher.documents.reading import REFUSALS, DocumentRefused, first_part, read_document
from matcher.export.pdf_file import typeset
from matcher.model import LANGUAGES
from matcher.texts import Texts

PROFILES = {
    "ja": ["株式会社みずほ計測は、河川の水位を測るセンサーを開発しています。", "自治体の防災を支援します。"],
    "de": [
        "Die Müller Messtechnik GmbH entwickelt Funksensoren für Flüsse.",
        "Wir suchen Städte für Feldversuche.",
    ],
    "en": ["Miller Sensors builds level sensors for small rivers.", "We look for municipalities as partners."],
}
TEMPLATE = """
#set page(paper: "a5")
#set text(font: "Noto Sans CJK JP", size: 10pt)
#let pages = json(bytes(sys.inputs.data))
#for (number, lines) in pages.enumerate() {
  if number > 0 { pagebreak() }
  for line in lines { par(line) }
}
"""
DRAWING = '#set page(paper: "a5")\n#rect(width: 4cm, height: 2cm, fill: gray)'


@pytest.fixture
def pdf(tmp_path):
    """Set pages of lines as a PDF."""

    def make(*pages):
        template = tmp_path / "profile.typ"
        template.write_text(TEMPLATE, encoding="utf-8")
        return typeset(template, json.dumps(pages))

    return make


def docx(*lines, table=()):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if table:
        cells = document.add_table(rows=len(table), cols=len(table[0]))
        for row, texts in zip(cells.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def refused(content, name="profile.pdf"):
    with pytest.raises(DocumentRefused) as error:
        read_document(content, name)
    return error.value.reason


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_a_pdf_is_read(pdf, language):
    found = read_document(pdf(PROFILES[language]), "profile.pdf")
    for line in PROFILES[language]:
        assert "".join(line.split()) in "".join(found.text.split())
    assert not found.cut


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_a_word_file_is_read_with_its_tables(language):
    table = [["5G", "LPWA"], ["2027", "12"]]
    found = read_document(docx(*PROFILES[language], table=table), "profile.docx")
    assert found.text == "\n".join([*PROFILES[language], "5G · LPWA", "2027 · 12"])


@pytest.mark.parametrize(
    ("language", "encoding"), [("ja", "cp932"), ("ja", "utf-8"), ("de", "cp1252"), ("en", "utf-16")]
)
def test_a_text_file_is_read_in_its_encoding(language, encoding):
    content = "\r\n".join(PROFILES[language]).encode(encoding)
    assert read_document(content, "profile.TXT").text == "\n".join(PROFILES[language])


def test_the_bytes_decide_what_a_file_is_not_its_name(pdf):
    assert PROFILES["en"][0] in read_document(pdf(PROFILES["en"]), "profile.docx").text
    assert PROFILES["en"][0] in read_document(docx(*PROFILES["en"]), "profile.pdf").text


def test_letters_are_composed_and_what_cannot_be_seen_is_gone():
    text = "Mu\u0308ller\u202e und\x07  Söhne  \n\n\n\n\nmachen Kommu-\nnikations\u00adnetze e\ufb03zient, \u2f64途"
    found = read_document(text.encode(), "profile.txt").text
    assert found == "Müller und Söhne\n\nmachen Kommunikations\u00adnetze effizient, 用途"


def test_no_more_is_read_than_20000_characters(pdf):
    line = "Our sensors measure the level of small rivers every minute. " * 10
    found = read_document(pdf(*[[line] * 3] * 20), "long.pdf")
    assert found.cut
    assert 15_000 < len(found.text) <= 20_000


def test_a_text_is_shortened_where_a_sentence_ends():
    text = "We measure rivers. " * 300
    kept = first_part(text, 4000)
    assert 3900 < len(kept) <= 4000
    assert kept.endswith("rivers.")
    assert first_part("short", 4000) == "short"
    assert first_part("水" * 5000, 4000) == "水" * 4000


def test_a_protected_pdf_is_refused(pdf):
    writer = PdfWriter(PdfReader(io.BytesIO(pdf(PROFILES["de"]))))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    assert refused(stream.getvalue()) == "password"


def test_a_protected_or_old_word_file_is_refused():
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    assert refused(start + "EncryptedPackage".encode("utf-16-le"), "profile.docx") == "password"
    assert refused(start + "WordDocument".encode("utf-16-le"), "profile.doc") == "old_word"


def test_a_pdf_without_text_is_refused(tmp_path):
    template = tmp_path / "scan.typ"
    template.write_text(DRAWING, encoding="utf-8")
    assert refused(typeset(template, "[]"), "scan.pdf") == "no_text"


@pytest.mark.parametrize("name", ["profile.pdf", "profile.docx", "profile.txt", "profile.exe"])
def test_a_program_is_refused_whatever_its_name(name):
    program = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 40 + b"This program cannot be run in DOS mode."
    assert refused(program, name) == "other_kind"


def test_another_archive_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refused(stream.getvalue(), "profile.docx") == "other_kind"


def test_a_swelling_archive_is_refused_before_it_is_unpacked():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(120_000_000))
    assert refused(stream.getvalue(), "profile.docx") == "swelling"


def test_entities_that_swell_are_refused():
    """A document of a few bytes whose XML would become gigabytes (billion laughs)."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    name = "word/document.xml"
    with zipfile.ZipFile(io.BytesIO(docx("x"))) as source:
        parts = {one: source.read(one) for one in source.namelist()}
    body = parts[name].decode().partition("?>")[2].replace("<w:t>x</w:t>", "<w:t>&e11;</w:t>")
    parts[name] = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "laughter">{entities}]>{body}'.encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for one, content in parts.items():
            archive.writestr(one, content)
    assert refused(stream.getvalue(), "profile.docx") == "damaged"


def test_a_pdf_whose_pages_swell_is_refused_soon(pdf):
    """A page of 40 MB of operators, 40 KB packed: reading it would take minutes and gigabytes."""
    from pypdf.generic import NameObject, StreamObject

    writer = PdfWriter(PdfReader(io.BytesIO(pdf(PROFILES["en"]))))
    stream = StreamObject()
    stream.set_data(b"BT (aaaa) Tj ET\n" * 2_500_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream.flate_encode(9))
    packed = io.BytesIO()
    writer.write(packed)
    started = time.monotonic()
    assert refused(packed.getvalue()) == "too_complex"
    assert time.monotonic() - started < 2 * reading.MOST_SECONDS + 10


def test_a_long_pdf_is_refused(pdf):
    assert refused(pdf(*[["A page of the report"]] * 51)) == "too_many_pages"


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_damaged_file_is_refused(pdf, kind):
    whole = pdf(PROFILES["en"]) if kind == "pdf" else docx(*PROFILES["en"])
    assert refused(whole[: len(whole) // 3], f"profile.{kind}") == "damaged"


def test_an_empty_and_a_too_large_file_are_refused():
    assert refused(b"") == "empty"
    assert refused(b"%PDF-1.7" + bytes(5_000_001)) == "too_large"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", REFUSALS)
def test_every_refusal_says_what_and_how_to_mend_it(language, reason):
    error = DocumentRefused(reason, language=language)
    assert error.what == Texts(language)(f"document_{reason}", size="5", pages="50")
    assert error.mend
    assert "{" not in str(error)
