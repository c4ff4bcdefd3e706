"""What the command prints: tables and progress for people, plain data for ``--json``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from matcher.clean import clean
from matcher.errors import WrongUse
from matcher.model import LANGUAGES, Case, Language

if TYPE_CHECKING:
    from matcher.corpus.reader import Corpus, Problem
    from matcher.index.manifest import Manifest
    from matcher.search.searcher import SearchResult

out = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
"""Where everything for people is printed."""
_err = Console(stderr=True, highlight=False)


def plain(text: str) -> str:
    """Return a text as it can be printed: no markup of rich, nothing that steers a terminal."""
    return escape(clean(text))


def tell(data: Any, as_json: bool, show: Callable[[], None]) -> None:
    """Print what a command found: as JSON, or for people by ``show``."""
    if as_json:
        sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    else:
        show()


def warn(line: str) -> None:
    """Say on stderr, in one line, what a person should know although the work was done."""
    sys.stderr.write(f"matcher: {' '.join(clean(line).split())}\n")


def language(value: str) -> Language:
    """Return a language from a command line's word.

    Raises:
        WrongUse: not one of the three.
    """
    for known in LANGUAGES:
        if value == known:
            return known
    raise WrongUse(f"there is no language {value!r}.", mend="There are: ja, de, en.")


@contextmanager
def waiting(message: str, *, quiet: bool) -> Iterator[None]:
    """Show a spinner while something loads, on a terminal only."""
    if quiet or not _err.is_terminal:
        yield
        return
    with _err.status(message):
        yield


class BuildBar:
    """A progress bar of an index build, on stderr."""

    def __init__(self, *, quiet: bool) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=_err,
            disable=quiet,
        )
        self._task = self._progress.add_task("Encoding passages", total=None)

    def __enter__(self) -> BuildBar:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def start(self, total: int, taken_over: int) -> None:
        """Set the number of passages to encode."""
        note = f" ({taken_over} unchanged)" if taken_over else ""
        self._progress.update(self._task, total=total, description=f"Encoding passages{note}")

    def advance(self, count: int) -> None:
        """Move on by passages that are done."""
        self._progress.advance(self._task, count)


def result_data(result: SearchResult, reader: str) -> dict[str, Any]:
    """Return a search result as the documented JSON."""
    shown = language(reader)
    return {
        "query": result.query,
        "language": result.language,
        "took_ms": result.took_ms,
        "matches": [
            {
                "id": match.case.id,
                "country": match.case.country,
                "title": match.case.title.pick(shown).text,
                "score": match.score,
                "band": match.band,
                "reasons": [reason.model_dump(exclude_none=True) for reason in match.reasons],
                "sources": [{"url": source.url, "title": source.title} for source in match.case.sources],
            }
            for match in result.matches
        ],
    }


def print_result(result: SearchResult, reader: str, *, filtered: bool) -> None:
    """Print matches for people: score, country, title, the passage that fits, sources."""
    shown = language(reader)
    if not result.matches:
        out.print("No case has what the filters ask. Take one away." if filtered else "There is no other case.")
    for match in result.matches:
        title = plain(match.case.title.pick(shown).text)
        out.print(f"[bold]{match.score:3.0f}[/bold]  {match.case.country}  [bold]{title}[/bold]")
        for reason in match.reasons:
            out.print(f"       {plain(reason.text)}")
        for source in match.case.sources:
            out.print(f"       [dim]{plain(source.url)}[/dim]", soft_wrap=True)
        out.print(f"       [dim]{match.case.id}[/dim]\n", soft_wrap=True)
    out.print(f"[dim]{len(result.matches)} cases · {result.language} · {result.took_ms:.0f} ms[/dim]")


def print_case(case: Case, corpus: Corpus, reader: Language) -> None:
    """Print one case with organisations and sources."""
    out.print(f"[bold]{plain(case.title.pick(reader).text)}[/bold]\n{case.id}\n")
    for field in ("summary", "problem", "solution", "outcome"):
        text = case.text(field)
        if text is not None:
            out.print(f"[bold]{field}[/bold]  {plain(text.pick(reader).text)}\n")
    for involvement in case.organisations:
        organisation = corpus.organisations[involvement.organisation]
        role = corpus.vocabulary.roles[involvement.role].label.pick(reader).text
        out.print(f"{plain(organisation.name.pick(reader).text)} – {role}")
    for source in case.sources:
        out.print(f"\n{source.key}  {plain(source.title)}\n    {plain(source.url)}", soft_wrap=True)


def manifest_data(manifest: Manifest) -> dict[str, Any]:
    """Return what ``index status`` tells, as JSON."""
    return manifest.model_dump(mode="json", exclude={"case_hashes", "case_files", "files"})


def print_manifest(manifest: Manifest) -> None:
    """Print what an index holds and what made it."""
    counts = manifest.counts
    encoder = manifest.encoder
    out.print(
        f"Index of {manifest.built_at:%Y-%m-%d %H:%M} UTC: {counts.cases} cases, {counts.passages} passages "
        f"({counts.encoded} newly encoded), {counts.organisations} organisations.\n"
        f"Encoder {encoder.name}@{encoder.revision} ({encoder.precision}), {manifest.dimension} dimensions; "
        f"built in {manifest.build_seconds:.1f} s."
    )


def problems_data(problems: Sequence[Problem], cases: int) -> dict[str, Any]:
    """Return the findings of a check, as JSON."""
    return {
        "cases": cases,
        "problems": [
            {"file": str(p.path), "line": p.line, "field": p.field, "what": p.what, "mend": p.mend}
            for p in problems
        ],
    }


def print_problems(problems: Sequence[Problem], cases: int) -> None:
    """Print the findings of a check, a line each."""
    for problem in problems:
        out.print(plain(str(problem)), soft_wrap=True)
    out.print(f"{cases} case files checked, {len(problems)} problems.")


def print_files(files: Sequence[Path]) -> None:
    """Print the files that were written, a line each."""
    for file in files:
        out.print(plain(str(file)), soft_wrap=True)
