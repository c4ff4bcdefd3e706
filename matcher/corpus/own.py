"""A user's own cases: they may be in one language only, and lie apart from the published ones in ``cases/own``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from matcher.corpus.check import check_case, located
from matcher.corpus.checks.finding import Detector
from matcher.corpus.reader import OWN, Problem, case_files, read_organisations, validation_problem
from matcher.corpus.vocabulary import Vocabulary, read_vocabulary
from matcher.corpus.yaml_file import parse_yaml, read_text
from matcher.errors import CorpusError, WrongUse
from matcher.model import Case, Organisation

MAX_CASES = 500


@dataclass(frozen=True)
class ImportPlan:
    """What an import would write, and every problem that stands against it."""

    texts: Mapping[Path, str]
    """The content of each new file."""
    problems: tuple[Problem, ...]


def plan_import(
    files: Sequence[Path], folder: Path, detect: Detector | None = None, *, replace: bool = False
) -> ImportPlan:
    """Check cases from YAML files as ``import_cases`` does, and write nothing.

    Raises:
        CorpusError: a file is not YAML or holds no cases, or the corpus itself cannot be read.
    """
    vocabulary = read_vocabulary(folder / "vocabulary")
    organisations = read_organisations(folder / "organisations.yaml")
    known = {path.stem: path for path in case_files(folder)}
    written: dict[Path, str] = {}
    problems: list[Problem] = []
    for file in files:
        for position, entry in enumerate(_entries(file)):
            case, found = _checked(file, position, entry, vocabulary, organisations, detect)
            problems += found
            if case is None:
                continue
            target = folder / "cases" / OWN / f"{case.id}.yaml"
            problems += _clash(file, case.id, known.get(case.id), target, target in written, replace)
            written[target] = yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=100)
    return ImportPlan(written, tuple(problems))


def import_cases(
    files: Sequence[Path], folder: Path, detect: Detector | None = None, *, replace: bool = False
) -> list[Path]:
    """Take cases from YAML files into a corpus' own cases, all or none, and return their new files.

    A file holds one case, or a list of cases, with the fields of any other; texts need one language at least.

    Raises:
        CorpusError: a file or a case is not valid; names the first problem and says how many more there are.
            Or the corpus cannot be written.
    """
    plan = plan_import(files, folder, detect, replace=replace)
    if plan.problems:
        more = f" ({len(plan.problems) - 1} more)" if len(plan.problems) > 1 else ""
        raise CorpusError(f"{plan.problems[0]}{more}", mend="Nothing was imported.")
    try:
        for target, text in plan.texts.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CorpusError(f"cannot be written ({error.strerror}).", where=str(folder / "cases" / OWN)) from error
    return list(plan.texts)


def own_ids(folder: Path) -> list[str]:
    """Return the ids of the user's own cases in a corpus."""
    return [path.stem for path in case_files(folder) if path.parent.name == OWN]


def remove_case(case_id: str, folder: Path) -> None:
    """Remove one of the user's own cases.

    Raises:
        WrongUse: there is no such case among the user's own.
        CorpusError: the corpus cannot be written.
    """
    if case_id not in own_ids(folder):
        raise WrongUse(f"there is no own case {case_id!r}.", mend="It may have been removed before.")
    path = folder / "cases" / OWN / f"{case_id}.yaml"
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CorpusError(f"cannot be removed ({error.strerror}).", where=str(path)) from error


def _entries(file: Path) -> list[Any]:
    content = parse_yaml(read_text(file), file)
    entries = content if isinstance(content, list) else [content]
    if not entries or not all(isinstance(entry, Mapping) for entry in entries):
        raise CorpusError("holds no case.", where=str(file), mend="Give one case, or a list of cases.")
    if len(entries) > MAX_CASES:
        raise CorpusError(f"holds {len(entries)} cases.", where=str(file), mend=f"Import {MAX_CASES} at a time.")
    return entries


def _checked(
    file: Path,
    position: int,
    entry: Any,
    vocabulary: Vocabulary,
    organisations: Mapping[str, Organisation],
    detect: Detector | None,
) -> tuple[Case | None, list[Problem]]:
    text = read_text(file)
    prefix = (position,) if text.lstrip().startswith("-") else ()
    try:
        case = Case.model_validate(entry)
    except ValidationError as error:
        return None, [
            validation_problem(file, text, detail["loc"], detail["msg"], prefix) for detail in error.errors()
        ]
    today = dt.datetime.now(dt.UTC).date()
    findings = check_case(case, vocabulary, organisations, detect, today, complete=False)
    return case, list(located(file, findings, prefix))


def _clash(file: Path, case_id: str, there: Path | None, target: Path, twice: bool, replace: bool) -> list[Problem]:
    if twice:
        return [Problem(file, 1, "id", f"{case_id!r} stands twice.", "Give each case an id of its own.")]
    if there is not None and there != target:
        return [Problem(file, 1, "id", f"{case_id!r} is a published case.", "Give yours another id.")]
    if there is not None and not replace:
        return [Problem(file, 1, "id", f"{case_id!r} was imported before.", "Import it with --replace.")]
    return []
