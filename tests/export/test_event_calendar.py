"""Calendars, read again by an independent reader (vobject, whose zones are dateutil's)."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.errors import WrongUse
from matcher.export.events.calendar_file import calendar_ics
from matcher.export.events.time_zone import zone_component
from tests.export.event_plan import NOW, event_plan

BEFORE_SUMMER = dt.datetime(2027, 3, 27, 22, 0, tzinfo=dt.UTC)
"""Slots from 23:00 in Berlin over the change at 2:00 on 28 March 2027 to the morning."""
TRICKY = (
    "Muster; Söhne, Köln \\ Bonn",
    "two\nlines",
    "株式会社サンプル\r\nBEGIN:VEVENT\r\nUID:evil\r\nEND:VEVENT",
    "BEGIN:VEVENT",
    "lone\rreturn \u2028 separator \u0085 next",
    "长い名前" * 40,
)


@pytest.fixture(scope="module")
def plan(corpus):
    return event_plan(corpus, "de", each=6, slots=6, tables=5)


@pytest.fixture(scope="module")
def night(corpus):
    return event_plan(corpus, "de", each=12, slots=12, tables=9, start=BEFORE_SUMMER)


def events_of(content):
    return {event.uid.value: event for event in vobject.readOne(content.decode()).vevent_list}


def renamed(plan, participant_id, **changes):
    people = (one.model_copy(update=changes) if one.id == participant_id else one for one in plan.participants)
    return plan.model_copy(update={"participants": tuple(people)})


def test_each_meeting_is_an_event_of_both_sides(plan, corpus):
    meeting = plan.schedule.meetings[0]
    for side in (meeting.first, meeting.second):
        event = events_of(calendar_ics(plan, corpus, side, "de", now=NOW))[meeting.uid]
        assert event.sequence.value == str(meeting.sequence)
        assert event.dtstart.value == plan.event.slots[0].start
        assert event.dtend.value == plan.event.slots[0].end
        assert event.dtstamp.value == NOW


def test_a_calendar_is_in_the_participants_zone(plan, corpus):
    for participant_id, zone in ((1, "Asia/Tokyo"), (7, "Europe/Berlin")):
        text = calendar_ics(plan, corpus, participant_id, "en", now=NOW).decode()
        assert f"DTSTART;TZID={zone}:" in text
        assert text.count("BEGIN:VTIMEZONE") == 1
        assert "METHOD:PUBLISH" in text


def test_confirmed_meetings_are_told_from_tentative_ones(plan, corpus):
    events = events_of(calendar_ics(plan, corpus, 1, "ja", now=NOW))
    mine = [one for one in plan.schedule.meetings if 1 in (one.first, one.second)]
    assert {one.uid: "CONFIRMED" if one.confirmed else "TENTATIVE" for one in mine} == {
        uid: event.status.value for uid, event in events.items()
    }


def test_a_cancelled_meeting_is_called_off_by_its_uid(plan, corpus):
    gone, *kept = plan.schedule.meetings
    smaller = plan.model_copy(update={"schedule": plan.schedule.model_copy(update={"meetings": tuple(kept)})})
    events = events_of(calendar_ics(smaller, corpus, gone.first, "en", now=NOW, cancelled=[gone, kept[0]]))
    assert events[gone.uid].status.value == "CANCELLED"
    assert int(events[gone.uid].sequence.value) == gone.sequence + 1
    assert sum(event.status.value == "CANCELLED" for event in events.values()) == 1


def test_a_video_meeting_is_at_its_link_and_a_table_in_the_venue(plan, corpus):
    places = {place.id: place for place in plan.event.places}
    for meeting in plan.schedule.meetings:
        event = events_of(calendar_ics(plan, corpus, meeting.first, "de", now=NOW))[meeting.uid]
        place = places[meeting.place]
        assert event.location.value == (place.link or f"{place.name}, Messe Hannover")


def test_the_description_says_whom_and_why_and_holds_no_address(plan, corpus):
    meeting = plan.schedule.meetings[0]
    text = calendar_ics(plan, corpus, meeting.first, "de", now=NOW)
    description = events_of(text)[meeting.uid].description.value
    partner = next(one for one in plan.participants if one.id == meeting.second)
    assert partner.contact in description
    assert partner.offers[0] in description
    assert "Dolmetschen: Nr. 1\n" in description
    assert b"example.org>" not in text
    assert not re.search(rb"person\d+@", text)


@pytest.mark.parametrize("name", TRICKY)
def test_no_name_breaks_a_calendar(plan, corpus, name):
    evil = renamed(plan, 7, organisation=name, linked=None, contact=name, needs=(name,), offers=(name,))
    content = calendar_ics(evil, corpus, plan.schedule.meetings[0].first, "en", now=NOW)
    events = events_of(content)
    count = sum(plan.schedule.meetings[0].first in (one.first, one.second) for one in plan.schedule.meetings)
    assert len(events) == count
    assert "evil" not in events
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.count(b"\n") == content.count(b"\r\n")
    if name == TRICKY[0]:
        assert any(event.summary.value == f"Meeting with {name}" for event in events.values())


def test_local_times_are_right_across_the_change_to_summer_time(night, corpus):
    slots = {slot.number: slot for slot in night.event.slots}
    for participant_id, zone in ((1, "Asia/Tokyo"), (13, "Europe/Berlin")):
        text = calendar_ics(night, corpus, participant_id, "de", now=NOW).decode()
        events = events_of(text.encode())
        mine = [one for one in night.schedule.meetings if participant_id in (one.first, one.second)]
        for meeting in mine:
            start = slots[meeting.slot].start
            shown = events[meeting.uid].dtstart.value
            assert shown.astimezone(dt.UTC) == start
            local = start.astimezone(ZoneInfo(zone))
            assert f"DTSTART;TZID={zone}:{local:%Y%m%dT%H%M%S}" in text
    hours = {slots[n].start.astimezone(ZoneInfo("Europe/Berlin")).strftime("%H:%M") for n in slots}
    assert "01:30" in hours
    assert "03:00" in hours
    assert "02:30" not in hours


ZONES = (
    "Europe/Berlin",
    "Asia/Tokyo",
    "America/New_York",
    "Australia/Sydney",
    "Asia/Kolkata",
    "UTC",
    "Africa/Cairo",
)


@settings(max_examples=150, deadline=None)
@given(zone=st.sampled_from(ZONES), minutes=st.integers(0, 60 * 24 * 365 * 3))
def test_a_zone_has_the_offsets_that_the_time_zone_database_has(zone, minutes):
    """Every local time that exists once, three years round an event, is the same moment for both."""
    first = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    local = moment.astimezone(ZoneInfo(zone))
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        return  # shown twice: no calendar can tell which
    assert reader_of(zone, first).utcoffset(local.replace(tzinfo=None)) == local.utcoffset()


READERS = {}


def reader_of(zone, first):
    """The zone as the independent reader understands it."""
    if zone not in READERS:
        text = zone_component(zone, first, first).to_ical().decode()
        calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{text}END:VCALENDAR\r\n"
        READERS[zone] = vobject.readOne(calendar).vtimezone.gettzinfo()
    return READERS[zone]


def test_german_summer_time_is_written_as_its_yearly_rule():
    text = zone_component("Europe/Berlin", NOW, NOW).to_ical().decode()
    assert "DTSTART:20260329T020000" in text
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in text
    assert "DTSTART:20261025T030000" in text


def test_who_has_no_meetings_gets_an_empty_calendar(plan, corpus):
    empty = plan.model_copy(update={"schedule": plan.schedule.model_copy(update={"meetings": ()})})
    assert "vevent" not in vobject.readOne(calendar_ics(empty, corpus, 1, "ja", now=NOW).decode()).contents


def test_an_unknown_participant_is_named(plan, corpus):
    with pytest.raises(WrongUse, match="no participant 99"):
        calendar_ics(plan, corpus, 99, "en", now=NOW)
