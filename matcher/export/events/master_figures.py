"""How good a schedule is, and whose wishes it could not keep: the figures of the master plan."""

from __future__ import annotations

from collections import Counter
from statistics import median

from matcher.events.event import Participant
from matcher.export.events.agenda import Agenda
from matcher.export.events.names import contact, one_line
from matcher.export.events.wording import zone_names
from matcher.export.tables import Cell, Column, Table
from matcher.texts import Texts


def unmet(agenda: Agenda, texts: Texts) -> Table:
    """Return the wishes that are not in the schedule, and why."""
    return Table(
        name=texts("event_sheet_unmet"),
        columns=(
            Column(texts("event_organisation_1"), "text", 40),
            Column(texts("event_organisation_2"), "text", 40),
            Column(texts("event_why_not"), "long", 60),
        ),
        rows=tuple(
            (
                agenda.full_name(agenda.participant(one.first)),
                agenda.full_name(agenda.participant(one.second)),
                texts(f"event_unmet_{one.why}"),
            )
            for one in agenda.schedule.unmet
        ),
    )


def short(agenda: Agenda, texts: Texts) -> Table:
    """Return who has fewer meetings than the rules want, how many it has, how many were wanted, and why."""
    people = {one.id: one for one in agenda.participants}
    wanted = agenda.event.rules.least_meetings
    return Table(
        name=texts("event_sheet_short"),
        columns=(
            Column(texts("organisation"), "text", 40),
            Column(texts("event_contact"), "text", 22),
            Column(texts("country"), "text", 14),
            Column(texts("event_meetings"), "number", 10),
            Column(texts("event_wanted"), "number", 14),
            Column(texts("event_why_fewer"), "long", 60),
        ),
        rows=tuple(
            (
                agenda.full_name(who),
                contact(who),
                texts.territory(who.country),
                one.meetings,
                wanted,
                texts(f"eventpage_short_{one.why}"),
            )
            for one in agenda.schedule.short
            if (who := people.get(one.participant))  # an import may have been taken back since
        ),
    )


def statistics(agenda: Agenda, texts: Texts) -> Table:
    """Return what the schedule is worth, against the bound that was proved, and how it is shared out."""
    schedule = agenda.schedule
    loads = sorted(_loads(agenda).values())
    rows: dict[str, Cell] = {
        "event_event": one_line(agenda.event.name),
        "event_day": texts.day(agenda.event.slots[0].start, agenda.event.zone),
        "event_venue": one_line(agenda.event.venue),
        "event_zone": zone_names(agenda.meetings, agenda.event.zone, texts),
        "event_participants": len(agenda.participants),
        "event_meetings": len(schedule.meetings),
        "event_confirmed": sum(one.confirmed for one in schedule.meetings),
        "event_total_value": round(schedule.value, 1),
        "event_bound": round(schedule.bound, 1),
        "event_gap": texts.quantity(round(100 * schedule.gap, 2), "%"),
        "event_optimal": texts("event_yes" if schedule.optimal else "event_no"),
        "event_worst_served": texts.quantity(round(100 * schedule.worst_served, 1), "%"),
        "event_unmet": len(schedule.unmet),
        "event_sheet_short": len(short(agenda, texts).rows),
        "event_fewest": loads[0] if loads else 0,
        "event_median": median(loads) if loads else 0,
        "event_most": loads[-1] if loads else 0,
        "event_seconds": round(schedule.seconds, 1),
    }
    return Table(
        name=texts("event_sheet_statistics"),
        columns=(Column(texts("figure_what"), "text", 52), Column(texts("figure_value"), "text", 60)),
        rows=tuple((texts(key), value) for key, value in rows.items()),
    )


def loads(agenda: Agenda, texts: Texts) -> Table:
    """Return how many meetings each participant has, and what they are worth to it."""
    counted = _loads(agenda)
    return Table(
        name=texts("event_sheet_loads"),
        columns=(
            Column(texts("organisation"), "text", 40),
            Column(texts("country"), "text", 14),
            Column(texts("event_kind"), "text", 22),
            Column(texts("event_takes_part"), "text", 14),
            Column(texts("event_meetings"), "number", 10),
            Column(texts("event_own_gain"), "number", 16),
        ),
        rows=tuple(
            (
                agenda.full_name(who),
                texts.territory(who.country),
                texts(f"event_kind_{who.kind}"),
                _attendance(who, texts),
                counted[who.id],
                _gained(agenda, who),
            )
            for who in agenda.participants
        ),
    )


def _loads(agenda: Agenda) -> Counter[int]:
    """Count the meetings of everybody who is expected or has one."""
    counted = Counter({who.id: 0 for who in agenda.participants if who.attendance == "expected"})
    for one in agenda.meetings:
        counted.update((one.first.id, one.second.id))
    return counted


def _attendance(who: Participant, texts: Texts) -> str:
    if who.attendance == "absent":
        return texts("event_absent")
    return texts("event_on_site" if who.on_site else "event_online")


def _gained(agenda: Agenda, who: Participant) -> float:
    """Return what a participant gains in all its meetings together."""
    found = [one.affinity for one in agenda.of(who.id) if one.affinity]
    return round(sum(one.first_gains if one.first == who.id else one.second_gains for one in found), 1)
