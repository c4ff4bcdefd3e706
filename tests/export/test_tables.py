"""XLSX and CSV, read again by other programs."""

import csv
import io
import time
import zipfile

import pytest
from openpyxl import load_workbook

from matcher.corpus.reader import read_corpus
from matcher.export.compose import Composer
from matcher.export.csv_file import csv_bytes
from matcher.export.xlsx_file import xlsx_bytes
from matcher.texts import Texts
from tests.conftest import ROOT
from tests.export.conftest import NOTE, OWASP, entry, shortlist_of


def workbook(report):
    return load_workbook(io.BytesIO(xlsx_bytes(report)))


def csv_tables(report):
    with zipfile.ZipFile(io.BytesIO(csv_bytes(report))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_workbook_has_partners_cases_evidence_and_about(report):
    book = workbook(report)
    texts = Texts(report.language)
    names = ["export_partners", "export_cases", "export_evidence", "export_about"]
    assert book.sheetnames == [texts(name) for name in names]
    assert [sheet.max_row for sheet in book.worksheets[:2]] == [26, 41]
    assert book.worksheets[2].max_row == 1 + sum(len(partner.evidence) for partner in report.partners)


def test_every_text_of_a_workbook_is_in_its_language(report, corpus):
    sheet = workbook(report).worksheets[1]
    head = [cell.value for cell in sheet[1]]
    ids = head.index(Texts(report.language)("export_id"))
    titles = head.index(Texts(report.language)("title"))
    for row in sheet.iter_rows(min_row=2, values_only=True):
        assert row[titles] == corpus.cases[row[ids]].title.get(report.language)


def test_cells_have_types_and_the_sheet_can_be_worked_with(report_en):
    book = workbook(report_en)
    partners, cases = book.worksheets[:2]
    head = {cell.value: cell.column for cell in partners[1]}
    assert partners.freeze_panes == "A2"
    assert partners.auto_filter.ref.startswith("A1:")
    first = {name: partners.cell(2, column) for name, column in head.items()}
    assert isinstance(first["Cases"].value, int)
    assert first["ID"].data_type == "s"
    assert first["ID"].number_format == "@"
    assert first["Note"].value == NOTE
    assert first["Rating (1–5)"].value == 4
    links = [cell.hyperlink.target for row in cases.iter_rows(min_row=2) for cell in row if cell.hyperlink]
    assert links
    assert all(link.startswith("http") for link in links)


def test_columns_in_which_nothing_stands_are_left_out(report_en):
    head = [cell.value for cell in workbook(report_en).worksheets[1][1]]
    assert "Score" not in head  # the need was not asked again
    assert "Sector" in head


def test_csv_files_open_in_a_spreadsheet(report):
    tables = csv_tables(report)
    assert len(tables) == 3
    for content in tables.values():
        assert content.startswith(b"\xef\xbb\xbf")
    content = tables[f"{Texts(report.language)('export_partners')}.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert len(rows) == 26
    assert len({len(row) for row in rows}) == 1


def test_the_same_report_gives_the_same_csv(report_en):
    assert csv_bytes(report_en) == csv_bytes(report_en)


@pytest.mark.parametrize("text", OWASP)
def test_no_text_becomes_a_formula_or_breaks_a_file(corpus, text):
    shortlist = shortlist_of([entry(1, "case", next(iter(corpus.cases)), note=text)])
    report = Composer(corpus, "en").shortlist(shortlist)
    sheet = workbook(report).worksheets[0]
    noted = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value and "1+1" in str(cell.value)]
    assert all(cell.data_type == "s" for row in sheet.iter_rows(min_row=2) for cell in row if cell.value == text)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert not any(cell.hyperlink for cell in noted)
    (content,) = csv_tables(report).values()
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]
    for cell in cells:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
        assert not any(ord(char) < 32 and char not in "\n\r\t" for char in cell)


def test_500_partners_with_evidence_take_less_than_3_seconds():
    corpus = read_corpus(ROOT / "corpus")
    used = {item.organisation for case in corpus.cases.values() for item in case.organisations}
    shortlist = shortlist_of(entry(n, "organisation", name) for n, name in enumerate(sorted(used)[:500], start=1))
    report = Composer(corpus, "de").shortlist(shortlist)
    assert len(report.partners) == 500
    started = time.perf_counter()
    content = xlsx_bytes(report)
    assert time.perf_counter() - started < 3
    assert load_workbook(io.BytesIO(content), read_only=True).worksheets[0].max_row == 501
