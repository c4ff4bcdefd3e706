"""``matcher evaluate``: measures the search on judged queries."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from matcher import console
from matcher.commands.writing import check_target, write_content
from matcher.errors import WrongUse
from matcher.settings import Settings, load_settings

if TYPE_CHECKING:
    from matcher.api import Matcher
    from matcher.evaluation.evaluate import Report
    from matcher.evaluation.judged import Judged

_out = Console(highlight=False)


def evaluate(
    queries: Annotated[
        Path | None, typer.Option(help="Queries, one JSON object a line; else the corpus' own.")
    ] = None,
    qrels: Annotated[Path | None, typer.Option(help="Grades of the queries' cases, in TREC's format.")] = None,
    part: Annotated[
        str | None, typer.Option(help="Part of the corpus' own needs: test (where none is given) or tuning.")
    ] = None,
    run_out: Annotated[Path | None, typer.Option(help="Write the rankings to this file, in TREC's format.")] = None,
    only_wanted: Annotated[bool, typer.Option("--only-wanted", help="Search only in the wanted country.")] = False,
    relevant_from: Annotated[int, typer.Option(help="Lowest grade that recall and MRR count.")] = 1,
    designs: Annotated[bool, typer.Option("--designs", help="Compare with simpler designs, row by row.")] = False,
    partners: Annotated[bool, typer.Option("--partners", help="Measure the ranking of partners instead.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable output.")] = False,
) -> None:
    """Measure the search on judged queries: nDCG@10, recall@20, MRR, agreement between languages, latency."""
    from matcher.api import Matcher
    from matcher.evaluation.evaluate import answer, report, trec_run

    settings = load_settings()
    if partners:
        if any((queries, qrels, part, run_out, only_wanted, designs, relevant_from != 1)):
            raise WrongUse("--partners goes with --json alone.", mend="Leave the other options out.")
        _partners(settings, as_json)
        return
    judged = _judged(settings, queries, qrels, part or "test")
    if run_out is not None:
        check_target(run_out, replace=True)
    with console.waiting("Opening index and model …", quiet=as_json):
        matcher = Matcher.open(settings)
    matcher.search("warm up", language="en")
    answers = answer(matcher.searcher, judged.queries, only_wanted=only_wanted)
    if run_out is not None:
        write_content(trec_run(answers).encode(), run_out)
    result = report(answers, judged, relevant_from)
    rows = _designs(matcher, judged, settings) if designs else {}
    if as_json:
        sys.stdout.write(json.dumps({**asdict(result), "designs": rows}, ensure_ascii=False) + "\n")
        return
    _show(result, matcher.searcher.ranker.learnt_from)
    if rows:
        _table("Designs", {name: dict(row) for name, row in rows.items()})


def _partners(settings: Settings, as_json: bool) -> None:
    from matcher.api import Matcher
    from matcher.evaluation.partners import measure_partners

    with console.waiting("Opening index and model …", quiet=as_json):
        matcher = Matcher.open()
    rows = measure_partners(matcher.searcher, settings.corpus / "judgments")
    if as_json:
        sys.stdout.write(json.dumps({"partners": rows}, ensure_ascii=False) + "\n")
    else:
        _table("Partners", rows)


def _judged(settings: Settings, queries: Path | None, qrels: Path | None, part: str) -> Judged:
    from matcher.evaluation.judged import PARTS, Judged, read_needs, read_qrels, read_queries

    if (queries is None) != (qrels is None):
        raise WrongUse("--queries and --qrels go together.", mend="Give both, or neither.")
    if queries is not None and qrels is not None:
        return Judged(read_queries(queries), read_qrels(qrels))
    for known in PARTS:
        if part == known:
            return read_needs(settings.corpus / "judgments", known)
    raise WrongUse(f"there is no part {part!r}.", mend=f"There are: {', '.join(PARTS)}.")


def _designs(matcher: Matcher, judged: Judged, settings: Settings) -> dict[str, dict[str, float]]:
    from matcher.evaluation.designs import designs, look, run_of
    from matcher.evaluation.evaluate import DEPTH, measures_of
    from matcher.index.store import read_vectors
    from matcher.search.feedback import Neighbours

    searcher = matcher.searcher
    seen = look(judged.queries, matcher.index, searcher.encoder, read_vectors(settings.indexes))
    case_ids = list(matcher.index.cases)
    return {
        name: measures_of(run_of(design, seen, case_ids, DEPTH), judged.queries, judged.grades)
        for name, design in designs(searcher.ranker, Neighbours(matcher.index)).items()
    }


def _show(result: Report, learnt_from: str) -> None:
    _out.print(f"{result.needs} needs, {result.queries} queries. Ranker: {learnt_from}.", soft_wrap=True)
    _table("By language", result.by_language)
    if result.by_seeker:
        _table("By seeker's country", result.by_seeker)
    _table("Between languages", result.between)
    _table("No comparable case", {"decision": result.refused})
    _table("Latency, ms", result.latency_ms)


def _table(title: str, rows: Mapping[str, Mapping[str, Any]]) -> None:
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    table = Table(title, *names)
    for label, row in rows.items():
        table.add_row(label, *(f"{row[name]:.3f}" if name in row else "–" for name in names))
    _out.print(table)
