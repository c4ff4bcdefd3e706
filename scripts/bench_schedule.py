"""Plans two made-up events, and compares with greedy planning and first-come booking. Run it with:

    python scripts/bench_schedule.py

Prints a table of the total value, its proved bound, the gap, the worst-served participant, the meetings a person
has, and the seconds. The events are the same each time.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from matcher.events.baselines import first_come_plan, greedy_plan
from matcher.events.event import Affinity, MeetingPlace, Participant, Rules, Schedule, Slot, Window
from matcher.events.schedule import plan

MORNING = dt.datetime(2027, 5, 18, 6, 0, tzinfo=dt.UTC)
"""08:00 in Berlin, 15:00 in Tokyo."""
SECTORS = 6


@dataclass(frozen=True)
class Event:
    """What is planned."""

    name: str
    participants: tuple[Participant, ...]
    affinities: tuple[Affinity, ...]
    slots: tuple[Slot, ...]
    places: tuple[MeetingPlace, ...]
    rules: Rules
    seconds: float


def make_event(people: int, slots: int, tables: int, interpreters: int, seconds: float, seed: int = 1) -> Event:
    """Make an event of two countries, whose times overlap but for early mornings and late evenings."""
    draw = random.Random(1000 * seed + people)  # noqa: S311
    times = tuple(_slot(number) for number in range(1, slots + 1))
    participants = tuple(_participant(draw, one, times) for one in range(1, people + 1))
    sectors = {one.id: draw.randrange(SECTORS) for one in participants}
    keen = {one.id: draw.uniform(0.6, 1.0) for one in participants}
    affinities = tuple(
        _affinity(draw, first, second, sectors[first.id] == sectors[second.id], keen)
        for first in participants
        for second in participants
        if first.id < second.id and first.country != second.country
    )
    places = [MeetingPlace(id=f"t{n}", name=f"Table {n}") for n in range(1, tables + 1)]
    places += [MeetingPlace(id=f"v{n}", name=f"Room {n}", kind="video") for n in range(1, tables // 2 + 1)]
    rules = Rules(most_meetings=8, least_meetings=3, most_in_a_row=4, interpreters=interpreters)
    name = f"{people} people, {slots} slots, {tables} tables, {interpreters} interpreters"
    return Event(name, participants, affinities, times, tuple(places), rules, seconds)


def _slot(number: int) -> Slot:
    """Return a slot of 25 minutes, every half an hour, with a longer break after six."""
    start = MORNING + dt.timedelta(minutes=30 * (number - 1) + 30 * ((number - 1) // 6))
    return Slot(number=number, start=start, minutes=25)


def _participant(draw: random.Random, one: int, times: tuple[Slot, ...]) -> Participant:
    japanese = one % 2 == 0
    first, last = times[0].start, times[-1].end
    whole = draw.random()
    window = Window(start=first, end=last)
    if whole < 0.3:  # Tokyo goes home early, Berlin comes late
        part = (last - first) * draw.uniform(0.5, 0.8)
        window = Window(start=first, end=first + part) if japanese else Window(start=last - part, end=last)
    other = "en" if draw.random() < 0.9 else None
    own = "ja" if japanese else "de"
    return Participant(
        id=one,
        organisation=f"Organisation {one}",
        country="JP" if japanese else "DE",
        languages=(own, other) if other else (own,),
        available=() if whole >= 0.3 else (window,),
        zone="Asia/Tokyo" if japanese else "Europe/Berlin",
        on_site=draw.random() < 0.85,
    )


def _affinity(
    draw: random.Random, first: Participant, second: Participant, alike: bool, keen: dict[int, float]
) -> Affinity:
    both = draw.uniform(25, 75) if alike else draw.uniform(0, 45)
    gains = [min(100.0, max(0.0, both * keen[one.id] + draw.gauss(10, 12))) for one in (first, second)]
    return Affinity(
        first=first.id,
        second=second.id,
        first_gains=round(gains[0], 1),
        second_gains=round(gains[1], 1),
        must=draw.random() < 0.004,
        vetoed=draw.random() < 0.02,
        interpreter=not set(first.languages) & set(second.languages),
    )


def _line(name: str, made: Schedule, event: Event, seconds: float, bound: float) -> str:
    counts = Counter(one for meeting in made.meetings for one in (meeting.first, meeting.second))
    each = sorted(counts[one.id] for one in event.participants)
    musts = sum(affinity.must for affinity in event.affinities)
    gap = max(0.0, (bound - made.value) / bound)
    return (
        f"{name:12} {musts - len(made.unmet):>4}/{musts:<3} {made.worst_served:7.3f} {made.value:9.1f} "
        f"{bound:9.1f} {gap:7.2%} {each[0]:>4}/{statistics.median(each):g}/{each[-1]:<3} {seconds:6.1f}"
        f"{'  optimal' if made.optimal else ''}"
    )


def compare(event: Event) -> None:
    """Print one line for each way to plan; the bound holds for plans that serve everyone as well as the first."""
    print(f"\n{event.name}\n{'':12} musts    worst     value     bound     gap  meetings seconds", flush=True)
    given = (event.participants, event.affinities, event.slots, event.places, event.rules)
    ways: dict[str, Callable[[], Schedule]] = {
        "plan": lambda: plan(*given, seconds=event.seconds),
        "greedy": lambda: greedy_plan(*given),
        "first come": lambda: first_come_plan(*given),
    }
    bound = 0.0
    for name, way in ways.items():
        began = time.monotonic()
        made = way()
        bound = bound or made.bound
        print(_line(name, made, event, time.monotonic() - began, bound), flush=True)


if __name__ == "__main__":
    sizes = {"small": (40, 12, 12, 4, 10.0), "large": (200, 20, 60, 8, 60.0)}
    for wanted in sys.argv[1:] or sizes:
        compare(make_event(*sizes[wanted]))
