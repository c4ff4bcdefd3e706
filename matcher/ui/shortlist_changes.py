"""Changes of shortlists from the page: each rests on the state that was shown, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import streamlit as st

from matcher.errors import EditConflict, WrongUse
from matcher.texts import Texts
from matcher.ui.state import read_address, write_address
from matcher.ui.workspace import put_again, refusal, shortlists, taken_over
from matcher.workspace.shortlist import Entry, Shortlist

EntryField = Literal["note", "rating", "status"]
Thing = Literal["list", "entry"]
_NOTICE = "shortlist-notice"
_SEEN = "shortlist-seen"
_UNSAVED = "shortlist-unsaved"


@dataclass(frozen=True)
class Notice:
    """What was done, or why it was not; with what brings it back."""

    text: str
    done: bool = True
    undo: Thing | None = None
    number: int = 0


@dataclass(frozen=True)
class Unsaved:
    """What somebody typed into an entry that another had changed meanwhile."""

    field: EntryField
    value: str | int


def notice() -> Notice | None:
    """Return what the last change came to, where it was made on the page that is shown."""
    kept: tuple[str, Notice | None] = st.session_state.get(_NOTICE, ("", None))
    return kept[1] if kept[0] == read_address().item else None


def tell(said: Notice | None) -> None:
    """Keep what is to be said on the page's next run; None takes it away."""
    st.session_state[_NOTICE] = (read_address().item, said)


def saw(thing: Thing, number: int, version: int) -> None:
    """Note the version that the page shows: the next change rests on it."""
    st.session_state.setdefault(_SEEN, {})[thing, number] = version


def seen(thing: Thing, number: int) -> int:
    """Return the version that the page shows."""
    return int(st.session_state.get(_SEEN, {}).get((thing, number), 0))


def unsaved(entry: int) -> dict[EntryField, Unsaved]:
    """Return what was typed for an entry and could not be saved, by field."""
    kept: dict[int, dict[EntryField, Unsaved]] = st.session_state.setdefault(_UNSAVED, {})
    return kept.setdefault(entry, {})


def change(action: Callable[[], Notice | None], texts: Texts) -> bool:
    """Do a change and keep what is to be said of it; a refused one is said in the user's language."""
    try:
        tell(action())
    except (EditConflict, WrongUse) as error:
        tell(Notice(refusal(error, texts), done=False))
        return False
    return True


def edit(entry: Entry, key: str, field: EntryField, texts: Texts) -> None:
    """Save what a field of an entry holds now; on a conflict it is kept beside the entry."""
    if save(entry.id, field, st.session_state[key], texts):
        taken_over(key)
    else:
        put_again(key)


def save(entry: int, field: EntryField, value: str | int, texts: Texts) -> bool:
    """Save a value of an entry, on the state that the page shows; tell whether it was saved."""

    def act() -> None:
        changed = shortlists().edit(entry, seen("entry", entry), **{field: value})  # type: ignore[arg-type]
        saw("entry", entry, changed.version)
        unsaved(entry).pop(field, None)

    saved = change(act, texts)
    if not saved:
        unsaved(entry)[field] = Unsaved(field, value)
    return saved


def keep_mine(entry: int, field: EntryField, value: str | int, texts: Texts) -> None:
    """Save what was typed, on the state that the page shows by now."""
    save(entry, field, value, texts)


def forget(entry: int, field: EntryField) -> None:
    """Drop what was typed and could not be saved."""
    unsaved(entry).pop(field, None)
    tell(None)


def move(entry: Entry, shortlist: int, place: int, texts: Texts) -> None:
    """Move an entry to a place."""

    def act() -> None:
        _saw_list(shortlists().move(entry.id, place, seen("list", shortlist)))

    change(act, texts)


def remove(entry: Entry, name: str, texts: Texts) -> None:
    """Take an entry off its list; the notice can bring it back."""

    def act() -> Notice:
        _saw_list(shortlists().remove(entry.id, seen("entry", entry.id)))
        return Notice(texts("shortlist_removed", name=name), undo="entry", number=entry.id)

    change(act, texts)


def delete(found: Shortlist, name: str, texts: Texts) -> None:
    """Delete a list; the notice can bring it back."""

    def act() -> Notice:
        shortlists().delete(found.id, seen("list", found.id))
        write_address(replace(read_address(), item=""))
        return Notice(texts("shortlist_deleted", name=name), undo="list", number=found.id)

    change(act, texts)


def bring_back(thing: Thing, number: int, texts: Texts) -> None:
    """Bring back an entry or a list."""

    def act() -> None:
        lists = shortlists()
        _saw_list(lists.restore(number) if thing == "entry" else lists.undelete(number))

    change(act, texts)


def _saw_list(found: Shortlist) -> None:
    saw("list", found.id, found.version)
