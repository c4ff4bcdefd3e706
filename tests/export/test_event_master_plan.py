"""The master plan as a workbook, read again with openpyxl."""

import datetime as dt
import io
from collections import Counter

import pytest
from openpyxl import load_workbook

from matcher.export.events.agenda import Agenda
from matcher.export.events.master_plan import master_plan_xlsx
from matcher.texts import Texts
from tests.export.conftest import OWASP
from tests.export.event_plan import NOW, event_plan

SHEETS = ("slots", "participants", "meetings", "interpreters", "unmet", "statistics", "loads", "outcomes")
SUNDAY = dt.datetime(2027, 3, 28, 0, 0, tzinfo=dt.UTC)
"""1:00 in Berlin, an hour before summer time begins."""


@pytest.fixture(scope="module", params=["ja", "de", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def plan(corpus, language):
    return event_plan(corpus, language, each=8, slots=6, tables=6)


@pytest.fixture(scope="module")
def plan_de(corpus):
    return event_plan(corpus, "de", each=8, slots=6, tables=6)


def book_of(plan, corpus, language):
    return load_workbook(io.BytesIO(master_plan_xlsx(plan, corpus, language, now=NOW)))


def sheet_of(book, name, language):
    return book[Texts(language)(f"event_sheet_{name}")]


def rows_of(sheet):
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_workbook_has_all_sheets_in_the_readers_language(plan, corpus, language):
    book = book_of(plan, corpus, language)
    assert book.sheetnames == [Texts(language)(f"event_sheet_{name}") for name in SHEETS]


def test_every_meeting_stands_on_each_sheet_that_should_have_it(plan, corpus, language):
    book = book_of(plan, corpus, language)
    count = len(plan.schedule.meetings)
    slots = [cell for row in sheet_of(book, "slots", language).iter_rows(values_only=True) for cell in row]
    assert sum("↔" in str(cell) for cell in slots) == count
    people = list(sheet_of(book, "participants", language).iter_rows(min_row=2, min_col=3, values_only=True))
    assert sum(cell is not None for row in people for cell in row) == 2 * count
    for name in ("meetings", "outcomes"):
        assert sheet_of(book, name, language).max_row == count + 1
    roster = [cell for row in sheet_of(book, "interpreters", language).iter_rows(values_only=True) for cell in row]
    served = sum(one.interpreter is not None for one in plan.schedule.meetings)
    assert sum("↔" in str(cell) for cell in roster) == served


def test_times_are_shown_for_the_venue_and_both_countries_across_summer_time(corpus):
    plan = event_plan(corpus, "en", each=4, slots=4, tables=4, start=SUNDAY)
    plan = plan.model_copy(update={"event": plan.event.model_copy(update={"zone": "America/New_York"})})
    rows = rows_of(sheet_of(book_of(plan, corpus, "en"), "slots", "en"))
    assert rows[0]["Start (America/New_York)"] == dt.datetime(2027, 3, 27, 20, 0)
    shown = [[f"{row[key]:%d %H:%M}" for row in rows] for key in ("Start (CET/CEST)", "Start (JST)")]
    assert shown == [
        ["28 01:00", "28 01:30", "28 03:00", "28 03:30"],
        ["28 09:00", "28 09:30", "28 10:00", "28 10:30"],
    ]


def test_figures_compare_the_value_with_its_bound(plan_de, corpus):
    book = book_of(plan_de, corpus, "de")
    figures = {row["Angabe"]: row["Wert"] for row in rows_of(sheet_of(book, "statistics", "de"))}
    assert figures["Gesamtwert aller Gespräche"] == 6400.5
    assert figures["Höchstmöglicher Wert (bewiesene Schranke)"] == 6450
    assert figures["Abstand zur Schranke"] == "0,77\N{NO-BREAK SPACE}%"
    assert figures["Als bester Plan bewiesen"] == "nein"
    loads = {row["Organisation"]: row["Gespräche"] for row in rows_of(sheet_of(book, "loads", "de"))}
    counted = Counter(side for one in plan_de.schedule.meetings for side in (one.first, one.second))
    agenda = Agenda(plan_de, corpus, "de")
    assert loads == {agenda.full_name(one): counted[one.id] for one in plan_de.participants}
    assert figures["Meiste Gespräche einer Organisation"] == max(counted.values())


def test_unmet_wishes_say_why(plan, corpus, language):
    (row,) = sheet_of(book_of(plan, corpus, language), "unmet", language).iter_rows(min_row=2, values_only=True)
    assert row[2] == Texts(language)("event_unmet_no_common_slot")


def test_outcomes_are_filled_in_from_lists(plan_de, corpus):
    sheet = sheet_of(book_of(plan_de, corpus, "de"), "outcomes", "de")
    rules = {str(rule.sqref).split(":")[0][0]: rule for rule in sheet.data_validations.dataValidation}
    head = {cell.value: cell.column_letter for cell in sheet[1]}
    assert rules[head["Stattgefunden?"]].formula1 == '"ja,nein,verschoben"'
    assert rules[head["Bewertung (1–5)"]].formula1 == '"1,2,3,4,5"'
    assert rules[head["Nächster Schritt"]].errorStyle == "warning"
    assert rules[head["Bis wann"]].type == "date"
    assert all(sheet[f"{head['Stattgefunden?']}{row}"].value is None for row in range(2, sheet.max_row + 1))


def test_no_addresses_are_in_the_workbook(plan_de, corpus):
    book = book_of(plan_de, corpus, "de")
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not any("@" in cell for cell in cells)


@pytest.mark.parametrize("text", OWASP)
def test_no_text_becomes_a_formula(plan_de, corpus, text):
    evil = plan_de.participants[0].model_copy(
        update={"organisation": f"{text}x", "contact": text, "linked": None, "needs": (text,)}
    )
    place, *others = plan_de.event.places
    places = (place.model_copy(update={"name": f"{text}x"}), *others)
    event = plan_de.event.model_copy(update={"name": f"{text}&x", "places": places})
    plan = plan_de.model_copy(update={"participants": (evil, *plan_de.participants[1:]), "event": event})
    book = book_of(plan, corpus, "de")
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_an_empty_schedule_makes_a_workbook(plan_de, corpus):
    schedule = plan_de.schedule.model_copy(update={"meetings": (), "unmet": ()})
    book = book_of(plan_de.model_copy(update={"schedule": schedule}), corpus, "en")
    assert "Interpreters" not in book.sheetnames
    assert book["Meetings"].max_row == 1
