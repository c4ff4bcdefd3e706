"""Participants, times and places in words, as all files of an event show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from matcher.corpus.vocabulary import Vocabulary
from matcher.events.event import Participant, Slot
from matcher.export.events.agenda import Agenda, Planned
from matcher.texts import Texts
from matcher.wording import heading


def marks(participant: Participant, texts: Texts, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return country, kind, sector and size of a participant."""
    sector = vocabulary.sectors.get(participant.sector or "")
    unit = "event_inhabitants" if participant.kind == "municipality" else "event_staff"
    found = (
        texts.territory(participant.country),
        texts(f"event_kind_{participant.kind}"),
        heading(sector.label, texts.language) if sector else "",
        texts(unit, count=texts.number(participant.size)) if participant.size else "",
    )
    return tuple(mark for mark in found if mark)


def spoken(participant: Participant, texts: Texts) -> str:
    """Return the languages that a participant speaks."""
    return texts.join([texts.spoken(code) for code in participant.languages])


def bullets(lines: Iterable[str]) -> str:
    """Return needs or offers as lines with bullets."""
    return "\n".join(f"• {line}" for line in lines)


def slot_time(slot: Slot, zone: str, texts: Texts) -> str:
    """Return day and time of a slot in a zone."""
    return f"{texts.day(slot.start, zone)}, {texts.clock(slot.start, slot.end, zone)}"


def short_time(slot: Slot, zone: str, texts: Texts) -> str:
    """Return a slot's time in a zone with the day in short."""
    return f"{texts.day(slot.start, zone, short=True)} {texts.clock(slot.start, slot.end, zone)}"


def other_time(slot: Slot, zone: str, other: str, texts: Texts) -> str:
    """Return a slot's time in another zone, with the day where it is another; empty where clocks agree."""
    if texts.clock(slot.start, slot.end, zone) == texts.clock(slot.start, slot.end, other) and (
        texts.day(slot.start, zone) == texts.day(slot.start, other)
    ):
        return ""
    if texts.day(slot.start, zone) == texts.day(slot.start, other):
        return texts.clock(slot.start, slot.end, other)
    return short_time(slot, other, texts)


def zone_names(meetings: Sequence[Planned], zone: str, texts: Texts) -> str:
    """Return what a zone's time is called at some meetings; two names on a day on which clocks change."""
    return " / ".join(dict.fromkeys(texts.zone(one.slot.start, zone) for one in meetings))


def interpreter(planned: Planned, texts: Texts) -> str:
    """Return which interpreter serves a meeting; empty where none does."""
    number = planned.meeting.interpreter
    return texts("event_interpreter_number", number=texts.number(number)) if number else ""


def interpreter_number(planned: Planned, texts: Texts) -> str:
    """Return which interpreter serves a meeting, for under the word itself; empty where none does."""
    number = planned.meeting.interpreter
    return texts("event_numbered", number=texts.number(number)) if number else ""


def pair(agenda: Agenda, planned: Planned) -> str:
    """Return both organisations of a meeting."""
    return f"{agenda.name(planned.first)} ↔ {agenda.name(planned.second)}"
