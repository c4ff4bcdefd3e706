"""Checks what editors give for a shortlist, before anything is written; raises ``WrongUse``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from matcher.clean import clean
from matcher.errors import WrongUse
from matcher.model import MAX_QUERY
from matcher.workspace.shortlist import CONTACT_STATUSES, MAX_NOTE


def checked(what: str, form: Any, value: str) -> str:
    """Return a text in its form, a type of pydantic; ``what`` it is, is said where it does not do."""
    try:
        return str(TypeAdapter(form).validate_python(value))
    except ValidationError as error:
        raise WrongUse(f"{what} does not do: {error.errors()[0]['msg']}.") from error


def checked_need(need: str | None) -> str | None:
    """Return the need of a list as it can be searched for, None where there is none."""
    need = clean(need or "").strip() or None
    if need is not None and len(need) > MAX_QUERY:
        raise WrongUse(f"the need has {len(need)} characters.", mend=f"{MAX_QUERY} are the most.")
    return need


def checked_note(note: str) -> str:
    """Return a note without what breaks files."""
    if len(note) > MAX_NOTE:
        raise WrongUse(f"the note has {len(note)} characters.", mend=f"{MAX_NOTE} are the most.")
    return clean(note)


def checked_changes(note: str | None, rating: int | None, status: str | None) -> Mapping[str, Any]:
    """Return the columns that an edit of an entry changes."""
    changes: dict[str, Any] = {}
    if note is not None:
        changes["note"] = checked_note(note)
    if rating is not None:
        if not 0 <= rating <= 5:
            raise WrongUse(f"the rating is {rating}.", mend="Give 1 to 5, or 0 for none.")
        changes["rating"] = rating or None
    if status is not None:
        if status not in CONTACT_STATUSES:
            raise WrongUse(f"there is no status {status!r}.", mend=f"There are: {', '.join(CONTACT_STATUSES)}.")
        changes["status"] = status
    return changes
