"""The tables of the master plan: by slot, by participant, meetings, interpreters, outcomes. For the organisers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from matcher.events.event import Participant, Slot
from matcher.export.events.agenda import Agenda, Planned
from matcher.export.events.names import contact, one_line
from matcher.export.events.reasons import reason_lines
from matcher.export.events.wording import interpreter_number, pair
from matcher.export.tables import Cell, Column, Table
from matcher.texts import Texts

HOMES = {"Asia/Tokyo": "JST", "Europe/Berlin": "CET/CEST"}
"""Zones of the two countries, shown beside the venue's, and what their columns are called."""
OUTCOME_EMPTY = ("event_met", "event_rating", "event_next_step", "event_who", "event_by_when", "event_remark")
"""Columns of the outcome sheet to fill in."""
WIDE = 20


def by_slot(agenda: Agenda, texts: Texts) -> Table:
    """Return who meets at each place: a row a slot, a column a place."""
    at = {(one.slot.number, one.place.id): pair(agenda, one) for one in agenda.meetings}
    places = agenda.places
    return Table(
        name=texts("event_sheet_slots"),
        columns=(*_slot_columns(agenda, texts), *(Column(one_line(place.name), "long", WIDE) for place in places)),
        rows=tuple(
            (*_slot_cells(slot, agenda), *(at.get((slot.number, place.id)) for place in places))
            for slot in agenda.event.slots
        ),
    )


def by_participant(agenda: Agenda, texts: Texts) -> Table:
    """Return whom each participant meets and where: a row a participant, a column a slot."""
    slots = agenda.event.slots
    zone = agenda.event.zone
    days = {texts.day(slot.start, zone) for slot in slots}
    headings = [
        texts.clock(slot.start, slot.end, zone)
        if len(days) == 1
        else f"{texts.day(slot.start, zone, short=True)} {texts.clock(slot.start, slot.end, zone)}"
        for slot in slots
    ]
    rows = []
    for who in agenda.participants:
        met = {
            one.slot.number: f"{agenda.name(one.partner_of(who.id))}\n{one_line(one.place.name)}"
            for one in agenda.of(who.id)
        }
        rows.append((agenda.name(who), who.country, *(met.get(slot.number) for slot in slots)))
    return Table(
        name=texts("event_sheet_participants"),
        columns=(
            Column(texts("organisation"), "text", 34),
            Column(texts("country"), "text", 8),
            *(Column(heading, "long", WIDE) for heading in headings),
        ),
        rows=tuple(rows),
    )


def meetings(agenda: Agenda, texts: Texts) -> Table:
    """Return one row a meeting, with its times in the venue's zone and in both countries'."""
    plan: Sequence[tuple[Column, Callable[[Planned], Cell]]] = (
        (Column(texts("event_place"), "text", 16), lambda one: one_line(one.place.name)),
        (Column(texts("event_organisation_1"), "text", 34), lambda one: agenda.full_name(one.first)),
        (Column(texts("event_country_1"), "text", 12), lambda one: texts.territory(one.first.country)),
        (Column(texts("event_contact_1"), "text", 22), lambda one: contact(one.first)),
        (Column(texts("event_organisation_2"), "text", 34), lambda one: agenda.full_name(one.second)),
        (Column(texts("event_country_2"), "text", 12), lambda one: texts.territory(one.second.country)),
        (Column(texts("event_contact_2"), "text", 22), lambda one: contact(one.second)),
        (
            Column(texts("event_value"), "number", 9),
            lambda one: _rounded(_value(one)),
        ),
        (Column(texts("event_gain_1"), "number", 10), lambda one: _rounded(_gain(one, one.first))),
        (Column(texts("event_gain_2"), "number", 10), lambda one: _rounded(_gain(one, one.second))),
        (Column(texts("event_interpreter"), "text", 16), lambda one: interpreter_number(one, texts)),
        (
            Column(texts("event_confirmed"), "text", 11),
            lambda one: texts("event_yes" if one.meeting.confirmed else "event_no"),
        ),
        (Column(texts("event_why"), "long", 90), lambda one: _reasons(agenda, one, texts)),
    )
    return Table(
        name=texts("event_sheet_meetings"),
        columns=(*_slot_columns(agenda, texts), *(column for column, _ in plan)),
        rows=tuple((*_slot_cells(one.slot, agenda), *(get(one) for _, get in plan)) for one in agenda.meetings),
    )


def interpreters(agenda: Agenda, texts: Texts) -> Table | None:
    """Return the roster of interpreters: a row a slot, a column an interpreter; None where none is needed."""
    served = [one for one in agenda.meetings if one.meeting.interpreter]
    if not served:
        return None
    most = max(agenda.event.rules.interpreters, *(one.meeting.interpreter or 0 for one in served))
    at = {(one.slot.number, one.meeting.interpreter): _served(agenda, one, texts) for one in served}
    numbers = range(1, most + 1)
    return Table(
        name=texts("event_sheet_interpreters"),
        columns=(
            *_slot_columns(agenda, texts),
            *(
                Column(texts("event_interpreter_number", number=texts.number(number)), "long", 34)
                for number in numbers
            ),
        ),
        rows=tuple(
            (*_slot_cells(slot, agenda), *(at.get((slot.number, number)) for number in numbers))
            for slot in agenda.event.slots
        ),
    )


def outcomes(agenda: Agenda, texts: Texts) -> Table:
    """Return the sheet to fill in on the day: a row a meeting, empty columns for what came of it."""
    zone = agenda.event.zone
    return Table(
        name=texts("event_sheet_outcomes"),
        columns=(
            Column(texts("event_slot"), "number", 12),
            Column(texts("event_time"), "moment", 17),
            Column(texts("event_place"), "text", 16),
            Column(texts("event_organisation_1"), "text", 34),
            Column(texts("event_organisation_2"), "text", 34),
            *(Column(texts(key), "text", 20) for key in OUTCOME_EMPTY),
        ),
        rows=tuple(
            (
                one.slot.number,
                _local(one.slot.start, zone),
                one_line(one.place.name),
                agenda.full_name(one.first),
                agenda.full_name(one.second),
                *(None for _ in OUTCOME_EMPTY),
            )
            for one in agenda.meetings
        ),
    )


def _zones(agenda: Agenda) -> dict[str, str]:
    """Return the zones whose times are shown, the venue's first, and their names."""
    venue = agenda.event.zone
    return {venue: HOMES.get(venue, venue), **HOMES}


def _slot_columns(agenda: Agenda, texts: Texts) -> tuple[Column, ...]:
    named = (texts("event_start_in", zone=name) for name in _zones(agenda).values())
    return (Column(texts("event_slot"), "number", 12), *(Column(name, "moment", 17) for name in named))


def _slot_cells(slot: Slot, agenda: Agenda) -> tuple[Cell, ...]:
    return (slot.number, *(_local(slot.start, zone) for zone in _zones(agenda)))


def _local(moment: dt.datetime, zone: str) -> dt.datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _value(planned: Planned) -> float | None:
    return planned.affinity.value if planned.affinity else None


def _gain(planned: Planned, side: Participant) -> float | None:
    affinity = planned.affinity
    if affinity is None:
        return None
    return affinity.first_gains if affinity.first == side.id else affinity.second_gains


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _reasons(agenda: Agenda, planned: Planned, texts: Texts) -> str:
    names = {one.id: agenda.name(one) for one in (planned.first, planned.second)}
    both = texts("event_for_both")
    lines = reason_lines(planned.affinity, texts)
    return "\n".join(
        texts("event_named", name=names.get(line.serves or 0, both), value=line.text)
        + (f" [{line.case_id}]" if line.case_id else "")
        for line in lines
    )


def _served(agenda: Agenda, planned: Planned, texts: Texts) -> str:
    spoken = " / ".join(
        texts.join([texts.spoken(code) for code in one.languages]) for one in (planned.first, planned.second)
    )
    return "\n".join((one_line(planned.place.name), pair(agenda, planned), spoken))
