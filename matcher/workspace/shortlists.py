"""Keeps shortlists: every change says on which version it rests, so that two editors lose nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import get_args

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from matcher.clean import one_line
from matcher.errors import EditConflict, WrongUse
from matcher.model import Language
from matcher.workspace.checks import checked, checked_changes, checked_need, checked_note
from matcher.workspace.database import Database
from matcher.workspace.shortlist import ContactStatus, Entry, EntryKind, Name, Shortlist, UserName
from matcher.workspace.tables import EntryRow, ShortlistRow

NUMBER = re.compile("[0-9]{1,9}")
"""What may be the number of a list or an event."""
Clock = Callable[[], dt.datetime]


def now() -> dt.datetime:
    """Return this moment in UTC."""
    return dt.datetime.now(dt.UTC)


class Shortlists:
    """The shortlists of a workspace, as one user sees and changes them."""

    def __init__(self, database: Database, user: str, clock: Clock = now) -> None:
        self._database = database
        self._user = checked("your name", UserName, user)
        self._clock = clock

    def create(self, name: str, *, need: str | None = None, language: Language | None = None) -> Shortlist:
        """Make an empty list, and return it.

        Raises:
            WrongUse: the name is empty, too long, or another list bears it; the need is too long.
        """
        name = checked("the name of the list", Name, name)
        need = checked_need(need)
        moment = self._clock()
        with self._database.writing() as session, _one_of_a_name(name):
            self._free(session, name)
            row = ShortlistRow(
                name=name, need=need, language=language if need else None, created_by=self._user, created_at=moment,
                changed_by=self._user, changed_at=moment,
            )  # fmt: skip
            session.add(row)
            session.flush()
            return _shortlist(row)

    def all(self, *, deleted: bool = False) -> tuple[Shortlist, ...]:
        """Return all lists with their entries, the last changed first; or those that were deleted."""
        query = select(ShortlistRow).options(selectinload(ShortlistRow.entries))
        gone = ShortlistRow.deleted_at.is_not(None) if deleted else ShortlistRow.deleted_at.is_(None)
        with self._database.reading() as session:
            rows = session.scalars(query.where(gone).order_by(ShortlistRow.changed_at.desc(), ShortlistRow.id))
            return tuple(_shortlist(row) for row in rows)

    def get(self, shortlist: int | str) -> Shortlist:
        """Return a list by its number or its name.

        Raises:
            WrongUse: there is none.
        """
        with self._database.reading() as session:
            return _shortlist(_find(session, shortlist))

    def rename(self, shortlist: int, name: str, version: int) -> Shortlist:
        """Give a list another name.

        Raises:
            WrongUse: there is no such list, or the name does not do.
            EditConflict: somebody changed the list since ``version``.
        """
        name = checked("the name of the list", Name, name)
        with self._database.writing() as session, _one_of_a_name(name):
            row = _find(session, shortlist)
            _same(row, version, f"The list “{row.name}”")
            if row.name != name:
                self._free(session, name)
            row.name = name
            return _shortlist(self._changed(session, row))

    def add(self, shortlist: int, kind: EntryKind, refs: Sequence[str], note: str = "") -> Shortlist:
        """Put cases or organisations at the end of a list; what is on it stays as it is.

        What was taken off before comes back with its note, rating and status.
        """
        note = checked_note(note)
        if kind not in get_args(EntryKind):
            raise WrongUse(f"there is no kind {kind!r} of entries.", mend="There are: case, organisation.")
        with self._database.writing() as session:
            row = _find(session, shortlist)
            known = {(entry.kind, entry.ref): entry for entry in row.entries}
            last = max((entry.position for entry in row.entries), default=0)
            for place, ref in enumerate(dict.fromkeys(refs), start=last + 1):
                old = known.get((kind, ref))
                if old is None:
                    new = EntryRow(kind=kind, ref=ref, position=place, note=note, status="to_contact")
                    row.entries.append(self._touched(new))
                elif old.deleted_at is not None:
                    old.deleted_at, old.position = None, place
                    self._touched(old)
            return _shortlist(self._changed(session, row))

    def edit(
        self,
        entry: int,
        version: int,
        *,
        note: str | None = None,
        rating: int | None = None,
        status: ContactStatus | None = None,
    ) -> Entry:
        """Change an entry's note, rating (1 to 5, 0 takes it away) or status; what is None stays.

        Raises:
            WrongUse: there is no such entry, or a value does not do.
            EditConflict: somebody changed the entry since ``version``.
        """
        changes = checked_changes(note, rating, status)
        with self._database.writing() as session:
            row = _find_entry(session, entry)
            _same(row, version, f"The entry “{row.ref}”")
            for field, value in changes.items():
                setattr(row, field, value)
            self._touched(row)
            session.flush()
            return _entry(row)

    def move(self, entry: int, place: int, version: int) -> Shortlist:
        """Move an entry to a place in its list, 1 being the first; ``version`` is the list's.

        Raises:
            WrongUse: there is no such entry.
            EditConflict: somebody changed the list since ``version``.
        """
        with self._database.writing() as session:
            row = _find_entry(session, entry)
            _same(row.shortlist, version, f"The list “{row.shortlist.name}”")
            order = [one for one in row.shortlist.entries if one.deleted_at is None and one is not row]
            order.insert(max(0, min(place, len(order) + 1) - 1), row)
            for number, one in enumerate(order, start=1):
                one.position = number
            self._changed(session, row.shortlist)
            session.refresh(row.shortlist)
            return _shortlist(row.shortlist)

    def remove(self, entry: int, version: int) -> Shortlist:
        """Take an entry off its list; ``restore`` brings it back.

        Raises:
            WrongUse: there is no such entry.
            EditConflict: somebody changed the entry since ``version``.
        """
        with self._database.writing() as session:
            row = _find_entry(session, entry)
            _same(row, version, f"The entry “{row.ref}”")
            self._touched(row).deleted_at = self._clock()
            return _shortlist(self._changed(session, row.shortlist))

    def restore(self, entry: int) -> Shortlist:
        """Bring back an entry that was taken off, to its old place."""
        with self._database.writing() as session:
            row = _find_entry(session, entry, deleted=True)
            self._touched(row).deleted_at = None
            return _shortlist(self._changed(session, row.shortlist))

    def delete(self, shortlist: int, version: int) -> None:
        """Delete a list; ``undelete`` brings it back.

        Raises:
            WrongUse: there is no such list.
            EditConflict: somebody changed the list since ``version``.
        """
        with self._database.writing() as session:
            row = _find(session, shortlist)
            _same(row, version, f"The list “{row.name}”")
            row.deleted_at = self._clock()
            self._changed(session, row)

    def undelete(self, shortlist: int) -> Shortlist:
        """Bring back a deleted list; where another took its name meanwhile, a number is put behind it."""
        with self._database.writing() as session, _one_of_a_name(str(shortlist)):
            row = _find(session, shortlist, deleted=True)
            name, number = row.name, 2
            while _named(session, row.name) is not None:
                row.name = f"{name[:110]} ({number})"
                number += 1
            row.deleted_at = None
            return _shortlist(self._changed(session, row))

    def _free(self, session: Session, name: str) -> None:
        if _named(session, name) is not None:
            raise _taken(name)

    def _touched(self, row: EntryRow) -> EntryRow:
        row.changed_by, row.changed_at = self._user, self._clock()
        return row

    def _changed(self, session: Session, row: ShortlistRow) -> ShortlistRow:
        """Note on a list that it was changed, which raises its version."""
        row.changed_by, row.changed_at = self._user, self._clock()
        session.flush()
        return row


def _taken(name: str) -> WrongUse:
    return WrongUse(f"there is a list “{name}” already.", mend="Give another name.")


@contextmanager
def _one_of_a_name(name: str) -> Iterator[None]:
    """Say so where somebody gave the name to another list in the same moment: the database keeps names apart."""
    try:
        yield
    except IntegrityError as error:
        raise _taken(name) from error


def _named(session: Session, name: str) -> ShortlistRow | None:
    query = select(ShortlistRow).where(ShortlistRow.name == name, ShortlistRow.deleted_at.is_(None))
    return session.scalars(query).first()


def _find(session: Session, shortlist: int | str, *, deleted: bool = False) -> ShortlistRow:
    """Return a list's row, locked where the transaction writes."""
    row = None
    if isinstance(shortlist, str):
        row = _named(session, one_line(shortlist))
    if row is None and NUMBER.fullmatch(str(shortlist).strip()):
        row = session.get(ShortlistRow, int(shortlist), with_for_update=_writes(session))
    if row is None or (row.deleted_at is not None) != deleted:
        raise WrongUse(f"there is no list “{shortlist}”.", mend="See what there is: matcher shortlist list")
    return row


def _find_entry(session: Session, entry: int, *, deleted: bool = False) -> EntryRow:
    row = session.get(EntryRow, entry, with_for_update=_writes(session))
    if row is None or (row.deleted_at is not None) != deleted or row.shortlist.deleted_at is not None:
        raise WrongUse("this entry is not on the list any more.", mend="Load the list again.")
    session.refresh(row.shortlist, with_for_update=_writes(session))
    return row


def _writes(session: Session) -> bool:
    return bool(session.connection().get_execution_options().get("writes", False))


def _same(row: ShortlistRow | EntryRow, version: int, what: str) -> None:
    """Make sure that nobody changed a row since it was read."""
    if row.version != version:
        moment = row.changed_at.strftime("%Y-%m-%d %H:%M UTC")
        raise EditConflict(
            f"{what} was changed by {row.changed_by} on {moment}, after you had opened it.",
            mend="Load it again and repeat your change; nothing of theirs was overwritten.",
        )


def _shortlist(row: ShortlistRow) -> Shortlist:
    own = {name: getattr(row, name) for name in Shortlist.model_fields if name != "entries"}
    entries = sorted((entry for entry in row.entries if entry.deleted_at is None), key=lambda entry: entry.position)
    return Shortlist.model_validate({**own, "entries": tuple(_entry(entry) for entry in entries)})


def _entry(row: EntryRow) -> Entry:
    return Entry.model_validate(row, from_attributes=True)
