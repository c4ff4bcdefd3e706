"""``matcher event``: matching, planning, and the files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from matcher import console
from matcher.commands.event_shared import Json, Lang, Named, event_app, stored, write_json
from matcher.commands.writing import write_content
from matcher.errors import WrongUse
from matcher.folders import folder_to_fill

if TYPE_CHECKING:
    from matcher.api import Matcher
    from matcher.events.desk import EventDesk
    from matcher.events.event import Event, Meeting, Schedule

Seconds = Annotated[float, typer.Option(help="Seconds to plan at most.", min=0, max=86_400)]
LACKS: Mapping[str, str] = {
    "nobody": "there is nobody else whom it may meet",
    "no_common_slot": "no time in common with those who are left",
    "no_interpreter": "no interpreter is free",
    "no_place": "no place is free",
    "full": "all time of the two sides is taken",
}
"""What stands against one more meeting of a participant, in words."""


@event_app.command()
def match(
    name: Named,
    number: Annotated[int | None, typer.Option("--for", help="Only pairs with this participant.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Pairs too that the rules leave out.")] = False,
    top: Annotated[int, typer.Option(help="How many pairs at most.", min=1)] = 20,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Show who suits whom, what each side gains, and why."""
    language = console.language(lang)
    with _desk(name, quiet=as_json) as (desk, _):
        people = {one.id: one for one in desk.participants}
        _check_number(number, people)
        across = desk.event.rules.only_across_countries and not every
        found = [
            one
            for one in desk.affinities(language)
            if number is None or number in (one.first, one.second)
            if one.must or not across or people[one.first].country != people[one.second].country
        ]
    found.sort(key=lambda one: (-one.must, -one.value, one.first, one.second))
    if as_json:
        write_json([{**one.model_dump(mode="json"), "value": one.value} for one in found[:top]])
        return
    for one in found[:top]:
        found_marks = {
            "must": one.must, "vetoed": one.vetoed, "interpreter": one.interpreter, "one-sided": one.one_sided,
        }  # fmt: skip
        marks = [word for word, holds in found_marks.items() if holds]
        first, second = (console.plain(people[side].organisation) for side in (one.first, one.second))
        console.out.print(
            f"[bold]{one.value:5.1f}[/bold]  {first} ({one.first_gains:.0f}) – {second} ({one.second_gains:.0f})  "
            f"{', '.join(marks)}"
        )
        for reason in one.reasons:
            console.out.print(f"       {reason.kind}: {console.plain(reason.text)}")


@event_app.command()
def schedule(name: Named, seconds: Seconds = 60.0, as_json: Json = False) -> None:
    """Plan the meetings: fair first, then as valuable as can be; confirmed ones stay."""
    with _desk(name, quiet=as_json) as (desk, _):
        _told(desk.schedule(seconds), desk, as_json)


@event_app.command(name="plan")
def show_plan(name: Named, as_json: Json = False) -> None:
    """Show the planned meetings, with the uid by which each is confirmed; times are the venue's."""
    with stored() as store:
        event, made, people = store.get(name), store.schedule(name), store.participants(name)
    if made is None:
        raise WrongUse("there is no plan yet.", mend="Make one: matcher event schedule EVENT")
    found = [_meeting_data(one, event, {who.id: who.organisation for who in people}) for one in made.meetings]
    if as_json:
        missing = {"unmet": made.unmet, "short": made.short}
        write_json({"meetings": found, **{k: [one.model_dump() for one in v] for k, v in missing.items()}})
        return
    for slot, meetings in groupby(found, key=itemgetter("slot")):
        own = list(meetings)
        console.out.print(f"[bold]{slot}  {own[0]['start'][:16].replace('T', ' ')}[/bold] {event.zone}")
        for one in own:
            marks = [f"interpreter {one['interpreter']}"] if one["interpreter"] else []
            marks += ["confirmed"] if one["confirmed"] else []
            sides = " – ".join(f"{one[f'{side}_name']} ({one[side]})" for side in ("first", "second"))
            line = "  ".join([one["place_name"], sides, *marks, one["uid"]])
            console.out.print(f"   {console.plain(line)}", soft_wrap=True)
    if not found:
        console.out.print("The plan has no meetings.")


def _meeting_data(meeting: Meeting, event: Event, names: Mapping[int, str]) -> dict[str, Any]:
    """Return a meeting with its time and place as the event has them; both are empty where it has them no more."""
    slot = next((one for one in event.slots if one.number == meeting.slot), None)
    places = {place.id: place.name for place in event.places}
    zone = ZoneInfo(event.zone)
    return {
        **meeting.model_dump(mode="json"),
        "start": slot.start.astimezone(zone).isoformat() if slot else "",
        "end": slot.end.astimezone(zone).isoformat() if slot else "",
        "place_name": places.get(meeting.place, ""),
        "first_name": names.get(meeting.first, ""),
        "second_name": names.get(meeting.second, ""),
    }


@event_app.command()
def confirm(
    name: Named, uid: Annotated[list[str] | None, typer.Argument(help="Meetings; none: all of them.")] = None
) -> None:
    """Mark meetings as agreed: planning again does not move them."""
    with stored() as store:  # before the model is loaded
        made = store.schedule(name)
    known = {meeting.uid for meeting in made.meetings} if made else set()
    for one in uid or ():
        if made and one not in known:
            raise WrongUse(f"there is no meeting {one!r} in the plan.", mend="See them: matcher event plan EVENT")
    with _desk(name, quiet=True) as (desk, _):
        console.out.print(f"{desk.confirm(uid or None)} meetings are confirmed.")


@event_app.command()
def replan(
    name: Named,
    from_slot: Annotated[int, typer.Option(help="Slots before this one are over.", min=1)] = 1,
    seconds: Seconds = 30.0,
    as_json: Json = False,
) -> None:
    """Mend the plan after somebody stays away, comes late or joins; change as little as possible."""
    with _desk(name, quiet=as_json) as (desk, _):
        _told(desk.replan(from_slot=from_slot, seconds=seconds), desk, as_json)


@event_app.command()
def themes(name: Named, lang: Lang = "en", as_json: Json = False) -> None:
    """Propose themes for sessions, from what participants need."""
    language = console.language(lang)
    with _desk(name, quiet=as_json) as (desk, matcher):
        found = desk.themes()
        people = {one.id: one.organisation for one in desk.participants}
        lists, cases = matcher.index.vocabulary, matcher.index.cases
    if as_json:
        write_json([one.model_dump(mode="json") for one in found])
        return
    for one in found:
        label = lists.technologies[one.technology].label.pick(language).text
        areas = ", ".join(lists.policy_areas[area].label.pick(language).text for area in one.policy_areas)
        console.out.print(
            f"[bold]{console.plain(label)}[/bold] ({len(one.members)} participants; {console.plain(areas)})"
        )
        console.out.print(f"       {console.plain(', '.join(people[member] for member in one.members))}")
        for case_id in one.cases:
            console.out.print(f"       – {console.plain(cases[case_id].title.pick(language).text)}")


@event_app.command()
def brief(
    name: Named,
    out: Annotated[Path, typer.Option(help="A folder that is not there yet.")],
    lang: Lang = "en",
    kind: Annotated[
        str | None, typer.Option(help="Only schedule, calendar, briefing, master, badges or cards.")
    ] = None,
    number: Annotated[int | None, typer.Option("--for", help="Only the files of this participant.")] = None,
) -> None:
    """Write the files: master plan, book, badges, cards; per participant schedule, calendar, briefing."""
    from matcher.events.desk import reading_language
    from matcher.export.events.event_files import PERSONAL, EventFiles, check_kind

    language = console.language(lang)
    asked = check_kind(kind) if kind else None
    with _whole_folder(out) as folder, _desk(name, quiet=False) as (desk, matcher):
        people = {one.id: one for one in desk.participants}
        _check_number(number, people)
        files = EventFiles(desk.plan_in, matcher.index, now=dt.datetime.now(dt.UTC), cancelled=desk.cancelled())
        if number is not None:
            own, kinds = reading_language(people[number]), [asked] if asked else PERSONAL
            made = iter([files.file(one, own, participant_id=number) for one in kinds])
        elif asked:
            made = iter([files.file(asked, language)])
        else:
            made = files.all(language, reading_language)
        count = 0
        for file in made:
            target = folder / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            write_content(file.content, target)
            count += 1
        desk.issue()
    console.out.print(f"{count} files in {console.plain(str(out))}", soft_wrap=True)


@contextmanager
def _whole_folder(out: Path) -> Iterator[Path]:
    """Yield a folder to fill; it stands at ``out`` when all went well, and nowhere otherwise.

    Raises:
        WrongUse: there is something already, or nothing can be written there.
    """
    with ExitStack() as stack:
        try:
            if out.exists():
                raise WrongUse("is there already.", where=str(out), mend="Name a folder that is not there yet.")
            if not out.parent.is_dir():
                raise WrongUse("is no folder.", where=str(out.parent), mend="Make it first.")
            folder = stack.enter_context(folder_to_fill(out.parent, ".writing-"))
        except OSError as error:
            raise WrongUse(f"cannot be written ({error.strerror}).", where=str(out)) from error
        yield folder
        try:
            folder.rename(out)
        except OSError as error:
            raise WrongUse(f"cannot be written ({error.strerror}).", where=str(out)) from error


def _check_number(number: int | None, known: Collection[int]) -> None:
    if number is not None and number not in known:
        raise WrongUse(f"there is no participant {number}.", mend="See them: matcher event list EVENT")


@contextmanager
def _desk(name: str, *, quiet: bool) -> Iterator[tuple[EventDesk, Matcher]]:
    from matcher.api import Matcher
    from matcher.events.desk import EventDesk
    from matcher.partners.ranking import PartnerFinder

    with stored() as store:
        store.get(name)  # before the model is loaded
        with console.waiting("Opening index and model …", quiet=quiet):
            matcher = Matcher.open()
        yield EventDesk(store, matcher.searcher, PartnerFinder(matcher.searcher), name), matcher


def _told(made: Schedule, desk: EventDesk, as_json: bool) -> None:
    """Say how good a plan is, and what it could not do."""
    if as_json:
        write_json({**made.model_dump(mode="json"), "gap": made.gap})
        return
    people = {one.id: one.organisation for one in desk.participants}
    expected = [one.id for one in desk.participants if one.attendance == "expected"]
    counts = sorted(sum(who in (m.first, m.second) for m in made.meetings) for who in expected) or [0]
    table = Table("Meetings", "Value", "Bound", "Gap", "Worst served", "Meetings each", "Seconds")
    table.add_row(
        str(len(made.meetings)), f"{made.value:.0f}", f"{made.bound:.0f}", f"{made.gap:.2%}",
        f"{made.worst_served:.2f}", f"{counts[0]} / {counts[len(counts) // 2]} / {counts[-1]}",
        f"{made.seconds:.1f}",
    )  # fmt: skip
    console.out.print(table)
    for one in made.unmet:
        pair = f"{people.get(one.first, one.first)} – {people.get(one.second, one.second)}"
        console.out.print(f"Must-meet not kept: {console.plain(pair)} ({one.why})")
    for lacking in made.short:
        who = console.plain(people.get(lacking.participant, str(lacking.participant)))
        console.out.print(f"Fewer meetings than wanted: {who} has {lacking.meetings} ({LACKS[lacking.why]})")
