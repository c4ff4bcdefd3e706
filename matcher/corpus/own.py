"""A user's own cases: they may be in one language only, and lie apart from the published ones in ``cases/own``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from matcher.corpus.check import check_case, located
from matcher.corpus.checks.finding import Detector
from matcher.corpus.reader import OWN, Problem, case_files, read_organisations, validation_problem
from matcher.corpus.vocabulary import Vocabulary, read_vocabulary
from matcher.corpus.yaml_file import parse_yaml, read_text
from matcher.errors import CorpusError
from matcher.model import Case, Organisation

MAX_CASES = 500


def import_cases(
    files: Sequence[Path], folder: Path, detect: Detector | None = None, *, replace: bool = False
) -> list[Path]:
    """Take cases from YAML files into a corpus' own cases, all or none, and return their new files.

    A file holds one case, or a list of cases, with the fields of any other; texts need one language at least.

    Raises:
        CorpusError: a file or a case is not valid; names the first problem and says how many more there are.
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
    if problems:
        more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
        raise CorpusError(f"{problems[0]}{more}", mend="Nothing was imported.")
    for target, text in written.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return list(written)


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
