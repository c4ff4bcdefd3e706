"""A participant's own day on a page or two: when, where, with whom, with which interpreter."""

from __future__ import annotations

import datetime as dt

from matcher.events.event import EventPlan, Participant
from matcher.export.events.agenda import Agenda, Planned, by_day
from matcher.export.events.names import contact, one_line
from matcher.export.events.wording import interpreter_number, marks, other_time, zone_names
from matcher.export.pages import Block, Column, Document, Page, Part, Row, facts_block
from matcher.export.sheets import Library
from matcher.model import Language
from matcher.texts import Texts


def schedule_document(
    plan: EventPlan, library: Library, participant_id: int, language: Language, *, now: dt.datetime
) -> Document:
    """Lay out a participant's schedule, times in its own zone and the venue's where that differs.

    Raises:
        WrongUse: there is no such participant, or a meeting names what the event does not have.
    """
    agenda = Agenda(plan, library, language)
    texts = Texts(language)
    who = agenda.participant(participant_id)
    meetings = agenda.of(participant_id)
    title = agenda.name(who)
    blocks = [
        _about(agenda, who, meetings, texts),
        *(_day(agenda, who, day, texts) for day in by_day(meetings, who.zone).values()),
    ]
    if not meetings:
        blocks.append(Block(kind="lead", text=texts("event_no_meetings")))
    if links := _links(meetings):
        blocks += [Block(kind="section", heading=texts("event_links")), Block(kind="facts", rows=links)]
    page = Page(
        anchor=f"schedule-{who.id}",
        kicker=" · ".join((texts("event_schedule"), one_line(agenda.event.name))),
        title=title,
        marks=marks(who, texts, library.vocabulary),
        blocks=tuple(blocks),
        sources=(),
    )
    return _document(page, f"{one_line(agenda.event.name)} · {title}", texts, now)


def _document(page: Page, title: str, texts: Texts, now: dt.datetime) -> Document:
    return Document(
        language=texts.language,
        title=title,
        need="",
        need_heading="",
        cover=(),
        contents_heading="",
        page_heading="",
        parts=(Part(heading="", columns=(), rows=(), pages=(page,)),),
        sources_heading="",
        sources=(),
        footer=texts("event_footer", date=texts.date(now.date().isoformat())),
        brief=True,
    )


def _about(agenda: Agenda, who: Participant, meetings: tuple[Planned, ...], texts: Texts) -> Block:
    facts = {
        "event_venue": one_line(agenda.event.venue),
        "event_contact": contact(who),
        "event_takes_part": texts("event_on_site" if who.on_site else "event_online"),
        "event_meetings": texts.number(len(meetings)),
        "event_your_zone": zone_names(meetings, who.zone, texts),
    }
    if any(other_time(one.slot, who.zone, agenda.event.zone, texts) for one in meetings):
        facts["event_venue_zone"] = zone_names(meetings, agenda.event.zone, texts)
    return facts_block(texts, facts)


def _day(agenda: Agenda, who: Participant, meetings: list[Planned], texts: Texts) -> Block:
    """Return a day's table; columns in which no meeting has anything are left out."""
    widths = {
        "event_time": 1.5,
        "event_venue_time": 1.5,
        "event_place": 1.4,
        "event_partner": 3.8,
        "event_interpreter": 1.7,
    }
    lines = [
        (
            texts.clock(one.slot.start, one.slot.end, who.zone),
            other_time(one.slot, who.zone, agenda.event.zone, texts),
            one_line(one.place.name),
            _partner(agenda, one.partner_of(who.id), texts),
            interpreter_number(one, texts),
        )
        for one in meetings
    ]
    kept = [place for place in range(len(widths)) if any(line[place] for line in lines)]
    columns = [Column(heading=texts(key), width=width) for key, width in widths.items()]
    return Block(
        kind="table",
        heading=texts.day(meetings[0].slot.start, who.zone),
        columns=tuple(columns[place] for place in kept),
        cells=tuple(tuple(line[place] for place in kept) for line in lines),
    )


def _partner(agenda: Agenda, partner: Participant, texts: Texts) -> str:
    known = agenda.full_name(partner)
    who = "" if agenda.is_told_apart(partner) and contact(partner) in known else contact(partner)
    named = ", ".join(part for part in (who, texts.territory(partner.country)) if part)
    return f"{known}\n{named}"


def _links(meetings: tuple[Planned, ...]) -> tuple[Row, ...]:
    places = {one.place.id: one.place for one in meetings if one.place.kind == "video" and one.place.link}
    return tuple(Row(name=one_line(one.name), value=one_line(one.link or "")) for one in places.values())
