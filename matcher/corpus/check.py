"""Checks a whole corpus: every file, every reference, in seconds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from matcher.corpus.checks.duplicates import check_duplicates
from matcher.corpus.checks.evidence import check_evidence
from matcher.corpus.checks.finding import Detector, Finding, Location
from matcher.corpus.checks.place import check_place
from matcher.corpus.checks.registry import check_registry
from matcher.corpus.checks.texts import check_texts
from matcher.corpus.checks.words import check_words
from matcher.corpus.reader import OWN, Problem, case_files, read_case, read_organisations
from matcher.corpus.vocabulary import Vocabulary, read_vocabulary
from matcher.corpus.yaml_file import line_of, read_text
from matcher.model import Case, Organisation


def check_corpus(folder: Path, detect: Detector | None = None, today: dt.date | None = None) -> list[Problem]:
    """Return every problem of a corpus, in the order of its files.

    Args:
        folder: the corpus.
        detect: tells which language a text is in; None leaves that check out.
        today: dates after it are still to come; the current day where None.

    Raises:
        CorpusError: the vocabulary or the registry cannot be read, without which nothing can be checked.
    """
    vocabulary = read_vocabulary(folder / "vocabulary")
    registry = folder / "organisations.yaml"
    organisations = read_organisations(registry)
    problems = list(located(registry, check_registry(organisations, vocabulary)))
    cases: dict[Path, Case] = {}
    for path in case_files(folder):
        case, found = read_case(path)
        problems += found
        if case is not None:
            cases[path] = case
            day = today or dt.datetime.now(dt.UTC).date()
            findings = check_case(case, vocabulary, organisations, detect, day, complete=path.parent.name != OWN)
            problems += located(path, findings)
    problems += _check_names(cases)
    paths = {case.id: path for path, case in cases.items()}
    for case, finding in check_duplicates(list(cases.values())):
        problems += located(paths[case.id], [finding])
    return problems


def check_case(
    case: Case,
    vocabulary: Vocabulary,
    organisations: Mapping[str, Organisation],
    detect: Detector | None,
    today: dt.date,
    *,
    complete: bool = True,
) -> Iterator[Finding]:
    """Yield what is wrong with one case; ``complete`` asks for texts in all three languages."""
    yield from check_words(case, vocabulary, organisations)
    yield from check_texts(case, detect, complete=complete)
    yield from check_place(case, vocabulary)
    yield from check_evidence(case, today)


def _check_names(cases: Mapping[Path, Case]) -> Iterator[Problem]:
    """Yield files that do not bear their case's id, and ids that two cases share."""
    seen: dict[str, Path] = {}
    for path, case in cases.items():
        findings = []
        if path.stem != case.id:
            findings.append(Finding(("id",), f"the file is named {path.stem!r}.", "Give both the same name."))
        if path.parent.name not in (case.country.lower(), OWN):
            what = f"the file lies in {path.parent.name}/."
            findings.append(Finding(("country",), what, f"Move it to {case.country.lower()}/."))
        for position, name in enumerate((case.id, *case.aliases)):
            if name in seen:
                where: Location = ("id",) if position == 0 else ("aliases", position - 1)
                findings.append(Finding(where, f"{name!r} is also in {seen[name]}.", "Merge the two cases."))
            seen[name] = path
        yield from located(path, findings)


def located(path: Path, findings: Iterable[Finding], prefix: Location = ()) -> Iterator[Problem]:
    """Yield findings with their file and line; ``prefix`` says where in the file the case stands."""
    text: str | None = None
    for finding in findings:
        text = text if text is not None else read_text(path)
        field = ".".join(str(step) for step in finding.location)
        yield Problem(path, line_of(text, (*prefix, *finding.location)), field, finding.what, finding.mend)
