"""``matcher event``: matching, planning, and the files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from matcher import console
from matcher.commands.event_shared import Json, Lang, Named, event_app, stored, write_json
from matcher.commands.writing import write_content
from matcher.errors import WrongUse

if TYPE_CHECKING:
    from matcher.api import Matcher
    from matcher.events.desk import EventDesk
    from matcher.events.event import Schedule

Seconds = Annotated[float, typer.Option(help="Seconds to plan at most.")]


@event_app.command()
def match(
    name: Named,
    number: Annotated[int | None, typer.Option("--for", help="Only pairs with this participant.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Pairs too that the rules leave out.")] = False,
    top: Annotated[int, typer.Option(help="How many pairs at most.")] = 20,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Show who suits whom, what each side gains, and why."""
    language = console.language(lang)
    with _desk(name, quiet=as_json) as (desk, _):
        people = {one.id: one for one in desk.participants}
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
        console.out.print(
            f"[bold]{one.value:5.1f}[/bold]  {escape(people[one.first].organisation)} ({one.first_gains:.0f}) – "
            f"{escape(people[one.second].organisation)} ({one.second_gains:.0f})  {', '.join(marks)}"
        )
        for reason in one.reasons:
            console.out.print(f"       {reason.kind}: {escape(reason.text)}")


@event_app.command()
def schedule(name: Named, seconds: Seconds = 60.0, as_json: Json = False) -> None:
    """Plan the meetings: fair first, then as valuable as can be; confirmed ones stay."""
    with _desk(name, quiet=as_json) as (desk, _):
        _told(desk.schedule(seconds), desk, as_json)


@event_app.command()
def confirm(
    name: Named, uid: Annotated[list[str] | None, typer.Argument(help="Meetings; none: all of them.")] = None
) -> None:
    """Mark meetings as agreed: planning again does not move them."""
    with _desk(name, quiet=True) as (desk, _):
        console.out.print(f"{desk.confirm(uid or None)} meetings are confirmed.")


@event_app.command()
def replan(
    name: Named,
    from_slot: Annotated[int, typer.Option(help="Slots before this one are over.")] = 1,
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
        console.out.print(f"[bold]{escape(label)}[/bold] ({len(one.members)} participants; {escape(areas)})")
        console.out.print(f"       {escape(', '.join(people[member] for member in one.members))}")
        for case_id in one.cases:
            console.out.print(f"       – {escape(cases[case_id].title.pick(language).text)}")


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
    from matcher.export.events.event_files import PERSONAL, EventFiles

    language = console.language(lang)
    if out.exists():
        raise WrongUse("is there already.", where=str(out), mend="Name a folder that is not there yet.")
    with _desk(name, quiet=False) as (desk, matcher):
        people = {one.id: one for one in desk.participants}
        if number is not None and number not in people:
            raise WrongUse(f"there is no participant {number}.", mend="See them: matcher event list EVENT")
        files = EventFiles(desk.plan_in, matcher.index, now=dt.datetime.now(dt.UTC), cancelled=desk.cancelled())
        if number is None and kind is None:
            made = files.all(language, reading_language)
        elif number is None:
            made = iter([files.file(str(kind), language)])
        else:
            kinds = [kind] if kind else PERSONAL
            own = reading_language(people[number])
            made = (files.file(str(one), own, participant_id=number) for one in kinds)
        count = 0
        for file in made:
            target = out / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            write_content(file.content, target)
            count += 1
    console.out.print(f"{count} files in {escape(str(out))}", soft_wrap=True)


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
    counts = sorted(sum(who in (m.first, m.second) for m in made.meetings) for who in expected)
    table = Table("Meetings", "Value", "Bound", "Gap", "Worst served", "Meetings each", "Seconds")
    table.add_row(
        str(len(made.meetings)), f"{made.value:.0f}", f"{made.bound:.0f}", f"{made.gap:.2%}",
        f"{made.worst_served:.2f}", f"{counts[0]} / {counts[len(counts) // 2]} / {counts[-1]}",
        f"{made.seconds:.1f}",
    )  # fmt: skip
    console.out.print(table)
    for one in made.unmet:
        pair = f"{people.get(one.first, one.first)} – {people.get(one.second, one.second)}"
        console.out.print(f"Must-meet not kept: {escape(pair)} ({one.why})")
