"""A participant's meetings as a calendar file (iCalendar, RFC 5545): one event a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from matcher.events.event import EventPlan, Meeting
from matcher.export.events.agenda import Agenda, Planned
from matcher.export.events.names import contact, one_line
from matcher.export.events.reasons import for_whom, reason_lines
from matcher.export.events.time_zone import zone_component
from matcher.export.events.wording import interpreter_number, other_time
from matcher.export.sheets import Library
from matcher.model import Language
from matcher.texts import Texts

if TYPE_CHECKING:
    from icalendar import Calendar
    from icalendar import Event as CalendarEvent

MOST_REASONS = 3
PRODUCT = "-//Kakehashi//Events//EN"


def calendar_ics(
    plan: EventPlan,
    library: Library,
    participant_id: int,
    language: Language,
    *,
    now: dt.datetime,
    cancelled: Sequence[Meeting] = (),
) -> bytes:
    """Return a participant's meetings in its own time zone.

    Args:
        plan: with reasons in the language of the file.
        library: tells organisations' names in the language of the file.
        participant_id: whose meetings.
        language: of summary and description.
        now: when the file is made, aware.
        cancelled: meetings that are held no more, as they were last published: their number of changes
            (SEQUENCE) rises by one here. A meeting that is planned is not cancelled.

    Raises:
        WrongUse: there is no such participant, or a meeting names what the event does not have.
    """
    agenda = Agenda(plan, library, language)
    who = agenda.participant(participant_id)
    planned = agenda.of(participant_id)
    kept = {one.meeting.uid for one in planned}
    dropped = [agenda.planned(one) for one in cancelled if one.uid not in kept]
    dropped = [one for one in dropped if participant_id in (one.meeting.first, one.meeting.second)]
    calendar = _calendar(agenda, who.zone)
    maker = _EventMaker(agenda, who.id, Texts(language), now)
    for one in planned:
        status = "CONFIRMED" if one.meeting.confirmed else "TENTATIVE"
        calendar.add_component(maker.event(one, status, one.meeting.sequence))
    for one in dropped:
        calendar.add_component(maker.event(one, "CANCELLED", one.meeting.sequence + 1))
    return bytes(calendar.to_ical())


def _calendar(agenda: Agenda, zone: str) -> Calendar:
    """Return a calendar that holds nothing yet but a time zone."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(agenda.event.name))
    slots = agenda.event.slots
    calendar.add_component(zone_component(zone, slots[0].start, slots[-1].end))
    return calendar


class _EventMaker:
    """Makes the calendar's events of one participant."""

    def __init__(self, agenda: Agenda, reader: int, texts: Texts, now: dt.datetime) -> None:
        self._agenda = agenda
        self._reader = agenda.participant(reader)
        self._texts = texts
        self._now = now.astimezone(dt.UTC)

    def event(self, planned: Planned, status: str, sequence: int) -> CalendarEvent:
        from icalendar import Event as CalendarEvent

        zone = ZoneInfo(self._reader.zone)
        partner = planned.partner_of(self._reader.id)
        event = CalendarEvent()
        event.add("uid", one_line(planned.meeting.uid))
        event.add("sequence", sequence)
        event.add("dtstamp", self._now)
        event.add("dtstart", planned.slot.start.astimezone(zone))
        event.add("dtend", planned.slot.end.astimezone(zone))
        event.add("summary", self._texts("event_ics_summary", organisation=self._agenda.name(partner)))
        event.add("description", self._description(planned))
        event.add("location", self._location(planned))
        event.add("status", status)
        return event

    def _location(self, planned: Planned) -> str:
        link, name = planned.place.link, one_line(planned.place.name)
        if planned.place.kind == "video" and link:
            return one_line(link)
        venue = one_line(self._agenda.event.venue)
        return f"{name}, {venue}" if venue and planned.place.kind == "table" else name

    def _description(self, planned: Planned) -> str:
        """Return who, where, why, and which interpreter serves, in lines."""
        texts, partner = self._texts, planned.partner_of(self._reader.id)
        lines = [f"{self._agenda.full_name(partner)} ({texts.territory(partner.country)})"]
        named = (
            ("event_contact", contact(partner)),
            ("event_place", one_line(planned.place.name)),
            ("event_interpreter", interpreter_number(planned, texts)),
            ("event_venue_time", other_time(planned.slot, self._reader.zone, self._agenda.event.zone, texts)),
        )
        lines += [texts("event_named", name=texts(key), value=value) for key, value in named if value]
        reasons = reason_lines(planned.affinity, texts, self._reader.id)[:MOST_REASONS]
        if reasons:
            lines += ["", texts("event_why")]
            for line in reasons:
                whom = for_whom(line, self._reader.id, texts)
                lines.append("• " + texts("event_named", name=whom, value=line.text))
        return "\n".join(lines)
