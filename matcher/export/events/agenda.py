"""Who meets whom, when and where: an event's plan, looked up from each side."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from matcher.errors import WrongUse
from matcher.events.event import (
    Affinity,
    Event,
    EventPlan,
    Meeting,
    MeetingPlace,
    Participant,
    Schedule,
    Slot,
    Theme,
)
from matcher.export.events.names import called
from matcher.export.sheets import Library
from matcher.model import Language
from matcher.texts import Texts

USUAL_NAME = re.compile(r"(Table|Video) (\d+)")
"""What places are called where nobody named them."""
Key = TypeVar("Key")
Found = TypeVar("Found")


@dataclass(frozen=True)
class Planned:
    """A meeting with all that it refers to."""

    meeting: Meeting
    slot: Slot
    place: MeetingPlace
    first: Participant
    second: Participant
    affinity: Affinity | None
    """None where the pair was never measured."""

    def partner_of(self, participant_id: int) -> Participant:
        """Return whom a participant meets in it."""
        return self.second if self.first.id == participant_id else self.first


class Agenda:
    """An event's plan for readers of a language, looked up by participant, slot and place.

    Raises:
        WrongUse: a meeting names a participant, slot or place that the event does not have.
    """

    def __init__(self, plan: EventPlan, library: Library, language: Language) -> None:
        self.event: Event = plan.event
        self.participants: tuple[Participant, ...] = plan.participants
        self.schedule: Schedule = plan.schedule
        self.themes: tuple[Theme, ...] = plan.themes
        self._people = {one.id: one for one in plan.participants}
        self._slots = {slot.number: slot for slot in plan.event.slots}
        self._texts = texts = Texts(language)
        self._names = called(plan.participants, library, texts)
        self._places = {place.id: place_in_words(place, texts) for place in plan.event.places}
        self._affinities = {frozenset((one.first, one.second)): one for one in plan.affinities}
        places = list(self._places)
        found = [self.planned(meeting) for meeting in plan.schedule.meetings]
        self.meetings = tuple(sorted(found, key=lambda one: (one.slot.number, places.index(one.place.id))))
        """All meetings, by slot and place."""

    @property
    def places(self) -> tuple[MeetingPlace, ...]:
        """The event's places, named in the reader's language."""
        return tuple(self._places.values())

    def participant(self, participant_id: int) -> Participant:
        """Return a participant by its id.

        Raises:
            WrongUse: there is none in the event.
        """
        return self._known(self._people, participant_id, "participant")

    def name(self, participant: Participant) -> str:
        """Return the name of a participant's organisation as the reader knows it, told from others of that name."""
        return self._names[participant.id].name(self._texts)

    def own_name(self, participant: Participant) -> str:
        """Return the name as the organisation wrote it, told from others of that name."""
        return self._names[participant.id].own_name(self._texts)

    def full_name(self, participant: Participant) -> str:
        """Return the name as the reader knows it, and as the organisation wrote it where that differs."""
        return self._names[participant.id].full_name(self._texts)

    def is_told_apart(self, participant: Participant) -> bool:
        """Tell whether its names say which of several it is."""
        return bool(self._names[participant.id].who)

    def planned(self, meeting: Meeting) -> Planned:
        """Return a meeting with all that it refers to.

        Raises:
            WrongUse: it names a participant, slot or place that the event does not have.
        """
        return Planned(
            meeting=meeting,
            slot=self._known(self._slots, meeting.slot, "slot"),
            place=self._known(self._places, meeting.place, "place"),
            first=self.participant(meeting.first),
            second=self.participant(meeting.second),
            affinity=self._affinities.get(frozenset((meeting.first, meeting.second))),
        )

    def of(self, participant_id: int) -> tuple[Planned, ...]:
        """Return the meetings of a participant, in the order of the day.

        Raises:
            WrongUse: there is no such participant.
        """
        who = self.participant(participant_id)
        return tuple(one for one in self.meetings if who.id in (one.meeting.first, one.meeting.second))

    def _known(self, items: Mapping[Key, Found], key: Key, noun: str) -> Found:
        found = items.get(key)
        if found is None:
            what = f"the event “{self.event.name}” has no {noun} {key!r}."
            raise WrongUse(what, mend="Take one that it has, or make the schedule again.")
        return found


def place_in_words(place: MeetingPlace, texts: Texts) -> MeetingPlace:
    """Return a place with its name in the reader's language where it bears the usual one."""
    usual = USUAL_NAME.fullmatch(place.name)
    if usual is None:
        return place
    key = "event_table_number" if usual[1] == "Table" else "event_video_number"
    return place.model_copy(update={"name": texts(key, number=usual[2])})


def by_day(meetings: Iterable[Planned], zone: str) -> dict[dt.date, list[Planned]]:
    """Return meetings by the day on which they begin in a zone, in order."""
    days: dict[dt.date, list[Planned]] = {}
    for one in meetings:
        days.setdefault(one.slot.start.astimezone(ZoneInfo(zone)).date(), []).append(one)
    return days
