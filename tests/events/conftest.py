"""A small day of meetings: four slots in Berlin, two tables and a video room."""

from __future__ import annotations

import datetime as dt

import pytest

from matcher.events.event import Event, MeetingPlace, Participant, Rules, Slot

DAY = dt.datetime(2027, 3, 9, 8, 0, tzinfo=dt.UTC)


def slots_of(count: int, minutes: int = 20, gap: int = 5) -> tuple[Slot, ...]:
    return tuple(
        Slot(number=n + 1, start=DAY + dt.timedelta(minutes=n * (minutes + gap)), minutes=minutes)
        for n in range(count)
    )


def participant(number: int, organisation: str, **changes) -> Participant:
    values = {"country": "DE", "languages": ("en",)}
    return Participant(id=number, organisation=organisation, **{**values, **changes})


@pytest.fixture
def event() -> Event:
    return Event(
        id=0,
        name="Digital Event 2027",
        venue="Berlin",
        slots=slots_of(4),
        places=(
            MeetingPlace(id="t1", name="Table 1"),
            MeetingPlace(id="t2", name="Table 2"),
            MeetingPlace(id="v1", name="Video 1", kind="video", link="https://video.example/1"),
        ),
        rules=Rules(most_meetings=3),
        keep_until=dt.date(2027, 6, 30),
    )
