"""DOCX and PDF, read again by other programs."""

import io
import re
import time
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

from matcher.export.compose import Composer
from matcher.export.document import document_of
from matcher.export.docx_file import docx_bytes
from matcher.export.pdf_file import pdf_bytes
from matcher.export.xlsx_file import xlsx_bytes
from matcher.model import Text
from matcher.texts import Texts
from tests.export.conftest import OWASP, entry, shortlist_of


def pdf_text(content):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def squeezed(text):
    """Without white space, soft hyphens and Japanese compatibility forms: what a reader reads."""
    return re.sub(r"[\s\u00ad\-‐]", "", text)


def test_a_pdf_holds_every_title_as_text(report):
    reader = PdfReader(io.BytesIO(pdf_bytes(report)))
    text = squeezed("\n".join(page.extract_text() for page in reader.pages))
    missing = [one.title for one in report.cases if squeezed(one.title) not in text]
    missing += [one.name for one in report.partners if squeezed(one.name) not in text]
    assert missing == []
    assert squeezed(Texts(report.language)("export_contents")) in text
    assert reader.metadata.title == report.title


def test_a_pdf_embeds_its_fonts(report):
    reader = PdfReader(io.BytesIO(pdf_bytes(report)))
    fonts = reader.pages[3]["/Resources"]["/Font"]
    for font in fonts.values():
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        descriptor = descendant["/FontDescriptor"].get_object()
        assert "NotoSansCJK" in str(descriptor["/FontName"])
        assert any(key in descriptor for key in ("/FontFile2", "/FontFile3"))


def test_the_pages_of_the_contents_are_right(report_en):
    reader = PdfReader(io.BytesIO(pdf_bytes(report_en)))
    texts = [squeezed(page.extract_text()) for page in reader.pages]
    sheet = report_en.cases[-1]
    pages = [number for number, text in enumerate(texts, start=1) if squeezed(sheet.summary.text) in text]
    contents = "".join(texts[1:8])
    assert len(pages) == 1
    assert f"{pages[0]}" in contents.split(squeezed(sheet.title))[1][:200]


def test_each_partner_and_case_has_a_page_of_its_own(report):
    document = document_of(report)
    reader = PdfReader(io.BytesIO(pdf_bytes(report)))
    texts = [squeezed(page.extract_text()) for page in reader.pages]
    kickers = [squeezed(page.kicker) for part in document.parts for page in part.pages]
    starts = sum(text.startswith((kickers[0], kickers[-1])) for text in texts)
    assert starts >= len(kickers) - 2


def test_sources_are_numbered_as_they_are_cited(report):
    document = document_of(report)
    cited = [
        number
        for part in document.parts
        for page in part.pages
        for refs in (*(refs for block in page.blocks for refs in block.refs), page.sources)
        for number in refs
    ]
    assert list(dict.fromkeys(cited)) == [source.number for source in document.sources]


def test_a_word_document_holds_every_title_and_source(report):
    word = docx.Document(io.BytesIO(docx_bytes(report)))
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 2"]
    assert headings == [one.name for one in report.partners] + [one.title for one in report.cases]
    links = {rel.target_ref for rel in word.part.rels.values() if rel.is_external}
    assert {source.url for source in document_of(report).sources} <= links


def test_a_word_document_names_fonts_and_language_for_japanese(report):
    word = docx.Document(io.BytesIO(docx_bytes(report)))
    properties = word.styles["Normal"].element.rPr
    assert properties.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "Yu Gothic"
    assert (
        properties.find(qn("w:lang")).get(qn("w:val"))
        == {"en": "en-GB", "de": "de-DE", "ja": "ja-JP"}[report.language]
    )


def test_links_within_a_word_document_have_a_target(report_en):
    with zipfile.ZipFile(io.BytesIO(docx_bytes(report_en))) as archive:
        xml = archive.read("word/document.xml").decode()
    names = re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', xml)
    assert len(names) == len(set(names))
    assert all(len(name) <= 40 for name in names)
    asked = set(re.findall(r'w:anchor="([^"]+)"', xml)) | set(re.findall(r"PAGEREF (\S+)", xml))
    assert asked <= set(names)


@pytest.mark.parametrize("text", OWASP)
def test_no_text_breaks_a_document(corpus, text):
    shortlist = shortlist_of([entry(1, "case", next(iter(corpus.cases)), note=text)], name=f"x{text}")
    report = Composer(corpus, "ja").shortlist(shortlist)
    docx.Document(io.BytesIO(docx_bytes(report)))
    assert PdfReader(io.BytesIO(pdf_bytes(report))).pages


def test_an_own_case_with_a_long_title_and_a_control_character_breaks_no_file(corpus):
    case = next(iter(corpus.cases.values()))
    title = case.title.model_copy(update={"en": "Long " * 60})
    place = case.place.model_copy(update={"name": Text(en="Ber\x01lin")})
    odd = case.model_copy(update={"title": title, "place": place})
    whole = replace(corpus, cases={**corpus.cases, case.id: odd})
    brief = Composer(whole, "en").case_brief(odd)
    organisation = case.organisations[0].organisation
    entries = [entry(1, "case", case.id), entry(2, "organisation", organisation)]
    listed = Composer(whole, "en").shortlist(shortlist_of(entries))
    for report in (brief, listed):
        docx.Document(io.BytesIO(docx_bytes(report)))
        assert PdfReader(io.BytesIO(pdf_bytes(report))).pages
        load_workbook(io.BytesIO(xlsx_bytes(report)))


def test_markup_in_a_text_is_shown_and_not_obeyed(corpus):
    evil = '#panic("x") *bold* <b>x</b> $1+1$ #read("/etc/hostname") \\ _a_'
    shortlist = shortlist_of([entry(1, "case", next(iter(corpus.cases)), note=evil)])
    text = pdf_text(pdf_bytes(Composer(corpus, "en").shortlist(shortlist)))
    assert '#read("/etc/hostname")' in text.replace("\n", " ").replace("“", '"').replace("”", '"')


def test_a_brief_is_one_page(corpus):
    case = next(case for case in corpus.cases.values() if case.outcome and len(case.sources) < 5)
    for language in ("ja", "de", "en"):
        reader = PdfReader(io.BytesIO(pdf_bytes(Composer(corpus, language).case_brief(case))))
        assert len(reader.pages) == 1
        assert squeezed(case.title.get(language)) in squeezed(reader.pages[0].extract_text())


def test_a_pdf_of_500_partners_takes_less_than_20_seconds(corpus):
    used = {item.organisation for case in corpus.cases.values() for item in case.organisations}
    shortlist = shortlist_of(entry(n, "organisation", name) for n, name in enumerate(sorted(used)[:500], start=1))
    report = Composer(corpus, "ja").shortlist(shortlist)
    started = time.perf_counter()
    content = pdf_bytes(report)
    assert time.perf_counter() - started < 20
    assert len(PdfReader(io.BytesIO(content)).pages) > 500
