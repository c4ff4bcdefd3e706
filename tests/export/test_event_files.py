"""All files of an event, and what is printed and cut."""

import io
import re
import time

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from matcher.errors import WrongUse
from matcher.export.events.badges import badges_pdf, cards_pdf
from matcher.export.events.event_files import FORMATS, PERSONAL, EventFiles
from matcher.export.events.master_plan import master_plan_xlsx
from matcher.texts import Texts
from tests.export.conftest import OWASP
from tests.export.event_plan import NOW, event_plan

MILLIMETRE = 72 / 25.4


@pytest.fixture(scope="module")
def plan(corpus):
    return event_plan(corpus, "de", each=8, slots=6, tables=6)


@pytest.fixture(scope="module")
def small(corpus):
    return event_plan(corpus, "de", each=4, slots=3, tables=4)


@pytest.fixture
def files(corpus):
    return EventFiles(lambda language: event_plan(corpus, language, each=4, slots=3, tables=4), corpus, now=NOW)


def language_of(participant):
    return "ja" if participant.country == "JP" else "de"


def pages_of(content):
    return PdfReader(io.BytesIO(content)).pages


def squeezed(text):
    return re.sub(r"\s", "", text)


def test_each_kind_comes_in_its_formats(files):
    starts = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "ics": b"BEGIN:VCALENDAR"}
    for kind, forms in FORMATS.items():
        for form in forms:
            made = files.file(kind, "en", form=form, participant_id=1 if kind in PERSONAL else None)
            assert made.content.startswith(starts[form])
            assert made.name.endswith(f"_en.{form}")


def test_what_is_asked_wrongly_is_said(files):
    with pytest.raises(WrongUse, match="no file 'menu'"):
        files.file("menu", "en")
    with pytest.raises(WrongUse, match="does not come as 'docx'"):
        files.file("master", "en", form="docx")
    with pytest.raises(WrongUse, match="belongs to a participant"):
        files.file("calendar", "en")
    for kind in ("master", "badges", "cards"):
        with pytest.raises(WrongUse, match="of the whole event"):
            files.file(kind, "en", participant_id=1)
    with pytest.raises(WrongUse, match="no participant 99"):
        files.file("briefing", "en", participant_id=99)


def test_the_usual_names_of_places_are_in_the_readers_language(small, corpus):
    first, second, *others = small.event.places
    named = (first.model_copy(update={"name": "Table 1"}), second.model_copy(update={"name": "Sakura"}), *others)
    plan = small.model_copy(update={"event": small.event.model_copy(update={"places": named})})
    cards = squeezed("".join(page.extract_text() for page in pages_of(cards_pdf(plan, corpus, "ja"))))
    assert "テーブル1" in cards
    assert "Table1" not in cards
    assert "Sakura" in cards
    book = load_workbook(io.BytesIO(master_plan_xlsx(plan, corpus, "de", now=NOW)))
    slots = book[Texts("de")("event_sheet_slots")]
    cells = {cell.value for row in slots.iter_rows() for cell in row}
    assert {"Tisch 1", "Sakura"} <= cells


def test_two_of_one_organisation_are_told_apart_on_table_cards(small, corpus):
    meeting = next(one for one in small.schedule.meetings if one.place != "video")
    own = next(one for one in small.participants if one.id == meeting.first)
    twin = next(one for one in small.participants if one.id not in (meeting.first, meeting.second))
    people = tuple(
        one.model_copy(update={"organisation": own.organisation, "linked": own.linked, "contact": ""})
        if one.id == twin.id
        else one
        for one in small.participants
    )
    cards = squeezed("".join(page.extract_text() for page in pages_of(cards_pdf(small, corpus, "de"))))
    assert squeezed(own.contact) not in cards
    told = small.model_copy(update={"participants": people})
    cards = squeezed("".join(page.extract_text() for page in pages_of(cards_pdf(told, corpus, "de"))))
    assert f"({squeezed(own.contact)})" in cards
    assert f"(Nr.{twin.id})" in cards


def test_all_files_have_a_folder_for_each_participant_in_its_language(files, small):
    made = list(files.all("de", language_of))
    names = [one.name for one in made]
    assert len(names) == len(set(names)) == 5 + 5 * len(small.participants)
    for one in small.participants:
        own = [name for name in names if name.startswith(f"{one.id:03d}-")]
        assert len(own) == 5
        assert all(f"_{language_of(one)}." in name for name in own)
    assert not any(re.search(r'[\\:*?"<>|]|\.\.', name) for name in names)


def test_who_does_not_come_gets_only_what_was_called_off(corpus, small):
    gone = small.schedule.meetings[0]
    kept = tuple(one for one in small.schedule.meetings if gone.first not in (one.first, one.second))
    people = tuple(
        one.model_copy(update={"attendance": "absent"}) if one.id == gone.first else one
        for one in small.participants
    )
    rest = small.model_copy(
        update={"participants": people, "schedule": small.schedule.model_copy(update={"meetings": kept})}
    )
    files = EventFiles(lambda _: rest, corpus, now=NOW, cancelled=[gone])
    own = [one for one in files.all("de", language_of) if one.name.startswith(f"{gone.first:03d}-")]
    assert [one.name.rsplit(".")[-1] for one in own] == ["ics"]
    assert b"STATUS:CANCELLED" in own[0].content


def test_reasons_are_asked_for_once_in_each_language(corpus):
    asked = []

    def plan_in(language):
        asked.append(language)
        return event_plan(corpus, language, each=4, slots=2, tables=4)

    list(EventFiles(plan_in, corpus, now=NOW).all("en", language_of))
    assert sorted(asked) == ["de", "en", "ja"]


def test_all_files_of_40_participants_take_less_than_a_minute(corpus):
    """Measured as the work of the processor, so that other programs on a machine do not count."""
    files = EventFiles(lambda language: event_plan(corpus, language), corpus, now=NOW)
    started = time.process_time()
    count = sum(1 for _ in files.all("de", language_of))
    assert count == 205
    assert time.process_time() - started < 60


def test_badges_are_eight_a_page_for_those_who_come(plan, corpus):
    coming = [one for one in plan.participants if one.on_site]
    pages = pages_of(badges_pdf(plan, corpus, "de"))
    assert len(pages) == -(-len(coming) // 8)
    assert round(float(pages[0].mediabox.width) / MILLIMETRE) == 210
    text = squeezed("".join(page.extract_text() for page in pages))
    for one in coming:
        assert squeezed(one.contact) in text
        assert squeezed(one.organisation) in text.replace("-", "") or squeezed(one.organisation) in text
        assert one.email not in text


def test_there_is_a_card_for_each_table_with_its_meetings_and_no_persons(plan, corpus):
    pages = pages_of(cards_pdf(plan, corpus, "ja"))
    tables = [place for place in plan.event.places if place.kind == "table"]
    assert len(pages) == len(tables)
    assert round(float(pages[0].mediabox.width) / MILLIMETRE) == 210
    assert round(float(pages[0].mediabox.height) / MILLIMETRE) == 148
    people = {one.id: one for one in plan.participants}
    for page, table in zip(pages, tables, strict=True):
        text = squeezed(page.extract_text())
        assert squeezed(table.name) in text
        for one in plan.schedule.meetings:
            if one.place == table.id:
                assert squeezed(people[one.first].organisation) in text
        assert not any(squeezed(one.contact) in text for one in plan.participants)


def test_nobody_on_site_and_no_tables_are_said(small, corpus):
    online = tuple(one.model_copy(update={"on_site": False}) for one in small.participants)
    rooms = tuple(place.model_copy(update={"kind": "video"}) for place in small.event.places)
    away = small.model_copy(
        update={"participants": online, "event": small.event.model_copy(update={"places": rooms})}
    )
    with pytest.raises(WrongUse, match="nobody comes on site"):
        badges_pdf(away, corpus, "en")
    with pytest.raises(WrongUse, match="no tables"):
        cards_pdf(away, corpus, "en")
    names = [one.name for one in EventFiles(lambda _: away, corpus, now=NOW).all("en", language_of)]
    assert not any(name.startswith(("Badges", "Table-cards")) for name in names)


@pytest.mark.parametrize("text", [*OWASP, '#panic("x") $1$ \\ *b*', "長い名前" * 35, "Donaudampfschifffahrt" * 7])
def test_no_text_breaks_badges_and_cards(plan, corpus, text):
    people = tuple(
        one.model_copy(update={"organisation": f"x{text}"[:150], "contact": text, "linked": None, "on_site": True})
        for one in plan.participants
    )
    evil = plan.model_copy(update={"participants": people})
    assert len(pages_of(badges_pdf(evil, corpus, "ja"))) == 2
    assert pages_of(cards_pdf(evil, corpus, "ja"))


def test_a_workbook_of_the_whole_event_opens(files):
    assert load_workbook(io.BytesIO(files.file("master", "ja").content)).sheetnames
