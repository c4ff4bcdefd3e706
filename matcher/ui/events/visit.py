"""What every step works with: the event as it is kept now, its participants, its plan, and its desk."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import streamlit as st

from matcher.api import Matcher
from matcher.events.desk import EventDesk
from matcher.events.event import Affinity, Event, Participant, Schedule
from matcher.events.store import EventStore
from matcher.export.events.names import called
from matcher.model import Language, Noun
from matcher.partners.ranking import PartnerFinder
from matcher.settings import load_settings
from matcher.texts import Texts
from matcher.ui.events.work import Name, awaited, bench
from matcher.ui.state import Address
from matcher.ui.workspace import open_workspace, user_name


def event_store() -> EventStore:
    """Return the events of the workspace, to be changed in the user's name.

    Raises:
        WorkspaceUnavailable: the database does not answer.
    """
    return EventStore(open_workspace(load_settings().workspace), user_name())


@st.cache_resource(show_spinner=False, max_entries=30)
def _open_desk(url: str, event: int, state: str, _matcher: Matcher) -> EventDesk:
    """Open the desk of an event over a state of the corpus, for all sessions."""
    store = EventStore(open_workspace(url), load_settings().user)
    return EventDesk(store, _matcher.searcher, PartnerFinder(_matcher.searcher), event)


@st.cache_resource(show_spinner=False, max_entries=30)
def _told(about: str, people: str, language: Language, _desk: EventDesk) -> tuple[Affinity, ...]:
    """Return measured affinities with reasons in a language; ``people`` is their fingerprint."""
    return _desk.affinities(language)


@dataclass(frozen=True)
class Visit:
    """One run of a step: where the reader is, and the event as it is kept at that moment."""

    address: Address
    texts: Texts
    matcher: Matcher
    store: EventStore
    event: Event
    people: tuple[Participant, ...]
    plan: Schedule | None

    @property
    def about(self) -> str:
        """What work on this event is found under."""
        return f"{load_settings().workspace} {self.event.id}"

    @cached_property
    def desk(self) -> EventDesk:
        """The event's desk."""
        state = self.matcher.index.manifest.corpus_hash
        return _open_desk(load_settings().workspace, self.event.id, state, self.matcher)

    @cached_property
    def names(self) -> dict[int, str]:
        """What participants are called in the reader's language, told apart, by number."""
        names = called(self.people, self.matcher.index, self.texts)
        return {number: one.name(self.texts) for number, one in names.items()}

    @cached_property
    def fingerprint(self) -> str:
        """Changes with the participants and with the corpus."""
        return f"{fingerprint(self.people)} {self.matcher.index.manifest.corpus_hash}"

    def job(self, what: str) -> Name:
        """Return the name of work on this event."""
        return (self.about, what)

    def step(self, step: str, pair: str = "") -> dict[str, str | list[str]]:
        """Return the parameters of a step of this event."""
        return replace(self.address, item=str(self.event.id), step=step, pair=pair).parameters

    def affinities(self) -> tuple[Affinity, ...]:
        """Return all pairs with reasons in the reader's language; measured once, with progress."""
        desk, people = self.desk, self.fingerprint
        saying = self.texts("eventpage_measuring", count=self.texts.number(len(self.people)))
        awaited(self.job(f"measure {people}"), lambda _: bool(desk.affinities("en")), saying, self.texts)
        return _told(self.about, people, self.texts.language, desk)


def fingerprint(nouns: Sequence[Noun]) -> str:
    """Return a hash of everything that is known of some nouns."""
    text = "\n".join(noun.model_dump_json() for noun in nouns)
    return hashlib.sha256(text.encode()).hexdigest()


def forget(event: Event, state: str, matcher: Matcher) -> None:
    """Let everything go that the process remembers of an event: its data lie in the workspace alone."""
    url = load_settings().workspace
    bench().forget(f"{url} {event.id}")
    _told.clear()
    _open_desk.clear(url, event.id, state, matcher)
    for key in [key for key in st.session_state if str(key).startswith(f"event-{event.id}-")]:
        del st.session_state[key]
