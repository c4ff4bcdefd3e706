"""Schedules, briefings and the event's book, as pages and as PDF and DOCX read by other programs."""

import datetime as dt
import io
import re

import docx
import pytest
from pypdf import PdfReader

from matcher.errors import WrongUse
from matcher.events.event import Meeting, Window
from matcher.export.docx_file import document_docx
from matcher.export.events.agenda import Agenda
from matcher.export.events.briefing import briefing_document
from matcher.export.events.original import Original, original
from matcher.export.events.schedule_document import schedule_document
from matcher.export.pdf_file import document_pdf
from matcher.texts import Texts
from tests.export.conftest import OWASP
from tests.export.event_plan import NOW, event_plan

LANGUAGES = ("ja", "de", "en")
NIGHT = dt.datetime(2027, 3, 27, 23, 0, tzinfo=dt.UTC)
"""Midnight in Berlin, two hours before summer time begins; 8:00 in Tokyo."""


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def plan(corpus, language):
    return event_plan(corpus, language, each=8, slots=6, tables=6)


@pytest.fixture(scope="module")
def plan_de(corpus):
    return event_plan(corpus, "de", each=8, slots=6, tables=6)


def squeezed(text):
    return re.sub(r"[\s\u00ad\-‐]", "", text)


def pdf_text(document):
    reader = PdfReader(io.BytesIO(document_pdf(document)))
    return squeezed("\n".join(page.extract_text() for page in reader.pages))


def word_text(document):
    word = docx.Document(io.BytesIO(document_docx(document)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return squeezed("\n".join([*(one.text for one in word.paragraphs), *cells]))


def said(document):
    return document.model_dump_json()


def tables(document):
    return [
        block for part in document.parts for page in part.pages for block in page.blocks if block.kind == "table"
    ]


def changed(plan, participant_id, **changes):
    people = (one.model_copy(update=changes) if one.id == participant_id else one for one in plan.participants)
    return plan.model_copy(update={"participants": tuple(people)})


def test_a_schedule_names_all_meetings_in_order(plan, corpus, language):
    document = schedule_document(plan, corpus, 1, language, now=NOW)
    agenda = Agenda(plan, corpus, language)
    (table,) = tables(document)
    partners = [agenda.full_name(one.partner_of(1)) for one in agenda.of(1)]
    assert [line[3].split("\n")[0] for line in table.cells] == partners
    for text in (pdf_text(document), word_text(document)):
        assert all(squeezed(partner) in text for partner in partners)
        assert squeezed(Texts(language)("event_schedule")) in text


def test_a_schedule_is_one_page(plan, corpus, language):
    for participant_id in (1, 9):
        document = schedule_document(plan, corpus, participant_id, language, now=NOW)
        assert len(PdfReader(io.BytesIO(document_pdf(document))).pages) == 1


def test_times_are_the_readers_and_the_venues_where_they_differ(plan_de, corpus):
    japanese, german = (tables(schedule_document(plan_de, corpus, who, "de", now=NOW))[0] for who in (1, 9))
    assert [column.heading for column in japanese.columns][:2] == ["Zeit", "Zeit vor Ort"]
    assert japanese.cells[0][:2] == ("17:00–17:20", "09:00–09:20")
    assert [column.heading for column in german.columns][:2] == ["Zeit", "Ort"]


def test_a_night_over_the_change_to_summer_time_is_two_days_with_right_times(corpus):
    plan = event_plan(corpus, "de", each=12, slots=8, tables=12, start=NIGHT, minutes=30)
    japanese = tables(schedule_document(plan, corpus, 1, "de", now=NOW))
    assert [table.heading for table in japanese] == ["Sonntag, 28. März 2027"]
    shown = [line[:2] for line in japanese[0].cells]
    assert ("09:30–09:50", "01:30–01:50") in shown
    assert ("10:00–10:20", "03:00–03:20") in shown
    german = schedule_document(plan, corpus, 13, "de", now=NOW)
    assert "Mitteleuropäische Normalzeit / Mitteleuropäische Sommerzeit" in said(german)


def test_a_time_on_another_day_says_so(corpus):
    evening = dt.datetime(2027, 3, 9, 15, 30, tzinfo=dt.UTC)
    plan = event_plan(corpus, "en", each=6, slots=1, tables=6, start=evening)
    (table,) = tables(schedule_document(plan, corpus, 1, "en", now=NOW))
    assert table.heading == "Wednesday, 10 March 2027"
    assert table.cells[0][:2] == ("00:30–00:50", "9 Mar 16:30–16:50")


def test_who_has_no_meetings_is_told(plan_de, corpus):
    empty = plan_de.model_copy(update={"schedule": plan_de.schedule.model_copy(update={"meetings": ()})})
    assert squeezed("Für Sie sind keine Gespräche geplant.") in pdf_text(
        schedule_document(empty, corpus, 1, "de", now=NOW)
    )
    assert document_pdf(briefing_document(empty, corpus, 1, "de", now=NOW))


def test_a_briefing_has_a_page_for_each_meeting_with_why_and_cases(plan, corpus, language):
    document = briefing_document(plan, corpus, 1, language, now=NOW)
    agenda = Agenda(plan, corpus, language)
    pages = document.parts[0].pages
    assert [page.title for page in pages] == [agenda.full_name(one.partner_of(1)) for one in agenda.of(1)]
    for page, one in zip(pages, agenda.of(1), strict=True):
        text = page.model_dump_json()
        partner = one.partner_of(1)
        case = corpus.cases[next(reason.case_id for reason in one.affinity.reasons if reason.case_id)]
        assert all(need in text for need in (*partner.needs, *partner.offers))
        assert case.title.get(language) in text
        assert partner.contact in text
    assert document.sources


def test_the_readers_own_gain_comes_first_and_both_directions_are_told(plan_de, corpus):
    page = briefing_document(plan_de, corpus, 1, "de", now=NOW).parts[0].pages[0]
    why = next(block for block in page.blocks if block.kind == "figures")
    sides = [row.name for row in why.rows]
    assert sides == sorted(sides, key=["Für Sie", "Für die andere Seite", "Für beide"].index)
    assert set(sides) == {"Für Sie", "Für die andere Seite", "Für beide"}
    assert any(why.refs)


def test_each_meeting_of_a_briefing_fits_on_a_page(plan, corpus, language):
    document = briefing_document(plan, corpus, 9, language, now=NOW)
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(document_pdf(document))).pages]
    kickers = [squeezed(page.kicker) for page in document.parts[0].pages]
    starts = [squeezed(text)[:80] for text in texts[2 : 2 + len(kickers)]]
    assert all(start.startswith(kicker) for start, kicker in zip(starts, kickers, strict=True))


def test_policy_context_and_glossary_explain_what_the_briefing_names(plan, corpus, language):
    context = briefing_document(plan, corpus, 1, language, now=NOW).parts[-1]
    policy, glossary = context.pages
    areas = corpus.vocabulary.policy_areas
    shown = [block.heading for block in policy.blocks if block.kind == "section"]
    assert shown
    assert set(shown) <= {term.label.get(language) for term in areas.values()}
    table = glossary.blocks[0]
    assert table.columns[0].heading == Texts(language)("language")
    assert {column.heading for column in table.columns} == {"日本語", "Deutsch", "English"}
    assert any("Telemedi" in cell for line in table.cells for cell in line)


def test_the_book_tells_of_the_whole_event(plan, corpus, language):
    document = briefing_document(plan, corpus, None, language, now=NOW)
    texts = Texts(language)
    headings = ("event_participants", "event_plan", "event_themes", "event_context")
    assert [part.heading for part in document.parts] == [texts(key) for key in headings]
    agenda = Agenda(plan, corpus, language)
    text = pdf_text(document)
    assert all(squeezed(agenda.full_name(one)) in text for one in plan.participants)
    assert sum(len(table.cells) for table in tables(document)[:1]) == len(plan.schedule.meetings)
    assert word_text(document)


def test_the_book_names_no_person(plan, corpus, language):
    text = said(briefing_document(plan, corpus, None, language, now=NOW))
    assert not any(one.contact in text or one.email in text for one in plan.participants)


def test_two_of_one_organisation_are_told_apart_in_book_and_briefing(plan, corpus, language):
    meeting = plan.schedule.meetings[0]
    reader, partner = meeting.first, meeting.second
    own = next(one for one in plan.participants if one.id == partner)
    other = next(one.id for one in plan.participants if one.id not in (reader, partner))
    twins = changed(plan, other, organisation=own.organisation, linked=own.linked, contact="Anna Muster")
    name = Agenda(plan, corpus, language).name(own)
    one_of = Texts(language)("event_one_of_several", name=name, who=own.contact)
    book = said(briefing_document(twins, corpus, None, language, now=NOW))
    assert one_of in book
    assert "Anna Muster" in book
    assert one_of in said(briefing_document(twins, corpus, reader, language, now=NOW))
    (table,) = tables(schedule_document(twins, corpus, reader, language, now=NOW))
    assert sum(cell.count(own.contact) for line in table.cells for cell in line) == 1


def test_the_language_of_a_participants_own_words_is_named_where_it_is_not_the_readers(plan_de, corpus):
    agenda = Agenda(plan_de, corpus, "de")
    german = next(one for one in plan_de.participants if one.country == "DE" and agenda.of(one.id))
    text = said(briefing_document(plan_de, corpus, german.id, "de", now=NOW))
    assert f"{Texts('de')('event_needs')} (Original: Japanisch)" in text
    assert re.search(r"Gesucht: „[^“]*“\. Angeboten: „[^“]*“ \(Original: Japanisch\)", text)
    assert "Original: Deutsch" not in text
    japanese = agenda.of(german.id)[0].partner_of(german.id)
    theirs = said(briefing_document(plan_de, corpus, japanese.id, "ja", now=NOW))
    assert "(原文:ドイツ語)" in theirs
    assert "原文:日本語" not in theirs


def test_words_that_belong_to_two_languages_are_not_called_foreign():
    assert original(("Open RAN", "5G"), Texts("de")) == Original(("Open RAN", "5G"))
    mixed = original(("Sensoren für Pegel an kleinen Bächen", "水位計", "AGV"), Texts("en"))
    assert mixed.lines == (
        "Sensoren für Pegel an kleinen Bächen (original: German)", "水位計 (original: Japanese)",
        "AGV (original: German)",
    )  # fmt: skip
    assert mixed.language == ""


def test_own_files_name_partners_but_no_addresses_and_nobody_else(plan, corpus, language):
    agenda = Agenda(plan, corpus, language)
    partners = {one.partner_of(1).id for one in agenda.of(1)}
    for document in (
        briefing_document(plan, corpus, 1, language, now=NOW),
        schedule_document(plan, corpus, 1, language, now=NOW),
    ):
        text = said(document)
        for one in plan.participants:
            assert one.email not in text
            assert (one.contact in text) == (one.id in partners or (one.id == 1 and not document.parts[0].heading))


def test_an_address_written_into_another_field_is_left_out(plan_de, corpus):
    partner = plan_de.schedule.meetings[0].second
    evil = changed(
        plan_de, partner, contact="Anna Muster <anna@example.org>", needs=("Netz, mail an b.c@example.co.jp",)
    )
    text = said(briefing_document(evil, corpus, plan_de.schedule.meetings[0].first, "de", now=NOW))
    assert "Anna Muster" in text
    assert "@example" not in text


def test_vetoes_and_availability_stay_with_the_organisers(plan_de, corpus):
    secret = changed(
        plan_de, 9, wont_meet=(1,), must_meet=(2,), available=(Window(start=NOW, end=NOW + dt.timedelta(days=90)),)
    )
    for who in (1, 2, None):
        assert said(briefing_document(secret, corpus, who, "de", now=NOW)) == said(
            briefing_document(plan_de, corpus, who, "de", now=NOW)
        )


@pytest.mark.parametrize("text", [*OWASP, '#panic("x") $1$ \\ *b* <script>', 'https://a b"><x', "長い" * 70])
def test_no_text_breaks_a_document(plan_de, corpus, text):
    name = f"x{text}"[:150]
    evil = changed(plan_de, 9, organisation=name, contact=text, needs=(text, "n"), offers=(text,), linked=None)
    place = evil.event.places[0].model_copy(update={"name": name, "link": text, "kind": "video"})
    event = evil.event.model_copy(update={"name": name, "venue": text, "places": (place, *evil.event.places[1:])})
    evil = evil.model_copy(update={"event": event})
    met = next(one.first for one in evil.schedule.meetings if one.second == 9)
    for document in (
        schedule_document(evil, corpus, met, "de", now=NOW),
        briefing_document(evil, corpus, None, "de", now=NOW),
    ):
        assert PdfReader(io.BytesIO(document_pdf(document))).pages
        assert docx.Document(io.BytesIO(document_docx(document))).paragraphs


def test_a_case_or_organisation_that_the_corpus_has_no_more_is_left_out(plan_de, corpus):
    affinities = tuple(
        one.model_copy(
            update={
                "reasons": tuple(
                    reason.model_copy(update={"case_id": "jp-gone"}) if reason.case_id else reason
                    for reason in one.reasons
                )
            }
        )
        for one in plan_de.affinities
    )
    stale = changed(plan_de, 9, linked="gone").model_copy(update={"affinities": affinities})
    assert document_pdf(briefing_document(stale, corpus, 1, "de", now=NOW))


def test_a_plan_that_names_what_the_event_has_not_is_refused(plan_de, corpus):
    stray = Meeting(uid="x", first=1, second=9, slot=99, place="t1")
    broken = plan_de.model_copy(update={"schedule": plan_de.schedule.model_copy(update={"meetings": (stray,)})})
    with pytest.raises(WrongUse, match="no slot 99"):
        schedule_document(broken, corpus, 1, "de", now=NOW)
