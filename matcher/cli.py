"""The command ``matcher``: the same verbs as the app. Exit codes: 0 done, 1 the work failed, 2 wrong use."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from matcher import console
from matcher.commands import event, event_people, event_plan  # noqa: F401 - they register the verbs of event
from matcher.commands.evaluate import evaluate
from matcher.commands.event_shared import event_app
from matcher.commands.partners import partners
from matcher.commands.shortlist import shortlist_app
from matcher.commands.writing import check_target, format_of, write_report
from matcher.errors import MatcherError, WrongUse
from matcher.settings import load_settings

app = typer.Typer(
    name="matcher",
    help="Comparable Japanese and German ICT use cases, found in Japanese, German and English.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
index_app = typer.Typer(help="Build and check the search index.", no_args_is_help=True, rich_markup_mode=None)
corpus_app = typer.Typer(help="Check and publish the corpus.", no_args_is_help=True, rich_markup_mode=None)
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
    _print(console.result_data(result, shown), as_json, lambda: console.print_result(result, shown))


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
    _print(console.result_data(result, reader), as_json, lambda: console.print_result(result, reader))


@app.command()
def case(
    case_id: Annotated[str, typer.Argument(help="A case's id.")],
    reader: Annotated[str, typer.Option(help="Language: ja, de or en.")] = "en",
    as_json: Json = False,
) -> None:
    """Show one case with its sources; needs no index."""
    from matcher.corpus.reader import read_corpus

    corpus = read_corpus(load_settings().corpus)
    found = next((c for c in corpus.cases.values() if case_id == c.id or case_id in c.aliases), None)
    if found is None:
        raise WrongUse(f"there is no case {case_id!r}.", mend="Take the id from a search.")
    language = console.language(reader)
    _print(
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


@index_app.command(name="build")
def index_build(
    force: Annotated[bool, typer.Option("--force", help="Build even where nothing has changed.")] = False,
    as_json: Json = False,
) -> None:
    """Build the index, or bring it up to date; unchanged passages are not encoded again."""
    from matcher.corpus.reader import read_corpus
    from matcher.encoding.opening import encoder_id, open_encoder
    from matcher.errors import IndexUnusable
    from matcher.index.build import build_index
    from matcher.index.store import known_cases, verify_index

    settings = load_settings()
    corpus = read_corpus(settings.corpus, {} if force else known_cases(settings.indexes))
    if not force:
        with suppress(IndexUnusable):
            manifest = verify_index(settings.indexes, encoder=encoder_id(settings), corpus_hash=corpus.hash)
            _print(console.manifest_data(manifest), as_json, lambda: console.print_manifest(manifest))
            return
    with console.waiting("Opening the model …", quiet=as_json):
        encoder = open_encoder(settings)
    with console.BuildBar(quiet=as_json) as bar:
        build_index(corpus, encoder, settings.indexes, bar)
    manifest = verify_index(settings.indexes)
    _print(console.manifest_data(manifest), as_json, lambda: console.print_manifest(manifest))


@index_app.command(name="keep")
def index_keep(as_json: Json = False) -> None:
    """Keep the vectors of the current index in a file of at most 10 MB, so that other machines need not encode."""
    from matcher.encoding.opening import encoder_id
    from matcher.index.shipped import write_shipped
    from matcher.index.store import kept_of, verify_index

    settings = load_settings()
    verify_index(settings.indexes)
    encoder = encoder_id(settings)
    try:
        path = write_shipped(settings.indexes, kept_of(settings.indexes, encoder).vectors, encoder)
    except (OSError, ValueError) as error:
        raise WrongUse(f"the vectors cannot be kept ({error}).", where=str(settings.indexes)) from error
    _print([str(path)], as_json, lambda: console.print_files([path]))


@index_app.command(name="status")
def index_status(as_json: Json = False) -> None:
    """Say which index is there, and whether it fits the corpus and the encoder."""
    _verify(as_json)


@index_app.command(name="verify")
def index_verify(as_json: Json = False) -> None:
    """Check every file of the index, and that it fits the corpus and the encoder."""
    _verify(as_json)


def _verify(as_json: bool) -> None:
    from matcher.corpus.reader import corpus_hash
    from matcher.encoding.opening import encoder_id
    from matcher.index.store import verify_index

    settings = load_settings()
    manifest = verify_index(
        settings.indexes, encoder=encoder_id(settings), corpus_hash=corpus_hash(settings.corpus)
    )
    _print(console.manifest_data(manifest), as_json, lambda: console.print_manifest(manifest))


@corpus_app.command(name="check")
def corpus_check(as_json: Json = False) -> None:
    """Check every file of the corpus; names file, line and field of each problem."""
    from matcher.corpus.check import check_corpus
    from matcher.corpus.reader import case_files
    from matcher.encoding.language import detect_language

    folder = load_settings().corpus
    problems = check_corpus(folder, detect_language)
    count = len(case_files(folder))
    _print(console.problems_data(problems, count), as_json, lambda: console.print_problems(problems, count))
    if problems:
        raise typer.Exit(1)


@corpus_app.command(name="import")
def corpus_import(
    files: Annotated[list[str], typer.Argument(help="YAML files, each with a case or a list of cases.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace cases imported before.")] = False,
    as_json: Json = False,
) -> None:
    """Take your own cases in, in one language or more; all of them or none."""
    from matcher.corpus.own import import_cases
    from matcher.encoding.language import detect_language

    paths = [Path(file) for file in files]
    written = import_cases(paths, load_settings().corpus, detect_language, replace=replace)
    _print([str(file) for file in written], as_json, lambda: console.print_files(written))


@corpus_app.command(name="publish")
def corpus_publish(
    folder: Annotated[str, typer.Argument(help="A folder that is not there yet.")], as_json: Json = False
) -> None:
    """Write the corpus as a Frictionless data package (CSV), JSON Lines and schema.org JSON-LD."""
    from matcher.corpus.publish import publish_corpus
    from matcher.corpus.reader import read_corpus

    files = publish_corpus(read_corpus(load_settings().corpus, own=False), Path(folder))
    _print([str(file) for file in files], as_json, lambda: console.print_files(files))


app.command()(partners)
app.command()(evaluate)


def _print(data: Any, as_json: bool, show: Any) -> None:
    if as_json:
        sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    else:
        show()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; every error becomes one line on stderr and an exit code."""
    try:
        code = app(args=arguments, standalone_mode=False)
    except UsageError as error:
        path = error.ctx.command_path if error.ctx else "matcher"
        _fail(f"{error.format_message().rstrip('.')}. See: {path} --help", 2)
    except typer.Abort:
        _fail("stopped.", 1)
    except MatcherError as error:
        _fail(str(error), error.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(line: str, code: int) -> None:
    sys.stderr.write(f"matcher: {' '.join(line.split())}\n")
    sys.exit(code)
