"""The command ``matcher``: the same verbs as the app. Exit codes: 0 done, 1 the work failed, 2 wrong use."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from matcher import console
from matcher.commands import event, event_change, event_people, event_plan  # noqa: F401 - they register the verbs of event
from matcher.commands.corpus import corpus_app
from matcher.commands.evaluate import evaluate
from matcher.commands.event_shared import event_app
from matcher.commands.index import index_app
from matcher.commands.partners import partners
from matcher.commands.shortlist import shortlist_app
from matcher.commands.writing import check_target, format_of, write_report
from matcher.errors import MatcherError, WrongUse
from matcher.model import find_case
from matcher.settings import load_settings

app = typer.Typer(
    name="matcher",
    help="Comparable Japanese and German ICT use cases, found in Japanese, German and English.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(index_app, name="index")
app.add_typer(corpus_app, name="corpus")
app.add_typer(shortlist_app, name="shortlist")
app.add_typer(event_app, name="event")

UsageError: Any = typer.BadParameter.__bases__[0]
"""Click's UsageError; newer releases of typer carry it themselves and name only this subclass."""

Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]
Sectors = Annotated[list[str] | None, typer.Option("--sector", help="A sector's id; may be given several times.")]
Countries = Annotated[list[str] | None, typer.Option("--country", help="JP or DE; may be given twice.")]


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="The need, in Japanese, German or English.")],
    lang: Annotated[str, typer.Option(help="Language of the text: auto, ja, de or en.")] = "auto",
    reader: Annotated[str, typer.Option(help="Language of the answer: auto (as the text), ja, de or en.")] = "auto",
    country: Countries = None,
    sector: Sectors = None,
    domain: Annotated[list[str] | None, typer.Option(help="A domain's id; may be given several times.")] = None,
    site_type: Annotated[list[str] | None, typer.Option("--site", help="A site type's id.")] = None,
    technology: Annotated[list[str] | None, typer.Option(help="A technology's id.")] = None,
    policy: Annotated[list[str] | None, typer.Option(help="A policy area's id.")] = None,
    status: Annotated[list[str] | None, typer.Option(help="planned, pilot, operational, completed, ended.")] = None,
    organisation_kind: Annotated[
        list[str] | None, typer.Option("--organisation", help="A kind of organisation that takes part.")
    ] = None,
    year_from: Annotated[int | None, typer.Option(help="First year of the start.")] = None,
    year_to: Annotated[int | None, typer.Option(help="Last year of the start.")] = None,
    top: Annotated[int, typer.Option(help="How many cases at most.")] = 10,
    out: Annotated[
        Path | None, typer.Option(help="Write a file: .xlsx .zip (CSV) .docx .pdf .json .jsonld")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the file where it is there.")] = False,
    as_json: Json = False,
) -> None:
    """Find the cases most like a need, in both countries."""
    asked = format_of(out) if out else ""
    if out:
        check_target(out, replace=replace)
    if not text.strip():  # before the model is loaded
        raise WrongUse("the query is empty.", mend="Describe a need in Japanese, German or English.")
    from matcher.api import Matcher
    from matcher.search.filters import Filters

    with console.waiting("Opening index and model …", quiet=as_json):
        matcher = Matcher.open()
    filters = Filters.model_construct(
        countries=tuple(country or ()),  # type: ignore[arg-type]
        sectors=tuple(sector or ()),
        domains=tuple(domain or ()),
        site_types=tuple(site_type or ()),
        technologies=tuple(technology or ()),
        policy_areas=tuple(policy or ()),
        statuses=tuple(status or ()),
        organisation_kinds=tuple(organisation_kind or ()),
        year_from=year_from,
        year_to=year_to,
    )
    result = matcher.search(text, language=lang, reader=reader, filters=filters, top=top)
    shown = reader if reader != "auto" else result.language
    if out:
        from matcher.export.compose import Composer

        composer = Composer(matcher.index, console.language(shown), made_by=load_settings().user or None)
        write_report(composer.search(result), out, asked)
        if not as_json:
            console.print_files([out])
            return
    console.tell(
        console.result_data(result, shown),
        as_json,
        lambda: console.print_result(result, shown, filtered=filters.active > 0),
    )


@app.command()
def similar(
    case_id: Annotated[str, typer.Argument(help="A case's id.")],
    reader: Annotated[str, typer.Option(help="Language of the answer: ja, de or en.")] = "en",
    country: Countries = None,
    top: Annotated[int, typer.Option(help="How many cases at most.")] = 10,
    as_json: Json = False,
) -> None:
    """Find the cases most like a given one."""
    from matcher.api import Matcher

    with console.waiting("Opening index and model …", quiet=as_json):
        matcher = Matcher.open()
    result = matcher.similar(case_id, reader=reader, country=country or (), top=top)
    console.tell(
        console.result_data(result, reader),
        as_json,
        lambda: console.print_result(result, reader, filtered=bool(country)),
    )


@app.command()
def case(
    case_id: Annotated[str, typer.Argument(help="A case's id.")],
    reader: Annotated[str, typer.Option(help="Language: ja, de or en.")] = "en",
    as_json: Json = False,
) -> None:
    """Show one case with its sources; needs no index."""
    from matcher.corpus.reader import read_corpus

    corpus = read_corpus(load_settings().corpus)
    found = find_case(corpus.cases, case_id)
    if found is None:
        raise WrongUse(f"there is no case {case_id!r}.", mend="Take the id from a search.")
    language = console.language(reader)
    console.tell(
        found.model_dump(mode="json", exclude_none=True),
        as_json,
        lambda: console.print_case(found, corpus, language),
    )


@app.command(name="app")
def run_app(
    port: Annotated[int, typer.Option(help="Port on this machine.")] = 8501,
    address: Annotated[str, typer.Option(help="Address to listen on.")] = "localhost",
) -> None:
    """Serve the web app, with Streamlit's telemetry off."""
    from matcher.ui.serve import serve

    raise typer.Exit(serve(port=port, address=address))


app.command()(partners)
app.command()(evaluate)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; every error becomes one line on stderr and an exit code."""
    try:
        given = sys.argv[1:] if arguments is None else arguments
        for argument in given:
            _check_utf8(argument)
        code = app(args=given, standalone_mode=False)
    except UsageError as error:
        path = error.ctx.command_path if error.ctx else "matcher"
        _fail(f"{error.format_message().rstrip('.')}. See: {path} --help", 2)
    except typer.Abort:
        _fail("stopped.", 1)
    except MatcherError as error:
        _fail(str(error), error.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


def _check_utf8(argument: str) -> None:
    """Refuse what a terminal of another encoding passes on."""
    try:
        argument.encode()
    except UnicodeEncodeError as error:
        raise WrongUse(f"the argument {argument!r} is not in UTF-8.", mend="Set the terminal to UTF-8.") from error


def _fail(line: str, code: int) -> None:
    sys.stderr.write(f"matcher: {' '.join(line.split())}\n")
    sys.exit(code)
