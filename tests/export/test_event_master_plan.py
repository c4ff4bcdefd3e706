"""The master plan as a workbook, read again with openpyxl."""

import datetime as dt
import io
from collections import Counter

import pytest
from openpyxl import load_workbook

from matcher.events.event import Short
from matcher.export.events.agenda import Agenda
from matcher.export.events.master_plan import master_plan_xlsx
from matcher.texts import Texts
from tests.export.conftest import OWASP
from tests.export.event_plan import NOW, event_plan

SHEETS = ("slots", "participants", "meetings", "interpreters", "unmet", "short", "statistics", "loads", "outcomes")
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


def test_who_has_fewer_meetings_than_wanted_is_told_with_the_reason(plan, corpus, language):
    texts = Texts(language)
    short = (Short(participant=3, meetings=1, why="no_place"), Short(participant=99, meetings=0, why="nobody"))
    rules = plan.event.rules.model_copy(update={"least_meetings": 2})
    plan = plan.model_copy(
        update={
            "schedule": plan.schedule.model_copy(update={"short": short}),
            "event": plan.event.model_copy(update={"rules": rules}),
        }
    )
    book = book_of(plan, corpus, language)
    (row,) = rows_of(sheet_of(book, "short", language))  # 99 was taken back since
    who = plan.participants[2]
    assert row[texts("organisation")] == Agenda(plan, corpus, language).full_name(who)
    assert row[texts("event_contact")] == who.contact
    assert (row[texts("event_meetings")], row[texts("event_wanted")]) == (1, 2)
    assert row[texts("event_why_fewer")] == texts("eventpage_short_no_place")
    figures = dict(sheet_of(book, "statistics", language).iter_rows(values_only=True))
    assert figures[texts("event_sheet_short")] == 1


def test_two_of_one_organisation_are_told_apart_on_every_sheet(plan, corpus, language):
    first, second, *others = plan.participants
    twin = second.model_copy(
        update={"organisation": first.organisation, "linked": first.linked, "contact": "Anna Muster"}
    )
    third = others[0].model_copy(
        update={"organisation": first.organisation, "linked": first.linked, "contact": "", "country": "JP"}
    )
    plan = plan.model_copy(update={"participants": (first, twin, third, *others[1:])})
    book = book_of(plan, corpus, language)
    texts = Texts(language)
    names = [row[texts("organisation")] for row in rows_of(sheet_of(book, "participants", language))]
    assert len(set(names)) == len(plan.participants)
    assert first.contact in names[0]
    assert "Anna Muster" in names[1]
    assert texts("event_numbered", number="3") in names[2]
    assert not any(one.contact in name for one, name in zip(others[1:], names[3:], strict=True))
    met = {cell for row in rows_of(sheet_of(book, "outcomes", language)) for cell in row.values()}
    assert sum("Anna Muster" in str(cell) for cell in met) == 1


def test_the_word_interpreter_is_not_doubled(plan, corpus, language):
    texts = Texts(language)
    book = book_of(plan, corpus, language)
    cells = {row[texts("event_interpreter")] for row in rows_of(sheet_of(book, "meetings", language))}
    assert cells == {None, *(texts("event_numbered", number=str(number)) for number in (1, 2, 3))}
    heads = [cell.value for cell in sheet_of(book, "interpreters", language)[1]]
    assert heads[-3:] == [texts("event_interpreter_number", number=str(number)) for number in (1, 2, 3)]


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
