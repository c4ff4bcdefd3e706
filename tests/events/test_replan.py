"""Planning again: what is agreed stays, what can stay stays, and calendars can follow."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scheduling import Event, check, check_short, events, pair, slots, somebody, tables

from matcher.errors import WrongUse
from matcher.events.event import MeetingPlace, Rules, Schedule, Window
from matcher.events.replan import replan
from matcher.events.schedule import plan

WANTED = [pair(a, b, 40 + 5 * a, 30 + 6 * b) for a in (1, 3, 5) for b in (2, 4, 6)]


@pytest.fixture
def event() -> Event:
    """Three from each country, four slots, three tables; everyone meets the three others."""
    return Event([somebody(n) for n in range(1, 7)], WANTED, slots(4), tables(3), Rules())


@pytest.fixture
def made(event) -> Schedule:
    return plan(*event.given, seconds=5)


def confirmed(made: Schedule, *pairs: tuple[int, int]) -> Schedule:
    """The schedule with some meetings agreed, or all."""
    return made.model_copy(
        update={
            "meetings": tuple(
                one.model_copy(update={"confirmed": not pairs or (one.first, one.second) in pairs})
                for one in made.meetings
            )
        }
    )


def changed(event: Event, one: int, **change: object) -> Event:
    """The event with one participant changed."""
    people = [who.model_copy(update=change) if who.id == one else who for who in event.participants]
    return Event(people, event.affinities, event.slots, event.places, event.rules)


def by_pair(made: Schedule):
    return {(one.first, one.second): one for one in made.meetings}


def test_nothing_changes_where_nothing_happened(event, made):
    assert set(replan(made, *event.given, seconds=5).meetings) == set(made.meetings)


def test_after_a_no_show_the_others_meet_as_planned(event, made):
    now = changed(event, 2, attendance="absent")
    again = replan(confirmed(made), *now.given, seconds=5)
    check(again, now)
    assert set(again.meetings) == {one for one in confirmed(made).meetings if one.second != 2}


def test_who_comes_late_meets_later_under_the_same_uid(event, made):
    first = event.slots[0]
    early = [one for one in made.meetings if one.slot == 1]
    late = next(one.second for one in early)
    now = changed(event, late, available=(Window(start=first.end, end=event.slots[-1].end),))
    again = replan(made, *now.given, seconds=5)
    check(again, now)
    moved = [one for one in again.meetings if one not in made.meetings]
    for one in moved:
        old = by_pair(made)[one.first, one.second]
        assert (one.uid, one.sequence, one.confirmed) == (old.uid, old.sequence + 1, False)
    assert {late in (one.first, one.second) for one in moved} == {True}
    assert len(again.meetings) == 9


def test_history_stays_though_somebody_has_left(event, made):
    now = changed(event, 2, attendance="absent")
    again = replan(made, *now.given, seconds=5, from_slot=3)
    past = {one for one in made.meetings if one.slot < 3}
    assert past == {one for one in again.meetings if one.slot < 3}
    assert all(2 not in (one.first, one.second) for one in again.meetings if one.slot >= 3)


def test_a_new_participant_gets_meetings_and_nobody_else_is_moved(event, made):
    people = [*event.participants, somebody(7)]
    wanted = [*WANTED, *(pair(7, n, 50, 50) for n in (2, 4, 6))]
    now = Event(people, wanted, slots(6), event.places, event.rules)
    again = replan(made, *now.given, seconds=5)
    check(again, now)
    assert set(made.meetings) <= set(again.meetings)
    new = [one for one in again.meetings if one.first == 7]
    assert len(new) == 3
    assert all(one.sequence == 0 and one.uid.endswith("@kakehashi") for one in new)


def test_a_meeting_whose_table_is_gone_gets_another_at_its_time(event, made):
    gone = made.meetings[0].place
    places = [*(place for place in event.places if place.id != gone), MeetingPlace(id="t9", name="Table 9")]
    now = Event(event.participants, WANTED, event.slots, places, event.rules)
    again = replan(confirmed(made), *now.given, seconds=5)
    check(again, now)
    for two, old in by_pair(confirmed(made)).items():
        new = by_pair(again)[two]
        assert (new.uid, new.slot, new.confirmed) == (old.uid, old.slot, True)
        assert (new.place, new.sequence) == (("t9", 1) if old.place == gone else (old.place, 0))


def test_another_interpreter_is_told_to_calendars_too(event, made):
    foreign = [one.model_copy(update={"interpreter": one.first == 1}) for one in WANTED]
    two = Event(event.participants, foreign, event.slots, event.places, Rules(interpreters=2))
    before = confirmed(plan(*two.given, seconds=5))
    second = tuple(one.model_copy(update={"interpreter": 2}) if one.interpreter else one for one in before.meetings)
    one = Event(event.participants, foreign, event.slots, event.places, Rules(interpreters=1))
    again = by_pair(replan(before.model_copy(update={"meetings": second}), *one.given, seconds=5))
    for two_of_it, old in by_pair(before).items():
        new = again[two_of_it]
        assert (new.uid, new.slot, new.place, new.confirmed) == (old.uid, old.slot, old.place, True)
        assert (new.interpreter, new.sequence) == ((1, 1) if old.interpreter else (None, 0))


def test_with_fewer_tables_as_many_as_possible_stay(event, made):
    now = Event(event.participants, WANTED, event.slots, tables(2), event.rules)
    again = replan(confirmed(made, (1, 2)), *now.given, seconds=5)
    check(again, now)
    full = sum(min(2, sum(one.slot == n for one in made.meetings)) for n in range(1, 5))
    assert sum(new.slot == by_pair(made)[two].slot for two, new in by_pair(again).items()) == full


def test_a_new_veto_ends_even_a_confirmed_meeting(event, made):
    now = changed(event, 1, wont_meet=(2,))
    again = replan(confirmed(made), *now.given, seconds=5)
    assert (1, 2) not in by_pair(again)
    assert len(again.meetings) == 8


def test_a_past_slot_that_was_taken_away_is_said(event, made):
    with pytest.raises(WrongUse, match="slot 1, which is not there"):
        replan(made, event.participants, WANTED, event.slots[1:], event.places, event.rules, from_slot=2)


@given(events(), st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_confirmed_meetings_stay_whatever_happens(event, data):
    made = plan(*event.given, seconds=1)
    agreed = [(one.first, one.second) for one in made.meetings if data.draw(st.booleans())]
    before = confirmed(made, (0, 0), *agreed)
    gone = data.draw(st.sampled_from([one.id for one in event.participants]))
    late = (Window(start=event.slots[-1].start, end=event.slots[-1].end),)
    now = changed(event, gone, **data.draw(st.sampled_from([{"attendance": "absent"}, {"available": late}, {}])))
    again = replan(before, *now.given, seconds=1)
    check(again, now)
    check_short(again, now)
    known = {one.id: one for one in now.participants}
    times = {slot.number: slot for slot in now.slots}
    for one in before.meetings:
        if known[one.first].can(times[one.slot]) and known[one.second].can(times[one.slot]):
            assert one in again.meetings, "what could stay was changed"
