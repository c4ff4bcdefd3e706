"""``matcher event``: its participants – importing, linking, absence, and what is held on them."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from matcher import console
from matcher.commands.event_shared import Json, Lang, Named, event_app, stored, write_json
from matcher.commands.writing import check_target, write_content
from matcher.errors import WrongUse
from matcher.settings import load_settings

if TYPE_CHECKING:
    from matcher.events.event import Event, Participant
    from matcher.events.intake.headings import ColumnMapping
    from matcher.events.intake.problems import RowProblem
    from matcher.events.intake.table import RawTable
    from matcher.events.store import Maker
    from matcher.model import Language

MOST_FILE = 10_000_000


@event_app.command(name="import")
def import_list(
    name: Named,
    file: Annotated[Path, typer.Argument(help="XLSX or CSV.")],
    column: Annotated[
        list[str] | None,
        typer.Option(help="FIELD=HEADING, where a column is taken wrongly; FIELD= for none."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take the columns as they were recognised.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Take participants in: good rows come in, every other is named with its line and reason."""
    from matcher.events.intake.headings import propose_mapping
    from matcher.events.intake.reading import read_table

    language = console.language(lang)
    table = read_table(_content(file), file.name, language)
    mapping = _assigned(propose_mapping(table), table, column or [])
    if not as_json:
        _show_mapping(mapping)
    if mapping.unsure and not yes and not (sys.stdin.isatty() and typer.confirm("Take the columns so?")):
        raise WrongUse("some columns are not sure.", mend="Look at them, then: --yes, or --column FIELD=HEADING.")
    problems: list[RowProblem] = []
    with stored() as store:
        event = store.get(name)
        before = len(store.participants(event.id))
        try:
            batch = store.add(event.id, _maker(event, file, table, mapping, language, problems))
        except WrongUse:
            _show_import(None, 0, problems, as_json)
            raise
        count = len(store.participants(event.id)) - before
    _show_import(batch, count, problems, as_json)
    if not as_json:
        console.out.print(
            f"{count} participants came in, {len(problems)} problems. "
            f"To take them back: matcher event undo {event.id}"
        )


def _maker(
    event: Event, file: Path, table: RawTable, mapping: ColumnMapping, language: Language,
    problems: list[RowProblem],
) -> Maker:  # fmt: skip
    """Return what makes participants of a list; it notes what is wrong with rows in ``problems``."""
    from matcher.corpus.vocabulary import read_vocabulary
    from matcher.events.intake.rows import read_participants
    from matcher.events.intake.wishes import resolve_wishes

    vocabulary = read_vocabulary(load_settings().corpus / "vocabulary")
    day = event.slots[0].start.astimezone(ZoneInfo(event.zone)).date()

    def make(known: Sequence[Participant], first: int) -> Sequence[Participant]:
        intake = read_participants(
            table, mapping, vocabulary=vocabulary, event_day=day, default_zone=event.zone, language=language,
            known=known,
        )  # fmt: skip
        made, unresolved = resolve_wishes(intake.participants, known, first, language)
        problems.extend([*intake.problems, *unresolved])
        if not made:
            what = f"no row could be taken in ({len(problems)} problems)."
            mend = "Mend the rows as told." if problems else "The list is empty."
            raise WrongUse(what, where=str(file), mend=mend)
        return made

    return make


def _show_import(batch: int | None, count: int, problems: Sequence[RowProblem], as_json: bool) -> None:
    """Say what came in, as data, or what is wrong with rows, in lines; no batch means that nothing came in."""
    if as_json:
        write_json({"import": batch, "participants": count, "problems": [asdict(one) for one in problems]})
        return
    for problem in problems:
        line = f"line {problem.line}, {problem.column}: {problem.what} {problem.mend}"
        console.out.print(console.plain(line), soft_wrap=True)


@event_app.command()
def undo(
    name: Named, batch: Annotated[int | None, typer.Option("--import", help="Which; else the last.")] = None
) -> None:
    """Take an import back."""
    with stored() as store:
        count = store.undo(name, batch)
    console.out.print(f"{count} participants were taken back.")


@event_app.command()
def template(
    out: Annotated[Path, typer.Argument(help="The file to write, .xlsx.")],
    lang: Lang = "en",
    replace: Annotated[bool, typer.Option("--replace", help="Replace the file where it is there.")] = False,
) -> None:
    """Write a list to fill in."""
    from matcher.corpus.vocabulary import read_vocabulary
    from matcher.events.intake.template import template_xlsx

    check_target(out, replace=replace)
    write_content(
        template_xlsx(console.language(lang), read_vocabulary(load_settings().corpus / "vocabulary")), out
    )
    console.print_files([out])


@event_app.command()
def links(name: Named, lang: Lang = "en", as_json: Json = False) -> None:
    """Propose which organisations of the corpus participants are; nothing is linked by this."""
    from matcher.corpus.reader import read_organisations
    from matcher.events.intake.linking import propose_links

    with stored() as store:
        people = {one.id: one for one in store.participants(name)}
    organisations = read_organisations(load_settings().corpus / "organisations.yaml")
    found = propose_links(list(people.values()), organisations, console.language(lang))
    if as_json:
        write_json([proposal.__dict__ for proposal in found])
        return
    table = Table("No.", "Participant", "Organisation", "Name", "Sure", "Why")
    for one in found:
        table.add_row(
            str(one.participant), console.plain(people[one.participant].organisation), one.organisation_id,
            console.plain(one.name), f"{one.sureness:.0%}", console.plain(one.why),
        )  # fmt: skip
    console.out.print(table if found else "Nothing to propose.")


@event_app.command()
def link(
    name: Named,
    number: Annotated[int, typer.Argument(help="The participant's number.")],
    organisation: Annotated[str, typer.Argument(help="The id of an organisation, or none.")],
) -> None:
    """Link a participant to an organisation of the corpus, or take the link away."""
    from matcher.corpus.reader import read_organisations

    known = read_organisations(load_settings().corpus / "organisations.yaml")
    if organisation != "none" and organisation not in known:
        raise WrongUse(f"there is no organisation {organisation!r}.", mend="See: matcher event links EVENT")
    _change(name, number, linked=None if organisation == "none" else organisation)


@event_app.command()
def absent(
    name: Named,
    number: Annotated[int, typer.Argument(help="The participant's number.")],
    back: Annotated[bool, typer.Option("--back", help="It comes after all.")] = False,
) -> None:
    """Note that a participant does not come; then plan again."""
    _change(name, number, attendance="expected" if back else "absent")


@event_app.command()
def export(
    name: Named,
    number: Annotated[int, typer.Argument(help="The participant's number.")],
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the file where it is there.")] = False,
) -> None:
    """Give out everything that is held on a participant (JSON)."""
    with stored() as store:
        held = store.held_on(name, number)
    if out is None:
        write_json(held)
        return
    check_target(out, replace=replace)
    write_content((json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode(), out)
    console.print_files([out])


def _change(name: str, number: int, **values: Any) -> None:
    """Change a participant, and say so."""
    with stored() as store:
        people = {one.id: one for one in store.participants(name)}
        if number not in people:
            raise WrongUse(f"there is no participant {number}.", mend="See them: matcher event list EVENT")
        store.change_participant(name, people[number].model_copy(update=values))
    told = ", ".join(f"{field}: {value or 'none'}" for field, value in values.items())
    console.out.print(console.plain(f"{people[number].organisation} – {told}"), soft_wrap=True)


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_FILE:
            raise WrongUse(f"is larger than {MOST_FILE // 1_000_000} MB.", where=str(file), mend="Split the list.")
        return file.read_bytes()
    except OSError as error:
        raise WrongUse(f"cannot be read ({error.strerror}).", where=str(file)) from error


def _assigned(mapping: ColumnMapping, table: RawTable, given: list[str]) -> ColumnMapping:
    """Return the mapping with the columns that the command line gives."""
    from matcher.events.intake.headings import ParticipantField

    fields: dict[str, ParticipantField] = {field: field for field in get_args(ParticipantField)}
    for one in given:
        field, _, heading = one.partition("=")
        if field not in fields:
            raise WrongUse(f"there is no field {field!r}.", mend=f"There are: {', '.join(fields)}.")
        if heading and heading not in table.headings:
            raise WrongUse(f"there is no heading {heading!r}.", mend=f"There are: {', '.join(table.headings)}.")
        mapping = mapping.assign(table, fields[field], table.headings.index(heading) if heading else None)
    return mapping


def _show_mapping(mapping: ColumnMapping) -> None:
    table = Table("Field", "Column", "Sure")
    for guess in mapping.guesses:
        table.add_row(guess.field, console.plain(guess.heading), "yes" if guess.sure else f"{guess.sureness:.0%}")
    for unknown in mapping.unknown:
        table.add_row("–", console.plain(unknown.heading), "left out")
    console.out.print(table)
