"""An example event, made only from organisations and cases of the corpus, to walk through everything."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from matcher.events.event import Event, MeetingPlace, Participant, ParticipantKind, Rules, Slot, Window
from matcher.model import Case, Language, Organisation

NAME = "Kakehashi example event"
EACH = 20
"""Participants of each country."""
SLOTS, MINUTES, GAP = 12, 20, 5
TABLES, VIDEO_ROOMS, INTERPRETERS = 10, 2, 3
ZONE: Mapping[str, str] = {"JP": "Asia/Tokyo", "DE": "Europe/Berlin"}
OWN_LANGUAGE: Mapping[str, Language] = {"JP": "ja", "DE": "de"}
KINDS: Mapping[str, ParticipantKind] = {
    "company": "company", "utility": "company", "municipality": "municipality", "prefecture_state": "municipality",
    "university": "research", "research_institute": "research", "association": "association",
}  # fmt: skip
"""Kinds that take part in the example; who only pays or licenses stays out."""
ASKING = 12
"""Of them those with a need of their own."""
NEEDING = frozenset({"municipality", "prefecture", "site_owner", "user"})
PROVIDING = frozenset(
    {"solution_vendor", "network_vendor", "system_integrator", "mobile_operator", "research", "coordinator"}
)


def example_event(day: dt.date) -> Event:
    """Return the event: a morning in Berlin that is an afternoon in Tokyo, with a break in the middle.

    In winter 8:30 in Berlin is 16:30 in Tokyo, in summer 15:30.
    """
    start = dt.datetime.combine(day, dt.time(8, 30), ZoneInfo("Europe/Berlin")).astimezone(dt.UTC)
    slots = []
    for number in range(1, SLOTS + 1):
        slots.append(Slot(number=number, start=start, minutes=MINUTES))
        pause = 30 if number == SLOTS // 2 else GAP
        start += dt.timedelta(minutes=MINUTES + pause)
    tables = [MeetingPlace(id=f"t{n}", name=f"Table {n}") for n in range(1, TABLES + 1)]
    rooms = [
        MeetingPlace(id=f"v{n}", name=f"Video {n}", kind="video", link=f"https://video.example/room-{n}")
        for n in range(1, VIDEO_ROOMS + 1)
    ]
    return Event(
        id=0,
        name=NAME,
        venue="Berlin",
        slots=tuple(slots),
        places=(*tables, *rooms),
        rules=Rules(most_meetings=8, least_meetings=3, most_in_a_row=4, interpreters=INTERPRETERS),
        keep_until=day + dt.timedelta(days=90),
    )


def example_participants(
    event: Event, cases: Mapping[str, Case], organisations: Mapping[str, Organisation], first: int = 1
) -> tuple[Participant, ...]:
    """Return 40 participants: organisations of both countries with most cases, and what these say of them.

    What was needed in a case stands as a need of those whose need it was: municipalities, site owners, users. What
    was done stands as an offer of those who did it, in the organisation's language; a case is told once. Every
    third Japanese participant comes by video and speaks only Japanese; two of each country have little time.
    """
    parts = _parts(cases, organisations)
    made: list[Participant] = []
    for country in ZONE:
        own = sorted((one for one in parts if one.organisation.country == country), key=_rank)
        asking = [one for one in own if one.asked][:ASKING]
        giving = [one for one in own if not one.asked and len(one.done) > 1][: EACH - len(asking)]
        told: set[str] = set()
        for place, one in enumerate([*asking, *giving]):
            made.append(_participant(first + len(made), one, event, place, told))
    return tuple(made)


@dataclass(frozen=True)
class _Part:
    """An organisation with the cases that were its own need, and those in which it did something."""

    organisation: Organisation
    asked: tuple[Case, ...]
    done: tuple[Case, ...]


def _rank(part: _Part) -> tuple[int, str]:
    return -len(part.asked) - len(part.done), part.organisation.id


def _parts(cases: Mapping[str, Case], organisations: Mapping[str, Organisation]) -> list[_Part]:
    asked: dict[str, list[Case]] = defaultdict(list)
    done: dict[str, list[Case]] = defaultdict(list)
    for case in cases.values():
        for item in case.organisations:
            if item.role in NEEDING and case.problem is not None and case not in asked[item.organisation]:
                asked[item.organisation].append(case)
            if item.role in NEEDING | PROVIDING and case not in done[item.organisation]:
                done[item.organisation].append(case)
    return [
        _Part(organisations[name], tuple(asked[name]), tuple(done[name]))
        for name in sorted(done)
        if organisations[name].kind in KINDS and organisations[name].country in ZONE
    ]


def _participant(number: int, part: _Part, event: Event, place: int, told: set[str]) -> Participant:
    organisation = part.organisation
    language = OWN_LANGUAGE[organisation.country]
    needs = _untold(part.asked, "need", told)
    offers = _untold([case for case in part.done if case not in needs] or part.done, "offer", told)
    remote = organisation.country == "JP" and place % 3 == 2
    return Participant(
        id=number,
        organisation=organisation.name.pick(language).text,
        country=organisation.country,
        kind=KINDS[organisation.kind],
        sector=organisation.sector or part.done[0].sector,
        size=organisation.population,
        needs=tuple(case.problem.pick(language).text for case in needs if case.problem),
        offers=tuple(case.solution.pick(language).text for case in offers),
        languages=(language,) if remote else (language, "en"),
        available=_little_time(event) if place in (4, 9) else (),
        zone=ZONE[organisation.country] if remote else event.zone,
        on_site=not remote,
        linked=organisation.id,
    )


def _untold(cases: Sequence[Case], what: str, told: set[str]) -> list[Case]:
    """Return up to two cases that nobody has told so yet, and note them."""
    found = [case for case in cases if f"{what} {case.id}" not in told][:2]
    told.update(f"{what} {case.id}" for case in found)
    return found


def _little_time(event: Event) -> tuple[Window, ...]:
    """Return the first half of the day."""
    half = event.slots[len(event.slots) // 2 - 1]
    return (Window(start=event.slots[0].start, end=half.end),)
