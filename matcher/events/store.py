"""Keeps events in the workspace. Participants' data lies nowhere else, and goes with its event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.clean import one_line
from matcher.errors import EditConflict, WrongUse
from matcher.events.event import Event, Participant, Schedule
from matcher.workspace.database import Database
from matcher.workspace.shortlists import NUMBER, Clock, now
from matcher.workspace.tables import EventRow, ParticipantRow, ScheduleRow

Maker = Callable[[Sequence[Participant], int], Sequence[Participant]]
"""Makes participants from those that are there and the first free number."""


class EventStore:
    """The events of a workspace, as one user sees and changes them."""

    def __init__(self, database: Database, user: str, clock: Clock = now) -> None:
        self._database = database
        self._user = user
        self._clock = clock

    def create(self, event: Event) -> Event:
        """Keep a new event, and return it with its number.

        Raises:
            WrongUse: another event bears its name.
        """
        with self._database.writing() as session:
            _check_name(session, event)
            row = EventRow(
                name=event.name, keep_until=event.keep_until, data=_data(event), changed_by=self._user,
                changed_at=self._clock(),
            )  # fmt: skip
            session.add(row)
            session.flush()
            return _event(row)

    def all(self) -> tuple[Event, ...]:
        """Return all events, the newest first."""
        with self._database.reading() as session:
            return tuple(_event(row) for row in session.scalars(select(EventRow).order_by(EventRow.id.desc())))

    def get(self, event: int | str) -> Event:
        """Return an event by its number or name.

        Raises:
            WrongUse: there is none.
        """
        with self._database.reading() as session:
            return _event(_find(session, event))

    def change(self, event: Event) -> Event:
        """Keep an event that was changed; its version is the one that the change rests on.

        Raises:
            WrongUse: there is no such event, or another bears its name.
            EditConflict: somebody changed it since.
        """
        with self._database.writing() as session:
            row = _find(session, event.id)
            _same(row, event.version, f"The event “{row.name}”")
            if row.name != event.name:
                _check_name(session, event)
            row.name, row.keep_until, row.data = event.name, event.keep_until, _data(event)
            self._touch(row)
            session.flush()
            return _event(row)

    def delete(self, event: int | str) -> None:
        """Delete an event with all that is held on its participants; this cannot be undone."""
        with self._database.writing() as session:
            session.delete(_find(session, event))
        self._database.wipe_log()

    def expired(self, today: dt.date) -> tuple[Event, ...]:
        """Return the events whose data should have been deleted by now."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(EventRow).where(EventRow.keep_until < today).order_by(EventRow.keep_until)
            )
            return tuple(_event(row) for row in rows)

    def participants(self, event: int | str) -> tuple[Participant, ...]:
        """Return the participants of an event by number."""
        with self._database.reading() as session:
            return _participants(_find(session, event))

    def add(self, event: int | str, make: Maker) -> int:
        """Add participants, all or none, and return the number of this import, by which it can be undone.

        Args:
            event: its number or name.
            make: called with those that are there and the first free number, while nobody else can add any.
        """
        with self._database.writing() as session:
            row = _find(session, event)
            there = _participants(row)
            first = max((one.id for one in there), default=0) + 1
            batch = max((one.batch for one in row.participants), default=0) + 1
            made = make(there, first)
            for one in made:
                new = ParticipantRow(number=one.id, batch=batch, data=_data(one))
                self._touch(new)
                row.participants.append(new)
            self._touch(row)
            return batch

    def undo(self, event: int | str, batch: int | None = None) -> int:
        """Take back an import, the last one by default, and return how many participants went.

        Raises:
            WrongUse: there is no such import, or its participants have been in a plan.
        """
        with self._database.writing() as session:
            row = _find(session, event)
            last = max((one.batch for one in row.participants), default=0)
            gone = [one for one in row.participants if one.batch == (last if batch is None else batch)]
            if not gone:
                raise WrongUse("there is no such import.", mend="See the participants: matcher event list EVENT")
            numbers = {one.number for one in gone}
            if any(numbers & _planned_in(one) for one in row.schedules):
                what = "participants of this import have been in a plan."
                raise WrongUse(what, mend="Mark them as absent, then plan again.")
            for one in gone:
                row.participants.remove(one)
            _forget(row, numbers)
            self._touch(row)
        self._database.wipe_log()
        return len(gone)

    def change_participant(self, event: int | str, participant: Participant) -> None:
        """Keep a participant that was changed; its version is the one that the change rests on.

        Raises:
            WrongUse: there is none of this number.
            EditConflict: somebody changed it since.
        """
        with self._database.writing() as session:
            whole = _find(session, event)
            row = _participant(whole, participant.id)
            _same(row, participant.version, f"“{participant.organisation}”")
            row.data = _data(participant)
            self._touch(row)
            self._touch(whole)

    def held_on(self, event: int | str, participant: int) -> dict[str, Any]:
        """Return everything that is held on one participant, for the participant (GDPR, Article 15).

        Of others who wish for it or refuse it only the number is told: who they are is their own affair.
        """
        with self._database.reading() as session:
            row = _find(session, event)
            one = _participant(row, participant)
            plans = [Schedule.model_validate(kept.data) for kept in row.schedules]
            others = [_noun(other) for other in row.participants if other.number != participant]
            return {
                "event": row.name,
                "keep_until": row.keep_until.isoformat(),
                "participant": _noun(one).model_dump(mode="json"),
                "changed_by": one.changed_by,
                "changed_at": one.changed_at.isoformat(),
                "import": one.batch,
                "meetings": _meetings_of(plans[-1:], participant),
                "meetings_of_earlier_plans": _meetings_of(plans[:-1], participant),
                "must_meets_not_met": [
                    unmet.model_dump(mode="json")
                    for unmet in (plans[-1].unmet if plans else ())
                    if participant in (unmet.first, unmet.second)
                ],
                "others_who_wish_to_meet_it": sum(participant in other.must_meet for other in others),
                "others_who_do_not": sum(participant in other.wont_meet for other in others),
            }

    def keep_schedule(self, event: int | str, schedule: Schedule, version: int | None = None) -> int:
        """Keep a new schedule of an event, and return its number.

        Args:
            event: its number or name.
            schedule: the plan.
            version: the event's, when its participants and its last plan were read; planning takes a while.

        Raises:
            EditConflict: somebody changed the event, a participant or the plan since.
        """
        with self._database.writing() as session:
            row = _find(session, event)
            if version is not None:
                _same(row, version, f"The event “{row.name}”")
            number = max((one.number for one in row.schedules), default=0) + 1
            data = schedule.model_dump(mode="json")
            new = ScheduleRow(number=number, data=data, issued=False, made_by=self._user, made_at=self._clock())
            row.schedules.append(new)
            self._touch(row)
            return number

    def schedule(self, event: int | str) -> Schedule | None:
        """Return the current schedule; None where none was made."""
        with self._database.reading() as session:
            return _schedule(_find(session, event))

    def schedules(self, event: int | str) -> tuple[Schedule, ...]:
        """Return all schedules of an event, the oldest first."""
        with self._database.reading() as session:
            return tuple(Schedule.model_validate(row.data) for row in _find(session, event).schedules)

    def issue(self, event: int | str) -> None:
        """Note that files are made from the current schedule: its meetings may stand in calendars now."""
        with self._database.writing() as session:
            row = _find(session, event)
            if row.schedules:
                row.schedules[-1].issued = True

    def issued(self, event: int | str) -> tuple[Schedule, ...]:
        """Return the schedules that files were made from, the oldest first."""
        with self._database.reading() as session:
            kept = _find(session, event).schedules
            return tuple(Schedule.model_validate(row.data) for row in kept if row.issued)

    def _touch(self, row: EventRow | ParticipantRow) -> None:
        row.changed_by, row.changed_at = self._user, self._clock()


def _check_name(session: Session, event: Event) -> None:
    """Refuse a name that is a number, or that another event bears."""
    if event.name.isdigit():
        raise WrongUse(f"{event.name!r} would be taken for a number.", mend="Give a name with letters.")
    found = session.scalars(select(EventRow).where(EventRow.name == event.name)).first()
    if found is not None and found.id != event.id:
        raise WrongUse(f"there is an event “{event.name}” already.", mend="Give another name.")


def _find(session: Session, event: int | str) -> EventRow:
    row = None
    if isinstance(event, str):
        names = {one_line(event), event.strip()}  # the second: names that were kept before they were composed
        row = session.scalars(select(EventRow).where(EventRow.name.in_(names)).order_by(EventRow.id)).first()
    if row is None and NUMBER.fullmatch(str(event).strip()):
        row = session.get(EventRow, int(event))
    if row is None:
        raise WrongUse(f"there is no event “{event}”.", mend="See what there is: matcher event list")
    return row


def _participant(row: EventRow, number: int) -> ParticipantRow:
    for one in row.participants:
        if one.number == number:
            return one
    raise WrongUse(f"there is no participant {number}.", mend="See them: matcher event list EVENT")


def _forget(row: EventRow, numbers: set[int]) -> None:
    """Take participants that are gone out of the others' wishes."""
    for one in row.participants:
        noun = _noun(one)
        kept = {
            field: tuple(number for number in getattr(noun, field) if number not in numbers)
            for field in ("must_meet", "wont_meet")
        }
        changed = noun.model_copy(update=kept)
        if changed != noun:
            one.data = _data(changed)


def _participants(row: EventRow) -> tuple[Participant, ...]:
    return tuple(_noun(one) for one in row.participants)


def _noun(row: ParticipantRow) -> Participant:
    return Participant.model_validate({**row.data, "id": row.number, "version": row.version})


def _planned_in(row: ScheduleRow) -> set[int]:
    """Return the participants that a schedule names."""
    plan = Schedule.model_validate(row.data)
    pairs = [(one.first, one.second) for one in plan.meetings] + [(one.first, one.second) for one in plan.unmet]
    return {number for pair in pairs for number in pair}


def _meetings_of(plans: Sequence[Schedule], participant: int) -> list[dict[str, Any]]:
    meetings = [one for plan in plans for one in plan.meetings if participant in (one.first, one.second)]
    return [one.model_dump(mode="json") for one in meetings]


def _schedule(row: EventRow) -> Schedule | None:
    return Schedule.model_validate(row.schedules[-1].data) if row.schedules else None


def _event(row: EventRow) -> Event:
    try:
        return Event.model_validate({**row.data, "id": row.id, "version": row.version})
    except ValidationError as error:
        raise WrongUse(f"the event “{row.name}” was kept by another release ({error.error_count()}).") from error


def _data(noun: Event | Participant) -> dict[str, Any]:
    return noun.model_dump(mode="json", exclude={"id", "version"})


def _same(row: EventRow | ParticipantRow, version: int, what: str) -> None:
    if row.version != version:
        moment = row.changed_at.strftime("%Y-%m-%d %H:%M UTC")
        raise EditConflict(
            f"{what} was changed by {row.changed_by} on {moment}, after you had opened it.",
            mend="Load it again and repeat your change; nothing of theirs was overwritten.",
        )
