"""Events are kept with their participants and plans, and wholly deleted."""

import datetime as dt

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


@pytest.mark.parametrize("asked", [7, "²", "7" * 30, "Nothing"])
def test_an_event_that_is_not_there(store, asked):
    with pytest.raises(WrongUse, match="there is no event"):
        store.get(asked)


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
    one = store.participants(made.id)[0]
    store.change_participant(made.id, one.model_copy(update={"must_meet": (2,)}))
    store.undo(made.id)
    assert store.participants(made.id)[0].must_meet == ()


def planned(*meetings):
    return Schedule(meetings=meetings, value=10, bound=10, optimal=True, worst_served=1)


def test_an_import_that_was_ever_in_a_plan_is_not_taken_back(store, event):
    made = store.create(event)
    store.add(made.id, two)
    meeting = Meeting(uid="m1@kakehashi", first=1, second=2, slot=1, place="v1")
    assert store.keep_schedule(made.id, planned(meeting)) == 1
    store.keep_schedule(made.id, planned())
    with pytest.raises(WrongUse, match="been in a plan"):
        store.undo(made.id)
    assert store.schedule(made.id).meetings == ()
    assert len(store.schedules(made.id)) == 2


def test_only_plans_that_files_were_made_from_are_issued(store, event):
    made = store.create(event)
    meeting = Meeting(uid="m1@kakehashi", first=1, second=2, slot=1, place="v1")
    store.keep_schedule(made.id, planned())
    store.keep_schedule(made.id, planned(meeting))
    store.issue(made.id)
    store.keep_schedule(made.id, planned())
    assert [one.meetings for one in store.issued(made.id)] == [(meeting,)]


def test_a_plan_made_from_an_older_state_is_refused(store, event):
    made = store.create(event)
    store.add(made.id, two)
    seen = store.get(made.id)
    someone = store.participants(made.id)[0]
    store.change_participant(made.id, someone.model_copy(update={"attendance": "absent"}))
    with pytest.raises(EditConflict, match="was changed by Anna"):
        store.keep_schedule(made.id, planned(), seen.version)
    with pytest.raises(EditConflict):
        store.change_participant(made.id, someone.model_copy(update={"on_site": False}))


def test_a_number_is_never_given_twice(store, event):
    first = store.create(event)
    store.delete(first.id)
    assert store.create(event).id > first.id
    with pytest.raises(WrongUse, match="taken for a number"):
        store.create(event.model_copy(update={"name": "12"}))


def test_all_that_is_held_on_a_participant_can_be_given_out(store, event):
    made = store.create(event)
    store.add(made.id, two)
    held = store.held_on(made.id, 1)
    assert held["participant"]["contact"] == PERSON
    assert held["keep_until"] == "2027-06-30"
    assert store.held_on(made.id, 2)["others_who_wish_to_meet_it"] == 1
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
        for file in path.parent.glob("workspace.db*"):
            assert PERSON.encode() not in file.read_bytes(), file
