"""``matcher corpus``: checks the corpus, takes a user's own cases in, and publishes it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matcher import console
from matcher.settings import load_settings

corpus_app = typer.Typer(help="Check and publish the corpus.", no_args_is_help=True, rich_markup_mode=None)
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


@corpus_app.command(name="check")
def corpus_check(as_json: Json = False) -> None:
    """Check every file of the corpus; names file, line and field of each problem."""
    from matcher.corpus.check import check_corpus
    from matcher.corpus.reader import case_files
    from matcher.encoding.language import detect_language

    folder = load_settings().corpus
    problems = check_corpus(folder, detect_language)
    count = len(case_files(folder))
    console.tell(console.problems_data(problems, count), as_json, lambda: console.print_problems(problems, count))
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
    console.tell([str(file) for file in written], as_json, lambda: console.print_files(written))


@corpus_app.command(name="publish")
def corpus_publish(
    folder: Annotated[str, typer.Argument(help="A folder that is not there yet.")], as_json: Json = False
) -> None:
    """Write the corpus as a Frictionless data package (CSV), JSON Lines and schema.org JSON-LD."""
    from matcher.corpus.publish import publish_corpus
    from matcher.corpus.reader import read_corpus

    files = publish_corpus(read_corpus(load_settings().corpus, own=False), Path(folder))
    console.tell([str(file) for file in files], as_json, lambda: console.print_files(files))
