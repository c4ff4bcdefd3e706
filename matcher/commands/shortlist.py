"""``matcher shortlist``: named lists of cases and organisations, kept in the workspace."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from matcher import console
from matcher.commands.writing import check_target, chosen_format, write_report
from matcher.errors import WrongUse
from matcher.model import find_case
from matcher.settings import load_settings

if TYPE_CHECKING:
    from matcher.corpus.reader import Corpus
    from matcher.model import Language
    from matcher.workspace.shortlist import Entry, EntryKind, Shortlist
    from matcher.workspace.shortlists import Shortlists

shortlist_app = typer.Typer(
    help="Keep lists of cases and organisations, and export them.", no_args_is_help=True, rich_markup_mode=None
)
Name = Annotated[str, typer.Argument(help="The list's name or number.")]
Ref = Annotated[str, typer.Argument(help="The id of a case or an organisation on the list.")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


@shortlist_app.command()
def create(
    name: Annotated[str, typer.Argument(help="The new list's name.")],
    need: Annotated[str | None, typer.Option(help="The need that the list answers.")] = None,
    as_json: Json = False,
) -> None:
    """Make an empty list."""
    from matcher.encoding.language import detect_language

    with _shortlists() as lists:
        made = lists.create(name, need=need, language=detect_language(need) if need else None)
    _told(made, as_json)


@shortlist_app.command(name="list")
def show_lists(
    name: Annotated[str | None, typer.Argument(help="A list's name or number; else all are named.")] = None,
    deleted: Annotated[bool, typer.Option("--deleted", help="Name the deleted lists.")] = False,
    as_json: Json = False,
) -> None:
    """Name all lists, or show what is on one."""
    with _shortlists() as lists:
        if name is not None:
            _told(lists.get(name), as_json, whole=True)
            return
        found = lists.all(deleted=deleted)
    if as_json:
        _write([one.model_dump(mode="json") for one in found])
        return
    table = Table("No.", "Name", "Entries", "Changed (UTC)", "By")
    for one in found:
        changed = one.changed_at.strftime("%Y-%m-%d %H:%M")
        table.add_row(
            str(one.id), console.plain(one.name), str(len(one.entries)), changed, console.plain(one.changed_by)
        )
    console.out.print(table if found else "There are no lists.")


@shortlist_app.command()
def add(
    name: Name,
    refs: Annotated[list[str], typer.Argument(help="Ids of cases and organisations.")],
    note: Annotated[str, typer.Option(help="A note on each of them.")] = "",
    as_json: Json = False,
) -> None:
    """Put cases and organisations at the end of a list."""
    corpus = _corpus()
    known = [_known(ref, corpus) for ref in refs]
    with _shortlists() as lists:
        found = lists.get(name)
        for kind, same in groupby(known, key=itemgetter(0)):  # keeps the order that was given
            found = lists.add(found.id, kind, [ref for _, ref in same], note)
    _told(found, as_json)


@shortlist_app.command()
def note(
    name: Name,
    ref: Ref,
    text: Annotated[str | None, typer.Option(help="The note.")] = None,
    rating: Annotated[int | None, typer.Option(help="1 to 5; 0 takes it away.")] = None,
    status: Annotated[str | None, typer.Option(help="to_contact, contacted, meeting or declined.")] = None,
    as_json: Json = False,
) -> None:
    """Write a note on an entry, rate it, or say how far the contact is."""
    if text is None and rating is None and status is None:
        raise WrongUse("there is nothing to note.", mend="Give --text, --rating or --status.")
    with _shortlists() as lists:
        entry = _entry(lists.get(name), ref)
        changed = lists.edit(entry.id, entry.version, note=text, rating=rating, status=status)  # type: ignore[arg-type]
    if as_json:
        _write(changed.model_dump(mode="json"))
    else:
        stars = f", rated {changed.rating}" if changed.rating else ""
        console.out.print(f"{console.plain(changed.ref)}: {changed.status}{stars}", soft_wrap=True)


@shortlist_app.command()
def move(
    name: Name,
    ref: Ref,
    place: Annotated[int, typer.Argument(help="Its new place, 1 being the first.")],
    as_json: Json = False,
) -> None:
    """Move an entry to another place."""
    with _shortlists() as lists:
        found = lists.get(name)
        moved = lists.move(_entry(found, ref).id, place, found.version)
    _told(moved, as_json, whole=True)


@shortlist_app.command()
def remove(name: Name, ref: Ref, as_json: Json = False) -> None:
    """Take an entry off a list; adding it again brings its note back."""
    with _shortlists() as lists:
        entry = _entry(lists.get(name), ref)
        _told(lists.remove(entry.id, entry.version), as_json)


@shortlist_app.command()
def rename(name: Name, new: Annotated[str, typer.Argument(help="The new name.")], as_json: Json = False) -> None:
    """Give a list another name."""
    with _shortlists() as lists:
        found = lists.get(name)
        _told(lists.rename(found.id, new, found.version), as_json)


@shortlist_app.command()
def delete(name: Name, as_json: Json = False) -> None:
    """Delete a list; it can be brought back."""
    with _shortlists() as lists:
        found = lists.get(name)
        lists.delete(found.id, found.version)
    if as_json:
        _write({"deleted": found.id})
        return
    console.out.print(
        f"Deleted “{console.plain(found.name)}”. To bring it back: matcher shortlist undelete {found.id}",
        soft_wrap=True,
    )


@shortlist_app.command()
def undelete(
    number: Annotated[int, typer.Argument(help="The deleted list's number.")], as_json: Json = False
) -> None:
    """Bring back a deleted list."""
    with _shortlists() as lists:
        _told(lists.undelete(number), as_json)


@shortlist_app.command()
def export(
    name: Name,
    form: Annotated[
        str | None,
        typer.Option("--format", help="xlsx, csv, docx, pdf, json or jsonld; else as the file's ending."),
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of the file: ja, de or en.")] = "en",
    out: Annotated[
        Path | None, typer.Option(help="The file; else one in this folder, named after the list.")
    ] = None,
    scores: Annotated[bool, typer.Option(help="Search for the list's need again, for scores and reasons.")] = True,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the file where it is there.")] = False,
    as_json: Json = False,
) -> None:
    """Export a list in a language: tables, a document with one page an entry, or data."""
    from matcher.export.compose import Composer
    from matcher.export.files import file_name

    language = console.language(lang)
    asked = chosen_format(form, out)
    if out:
        check_target(out, replace=replace)
    with _shortlists() as lists:
        found = lists.get(name)
    made_by = load_settings().user or None
    if found.need and scores:
        library, matches, partners = _asked_again(found, language, quiet=as_json)
        report = Composer(library, language, made_by=made_by).shortlist(found, matches=matches, partners=partners)
    else:
        report = Composer(_corpus(), language, made_by=made_by).shortlist(found)
    path = out or Path(file_name(report, asked))
    check_target(path, replace=replace)
    write_report(report, path, asked)
    if report.missing:
        console.warn(f"not in the corpus any more, and so not in the file: {', '.join(report.missing)}")
    if as_json:
        _write([str(path)])
    else:
        console.print_files([path])


def _asked_again(found: Shortlist, reader: Language, *, quiet: bool) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """Search for a list's need; return the index, and matches and partners by id."""
    from matcher.api import Matcher
    from matcher.search.searcher import MAX_TOP

    with console.waiting("Opening index and model …", quiet=quiet):
        matcher = Matcher.open()
    need = found.need or ""
    matches = matcher.searcher.explain(need, found.refs("case"), language=found.language, reader=reader)
    partners = matcher.partners(need, language=found.language, top=MAX_TOP)
    return (
        matcher.index,
        matches,
        {partner.organisation.id: partner for partner in partners},
    )


@contextmanager
def _shortlists() -> Iterator[Shortlists]:
    from matcher.workspace.database import open_database
    from matcher.workspace.shortlists import Shortlists

    settings = load_settings()
    with open_database(settings.workspace) as database:
        yield Shortlists(database, settings.user)


def _corpus() -> Corpus:
    from matcher.corpus.reader import read_corpus
    from matcher.index.store import known_cases

    settings = load_settings()
    return read_corpus(settings.corpus, known_cases(settings.indexes))


def _known(ref: str, corpus: Corpus) -> tuple[EntryKind, str]:
    """Return the kind of what an id names, and its present id."""
    case = find_case(corpus.cases, ref)
    if case is not None:
        return "case", case.id
    if ref in corpus.organisations:
        return "organisation", ref
    raise WrongUse(f"there is no case or organisation {ref!r}.", mend="Take the id from a search.")


def _entry(found: Shortlist, ref: str) -> Entry:
    for entry in found.entries:
        if entry.ref == ref:
            return entry
    raise WrongUse(f"{ref!r} is not on the list “{found.name}”.", mend="See it with: matcher shortlist list NAME")


def _told(found: Shortlist, as_json: bool, *, whole: bool = False) -> None:
    if as_json:
        _write(found.model_dump(mode="json"))
        return
    count = len(found.entries)
    console.out.print(f"[bold]{found.id}  {console.plain(found.name)}[/bold]: {count} entries", soft_wrap=True)
    if whole and found.entries:
        table = Table("", "Kind", "Id", "Status", "Rating", "Note")
        for place, entry in enumerate(found.entries, start=1):
            rating = str(entry.rating or "")
            table.add_row(
                str(place), entry.kind, console.plain(entry.ref), entry.status, rating, console.plain(entry.note)
            )
        console.out.print(table)


def _write(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
