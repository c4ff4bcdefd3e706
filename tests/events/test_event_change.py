"""An event's own data are changed: what stays, what moves along, and what is refused."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from matcher.errors import EditConflict, WrongUse
from matcher.events.change import Changes, change_event, changed, frame_of
from matcher.events.event import Event, Meeting, MeetingPlace, Participant, Rules, Schedule
from matcher.events.frame import numbered_places, slots_through_the_day
from matcher.events.store import EventStore
from matcher.workspace.database import open_database

DAY = dt.date(2027, 3, 23)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def store():
    with open_database("sqlite://") as database:
        yield EventStore(database, "tester")


@pytest.fixture
def event(store):
    slots = slots_through_the_day(
        DAY, dt.time(9, 0), "Europe/Berlin", count=6, minutes=20, gap=5, pauses={3: 45}
    )  # fmt: skip
    rooms = (
        MeetingPlace(id="t1", name="Rotunda"),
        MeetingPlace(id="t2", name="Table 2"),
        MeetingPlace(id="v1", name="Video 1", kind="video", link="https://video.example/1"),
    )
    made = Event(
        id=0, name="Day", venue="Berlin", slots=slots, places=rooms, rules=Rules(), keep_until=dt.date(2027, 6, 30)
    )
    return store.create(made)


def clocks(event):
    return [f"{slot.start.astimezone(ZoneInfo(event.zone)):%d %H:%M}" for slot in event.slots]


def meeting(uid, slot, place, confirmed=True):
    return Meeting(uid=uid, first=1, second=2, slot=slot, place=place, confirmed=confirmed)


def planned(store, event, *meetings):
    people = [Participant(id=n, organisation=f"No {n}", country="DE") for n in (1, 2)]
    store.add(event.id, lambda _, first: people)
    plan = Schedule(meetings=meetings, value=1, bound=1, optimal=True, worst_served=1)
    store.keep_schedule(event.id, plan)
    return store.get(event.id)


def test_the_frame_of_an_event_is_what_it_was_made_from(event):
    frame = frame_of(event)
    assert (frame.day, frame.start, frame.count, frame.minutes, frame.gap) == (DAY, dt.time(9, 0), 6, 20, 5)
    assert frame.pauses == {3: 45}


def test_what_is_not_given_stays(event):
    assert changed(event, Changes()) == event
    other = changed(event, Changes(name=" Another  day ", rules={"interpreters": 3}))
    assert (other.name, other.rules) == ("Another day", Rules(interpreters=3))
    assert (other.slots, other.places, other.venue) == (event.slots, event.places, "Berlin")


def test_another_day_keeps_the_clock_across_summer_time(event):
    moved = changed(event, Changes(day=dt.date(2027, 3, 30)))
    assert clocks(moved) == [clock.replace("23 ", "30 ") for clock in clocks(event)]
    assert moved.slots[0].start - event.slots[0].start == dt.timedelta(days=7, hours=-1)


def test_slots_are_added_at_the_usual_gap_and_breaks_replaced(event):
    more = changed(event, Changes(slots=8, pauses={2: 30}))
    assert clocks(more)[:4] == ["23 09:00", "23 09:25", "23 10:15", "23 10:40"]
    assert len(more.slots) == 8
    assert changed(event, Changes(minutes=30)).slots[3].start - event.slots[3].start == dt.timedelta(minutes=30)


def test_tables_and_rooms_that_stay_keep_name_and_link(event):
    more = changed(event, Changes(tables=4, video_rooms=2))
    assert [place.name for place in more.places] == [
        "Rotunda", "Table 2", "Table 3", "Table 4", "Video 1", "Video 2"
    ]  # fmt: skip
    assert more.places[4].link == "https://video.example/1"
    fewer = changed(more, Changes(tables=1, video_rooms=0))
    assert [place.id for place in fewer.places] == ["t1"]
    assert changed(event, Changes(tables=12)).places[:12] == (*event.places[:2], *numbered_places(12, 0)[2:])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (Changes(name=" \u200b "), "at least 1 character"),
        (Changes(day=dt.date(2027, 7, 1)), "before the event is over"),
        (Changes(keep_until=dt.date(2027, 3, 22)), "before the event is over"),
        (Changes(tables=0, video_rooms=0), "at least 1 item"),
        (Changes(rules={"least_meetings": 9}), "above the most"),
        (Changes(zone="Mars/Base"), "time zone"),
    ],
)
def test_what_would_not_be_an_event_is_refused(store, event, changes, said):
    with pytest.raises((ValidationError, KeyError), match=said):
        change_event(store, event, changes)
    assert store.get(event.id) == event


def test_a_name_that_is_taken_or_a_number_is_refused(store, event):
    store.create(event.model_copy(update={"id": 0, "name": "Other"}))
    for name in ("Other", "77"):
        with pytest.raises(WrongUse):
            change_event(store, event, Changes(name=name))
    assert store.get("Day") == event


def test_what_somebody_else_changed_is_not_overwritten(store, event):
    change_event(store, event, Changes(venue="Osaka"))
    with pytest.raises(EditConflict):
        change_event(store, event, Changes(venue="Kyoto"))
    assert store.get(event.id).venue == "Osaka"


def test_meetings_that_move_tell_calendars_and_are_agreed_to_again(store, event):
    now = planned(store, event, meeting("a", 1, "t1"), meeting("b", 5, "v1"))
    moved = change_event(store, now, Changes(pauses={3: 60}))
    kept = {one.uid: one for one in store.schedule(event.id).meetings}
    assert (kept["a"].sequence, kept["a"].confirmed) == (0, True)
    assert (kept["b"].sequence, kept["b"].confirmed) == (1, False)
    change_event(store, moved, Changes(venue="Hannover"))
    kept = {one.uid: one for one in store.schedule(event.id).meetings}
    assert (kept["a"].sequence, kept["a"].confirmed) == (1, True)
    assert kept["b"].sequence == 1


def test_a_change_of_rules_leaves_the_plan_as_it_was(store, event):
    now = planned(store, event, meeting("a", 1, "t1"))
    change_event(store, now, Changes(rules={"most_meetings": 4}, keep_until=dt.date(2027, 5, 1)))
    assert len(store.schedules(event.id)) == 1
    assert store.get(event.id).keep_until == dt.date(2027, 5, 1)
