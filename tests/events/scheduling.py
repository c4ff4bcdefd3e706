"""Small events to plan, and the rules of a schedule as a reader would check them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import combinations

from hypothesis import strategies as st

from matcher.events.event import Affinity, MeetingPlace, Participant, Rules, Schedule, Slot, Window

NINE = dt.datetime(2027, 5, 18, 7, 0, tzinfo=dt.UTC)


def slots(count: int, *, pause_after: int | None = None) -> tuple[Slot, ...]:
    """Slots of 25 minutes every half hour, with an hour's pause after one of them."""
    late = dt.timedelta(hours=1)
    return tuple(
        Slot(
            number=n,
            start=NINE
            + dt.timedelta(minutes=30 * (n - 1))
            + (late if pause_after and n > pause_after else late * 0),
            minutes=25,
        )
        for n in range(1, count + 1)
    )


def somebody(one: int, country: str = "", **more: object) -> Participant:
    """A participant; odd numbers are German, even ones Japanese."""
    return Participant(
        id=one, organisation=f"Organisation {one}", country=country or ("DE" if one % 2 else "JP"), **more
    )


def pair(first: int, second: int, one: float = 50, other: float = 50, **more: object) -> Affinity:
    return Affinity(first=first, second=second, first_gains=one, second_gains=other, **more)


def tables(count: int) -> tuple[MeetingPlace, ...]:
    return tuple(MeetingPlace(id=f"t{n}", name=f"Table {n}") for n in range(1, count + 1))


def rooms(count: int) -> tuple[MeetingPlace, ...]:
    return tuple(MeetingPlace(id=f"v{n}", name=f"Room {n}", kind="video") for n in range(1, count + 1))


class Event:
    """What a schedule is made from."""

    def __init__(self, participants, affinities, slots, places, rules) -> None:
        self.participants: tuple[Participant, ...] = tuple(participants)
        self.affinities: tuple[Affinity, ...] = tuple(affinities)
        self.slots: tuple[Slot, ...] = tuple(slots)
        self.places: tuple[MeetingPlace, ...] = tuple(places)
        self.rules: Rules = rules

    @property
    def given(self):
        return self.participants, self.affinities, self.slots, self.places, self.rules

    def __repr__(self) -> str:
        return f"Event{self.given!r}"


@st.composite
def events(draw, people: int = 8, times: int = 5, places: int = 3) -> Event:
    """Events with all that can happen: windows, video, vetoes, wishes, interpreters."""
    count = draw(st.integers(2, people))
    when = slots(draw(st.integers(1, times)), pause_after=draw(st.sampled_from([None, 2])))
    participants = [_person(draw, one, when) for one in range(1, count + 1)]
    gains = st.sampled_from([0.0, 10.0, 35.5, 60.0, 100.0])
    affinities = [
        pair(
            first, second, draw(gains), draw(gains), must=draw(_seldom), vetoed=draw(_seldom),
            interpreter=draw(_seldom),
        )
        for first, second in combinations(range(1, count + 1), 2)
        if draw(st.integers(0, 4))
    ]  # fmt: skip
    most = draw(st.integers(1, 4))
    rules = Rules(
        most_meetings=most,
        least_meetings=draw(st.integers(0, min(2, most))),
        most_in_a_row=draw(st.integers(1, 4)),
        only_across_countries=draw(st.booleans()),
        interpreters=draw(st.integers(0, 2)),
    )
    where = (*tables(draw(st.integers(0, places))), *rooms(draw(st.integers(0, 2))))
    return Event(participants, affinities, when, where, rules)


_seldom = st.sampled_from([False, False, False, False, True])


def _person(draw, one: int, when: tuple[Slot, ...]) -> Participant:
    first = draw(st.integers(0, len(when) - 1))
    last = draw(st.integers(first, len(when) - 1))
    window = Window(start=when[first].start, end=when[last].end)
    return somebody(
        one, available=(window,) if draw(_seldom) else (), on_site=not draw(_seldom),
        attendance="absent" if draw(st.integers(0, 9)) == 9 else "expected",
    )  # fmt: skip


def check(made: Schedule, event: Event) -> None:
    """Hold a schedule against every rule."""
    known = {one.id: one for one in event.participants}
    times = {slot.number: slot for slot in event.slots}
    kinds = {place.id: place.kind for place in event.places}
    by_pair = {frozenset((one.first, one.second)): one for one in event.affinities}
    busy = Counter((who, one.slot) for one in made.meetings for who in (one.first, one.second))
    assert max(busy.values(), default=1) == 1, "somebody is in two meetings at once"
    assert max(Counter((one.place, one.slot) for one in made.meetings).values(), default=1) == 1
    met = [frozenset((one.first, one.second)) for one in made.meetings]
    assert len(met) == len(set(met)), "a pair meets twice"
    assert len({one.uid for one in made.meetings}) == len(made.meetings)
    for one in made.meetings:
        affinity, first, second = by_pair[frozenset((one.first, one.second))], known[one.first], known[one.second]
        assert not affinity.vetoed
        assert affinity.value > 0 or affinity.must
        assert first.can(times[one.slot])
        assert second.can(times[one.slot])
        assert kinds[one.place] == ("table" if first.on_site and second.on_site else "video")
        assert (one.interpreter is not None) == affinity.interpreter
        assert one.interpreter is None or one.interpreter <= event.rules.interpreters
        if event.rules.only_across_countries:
            assert affinity.must or first.country != second.country
    numbers = Counter((one.interpreter, one.slot) for one in made.meetings if one.interpreter)
    assert max(numbers.values(), default=1) == 1, "an interpreter is in two meetings at once"
    for who in known:
        own = [slot for slot in event.slots if (who, slot.number) in busy]
        assert len(own) <= event.rules.most_meetings
        assert longest_row(own) <= event.rules.most_in_a_row
    missing = {frozenset((one.first, one.second)) for one in made.unmet}
    assert missing == {two for two, one in by_pair.items() if one.must and two not in set(met)}
    assert made.value <= made.bound + 1e-9


def check_short(made: Schedule, event: Event) -> None:
    """Hold against the meetings who is told to have too few."""
    counts = Counter(who for one in made.meetings for who in (one.first, one.second))
    assert {one.participant: one.meetings for one in made.short} == {
        one.id: counts[one.id]
        for one in event.participants
        if one.attendance == "expected" and counts[one.id] < event.rules.least_meetings
    }


def longest_row(own: list[Slot]) -> int:
    """The most slots that follow each other within 15 minutes."""
    longest = run = 0
    before: Slot | None = None
    for slot in sorted(own, key=lambda one: one.start):
        run = run + 1 if before and slot.start - before.end <= dt.timedelta(minutes=15) else 1
        longest, before = max(longest, run), slot
    return longest
