"""``matcher event``: making an event, seeing it, deleting it."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from pydantic import ValidationError
from rich.markup import escape
from rich.table import Table

from matcher import console
from matcher.commands.event_shared import Json, Named, event_app, stored, write_json
from matcher.errors import WrongUse
from matcher.settings import load_settings

if TYPE_CHECKING:
    from matcher.events.event import Event, MeetingPlace, Slot
    from matcher.events.store import EventStore


@event_app.command()
def create(
    name: Annotated[str, typer.Argument(help="The new event's name.")],
    day: Annotated[str, typer.Option(help="The day, YYYY-MM-DD.")],
    start: Annotated[str, typer.Option(help="When the first meetings begin, HH:MM at the venue.")] = "09:00",
    zone: Annotated[str, typer.Option(help="Time zone of the venue.")] = "Europe/Berlin",
    venue: Annotated[str, typer.Option(help="Where it is.")] = "",
    slots: Annotated[int, typer.Option(help="How many meetings can follow each other.")] = 12,
    minutes: Annotated[int, typer.Option(help="Minutes of a meeting.")] = 20,
    gap: Annotated[int, typer.Option(help="Minutes between meetings.")] = 5,
    pause: Annotated[list[str] | None, typer.Option(help="A break: SLOT:MINUTES, after that slot.")] = None,
    tables: Annotated[int, typer.Option(help="Tables or rooms on site.")] = 10,
    video: Annotated[int, typer.Option(help="Video rooms.")] = 2,
    interpreters: Annotated[int, typer.Option(help="Interpreters.")] = 0,
    most: Annotated[int, typer.Option(help="Meetings of a participant at most.")] = 8,
    least: Annotated[int, typer.Option(help="Meetings of a participant at least, as far as can be.")] = 1,
    in_a_row: Annotated[int, typer.Option(help="Meetings without a free slot between at most.")] = 4,
    same_country: Annotated[bool, typer.Option("--same-country", help="Plan pairs of one country too.")] = False,
    keep_days: Annotated[int, typer.Option(help="Days after which participants' data are to go.")] = 90,
    example: Annotated[bool, typer.Option("--example", help="40 participants from the corpus.")] = False,
    as_json: Json = False,
) -> None:
    """Make an event; with --example, one to try everything with."""
    from matcher.events.event import Event, Rules
    from matcher.events.example import example_event, example_participants

    date = _date(day)
    try:
        if example:
            made = example_event(date).model_copy(update={"name": name})
        else:
            made = Event(
                id=0,
                name=name,
                venue=venue,
                zone=zone,
                slots=_slots(date, start, zone, slots, minutes, gap, pause or []),
                places=_places(tables, video),
                rules=Rules(
                    most_meetings=most, least_meetings=least, most_in_a_row=in_a_row,
                    only_across_countries=not same_country, interpreters=interpreters,
                ),
                keep_until=date + dt.timedelta(days=keep_days),
            )  # fmt: skip
    except ValidationError as error:
        detail = error.errors()[0]
        field = ".".join(str(step) for step in detail["loc"])
        raise WrongUse(
            f"{field or 'the event'}: {detail['msg']}.", mend="See: matcher event create --help"
        ) from error
    with stored() as store:
        kept = store.create(made)
        if example:
            from matcher.corpus.reader import read_corpus
            from matcher.index.store import known_cases

            settings = load_settings()
            corpus = read_corpus(settings.corpus, known_cases(settings.indexes))
            store.add(
                kept.id, lambda _, first: example_participants(kept, corpus.cases, corpus.organisations, first)
            )
        _told(kept, len(store.participants(kept.id)), as_json)


@event_app.command(name="list")
def show(
    name: Annotated[str | None, typer.Argument(metavar="EVENT", help="An event; else all are named.")] = None,
    as_json: Json = False,
) -> None:
    """Name all events, or the participants of one."""
    with stored() as store:
        if name is None:
            _show_events(store, as_json)
            return
        event, people = store.get(name), store.participants(name)
    if as_json:
        told = {"event": event.model_dump(mode="json"), "participants": [p.model_dump(mode="json") for p in people]}
        write_json(told)
        return
    _told(event, len(people), as_json=False)
    table = Table("No.", "Organisation", "Country", "Languages", "Needs", "Offers", "Linked", "Attendance")
    for one in people:
        table.add_row(
            str(one.id), escape(one.organisation), one.country, " ".join(one.languages), str(len(one.needs)),
            str(len(one.offers)), one.linked or "", "" if one.attendance == "expected" else one.attendance,
        )  # fmt: skip
    console.out.print(table)


@event_app.command()
def delete(name: Named, yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Delete an event with all that is held on its participants; this cannot be undone."""
    with stored() as store:
        event = store.get(name)
        count = len(store.participants(event.id))
        if not yes and not (
            sys.stdin.isatty() and typer.confirm(f"Delete “{event.name}” with {count} participants?")
        ):
            raise WrongUse("nothing was deleted.", mend="To delete without being asked: --yes")
        store.delete(event.id)
    console.out.print(f"Deleted “{escape(event.name)}” with {count} participants.", soft_wrap=True)


def _show_events(store: EventStore, as_json: bool) -> None:
    events = store.all()
    if as_json:
        write_json([event.model_dump(mode="json") for event in events])
        return
    table = Table("No.", "Name", "Day", "Participants", "Data kept until")
    for event in events:
        day = event.slots[0].start.astimezone(ZoneInfo(event.zone)).date().isoformat()
        count = str(len(store.participants(event.id)))
        table.add_row(str(event.id), escape(event.name), day, count, event.keep_until.isoformat())
    console.out.print(table if events else "There are no events.")
    for event in store.expired(dt.datetime.now(dt.UTC).date()):
        console.out.print(
            f"[bold]“{escape(event.name)}”: the data should have been deleted by {event.keep_until}.[/bold]"
        )


def _told(event: Event, count: int, as_json: bool) -> None:
    if as_json:
        write_json({"event": event.model_dump(mode="json"), "participants": count})
        return
    start = event.slots[0].start.astimezone(ZoneInfo(event.zone))
    console.out.print(
        f"[bold]{event.id}  {escape(event.name)}[/bold]: {start:%Y-%m-%d %H:%M} {event.zone}, "
        f"{len(event.slots)} slots, {len(event.places)} places, {count} participants; "
        f"data kept until {event.keep_until}",
        soft_wrap=True,
    )


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(f"{text!r} is no day.", mend="Give it as YYYY-MM-DD.") from error


def _slots(
    day: dt.date, start: str, zone: str, count: int, minutes: int, gap: int, pauses: list[str]
) -> tuple[Slot, ...]:
    from matcher.events.event import Slot

    try:
        longer = {int(slot): int(length) for slot, length in (one.split(":") for one in pauses)}
        moment = dt.datetime.combine(day, dt.time.fromisoformat(start), ZoneInfo(zone)).astimezone(dt.UTC)
    except (ValueError, KeyError, OSError) as error:
        raise WrongUse(
            f"a time is not right ({error}).", mend="Like: --start 09:00 --zone Asia/Tokyo --pause 6:30"
        ) from error
    made = []
    for number in range(1, count + 1):
        made.append(Slot(number=number, start=moment, minutes=minutes))
        moment += dt.timedelta(minutes=minutes + longer.get(number, gap))
    return tuple(made)


def _places(tables: int, video: int) -> tuple[MeetingPlace, ...]:
    from matcher.events.event import MeetingPlace

    on_site = [MeetingPlace(id=f"t{number}", name=f"Table {number}") for number in range(1, tables + 1)]
    online = [MeetingPlace(id=f"v{number}", name=f"Video {number}", kind="video") for number in range(1, video + 1)]
    return (*on_site, *online)
