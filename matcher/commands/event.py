"""``matcher event``: making an event, seeing it, deleting it."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from matcher import console
from matcher.commands.event_shared import Json, Named, event_app, stored, write_json
from matcher.errors import WrongUse
from matcher.settings import load_settings

if TYPE_CHECKING:
    from matcher.events.event import Event
    from matcher.events.store import EventStore


@event_app.command()
def create(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The new event's name.")],
    day: Annotated[str, typer.Option(help="The day, YYYY-MM-DD.")],
    start: Annotated[str, typer.Option(help="When the first meetings begin, HH:MM at the venue.")] = "09:00",
    zone: Annotated[str, typer.Option(help="Time zone of the venue.")] = "Europe/Berlin",
    venue: Annotated[str, typer.Option(help="Where it is.")] = "",
    slots: Annotated[int, typer.Option(help="How many meetings can follow each other.", min=1, max=200)] = 12,
    minutes: Annotated[int, typer.Option(help="Minutes of a meeting.", min=5, max=240)] = 20,
    gap: Annotated[int, typer.Option(help="Minutes between meetings.", min=0, max=240)] = 5,
    pause: Annotated[list[str] | None, typer.Option(help="A break: SLOT:MINUTES, after that slot.")] = None,
    tables: Annotated[int, typer.Option(help="Tables or rooms on site.", min=0, max=500)] = 10,
    video: Annotated[int, typer.Option(help="Video rooms.", min=0, max=500)] = 2,
    interpreters: Annotated[int, typer.Option(help="Interpreters.", min=0, max=200)] = 0,
    most: Annotated[int, typer.Option(help="Meetings of a participant at most.", min=1, max=100)] = 8,
    least: Annotated[int, typer.Option(help="Meetings at least, as far as can be.", min=0, max=100)] = 1,
    in_a_row: Annotated[int, typer.Option(help="Meetings without a free slot at most.", min=1, max=100)] = 4,
    same_country: Annotated[bool, typer.Option("--same-country", help="Plan pairs of one country too.")] = False,
    keep_days: Annotated[int, typer.Option(help="Days after which data is to go.", min=0, max=3650)] = 90,
    example: Annotated[bool, typer.Option("--example", help="40 participants from the corpus.")] = False,
    as_json: Json = False,
) -> None:
    """Make an event; with --example, one to try everything with, which takes no more than name and day."""
    if example:
        _create_example(context, name, day, as_json)
        return
    from matcher.commands.event_making import Asked, asked_event, asked_rules

    rules = asked_rules(most, least, in_a_row, not same_country, interpreters)
    asked = Asked(
        name=name, day=day, start=start, zone=zone, venue=venue, slots=slots, minutes=minutes, gap=gap,
        pauses=pause or (), tables=tables, video=video, rules=rules, keep_days=keep_days,
    )  # fmt: skip
    made = asked_event(asked)
    with stored() as store:
        tell_event(store.create(made), 0, as_json)


def _create_example(context: typer.Context, name: str, day: str, as_json: bool) -> None:
    """Make the example event with its participants; other options have no part in it and are refused."""
    from matcher.commands.event_making import named_example
    from matcher.corpus.reader import read_corpus
    from matcher.events.example import example_participants
    from matcher.index.store import known_cases

    for option in context.params:
        source = context.get_parameter_source(option)
        given = source is not None and source.name == "COMMANDLINE"
        if given and option not in ("name", "day", "example", "as_json"):
            flag = option.replace("_", "-")
            raise WrongUse(f"--{flag} has no part in the example.", mend="Leave out --example or the option.")
    made = named_example(name, day)
    settings = load_settings()
    corpus = read_corpus(settings.corpus, known_cases(settings.indexes))
    with stored() as store:
        kept = store.create(made)
        store.add(kept.id, lambda _, first: example_participants(kept, corpus.cases, corpus.organisations, first))
        tell_event(kept, len(store.participants(kept.id)), as_json)


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
    tell_event(event, len(people), as_json=False)
    table = Table("No.", "Organisation", "Country", "Languages", "Needs", "Offers", "Linked", "Attendance")
    for one in people:
        table.add_row(
            str(one.id), console.plain(one.organisation), one.country, " ".join(one.languages), str(len(one.needs)),
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
    console.out.print(f"Deleted “{console.plain(event.name)}” with {count} participants.", soft_wrap=True)


def _show_events(store: EventStore, as_json: bool) -> None:
    events = store.all()
    if as_json:
        write_json([event.model_dump(mode="json") for event in events])
        return
    table = Table("No.", "Name", "Day", "Participants", "Data kept until")
    for event in events:
        day = event.slots[0].start.astimezone(ZoneInfo(event.zone)).date().isoformat()
        count = str(len(store.participants(event.id)))
        table.add_row(str(event.id), console.plain(event.name), day, count, event.keep_until.isoformat())
    console.out.print(table if events else "There are no events.")
    for event in store.expired(dt.datetime.now(dt.UTC).date()):
        console.out.print(
            f"[bold]“{console.plain(event.name)}”: the data should have been deleted by {event.keep_until}.[/bold]"
        )


def tell_event(event: Event, count: int, as_json: bool) -> None:
    """Say what an event is now."""
    if as_json:
        write_json({"event": event.model_dump(mode="json"), "participants": count})
        return
    start = event.slots[0].start.astimezone(ZoneInfo(event.zone))
    console.out.print(
        f"[bold]{event.id}  {console.plain(event.name)}[/bold]: {start:%Y-%m-%d %H:%M} {event.zone}, "
        f"{len(event.slots)} slots, {len(event.places)} places, {count} participants; "
        f"data kept until {event.keep_until}",
        soft_wrap=True,
    )
