"""Briefings as documents: for a participant a page a meeting, or the book of the whole event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from matcher.events.event import EventPlan, Participant
from matcher.export.events.agenda import Agenda, Planned, by_day
from matcher.export.events.context import context_part
from matcher.export.events.event_book import book_parts
from matcher.export.events.meeting_page import MeetingPages
from matcher.export.events.names import one_line
from matcher.export.events.original import original
from matcher.export.events.wording import bullets, other_time, short_time, slot_time, zone_names
from matcher.export.pages import Document, Part, Row, reference, renumbered
from matcher.export.sheets import Library, Numbering
from matcher.model import Language
from matcher.texts import Texts


def briefing_document(
    plan: EventPlan, library: Library, participant_id: int | None, language: Language, *, now: dt.datetime
) -> Document:
    """Lay out a participant's briefing, or with None the book of the event.

    A briefing names its partners' contacts, never their addresses; the book names organisations alone, a
    contact only where it tells two of one organisation apart.

    Raises:
        WrongUse: there is no such participant, or a meeting names what the event does not have.
    """
    agenda = Agenda(plan, library, language)
    texts = Texts(language)
    if participant_id is None:
        numbering = Numbering()
        parts = book_parts(agenda, library, numbering, texts)
        return _document(agenda, parts, numbering, texts, now, None)
    who = agenda.participant(participant_id)
    pages = MeetingPages(agenda, library, who, texts)
    meetings = agenda.of(who.id)
    parts = [_meetings(agenda, pages, who, meetings, texts)] if meetings else []
    people = [who, *(one.partner_of(who.id) for one in meetings)]
    said = [text for one in people for text in (*one.needs, *one.offers)]
    context = context_part(library, [*pages.told.values(), *pages.others.values()], said, pages.numbering, texts)
    return _document(agenda, [*parts, *([context] if context else [])], pages.numbering, texts, now, who)


def _meetings(
    agenda: Agenda, pages: MeetingPages, who: Participant, meetings: Sequence[Planned], texts: Texts
) -> Part:
    one_day = len(by_day(meetings, who.zone)) == 1
    rows = tuple(
        (
            agenda.name(one.partner_of(who.id)),
            texts.territory(one.partner_of(who.id).country),
            texts.clock(one.slot.start, one.slot.end, who.zone)
            if one_day
            else short_time(one.slot, who.zone, texts),
            one_line(one.place.name),
        )
        for one in meetings
    )
    return Part(
        heading=texts("event_whom_you_meet"),
        columns=tuple(texts(key) for key in ("organisation", "country", "event_time", "event_place")),
        rows=rows,
        pages=tuple(pages.page(one, number) for number, one in enumerate(meetings, start=1)),
    )


def _document(
    agenda: Agenda,
    parts: Sequence[Part],
    numbering: Numbering,
    texts: Texts,
    now: dt.datetime,
    who: Participant | None,
) -> Document:
    laid, cited = renumbered(parts)
    citations = {citation.number: citation for citation in numbering.citations()}
    name = one_line(agenda.event.name)
    needs = original(who.needs if who else (), texts)
    return Document(
        language=texts.language,
        title=f"{texts('event_briefing')}: {agenda.name(who)}" if who else name,
        need=bullets(needs.lines),
        need_heading=texts("event_your_needs") + needs.language,
        cover=_cover(agenda, texts, who),
        contents_heading=texts("export_contents"),
        page_heading=texts("export_page"),
        parts=laid,
        sources_heading=texts("sources"),
        sources=tuple(reference(citations[old], new, texts) for old, new in cited.items()),
        footer=texts("event_footer", date=texts.date(now.date().isoformat())),
        brief=False,
    )


def _cover(agenda: Agenda, texts: Texts, who: Participant | None) -> tuple[Row, ...]:
    event = agenda.event
    zone = who.zone if who else event.zone
    meetings = agenda.of(who.id) if who else agenda.meetings
    first, last = event.slots[0], event.slots[-1]
    days = dict.fromkeys(texts.day(slot.start, zone) for slot in (first, last))
    told = {
        "event_event": one_line(event.name) if who else texts("event_book"),
        "event_day": " – ".join(days),
        "event_venue": one_line(event.venue),
        "event_zone": zone_names(meetings, zone, texts),
        "event_first_meeting": _first_meeting(agenda, meetings, zone, texts),
        "event_meetings": texts.number(len(meetings)),
        "event_participants": "" if who else texts.number(len(agenda.participants)),
    }
    return tuple(Row(name=texts(key), value=value) for key, value in told.items() if value)


def _first_meeting(agenda: Agenda, meetings: Sequence[Planned], zone: str, texts: Texts) -> str:
    if not meetings:
        return ""
    slot = meetings[0].slot
    there = other_time(slot, zone, agenda.event.zone, texts)
    shown = slot_time(slot, zone, texts)
    return f"{shown} ({texts('event_venue_time')}: {there})" if there else shown
