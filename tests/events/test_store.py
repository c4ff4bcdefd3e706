"""Events are kept with their participants and plans, and wholly deleted."""

import datetime as dt
import sqlite3

import pytest

from matcher.errors import EditConflict, WrongUse
from matcher.events.event import Meeting, Schedule
from matcher.events.store import EventStore
from tests.events.conftest import participant
from tests.workspace.conftest import address, database, postgres  # noqa: F401 - fixtures

PERSON = "Erika Mustermann-Beispiel"


@pytest.fixture
def store(database):  # noqa: F811
    return EventStore(database, "Anna")


def two(known, first):
    return [
        participant(first, "Stadtwerke Beispielstadt", contact=PERSON, must_meet=(first + 1,)),
        participant(first + 1, "例示電機", country="JP", languages=("ja",), zone="Asia/Tokyo"),
    ]


def test_an_event_is_kept_and_found_by_number_and_name(store, event):
    made = store.create(event)
    assert store.get(made.id) == store.get("Digital Event 2027") == made
    assert store.all() == (made,)
    with pytest.raises(WrongUse, match="already"):
        store.create(event)


def test_two_editors_of_an_event_lose_nothing(store, event):
    made = store.create(event)
    store.change(made.model_copy(update={"venue": "Hannover"}))
    with pytest.raises(EditConflict, match="changed by Anna"):
        store.change(made.model_copy(update={"venue": "Tokyo"}))
    assert store.get(made.id).venue == "Hannover"


def test_an_import_comes_whole_and_can_be_taken_back(store, event):
    made = store.create(event)
    assert store.add(made.id, two) == 1
    assert store.add(made.id, lambda known, first: [participant(first, f"After {len(known)}")]) == 2
    assert [one.organisation for one in store.participants(made.id)][-1] == "After 2"
    assert store.undo(made.id) == 1
    assert store.undo(made.id, 1) == 2
    assert store.participants(made.id) == ()
    with pytest.raises(WrongUse, match="no such import"):
        store.undo(made.id)


def test_a_failing_import_leaves_the_event_as_it_was(store, event):
    made = store.create(event)
    store.add(made.id, two)

    def fail(known, first):
        raise WrongUse("row 7 cannot be read.")

    with pytest.raises(WrongUse):
        store.add(made.id, fail)
    assert len(store.participants(made.id)) == 2


def test_wishes_for_participants_that_were_taken_back_are_forgotten(store, event):
    made = store.create(event)
    store.add(made.id, lambda known, first: [participant(first, "A")])
    store.add(made.id, lambda known, first: [participant(first, "B")])
    store.change_participant(made.id, participant(1, "A", must_meet=(2,)))
    store.undo(made.id)
    assert store.participants(made.id)[0].must_meet == ()


def test_an_import_that_is_in_the_plan_is_not_taken_back(store, event):
    made = store.create(event)
    store.add(made.id, two)
    meeting = Meeting(uid="m1@kakehashi", first=1, second=2, slot=1, place="v1")
    assert (
        store.keep_schedule(
            made.id, Schedule(meetings=(meeting,), value=10, bound=10, optimal=True, worst_served=1)
        )
        == 1
    )
    with pytest.raises(WrongUse, match="in the plan"):
        store.undo(made.id)
    assert store.schedule(made.id).meetings == (meeting,)
    assert len(store.schedules(made.id)) == 1


def test_all_that_is_held_on_a_participant_can_be_given_out(store, event):
    made = store.create(event)
    store.add(made.id, two)
    held = store.held_on(made.id, 1)
    assert held["participant"]["contact"] == PERSON
    assert held["keep_until"] == "2027-06-30"
    with pytest.raises(WrongUse, match="no participant 9"):
        store.held_on(made.id, 9)


def test_events_past_their_retention_date_are_named(store, event):
    store.create(event)
    assert store.expired(dt.date(2027, 6, 30)) == ()
    assert [one.name for one in store.expired(dt.date(2027, 7, 1))] == ["Digital Event 2027"]


def test_deleting_an_event_leaves_nothing_of_its_participants(store, event, address, tmp_path):  # noqa: F811
    made = store.create(event)
    store.add(made.id, two)
    store.delete(made.id)
    assert store.all() == ()
    path = tmp_path / "workspace.db"
    if address.startswith("sqlite"):
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert PERSON.encode() not in path.read_bytes()
