"""The events page, run by AppTest with the tiny encoder and a workspace of its own."""

import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from matcher.events.event import Schedule
from matcher.events.example import example_event, example_participants
from matcher.events.store import EventStore
from matcher.texts import Texts
from matcher.workspace.database import open_database
from tests.conftest import ROOT

LANGUAGES = ("ja", "de", "en")
STEPS = ("participants", "match", "schedule", "files", "themes")
DAY = dt.date(2027, 3, 9)
LIST = """Organisation;Land;Bedarf;Angebot;Sprachen;Unbekannt
Stadtwerke Beispiel;Deutschland;Sensoren für Pegel an Bächen;;Deutsch, Englisch;1
例示電機;Japan;;Pegelsensoren und Frühwarnung;Japanisch, Englisch;2
Ohne Land;;Etwas;;Deutsch;3
"""


@pytest.fixture
def store(tmp_path):
    with open_database(f"sqlite:///{tmp_path / 'workspace.db'}") as database:
        yield EventStore(database, "tester")


@pytest.fixture
def event(store, corpus):
    """The example event with 12 of its participants."""
    kept = store.create(example_event(DAY).model_copy(update={"keep_until": dt.date(2099, 1, 1)}))
    everybody = example_participants(kept, corpus.cases, corpus.organisations)
    few = [one for one in everybody if one.country == "JP"][:6] + [one for one in everybody if one.country == "DE"][
        :6
    ]
    store.add(kept.id, lambda _, first: [one.model_copy(update={"id": first + n}) for n, one in enumerate(few)])
    return kept


@pytest.fixture
def app(built_settings, tmp_path, monkeypatch):
    monkeypatch.setenv("MATCHER_INDEXES", str(built_settings.indexes))
    monkeypatch.setenv("MATCHER_ENCODER", built_settings.encoder)
    monkeypatch.setenv("MATCHER_WORKSPACE", f"sqlite:///{tmp_path / 'workspace.db'}")

    def open_at(language="en", **parameters):
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        parameters = {"lang": language, **parameters}
        for _ in range(2):
            for name, value in parameters.items():
                test.query_params[name] = str(value)
            test.switch_page("matcher/ui/pages/events.py")
        test.run()
        assert not test.exception
        return test

    return open_at


def shown(test):
    kinds = ("title", "subheader", "markdown", "caption", "info", "success", "warning", "error")
    return "\n".join(element.value for kind in kinds for element in getattr(test, kind)).replace("\\", "")


def button(test, key):
    return next(one for one in test.button if one.key == key)


def box(test, kind, key):
    return next(one for one in getattr(test, kind) if one.key and one.key.startswith(key))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_workspace_offers_the_example(app, store, language):
    test = app(language)
    texts = Texts(language)
    assert texts("eventpage_none") in shown(test)
    button(test, "make-example").click().run()
    assert not test.exception
    made = store.all()[0]
    assert made.name == texts("eventpage_example_name")
    assert test.query_params["id"] == str(made.id)
    assert len(test.dataframe[0].value) == 40


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", STEPS)
def test_every_step_opens_from_its_address(app, event, language, step):
    test = app(language, id=event.id, step=step)
    assert not test.error
    assert event.name in shown(test)


def test_an_event_is_made_with_the_form(app, store):
    test = app("de")
    box(test, "text_input", "event-name").input("Digitalforum").run()
    box(test, "number_input", "eventpage_tables").set_value(4).run()
    box(test, "selectbox", "event-zone").select("Asia/Tokyo").run()
    button(test, "make-event").click().run()
    assert not test.exception
    made = store.get("Digitalforum")
    assert [place.id for place in made.places] == ["t1", "t2", "t3", "t4", "v1", "v2"]
    assert made.slots[0].start.hour == 0
    assert made.slots[6].start - made.slots[5].start == dt.timedelta(minutes=50)


def test_a_press_that_another_run_breaks_off_is_not_lost(app, store):
    """A quick user types a name and presses at once: the run with the press may end before it reaches the form."""
    test = app("en")
    box(test, "text_input", "event-name").input("  Quick\u200b  day ").run()
    test.session_state["event-make-pressed"] = True  # what the press left behind when its run was broken off
    test.run()
    assert not test.exception
    assert [one.name for one in store.all()] == ["Quick day"]
    again = app("en")
    assert not again.error
    assert len(store.all()) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "eventpage_name_missing"),
        (" \u200b ", "eventpage_name_missing"),
        ("Kakehashi example event", "eventpage_name_taken"),
    ],
)
def test_an_event_without_a_name_of_its_own_is_not_made(app, store, event, name, said):
    test = app("ja")
    box(test, "text_input", "event-name").input(name).run()
    button(test, "make-event").click().run()
    assert Texts("ja")(said) in shown(test)
    assert len(store.all()) == 1


def test_data_that_should_be_gone_are_told(app, store, event):
    over = store.create(example_event(dt.date(2020, 1, 7)).model_copy(update={"name": "Long over"}))
    assert "Long over" in app("en").warning[0].value
    assert "2020" in app("en", id=over.id).warning[0].value


def test_an_event_that_is_not_there_is_said(app, store):
    for item in ("77", "nothing"):
        assert app("en", id=item).warning[0].value == Texts("en")("eventpage_missing")


def change_the_first(number):
    """Show what the dialog shows: AppTest cannot run the fragment that a dialog is."""
    import streamlit as st

    from matcher.texts import Texts
    from matcher.ui.engine import open_matcher
    from matcher.ui.events.person import ask_changes
    from matcher.ui.events.visit import Visit, event_store
    from matcher.ui.state import read_address

    texts, store = Texts("de"), event_store()
    people = st.session_state.setdefault("people", store.participants(number))
    visit = Visit(read_address(), texts, open_matcher(texts), store, store.get(number), people, None)
    ask_changes(visit, 1)


def dialog(event):
    return AppTest.from_function(change_the_first, args=(event.id,), default_timeout=120).run()


def change_event(number, language):
    """Show what the dialog of the event itself shows."""
    from matcher.texts import Texts
    from matcher.ui.engine import open_matcher
    from matcher.ui.events.editing import ask_event
    from matcher.ui.events.visit import Visit, event_store
    from matcher.ui.state import read_address

    texts, store = Texts(language), event_store()
    ask_event(Visit(read_address(), texts, open_matcher(texts), store, store.get(number), [], None))


def field(test, kind, label):
    return next(one for one in getattr(test, kind) if one.label == label)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_event_is_changed_in_a_dialog(app, store, event, language):
    texts = Texts(language)
    test = AppTest.from_function(change_event, args=(event.id, language), default_timeout=120).run()
    assert field(test, "number_input", texts("eventpage_slots")).value == len(event.slots)
    field(test, "text_input", texts("event_venue")).input("Rotes Rathaus")
    field(test, "date_input", texts("event_day")).set_value(DAY + dt.timedelta(days=7))
    field(test, "number_input", texts("eventpage_tables")).set_value(20)
    field(test, "button", texts("eventpage_save")).click().run()
    changed = store.get(event.id)
    assert changed.venue == "Rotes Rathaus"
    assert changed.slots[0].start == event.slots[0].start + dt.timedelta(days=7)
    assert [place.kind for place in changed.places].count("table") == 20
    assert changed.rules == event.rules


def test_a_change_that_cannot_be_is_told_and_not_kept(app, store, event):
    texts, before = Texts("de"), store.get(event.id)
    test = AppTest.from_function(change_event, args=(event.id, "de"), default_timeout=120).run()
    field(test, "text_input", texts("eventpage_name")).input("  ")
    field(test, "button", texts("eventpage_save")).click().run()
    assert test.error[0].value == texts("eventpage_name_missing")
    field(test, "text_input", texts("eventpage_name")).input("Neuer Name")
    field(test, "date_input", texts("eventpage_keep_until")).set_value(dt.date(2027, 1, 1))
    field(test, "button", texts("eventpage_save")).click().run()
    assert test.error[0].value == texts("eventpage_keep_too_short")
    assert store.get(event.id) == before


def test_a_participant_is_changed(app, store, event):
    test = dialog(event)
    box(test, "text_area", f"person-{event.id}-1-needs").input("Pegelsensoren\n\nKühlung")
    box(test, "toggle", f"person-{event.id}-1-attends").set_value(False)
    button(test, "save-person-1").click().run()
    assert not test.exception
    changed = store.participants(event.id)[0]
    assert changed.needs == ("Pegelsensoren", "Kühlung")
    assert changed.attendance == "absent"


def test_what_another_changed_meanwhile_is_not_overwritten(app, store, event):
    test = dialog(event)
    other = store.participants(event.id)[0].model_copy(update={"contact": "Another"})
    store.change_participant(event.id, other)
    box(test, "text_area", f"person-{event.id}-1-needs").input("Mine")
    button(test, "save-person-1").click().run()
    assert test.error[0].value == Texts("de")("eventpage_person_conflict")
    assert box(test, "text_area", f"person-{event.id}-1-needs").value == "Mine"
    assert store.participants(event.id)[0].contact == "Another"


def test_what_is_held_and_the_templates_can_be_downloaded(app, event):
    test = app("en", id=event.id)
    assert len(test.get("download_button")) == 4


def test_a_list_is_read_checked_and_imported(app, store, event):
    """Good rows come in, the bad one is told; a column that was not recognised is told too."""
    texts = Texts("de")
    test = app("de", id=event.id)
    test.file_uploader[0].upload("liste.csv", LIST.encode("utf-8-sig"), "text/csv").run()
    assert "Unbekannt" in shown(test)
    problems = test.dataframe[1].value
    assert list(problems[texts("eventpage_problem_line")]) == [4]
    button(test, "import-now").click().run()
    assert not test.exception
    assert texts("eventpage_imported", count="2") in shown(test)
    assert [one.organisation for one in store.participants(event.id)[12:]] == ["Stadtwerke Beispiel", "例示電機"]


def test_columns_can_be_changed_before_the_import(app, store, event):
    test = app("en", id=event.id)
    test.file_uploader[0].upload("list.csv", b"Company;Country;Notes\nAcme;Germany;Sensors\n", "text/csv").run()
    needs = next(one for one in test.selectbox if one.key and one.key.endswith("-needs"))
    needs.set_value(2).run()
    button(test, "import-now").click().run()
    assert store.participants(event.id)[-1].needs == ("Sensors",)


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03" * 50, b"PK\x03\x04 no workbook", b"a;b\n1;2\n"])
def test_a_file_that_is_no_list_is_told(app, store, event, content):
    test = app("ja", id=event.id)
    test.file_uploader[0].upload("list.csv", content, "text/csv").run()
    assert not test.exception
    assert len(test.error) == 1
    assert len(store.participants(event.id)) == 12


def test_links_are_proposed_and_confirmed_one_by_one(app, store, event):
    for one in store.participants(event.id):
        store.change_participant(event.id, one.model_copy(update={"linked": None}))
    test = app("ja", id=event.id)
    confirm = next(one for one in test.button if one.key and one.key.startswith("confirm-link-1-"))
    confirm.click().run()
    linked = [one.linked for one in store.participants(event.id)]
    assert linked[0] == confirm.key.removeprefix("confirm-link-1-")
    assert linked[1:] == [None] * 11


def test_a_pair_of_the_address_is_explained_with_its_cases(app, event):
    test = app("de", id=event.id, step="match", pair="1-7")
    assert "↔" in next(one.value for one in test.subheader)
    assert len(test.metric) == 3
    assert app("de", id=event.id, step="match", pair="1-999").info[0].value == Texts("de")("eventpage_pair_none")


def test_a_pair_can_be_chosen_without_the_map(app, event):
    test = app("en", id=event.id, step="match")
    box(test, "selectbox", "pair-1").select(2).run()
    box(test, "selectbox", "pair-2").select(8).run()
    assert test.query_params["pair"] == "2-8"
    assert len(test.metric) == 3


def test_planning_confirming_absence_and_planning_again(app, store, event):
    test = app("en", id=event.id, step="schedule")
    button(test, "plan-now").click().run()
    assert not test.exception
    plan = store.schedule(event.id)
    assert isinstance(plan, Schedule)
    assert plan.meetings
    assert {one.label for one in test.metric} >= {"Meetings", "Total value"}
    button(test, "confirm-all").click().run()
    assert all(one.confirmed for one in store.schedule(event.id).meetings)
    box(test, "multiselect", "absent-").select(plan.meetings[0].first)
    button(test, "plan-again").click().run()
    again = store.schedule(event.id)
    assert all(plan.meetings[0].first not in (one.first, one.second) for one in again.meetings)
    assert any("cancelled" in one.label for one in test.expander)
