"""The nouns of shortlists."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, StringConstraints

from matcher.clean import one_line
from matcher.model import Language, Noun

EntryKind = Literal["case", "organisation"]
ContactStatus = Literal["to_contact", "contacted", "meeting", "declined"]
CONTACT_STATUSES: tuple[ContactStatus, ...] = get_args(ContactStatus)
MAX_NOTE = 4000
Name = Annotated[
    str,
    BeforeValidator(lambda value: one_line(value) if isinstance(value, str) else value),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
]
UserName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class Entry(Noun):
    """A case or an organisation on a shortlist, with what its editors think of it."""

    id: int
    kind: EntryKind
    ref: str
    """The id of the case or the organisation."""
    position: int
    note: str = ""
    rating: int | None = Field(None, ge=1, le=5)
    status: ContactStatus = "to_contact"
    version: int
    """Rises with every change; an edit names the version that it rests on."""
    changed_by: str
    changed_at: dt.datetime


class Shortlist(Noun):
    """A named list of cases and organisations, in its editors' order."""

    id: int
    name: str
    need: str | None = None
    """The need that the list answers, in ``language``."""
    language: Language | None = None
    version: int
    created_by: str
    created_at: dt.datetime
    changed_by: str
    changed_at: dt.datetime
    deleted_at: dt.datetime | None = None
    entries: tuple[Entry, ...] = ()

    def refs(self, kind: EntryKind) -> tuple[str, ...]:
        """Return the ids of one kind, in the list's order."""
        return tuple(entry.ref for entry in self.entries if entry.kind == kind)
