"""``matcher event change``: an event's own data, after it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from matcher import console
from matcher.commands.event import tell_event
from matcher.commands.event_shared import Json, Named, event_app, stored

if TYPE_CHECKING:
    from matcher.events.event import Event
    from matcher.events.store import EventStore


@event_app.command()
def change(
    event: Named,
    name: Annotated[str | None, typer.Option(help="Another name.")] = None,
    day: Annotated[str | None, typer.Option(help="Another day, YYYY-MM-DD; slots keep their times.")] = None,
    start: Annotated[str | None, typer.Option(help="When the first meetings begin, HH:MM at the venue.")] = None,
    zone: Annotated[str | None, typer.Option(help="Time zone of the venue.")] = None,
    venue: Annotated[str | None, typer.Option(help="Where it is.")] = None,
    slots: Annotated[int | None, typer.Option(help="How many meetings can follow.", min=1, max=200)] = None,
    minutes: Annotated[int | None, typer.Option(help="Minutes of a meeting.", min=5, max=240)] = None,
    gap: Annotated[int | None, typer.Option(help="Minutes between meetings.", min=0, max=240)] = None,
    pause: Annotated[list[str] | None, typer.Option(help="SLOT:MINUTES; replaces all breaks.")] = None,
    tables: Annotated[int | None, typer.Option(help="Tables or rooms on site.", min=0, max=500)] = None,
    video: Annotated[int | None, typer.Option(help="Video rooms.", min=0, max=500)] = None,
    interpreters: Annotated[int | None, typer.Option(help="Interpreters.", min=0, max=200)] = None,
    most: Annotated[int | None, typer.Option(help="Meetings of a participant at most.", min=1, max=100)] = None,
    least: Annotated[int | None, typer.Option(help="Meetings at least.", min=0, max=100)] = None,
    in_a_row: Annotated[int | None, typer.Option(help="Meetings without a free slot.", min=1, max=100)] = None,
    same_country: Annotated[
        bool | None, typer.Option("--same-country/--across", help="Plan pairs of one country too, or not.")
    ] = None,
    keep_until: Annotated[str | None, typer.Option(help="When data is to go, YYYY-MM-DD.")] = None,
    as_json: Json = False,
) -> None:
    """Change an event's own data; what is not given stays. A plan stays too, until it is planned again."""
    from pydantic import ValidationError

    from matcher.commands.event_making import not_right, read_day, read_pauses, read_start
    from matcher.events.change import Changes, change_event

    with stored() as store:
        old = store.get(event)
        rules = {
            "most_meetings": most, "least_meetings": least, "most_in_a_row": in_a_row, "interpreters": interpreters,
            "only_across_countries": None if same_country is None else not same_country,
        }  # fmt: skip
        begins = old.slots[0].start.astimezone(ZoneInfo(old.zone))
        time = read_start(start or f"{begins:%H:%M}", zone or old.zone)
        changes = Changes(
            name=name, venue=venue, zone=zone, slots=slots, minutes=minutes, gap=gap, tables=tables,
            video_rooms=video,
            day=read_day(day) if day else None,
            start=time if start else None,
            pauses=read_pauses(pause, slots or len(old.slots)) if pause else None,
            rules={key: value for key, value in rules.items() if value is not None},
            keep_until=read_day(keep_until) if keep_until else None,
        )  # fmt: skip
        try:
            new = change_event(store, old, changes)
        except (ValidationError, OverflowError) as error:
            raise not_right(error, "change") from error
        tell_event(new, len(store.participants(new.id)), as_json)
        if not as_json:
            _tell_what_follows(store, old, new)


def _tell_what_follows(store: EventStore, old: Event, new: Event) -> None:
    """Say what the change leaves to be done."""
    if new == old:
        console.out.print("Nothing was changed.")
        return
    away = [one for one in store.participants(new.id) if one.attendance == "expected"]
    away = [one for one in away if not any(one.can(slot) for slot in new.slots)]
    if away:
        names = console.plain(", ".join(f"{one.organisation} ({one.id})" for one in away))
        console.out.print(f"At none of its times can meet: {names}", soft_wrap=True)
    if store.schedule(new.id) and (old.slots, old.places, old.rules) != (new.slots, new.places, new.rules):
        console.out.print("The plan was made before this change; mend it: matcher event replan EVENT")
