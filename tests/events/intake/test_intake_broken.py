"""Broken lists: each gives one clear sentence with a way to mend it, and nothing comes in by half."""

import io
import time
import tracemalloc
import zipfile

import pytest
from intake_files import csv, xlsx

from matcher.errors import WrongUse
from matcher.events.intake.headings import propose_mapping
from matcher.events.intake.reading import read_table
from matcher.model import LANGUAGES

HEADINGS = ["Organisation", "Country"]
GOOD = xlsx([HEADINGS, ["Acme", "Japan"]])
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_part(part: str, change) -> bytes:
    """Return a good workbook in which one part is another."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return stream.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = "<!DOCTYPE x [" + "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 12 if n else "ha" * 50}">' for n in range(9)
) + "]>"  # fmt: skip

BROKEN = {
    "empty": (b"", "is empty"),
    "empty with a mark": (b"\xef\xbb\xbf \r\n", "is empty"),
    "too large": (b"Organisation,Country\n" + b"x" * 10_000_000, "larger than 10 MB"),
    "old Excel": (OLD + bytes(2000), "old format XLS"),
    "password": (OLD + bytes(2000) + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "Word document": (zipped({"word/document.xml": b"<x/>"}), "not an Excel workbook"),
    "binary workbook": (zipped({"xl/workbook.bin": b"x"}), "not an Excel workbook"),
    "cut off": (GOOD[: len(GOOD) // 2], "damaged"),
    "no XML": (with_part(SHEET, lambda old: old[:-200]), "damaged"),
    "only a name": (b"PK\x03\x04 and nothing more", "damaged"),
    "zip bomb": (zipped({"xl/workbook.xml": b"<x/>", SHEET: bytes(101_000_000)}), "far larger when unpacked"),
    "small zip bomb": (zipped({"xl/workbook.xml": b"<x/>", SHEET: bytes(9_000_000)}), "far larger when unpacked"),
    "entities": (with_part(SHEET, lambda old: old.replace(b"<worksheet", LAUGHS.encode() + b"<worksheet", 1)
                           .replace(b"<sheetData>", b'<sheetData><row r="1"><c t="inlineStr"><is><t>&e8;</t></is>'
                                    b"</c></row>")), "damaged"),
    "no headings": (csv([["Acme", "Japan"], ["Beta", "Germany"]]), "No row of headings .* “Acme,Japan”"),
    "wrong encoding": ("会社名,国\n東京電子,日本\n".encode("euc_jp"), "UTF-8"),
    "another encoding": ("会社名,国\n東京電子,日本\n".encode("iso2022_jp"), "no text in UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "no text in UTF-8"),
    "open quote": (b'Organisation,Country\nAcme,Japan\n"Beta,Japan\nGamma,Japan\n', "Row 3 .* not closed"),
    "5,001 rows": (csv([HEADINGS, *([f"O{n}", "JP"] for n in range(5001))]), "more than 5,000 rows"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_list_is_refused_with_a_way_to_mend_it(content, message):
    with pytest.raises(WrongUse, match=message) as told:
        read_table(content, "list.xlsx")
    assert told.value.where == "list.xlsx"
    assert told.value.mend


@pytest.mark.parametrize("language", LANGUAGES)
def test_errors_are_told_in_the_readers_language(language):
    with pytest.raises(WrongUse) as told:
        read_table(OLD + bytes(600), "list.xls", language)
    assert {"en": "old format", "de": "im alten Format", "ja": "旧形式"}[language] in str(told.value)


@pytest.mark.parametrize(("columns", "message"), [(2, "more than 5,000 rows"), (6, "more text than 5,000 rows")])
def test_fifty_thousand_rows_are_refused_quickly(columns, message):
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    with Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for number in range(1, 50_001):
            sheet.write_row(number, 0, [f"Organisation {number}.{column}" for column in range(columns)])
    started = time.perf_counter()
    with pytest.raises(WrongUse, match=message):
        read_table(stream.getvalue(), "list.xlsx")
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "XFD3"])
def test_a_cell_far_off_costs_no_memory(place):
    content = xlsx([HEADINGS, ["Acme", "Japan"]], lambda book: book.active.__setitem__(place, "far off"))
    tracemalloc.start()
    try:
        table = read_table(content, "list.xlsx")
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert table.rows[0].cells == ("Acme", "Japan")
    assert most < 20_000_000


def test_a_bomb_is_refused_before_it_is_unpacked():
    content = zipped({"xl/workbook.xml": bytes(101_000_000)})
    tracemalloc.start()
    try:
        with pytest.raises(WrongUse, match="far larger"):
            read_table(content, "list.xlsx")
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_list_without_organisations_or_countries(take_in):
    content = csv([["Contact", "E-mail", "Needs"], ["A. Example", "a@example.com", "sensors"]])
    table = read_table(content, "list.csv")
    assert propose_mapping(table).missing == ("organisation", "country")
    with pytest.raises(WrongUse, match="no column for: Organisation, Country"):
        take_in(content)


def test_a_bad_row_stays_out_whole_and_the_good_ones_come_in(take_in):
    intake = take_in([
        ["Organisation", "Country", "Size", "Must meet"],
        ["Acme", "Japan", 300, "Beta"],
        ["Beta", "Narnia", "many", ""],
        ["", "Germany", 5, ""],
        ["Gamma", "Germany", "#REF!", ""],
        ["Delta", "Germany", "1.200", ""],
    ])  # fmt: skip
    assert [one.organisation for one in intake.participants] == ["Acme", "Delta"]
    assert [(one.line, one.column, one.value) for one in intake.problems] == [
        (3, "Country", "Narnia"), (3, "Size", "many"), (4, "Organisation", ""), (5, "Size", "#REF!"),
    ]  # fmt: skip
    assert intake.problems[0].what == "“Narnia” is not known under Country."
    assert intake.problems[2].mend == "Fill in the cell; a merged cell counts for its first row only."


def test_who_stands_in_the_list_twice_is_reported(take_in):
    intake = take_in([
        ["会社名", "担当者", "メール", "国"],
        ["株式会社アルファ", "山田", "a@example.jp", "日本"],
        ["アルファ㈱", "山 田", "", "日本"],
        ["Beta GmbH", "Roth", "A@example.jp", "ドイツ"],
        ["Beta GmbH", "Weiß", "", "ドイツ"],
        ["Beta AG", "Roth", "", "ドイツ"],
        ["BETA", "", "", "ドイツ"],
        ["Beta", "", "", "日本"],
        ["Gamma", "", "", "日本"],
        ["Gamma", "", "", "日本"],
    ], "ja")  # fmt: skip
    assert [one.line for one in intake.participants] == [2, 5, 6, 8, 9]
    assert [one.column for one in intake.problems] == ["会社名", "メール", "会社名", "会社名"]
    assert [(one.line, one.what) for one in intake.problems] == [
        (3, "同じ組織の同じ担当者が2行目にあります。"),
        (4, "メールアドレスが2行目と重複しています。"),
        (7, "同じ組織が5行目にあり、両方の行に担当者名が記入されていません。"),
        (10, "同じ組織が9行目にあり、両方の行に担当者名が記入されていません。"),
    ]


def test_too_long_texts_are_reported(take_in):
    intake = take_in([["Organisation", "Country", "Needs"], ["x" * 161, "JP", ""], ["Acme", "JP", "y" * 4001]])
    assert intake.participants == ()
    assert [one.what for one in intake.problems] == [
        "The text has more than 160 characters.",
        "The text has more than 4,000 characters.",
    ]
    assert len(intake.problems[1].value) == 81
