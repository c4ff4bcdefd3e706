"""The nouns of events. Moments are aware and in UTC; each participant's zone says how they are shown."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BeforeValidator, Field, StringConstraints, model_validator

from matcher.clean import one_line
from matcher.events.moments import Moment, ZoneName
from matcher.model import Noun, OrganisationId, TermId

PlaceKind = Literal["table", "video"]
"""A table or room on site, or a video room."""
ParticipantKind = Literal["company", "municipality", "ministry", "research", "association", "other"]
PARTICIPANT_KINDS: tuple[ParticipantKind, ...] = get_args(ParticipantKind)
Attendance = Literal["expected", "absent"]
_IN_ONE_LINE = BeforeValidator(lambda value: one_line(value) if isinstance(value, str) else value)
OneLine = Annotated[str, _IN_ONE_LINE]
"""A text as it is kept: composed (NFC), in one line, without what cannot be seen; it may be empty."""
Name = Annotated[str, StringConstraints(min_length=1, max_length=160), _IN_ONE_LINE]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
SpokenLanguage = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
"""ISO 639-1."""


class Slot(Noun):
    """A time for meetings."""

    number: int = Field(ge=1)
    start: Moment
    minutes: int = Field(ge=5, le=240)

    @property
    def end(self) -> dt.datetime:
        """When it ends."""
        return self.start + dt.timedelta(minutes=self.minutes)


class MeetingPlace(Noun):
    """A table, room or video room; one meeting at a time."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    name: Name
    kind: PlaceKind = "table"
    link: str | None = None
    """Address of a video room."""


class Rules(Noun):
    """What a schedule has to keep."""

    most_meetings: int = Field(8, ge=1, le=100)
    least_meetings: int = Field(1, ge=0, le=100)
    """As far as it can be reached: who gets fewer is reported."""
    most_in_a_row: int = Field(4, ge=1, le=100)
    """Meetings without a free slot between them."""
    only_across_countries: bool = True
    """Pairs of one country are planned only where they wish for each other."""
    interpreters: int = Field(0, ge=0, le=200)
    """Meetings at one time that an interpreter can serve."""

    @model_validator(mode="after")
    def _least_is_not_above_most(self) -> Rules:
        if self.least_meetings > self.most_meetings:
            raise ValueError("the least number of meetings is above the most")
        return self


class Window(Noun):
    """A time in which a participant can meet."""

    start: AwareDatetime
    end: AwareDatetime

    @model_validator(mode="after")
    def _in_order(self) -> Window:
        if self.end <= self.start:
            raise ValueError("ends before it starts")
        return self


class Participant(Noun):
    """Who takes part: an organisation with whom it sends, what it needs and offers, and when it can."""

    id: int
    organisation: Name
    contact: OneLine = ""
    email: OneLine = ""
    country: CountryCode
    kind: ParticipantKind = "company"
    sector: TermId | None = None
    size: int | None = Field(None, ge=0)
    """Staff, or inhabitants of a municipality."""
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    languages: tuple[SpokenLanguage, ...] = ()
    available: tuple[Window, ...] = ()
    """Empty: at all slots."""
    must_meet: tuple[int, ...] = ()
    """Ids of participants."""
    wont_meet: tuple[int, ...] = ()
    zone: ZoneName = "Europe/Berlin"
    on_site: bool = True
    linked: OrganisationId | None = None
    """The organisation of the corpus that it is, as a person confirmed."""
    attendance: Attendance = "expected"
    version: int = 1
    """Rises with every change; a change rests on the version that it was read with."""

    def can(self, slot: Slot) -> bool:
        """Tell whether the participant is available for a whole slot."""
        if self.attendance == "absent":
            return False
        return not self.available or any(w.start <= slot.start and slot.end <= w.end for w in self.available)


class AffinityReason(Noun):
    """Why two participants should meet: one reason, for whom, with the case behind it."""

    kind: Literal["need_offer", "case", "sector", "technology", "policy_area", "wish", "language", "interpreter"]
    serves: int | None = None
    """The participant whose need is served; None where it is both."""
    text: str
    """In the reader's language: a label or a case's title; in the participant's own: what is offered."""
    answers: str | None = None
    """The need that it answers, as the participant wrote it."""
    case_id: str | None = None


class Affinity(Noun):
    """How well two participants suit each other, each side apart (0 to 100)."""

    first: int
    second: int
    first_gains: float = Field(ge=0, le=100)
    """How well the second answers what the first needs."""
    second_gains: float = Field(ge=0, le=100)
    must: bool = False
    """One of the two has to meet the other."""
    vetoed: bool = False
    interpreter: bool = False
    """They have no language in common."""
    reasons: tuple[AffinityReason, ...] = ()

    @property
    def value(self) -> float:
        """What a meeting is worth, 0 to 100: the mean of both sides, but at most 25 above the weaker side."""
        weaker = min(self.first_gains, self.second_gains)
        return min((self.first_gains + self.second_gains) / 2, weaker + 25)

    @property
    def one_sided(self) -> bool:
        """Whether only one side is keen."""
        return abs(self.first_gains - self.second_gains) >= 40


class Meeting(Noun):
    """A planned meeting of two participants."""

    uid: str
    """Stays the same when the meeting is moved: calendars know it by that."""
    first: int
    second: int
    slot: int
    place: str
    interpreter: int | None = None
    """Number of the interpreter, from 1."""
    confirmed: bool = False
    """Both have agreed: re-planning does not move it."""
    sequence: int = 0
    """Rises with each change (RFC 5545)."""


class Unmet(Noun):
    """A must-meet that is not in the schedule, and why."""

    first: int
    second: int
    why: Literal["vetoed", "absent", "no_common_slot", "no_interpreter", "no_place", "full"]


class Short(Noun):
    """A participant who has fewer meetings than the rules want, and why."""

    participant: int
    meetings: int
    """How many it has."""
    why: Literal["nobody", "no_common_slot", "no_interpreter", "no_place", "full"]
    """There is nobody else whom it may meet; else what stands against a meeting with those who are there."""


class Schedule(Noun):
    """A plan of meetings, and how good it is."""

    meetings: tuple[Meeting, ...]
    value: float
    """Sum of the values of its meetings."""
    bound: float
    """No plan that keeps the rules, and reaches the goals before the value as well, is worth more: proved by the
    solver."""
    optimal: bool
    """Proved to be the best."""
    worst_served: float
    """The lowest share (0 to 1) of what a participant could reach at most in its own meetings."""
    unmet: tuple[Unmet, ...] = ()
    short: tuple[Short, ...] = ()
    """Who comes and has fewer meetings than ``Rules.least_meetings``."""
    seconds: float = 0.0

    @property
    def gap(self) -> float:
        """How far the value may be from the best possible, as a share of the bound."""
        return 0.0 if self.bound <= 0 else max(0.0, (self.bound - self.value) / self.bound)


class Event(Noun):
    """A day of meetings: when, where, by which rules; its participants and plan are kept beside it."""

    id: int
    name: Name
    venue: OneLine = ""
    zone: ZoneName = "Europe/Berlin"
    """The zone of the venue, in which its plan is shown."""
    slots: tuple[Slot, ...] = Field(min_length=1)
    places: tuple[MeetingPlace, ...] = Field(min_length=1)
    rules: Rules = Rules()
    keep_until: dt.date
    """After this day all that is held on its participants is to be deleted."""
    version: int = 1

    @model_validator(mode="after")
    def _slots_and_places_are_told_apart(self) -> Event:
        if [slot.number for slot in self.slots] != list(range(1, len(self.slots) + 1)):
            raise ValueError("slots are not numbered 1, 2, 3 …")
        if any(two.start < one.end for one, two in zip(self.slots, self.slots[1:], strict=False)):
            raise ValueError("two slots overlap")
        if len({place.id for place in self.places}) < len(self.places):
            raise ValueError("two places bear the same id")
        return self

    @model_validator(mode="after")
    def _is_kept_until_it_is_over(self) -> Event:
        if self.keep_until < self.slots[-1].end.astimezone(ZoneInfo(self.zone)).date():
            raise ValueError("participants' data would have to be deleted before the event is over")
        return self


class Theme(Noun):
    """A theme that several participants' needs have in common."""

    technology: str
    """Its name: a technology of the vocabulary."""
    members: tuple[int, ...]
    """Participants, those whom it concerns most first."""
    countries: tuple[str, ...]
    cases: tuple[str, ...]
    """Leading cases, to open the session with."""
    policy_areas: tuple[str, ...]
    """Areas of the Joint Working Plan that these cases belong to, the most frequent first."""


class EventPlan(Noun):
    """Everything that an event's files are made from."""

    event: Event
    participants: tuple[Participant, ...]
    affinities: tuple[Affinity, ...]
    """With reasons in the language of the files."""
    schedule: Schedule
    themes: tuple[Theme, ...] = ()
    """Proposed themes for sessions."""
