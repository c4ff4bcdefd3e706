"""What the nouns of events refuse."""

import datetime as dt

import pytest
from pydantic import ValidationError
from scheduling import slots, tables

from matcher.events.event import Event, Participant, Rules, Slot

LAST = slots(2)[-1].end.date()


def event(**change):
    values = {"id": 0, "name": "Day", "slots": slots(2), "places": tables(1), "keep_until": LAST}
    return Event(**{**values, **change})


def test_data_is_kept_until_the_event_is_over_at_the_venue():
    assert event(keep_until=LAST).keep_until == LAST
    with pytest.raises(ValidationError, match="before the event is over"):
        event(keep_until=LAST - dt.timedelta(days=1))
    with pytest.raises(ValidationError, match="before the event is over"):
        event(zone="Pacific/Kiritimati", slots=[Slot(number=1, start="2027-05-18T11:00Z", minutes=20)])


def test_the_least_number_of_meetings_is_not_above_the_most():
    assert Rules(most_meetings=2, least_meetings=2).least_meetings == 2
    with pytest.raises(ValidationError, match="above the most"):
        Rules(most_meetings=2, least_meetings=3)


@pytest.mark.parametrize("zone", ["Europe", "Mars/Base", "", "../../etc", "/etc/passwd"])
def test_a_zone_is_one_of_the_known(zone):
    with pytest.raises(ValidationError, match="is no time zone"):
        Participant(id=1, organisation="One", country="DE", zone=zone)


@pytest.mark.parametrize("start", ["9999-12-31T23:50:00Z", "0001-01-01T00:00:00+09:00", "1969-12-31T23:00:00Z"])
def test_a_slot_is_in_years_that_calendars_know(start):
    with pytest.raises(ValidationError, match="outside the years 1970 to 2199"):
        Slot(number=1, start=start, minutes=20)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Digital\u200b  Event\x00 ", "Digital Event"),
        ("Gespra\u0308chstag", "Gesprächstag"),
        ("日独\nデジタル\tデー", "日独 デジタル デー"),
        ("Tag \u202e2027", "Tag 2027"),
    ],
)
def test_names_are_composed_in_one_line_and_without_what_is_not_seen(typed, kept):
    assert event(name=typed, venue=typed).name == kept
    assert event(venue=typed).venue == kept
    assert Participant(id=1, organisation=typed, contact=typed, country="DE").contact == kept


@pytest.mark.parametrize("blank", ["", "  ", "\u200b\u2060", "\x00\n"])
def test_a_name_of_blanks_is_none(blank):
    with pytest.raises(ValidationError, match="at least 1 character"):
        event(name=blank)
