"""What is printed and cut for the day: name badges, and a card for each table with its meetings."""

from __future__ import annotations

import json
from pathlib import Path

from matcher.errors import WrongUse
from matcher.events.event import EventPlan, MeetingPlace
from matcher.export.events.agenda import Agenda, Planned, by_day
from matcher.export.events.names import contact, one_line, other_names, own_name
from matcher.export.events.wording import interpreter
from matcher.export.pdf_file import typeset
from matcher.export.sheets import Library
from matcher.model import Language, Noun
from matcher.texts import Texts

BADGES = Path(__file__).parent / "badges.typ"
CARDS = Path(__file__).parent / "cards.typ"


class Badge(Noun):
    """What a name badge says."""

    organisation: str
    other: str
    """Its name in other languages."""
    contact: str
    country: str


class CardLine(Noun):
    """A meeting on a table card."""

    time: str
    first: str
    second: str
    note: str


class CardDay(Noun):
    """A day's meetings on a table card."""

    day: str
    lines: tuple[CardLine, ...]


class Card(Noun):
    """What a table card says."""

    place: str
    days: tuple[CardDay, ...]


def badges_pdf(plan: EventPlan, library: Library, language: Language) -> bytes:
    """Return name badges of 90 × 55 mm, eight a page, of all who come on site.

    Raises:
        WrongUse: nobody comes on site.
        ExportFailed: the page could not be set.
    """
    agenda = Agenda(plan, library, language)
    texts = Texts(language)
    coming = [one for one in agenda.participants if one.on_site and one.attendance == "expected"]
    if not coming:
        raise WrongUse("nobody comes on site, so there are no badges.", mend="Mark who comes on site.")
    badges = [
        Badge(
            organisation=own_name(one),
            other=" · ".join(other_names(one, library)),
            contact=contact(one),
            country=texts.territory(one.country),
        ).model_dump()
        for one in sorted(coming, key=lambda one: own_name(one).casefold())
    ]
    return typeset(BADGES, _data(agenda, language, badges=badges))


def cards_pdf(plan: EventPlan, library: Library, language: Language) -> bytes:
    """Return a card for each table (A5, landscape) with the organisations that meet at it, and when.

    Raises:
        WrongUse: the event has no tables, or a meeting names what the event does not have.
        ExportFailed: the page could not be set.
    """
    agenda = Agenda(plan, library, language)
    tables = [place for place in agenda.places if place.kind == "table"]
    if not tables:
        raise WrongUse("the event has no tables, so there are no table cards.", mend="Add a table to the event.")
    cards = [_card(agenda, place, Texts(language)).model_dump() for place in tables]
    return typeset(CARDS, _data(agenda, language, cards=cards, none=Texts(language)("event_no_meetings_here")))


def _card(agenda: Agenda, place: MeetingPlace, texts: Texts) -> Card:
    zone = agenda.event.zone
    days = by_day((one for one in agenda.meetings if one.place.id == place.id), zone)
    return Card(
        place=one_line(place.name),
        days=tuple(
            CardDay(
                day=texts.day(meetings[0].slot.start, zone),
                lines=tuple(_line(agenda, one, texts) for one in meetings),
            )
            for meetings in days.values()
        ),
    )


def _line(agenda: Agenda, planned: Planned, texts: Texts) -> CardLine:
    return CardLine(
        time=texts.clock(planned.slot.start, planned.slot.end, agenda.event.zone),
        first=agenda.own_name(planned.first),
        second=agenda.own_name(planned.second),
        note=interpreter(planned, texts),
    )


def _data(agenda: Agenda, language: Language, **values: object) -> str:
    """Return what both templates read, as JSON."""
    return json.dumps({"event": one_line(agenda.event.name), "language": language, **values}, ensure_ascii=False)
