"""What organisers do with an event: match, plan, plan again; the app and the command work with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from matcher.errors import WrongUse
from matcher.events.affinity import AffinityMaker
from matcher.events.event import Affinity, Event, EventPlan, Meeting, Participant, Schedule, Theme
from matcher.events.renewal import renewed
from matcher.events.replan import replan
from matcher.events.schedule import plan
from matcher.events.store import EventStore
from matcher.events.themes import propose_themes
from matcher.model import LANGUAGES, Language
from matcher.partners.ranking import PartnerFinder
from matcher.search.searcher import Searcher

MEASURED = {
    "id", "organisation", "needs", "offers", "sector", "languages", "linked", "must_meet", "wont_meet",
}  # fmt: skip
"""What affinity rests on: participants are measured again only where one of these has changed."""
OWN_LANGUAGE: dict[str, Language] = {"JP": "ja", "DE": "de"}


class EventDesk:
    """Works on one event of a store; participants are measured once and again only where they change."""

    def __init__(self, store: EventStore, searcher: Searcher, partners: PartnerFinder, event: int | str) -> None:
        self._store = store
        self._searcher = searcher
        self._partners = partners
        self._event = store.get(event).id
        self._measured: tuple[tuple[dict[str, Any], ...], AffinityMaker] | None = None

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
        measured = tuple(one.model_dump(include=MEASURED) for one in people)
        if len(people) < 2:
            raise WrongUse("an event needs two participants to match.", mend="Import participants first.")
        if self._measured is None or self._measured[0] != measured:
            self._measured = (measured, AffinityMaker(self._searcher, self._partners, people))
        return self._measured[1].affinities(reader)

    def schedule(self, seconds: float = 60.0) -> Schedule:
        """Plan the event anew around confirmed meetings that can still be held, and keep the plan.

        Raises:
            WrongUse: there are fewer than two participants.
            EditConflict: somebody changed the event, a participant or the plan meanwhile.
        """
        event, before = self.event, self._store.schedule(self._event)
        people, affinities = self.participants, self.affinities("en")
        if before is None:
            made = plan(people, affinities, event.slots, event.places, event.rules, seconds=seconds)
        else:
            firm = before.model_copy(update={"meetings": tuple(one for one in before.meetings if one.confirmed)})
            made = replan(firm, people, affinities, event.slots, event.places, event.rules, seconds=seconds)
            made = made.model_copy(update={"meetings": renewed(made.meetings, before.meetings)})
        self._store.keep_schedule(self._event, made, event.version)
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
        self._store.keep_schedule(self._event, made, event.version)
        return made

    def confirm(self, uids: Collection[str] | None = None) -> int:
        """Mark meetings as agreed by both, all of them by default, and return how many are now."""
        event, now = self.event, self._planned()
        meetings = tuple(
            meeting.model_copy(update={"confirmed": True}) if uids is None or meeting.uid in uids else meeting
            for meeting in now.meetings
        )
        self._store.keep_schedule(self._event, now.model_copy(update={"meetings": meetings}), event.version)
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
            themes=self.themes(),
        )

    def cancelled(self) -> tuple[Meeting, ...]:
        """Return the meetings that files were made for and that are held no more: calendars have to be told."""
        now = self._store.schedule(self._event)
        return cancelled(self._store.issued(self._event), now) if now else ()

    def issue(self) -> None:
        """Note that files are made from the current plan."""
        self._store.issue(self._event)

    def themes(self, most: int = 5) -> tuple[Theme, ...]:
        """Return proposed themes for sessions."""
        return propose_themes(self._searcher, self.participants, most)

    def _planned(self) -> Schedule:
        now = self._store.schedule(self._event)
        if now is None:
            raise WrongUse("there is no plan yet.", mend="Make one: matcher event schedule EVENT")
        return now


def cancelled(issued: Sequence[Schedule], now: Schedule) -> tuple[Meeting, ...]:
    """Return the meetings of issued plans that the current one has not, each as it was issued last."""
    held = {meeting.uid for meeting in now.meetings}
    return tuple({one.uid: one for plan in issued for one in plan.meetings if one.uid not in held}.values())


def reading_language(participant: Participant) -> Language:
    """Return the language that a participant's own files are in: its country's where it speaks it, else English."""
    own = OWN_LANGUAGE.get(participant.country)
    if own and (own in participant.languages or not participant.languages):
        return own
    for language in ("en", *LANGUAGES):
        if language in participant.languages:
            return language
    return "en"
