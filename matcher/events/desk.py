"""What organisers do with an event: match, plan, plan again; the app and the command work with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from matcher.errors import WrongUse
from matcher.events.affinity import AffinityMaker
from matcher.events.event import Affinity, Event, EventPlan, Meeting, Participant, Schedule
from matcher.events.replan import replan
from matcher.events.schedule import plan
from matcher.events.store import EventStore
from matcher.events.themes import Theme, propose_themes
from matcher.model import LANGUAGES, Language
from matcher.partners.ranking import PartnerFinder
from matcher.search.searcher import Searcher

OWN_LANGUAGE: dict[str, Language] = {"JP": "ja", "DE": "de"}


class EventDesk:
    """Works on one event of a store; participants are measured once and again only where they change."""

    def __init__(self, store: EventStore, searcher: Searcher, partners: PartnerFinder, event: int | str) -> None:
        self._store = store
        self._searcher = searcher
        self._partners = partners
        self._event = store.get(event).id
        self._measured: tuple[tuple[Participant, ...], AffinityMaker] | None = None

    @property
    def event(self) -> Event:
        """The event as it is kept now."""
        return self._store.get(self._event)

    @property
    def participants(self) -> tuple[Participant, ...]:
        """The participants as they are kept now."""
        return self._store.participants(self._event)

    def affinities(self, reader: Language) -> tuple[Affinity, ...]:
        """Return the affinity of every pair, with reasons in the reader's language.

        Raises:
            WrongUse: there are fewer than two participants.
        """
        people = self.participants
        if len(people) < 2:
            raise WrongUse("an event needs two participants to match.", mend="Import participants first.")
        if self._measured is None or self._measured[0] != people:
            self._measured = (people, AffinityMaker(self._searcher, self._partners, people))
        return self._measured[1].affinities(reader)

    def schedule(self, seconds: float = 60.0) -> Schedule:
        """Plan the event anew, keeping confirmed meetings, and keep the plan."""
        before = self._store.schedule(self._event)
        kept = [meeting for meeting in before.meetings if meeting.confirmed] if before else []
        event = self.event
        made = plan(
            self.participants, self.affinities("en"), event.slots, event.places, event.rules,
            seconds=seconds, kept=kept,
        )  # fmt: skip
        self._store.keep_schedule(self._event, made)
        return made

    def replan(self, *, from_slot: int = 1, seconds: float = 30.0) -> Schedule:
        """Mend the plan after somebody stays away, comes late or joins; change as little as possible.

        Raises:
            WrongUse: there is no plan yet.
        """
        event = self.event
        made = replan(
            self._planned(), self.participants, self.affinities("en"), event.slots, event.places, event.rules,
            seconds=seconds, from_slot=from_slot,
        )  # fmt: skip
        self._store.keep_schedule(self._event, made)
        return made

    def confirm(self, uids: Collection[str] | None = None) -> int:
        """Mark meetings as agreed by both, all of them by default, and return how many are now."""
        now = self._planned()
        meetings = tuple(
            meeting.model_copy(update={"confirmed": True}) if uids is None or meeting.uid in uids else meeting
            for meeting in now.meetings
        )
        self._store.keep_schedule(self._event, now.model_copy(update={"meetings": meetings}))
        return sum(meeting.confirmed for meeting in meetings)

    def plan_in(self, reader: Language) -> EventPlan:
        """Return everything that the event's files are made from, reasons in a language.

        Raises:
            WrongUse: there is no plan yet.
        """
        return EventPlan(
            event=self.event,
            participants=self.participants,
            affinities=self.affinities(reader),
            schedule=self._planned(),
        )

    def cancelled(self) -> tuple[Meeting, ...]:
        """Return the meetings of earlier plans that are held no more, as calendars have to be told."""
        return cancelled(self._store.schedules(self._event))

    def themes(self, most: int = 5) -> tuple[Theme, ...]:
        """Return proposed themes for sessions."""
        return propose_themes(self._searcher, self.participants, most)

    def _planned(self) -> Schedule:
        now = self._store.schedule(self._event)
        if now is None:
            raise WrongUse("there is no plan yet.", mend="Make one: matcher event schedule EVENT")
        return now


def cancelled(schedules: Sequence[Schedule]) -> tuple[Meeting, ...]:
    """Return the meetings that an earlier plan had and the last one has not, each with a risen sequence."""
    if not schedules:
        return ()
    held = {meeting.uid for meeting in schedules[-1].meetings}
    gone = {meeting.uid: meeting for plan in schedules[:-1] for meeting in plan.meetings if meeting.uid not in held}
    return tuple(one.model_copy(update={"sequence": one.sequence + 1}) for one in gone.values())


def reading_language(participant: Participant) -> Language:
    """Return the language that a participant's own files are in: its country's where it speaks it, else English."""
    own = OWN_LANGUAGE.get(participant.country)
    if own and (own in participant.languages or not participant.languages):
        return own
    for language in ("en", *LANGUAGES):
        if language in participant.languages:
            return language
    return "en"
