"""Reading lists: what the bytes are decides, and every cell arrives as it was typed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_files import csv, xlsx

from matcher.events.intake.reading import read_table

HEADINGS = ["Organisation", "Country", "Needs"]
GERMAN = ["Firma", "Land", "Größe", "Bedarf"]
JAPANESE = ["会社名", "国", "ニーズ"]


def cells(table):
    return [row.cells for row in table.rows]


def test_a_workbook_is_read_by_its_content_not_its_name():
    table = read_table(xlsx([HEADINGS, ["Acme", "Japan", "sensors"]]), "list.csv")
    assert table.headings == ("Organisation", "Country", "Needs")
    assert cells(table) == [("Acme", "Japan", "sensors")]
    assert (table.sheet, table.heading_line, table.rows[0].line) == ("Sheet", 1, 2)


def test_a_german_list_with_semicolons_in_cp1252():
    rows = [
        GERMAN,
        ["Müller Maßtechnik GmbH", "Österreich", "1.200", "Fördertechnik für Großgeräte – möglichst günstig"],
    ]
    table = read_table(csv(rows, ";", "cp1252"), "liste.csv")
    assert (table.encoding, table.headings) == ("cp1252", tuple(GERMAN))
    assert cells(table) == [tuple(rows[1])]


def test_a_japanese_list_in_cp932():
    rows = [
        JAPANESE,
        ["㈱髙橋製作所", "日本", "工場の予知保全\n〜ローカル5G〜"],
        ["ｴｰｼﾞｰ工業", "日本", "表示、ソフト"],
    ]
    table = read_table(csv(rows, ",", "cp932"), "参加者.csv")
    assert (table.encoding, table.headings) == ("cp932", tuple(JAPANESE))
    assert cells(table)[0] == ("㈱髙橋製作所", "日本", "工場の予知保全\n〜ローカル5G〜".replace("〜", "～"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_all_encodings_delimiters_and_line_ends(encoding, delimiter, end):
    rows = [HEADINGS, ["Müller, 東京", "Japan", 'two\nlines; and "more"'], ["Beta", "DE", "x"]]
    table = read_table(csv(rows, delimiter, encoding, end), "list.txt")
    assert cells(table) == [tuple(row) for row in rows[1:]]
    assert [row.line for row in table.rows] == [2, 3]


GERMAN_WORDS = [
    "Größe",
    "Straße",
    "ÄÖÜ",
    "Käufer",
    "für",
    "Maß",
    "Fußgänger",
    "Bäckerei",
    "Öl",
    "café",
    "naïve",
    "an",
]
JAPANESE_WORDS = ["株式会社東京", "ローカル５Ｇ", "自治体", "工場の自動化", "㈱山田", "ﾃﾞｰﾀ連携", "防災、減災", "5G"]


@given(st.lists(st.sampled_from(GERMAN_WORDS), min_size=1, max_size=12))
def test_western_letters_are_not_taken_for_japanese(words):
    table = read_table(csv([GERMAN, [" ".join(words), "Deutschland", 1, "x"]], ";", "cp1252"), "liste.csv")
    assert table.rows[0].cells[0] == " ".join(words)


@given(st.lists(st.sampled_from(JAPANESE_WORDS), min_size=1, max_size=12))
def test_japanese_is_not_taken_for_western_letters(words):
    table = read_table(csv([JAPANESE, ["".join(words), "日本", "x"]], ",", "cp932"), "参加者.csv")
    assert table.rows[0].cells[0] == "".join(words)


def test_the_delimiter_that_excel_names_is_taken():
    table = read_table(b"sep=|\r\nOrganisation|Country\r\nAcme; Sons|Japan\r\n", "list.csv")
    assert cells(table) == [("Acme; Sons", "Japan")]
    assert table.rows[0].line == 3


def test_headings_may_stand_below_titles_and_beside_empty_columns():
    rows = [
        ["Organisation days 2027"],
        [],
        ["As of 1 March", None, "draft"],
        [None, *HEADINGS],
        [],
        [None, "Acme", "JP"],
    ]
    table = read_table(xlsx(rows), "list.xlsx")
    assert (table.heading_line, table.headings) == (4, ("", *HEADINGS))
    assert [(row.line, row.cells) for row in table.rows] == [(6, ("", "Acme", "JP"))]


def test_the_first_visible_sheet_with_headings_is_read():
    def add(book):
        book.active.title = "Notes"
        hidden = book.create_sheet("Old")
        hidden.append(HEADINGS)
        hidden.sheet_state = "hidden"
        book.create_sheet("Guests").append(HEADINGS)

    assert read_table(xlsx([["Please fill in"]], add), "list.xlsx").sheet == "Guests"


def test_numbers_dates_and_times_arrive_as_they_would_be_typed():
    values = [1200, 1200.0, 12.5, dt.date(2027, 3, 9), dt.datetime(2027, 3, 9, 9, 30), dt.time(9, 0)]
    table = read_table(xlsx([[*HEADINGS, "a", "b", "c"], values]), "list.xlsx")
    assert table.rows[0].cells == ("1200", "1200", "12.5", "2027-03-09", "2027-03-09 09:30", "09:00")


def test_formulas_give_the_values_that_they_last_had_and_are_not_evaluated():
    import io

    from xlsxwriter import Workbook

    stream = io.BytesIO()
    book = Workbook(stream)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_formula(1, 0, '=CONCATENATE("Ac","me")', None, "Acme (kept)")
    sheet.write_string(1, 1, "Japan")
    sheet.write_string(1, 2, '=HYPERLINK("https://example.com")')
    book.close()
    row = read_table(stream.getvalue(), "list.xlsx").rows[0]
    assert row.cells == ("Acme (kept)", "Japan", '=HYPERLINK("https://example.com")')


def test_a_formula_as_text_in_a_csv_file_stays_text():
    table = read_table(b"Organisation,Country\n=cmd|' /C calc'!A0,Japan\n", "list.csv")
    assert table.rows[0].cells[0] == "=cmd|' /C calc'!A0"


def test_a_merged_cell_counts_for_its_first_row():
    rows = [HEADINGS, ["Acme", "Japan", "a"], ["", "Japan", "b"]]
    table = read_table(xlsx(rows, lambda book: book.active.merge_cells("A2:A3")), "list.xlsx")
    assert [row.cells[0] for row in table.rows] == ["Acme", ""]


def test_control_and_invisible_characters_are_taken_out():
    table = read_table("Organisation,Country\nAc\x07me\u202e\u200b  GmbH\u3000,Japan\u00a0\n".encode(), "list.csv")
    assert table.rows[0].cells == ("Acme GmbH", "Japan")


def test_five_thousand_rows_are_read():
    table = read_table(csv([HEADINGS, *([f"Organisation {n}", "JP", "x"] for n in range(5000))]), "list.csv")
    assert len(table.rows) == 5000
