"""An example event, made only from organisations and cases of the corpus, to walk through everything."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
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
PROVIDING = {"solution_vendor", "network_vendor", "system_integrator", "mobile_operator", "research", "coordinator"}


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
    """Return 40 participants: the organisations of both countries with most cases, and what these say of them.

    What a case says was needed stands as a need, what was done in another as an offer, in the organisation's
    language. Every third Japanese participant comes by video and speaks only Japanese; two have little time.
    """
    by_country: dict[str, list[tuple[Organisation, list[Case]]]] = defaultdict(list)
    part = _cases_of(cases)
    for name, own in part.items():
        organisation = organisations[name]
        if organisation.kind in KINDS and organisation.country in ZONE and len(own) > 1:
            by_country[organisation.country].append((organisation, own))
    made: list[Participant] = []
    for country in ZONE:
        ranked = sorted(by_country[country], key=lambda one: (-len(one[1]), one[0].id))
        for place, (organisation, own) in enumerate(ranked[:EACH]):
            made.append(_participant(first + len(made), organisation, own, event, place))
    return tuple(made)


def _cases_of(cases: Mapping[str, Case]) -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = defaultdict(list)
    for case in cases.values():
        for name in dict.fromkeys(item.organisation for item in case.organisations):
            if case.problem is not None:
                found[name].append(case)
    return found


def _participant(
    number: int, organisation: Organisation, cases: list[Case], event: Event, place: int
) -> Participant:
    country = organisation.country
    language = OWN_LANGUAGE[country]
    provided = [case for case in cases if _roles(case, organisation.id) & PROVIDING]
    offers = [case.solution.pick(language).text for case in (provided or cases)[:2]]
    needs = [case.problem.pick(language).text for case in cases[-2:] if case.problem]
    remote = country == "JP" and place % 3 == 2
    languages = (language,) if remote else (language, "en")
    return Participant(
        id=number,
        organisation=organisation.name.pick(language).text,
        country=country,
        kind=KINDS[organisation.kind],
        sector=organisation.sector or cases[0].sector,
        size=organisation.population,
        needs=tuple(needs),
        offers=tuple(offers),
        languages=languages,
        available=_little_time(event) if place in (4, 9) else (),
        zone=ZONE[country] if remote else event.zone,
        on_site=not remote,
        linked=organisation.id,
    )


def _roles(case: Case, organisation: str) -> set[str]:
    return {item.role for item in case.organisations if item.organisation == organisation}


def _little_time(event: Event) -> tuple[Window, ...]:
    """Return the first half of the day."""
    half = event.slots[len(event.slots) // 2 - 1]
    return (Window(start=event.slots[0].start, end=half.end),)
