"""The files of an event: which there are, in which formats, and all of them at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from matcher.errors import WrongUse
from matcher.events.event import EventPlan, Meeting, Participant
from matcher.export.docx_file import document_docx
from matcher.export.events.agenda import Agenda
from matcher.export.events.badges import badges_pdf, cards_pdf
from matcher.export.events.briefing import briefing_document
from matcher.export.events.calendar_file import calendar_ics
from matcher.export.events.master_plan import master_plan_xlsx
from matcher.export.events.schedule_document import schedule_document
from matcher.export.files import ExportedFile, plain_name
from matcher.export.pages import Document
from matcher.export.pdf_file import document_pdf
from matcher.export.sheets import Library
from matcher.model import Language
from matcher.texts import Texts

EventFileKind = Literal["schedule", "calendar", "briefing", "master", "badges", "cards"]
EventFormat = Literal["pdf", "docx", "ics", "xlsx"]
FORMATS: Mapping[EventFileKind, tuple[EventFormat, ...]] = {
    "schedule": ("pdf", "docx"),
    "calendar": ("ics",),
    "briefing": ("pdf", "docx"),
    "master": ("xlsx",),
    "badges": ("pdf",),
    "cards": ("pdf",),
}
"""The formats of each file, the usual one first."""
PERSONAL: tuple[EventFileKind, ...] = ("schedule", "calendar", "briefing")
"""Files of one participant; a briefing without a participant is the book of the event."""
MIMES: Mapping[EventFormat, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar; charset=utf-8; method=PUBLISH",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PlanIn = Callable[[Language], EventPlan]
"""Gives the same plan with its reasons in a language."""


@dataclass(frozen=True)
class _Laid:
    """The document that was laid out last: PDF and DOCX are set from the same."""

    kind: EventFileKind
    language: Language
    participant_id: int | None
    document: Document


class EventFiles:
    """Makes the files of one event.

    Args:
        plan_in: the plan with reasons in a language; asked once for each language.
        library: the corpus that cases and organisations come from.
        now: when the files are made, aware.
        cancelled: meetings that are held no more, as they were last published.
    """

    def __init__(
        self, plan_in: PlanIn, library: Library, *, now: dt.datetime, cancelled: Sequence[Meeting] = ()
    ) -> None:
        self._plan_in = plan_in
        self._plans: dict[Language, EventPlan] = {}
        self._library = library
        self._now = now
        self._cancelled = tuple(cancelled)
        self._laid: _Laid | None = None

    def file(
        self, kind: str, language: Language, *, form: str | None = None, participant_id: int | None = None
    ) -> ExportedFile:
        """Return one file; without a format, in the usual one.

        Raises:
            WrongUse: there is no such file, format or participant, the file needs a participant, or it is of the
                whole event and one was named.
            ExportFailed: the file could not be made.
        """
        asked = check_kind(kind)
        wanted = check_format(asked, form)
        if participant_id is None and asked in ("schedule", "calendar"):
            raise WrongUse(f"a {asked} belongs to a participant.", mend="Say whose it is.")
        if participant_id is not None and asked not in PERSONAL:
            whole = "badges and cards are" if asked in ("badges", "cards") else f"the {asked} plan is"
            raise WrongUse(f"{whole} of the whole event, not of one participant.", mend="Do not say whose.")
        content = self._content(asked, wanted, language, participant_id)
        return ExportedFile(self._name(asked, wanted, language, participant_id), MIMES[wanted], content)

    def all(self, language: Language, language_of: Callable[[Participant], Language]) -> Iterator[ExportedFile]:
        """Yield every file of the event: the organisers' first, then a folder for each participant.

        Args:
            language: the organisers'.
            language_of: in which language a participant reads.

        Raises:
            WrongUse: the plan names what the event does not have.
            ExportFailed: a file could not be made.
        """
        agenda = Agenda(self._plan(language), self._library, language)
        yield self.file("master", language)
        for form in FORMATS["briefing"]:
            yield self.file("briefing", language, form=form)
        if any(one.on_site and one.attendance == "expected" for one in agenda.participants):
            yield self.file("badges", language)
        if any(place.kind == "table" for place in agenda.event.places):
            yield self.file("cards", language)
        called_off = {side for one in self._cancelled for side in (one.first, one.second)}
        for who in agenda.participants:
            kinds = PERSONAL if agenda.of(who.id) else ("calendar",) if who.id in called_off else ()
            for kind in kinds:
                for form in FORMATS[kind]:
                    made = self.file(kind, language_of(who), form=form, participant_id=who.id)
                    folder = f"{who.id:03d}-{plain_name(who.organisation)}"
                    yield ExportedFile(f"{folder}/{made.name}", made.mime, made.content)

    def _plan(self, language: Language) -> EventPlan:
        if language not in self._plans:
            self._plans[language] = self._plan_in(language)
        return self._plans[language]

    def _content(
        self, kind: EventFileKind, form: EventFormat, language: Language, participant_id: int | None
    ) -> bytes:
        plan = self._plan(language)
        if kind == "master":
            return master_plan_xlsx(plan, self._library, language, now=self._now)
        if kind == "badges":
            return badges_pdf(plan, self._library, language)
        if kind == "cards":
            return cards_pdf(plan, self._library, language)
        if kind == "calendar" and participant_id is not None:
            return calendar_ics(
                plan, self._library, participant_id, language, now=self._now, cancelled=self._cancelled
            )
        laid = self._laid
        if laid is None or (laid.kind, laid.language, laid.participant_id) != (kind, language, participant_id):
            document = self._document(kind, language, participant_id)
            self._laid = laid = _Laid(kind, language, participant_id, document)
        return document_docx(laid.document) if form == "docx" else document_pdf(laid.document)

    def _document(self, kind: EventFileKind, language: Language, participant_id: int | None) -> Document:
        plan = self._plan(language)
        if kind == "schedule" and participant_id is not None:
            return schedule_document(plan, self._library, participant_id, language, now=self._now)
        return briefing_document(plan, self._library, participant_id, language, now=self._now)

    def _name(self, kind: EventFileKind, form: EventFormat, language: Language, participant_id: int | None) -> str:
        agenda = Agenda(self._plan(language), self._library, language)
        whose = agenda.event.name if participant_id is None else agenda.participant(participant_id).organisation
        book = kind == "briefing" and participant_id is None
        word = Texts(language)("event_file_book" if book else f"event_file_{kind}")
        return f"{plain_name(word)}_{plain_name(whose)}_{language}.{form}"


def check_kind(asked: str) -> EventFileKind:
    """Return a kind of file by its name.

    Raises:
        WrongUse: there is none of that name.
    """
    for known in FORMATS:
        if asked == known:
            return known
    raise WrongUse(f"an event has no file {asked!r}.", mend=f"There are: {', '.join(FORMATS)}.")


def check_format(kind: EventFileKind, asked: str | None) -> EventFormat:
    """Return a format of a kind of file by its name, the usual one where none is asked for.

    Raises:
        WrongUse: the file does not come in it.
    """
    for known in FORMATS[kind]:
        if asked in (known, None):
            return known
    mend = f"There are: {', '.join(FORMATS[kind])}."
    raise WrongUse(f"a {kind} does not come as {asked!r}.", mend=mend)
