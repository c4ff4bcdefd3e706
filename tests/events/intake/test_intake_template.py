"""The template: in three languages, with lists to choose from, and read back without a problem."""

import io

import pytest
from openpyxl import load_workbook

from matcher.events.intake.headings import FIELDS, propose_mapping
from matcher.events.intake.reading import read_table
from matcher.events.intake.template import template_xlsx
from matcher.model import LANGUAGES
from matcher.texts import Texts


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def template(language, vocabulary):
    return template_xlsx(language, vocabulary)


def filled(template, change):
    book = load_workbook(io.BytesIO(template))
    change(book.worksheets[0])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_every_column_is_recognised_surely(template):
    mapping = propose_mapping(read_table(template, "template.xlsx"))
    assert [guess.field for guess in mapping.guesses] == list(FIELDS)
    assert mapping.unsure == mapping.unknown == ()


def test_the_example_is_left_out(template, take_in, language):
    intake = take_in(template, language)
    assert (intake.participants, intake.problems, intake.examples) == ((), (), (2,))


def test_the_example_would_be_read_without_a_problem_under_another_name(template, take_in, language):
    intake = take_in(filled(template, lambda sheet: sheet.__setitem__("A2", "Acme")), language)
    assert intake.problems == ()
    found = intake.participants[0]
    assert (found.sector, found.size, found.contact, found.on_site) == ("machinery", 1200, "", True)
    assert len(found.needs) == len(found.offers) == len(found.available) == len(found.languages) == 2


def test_every_word_of_the_lists_is_understood(template, take_in, language, vocabulary):
    lists = load_workbook(io.BytesIO(template)).worksheets[2]
    columns = [[cell for cell in column if cell] for column in lists.iter_cols(values_only=True)]
    rows = [[Texts(language)("intake_field_organisation"), *(column[0] for column in columns)]]
    for number in range(max(map(len, columns)) - 1):
        words = [column[1 + number % (len(column) - 1)] for column in columns]
        rows.append([f"Organisation {number}", *words])
    intake = take_in(rows, language)
    assert intake.problems == ()
    assert {one.sector for one in intake.participants} == set(vocabulary.sectors)
    assert (lists.sheet_state, columns[0][1]) == ("hidden", Texts(language).territory("JP"))


def test_a_second_sheet_explains_each_column(template, language):
    book = load_workbook(io.BytesIO(template))
    rows = list(book.worksheets[1].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [Texts(language)(f"intake_field_{field}") for field in FIELDS]
    assert all(row[1] for row in rows)
    assert len(book.worksheets[0].data_validations.dataValidation) == 4
