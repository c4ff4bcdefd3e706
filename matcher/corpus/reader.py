"""Reads the corpus: cases, organisations and vocabulary, and the hash of its state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from matcher.corpus.vocabulary import Vocabulary, read_vocabulary
from matcher.corpus.yaml_file import line_of, parse_yaml, read_text
from matcher.errors import CorpusError
from matcher.model import Case, Organisation


@dataclass(frozen=True)
class Corpus:
    """All that ``corpus/`` holds; cases and organisations by id."""

    cases: Mapping[str, Case]
    organisations: Mapping[str, Organisation]
    vocabulary: Vocabulary
    hash: str
    files: Mapping[str, str] = field(default_factory=dict)
    """The hash of each case's file, by the case's id."""


@dataclass(frozen=True)
class Problem:
    """One field that does not hold what it should: where, what, and how to mend it."""

    path: Path
    line: int
    field: str
    what: str
    mend: str

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        return f"{self.path}:{self.line}: {field}{self.what} {self.mend}".rstrip()


OWN = "own"
"""The folder of a user's own cases, which may be in one language only and are not published."""


def case_files(folder: Path, *, own: bool = True) -> list[Path]:
    """Return the files of all cases, ordered by id; ``own`` says whether the user's own are among them."""
    files = (path for path in (folder / "cases").glob("*/*.yaml") if own or path.parent.name != OWN)
    return sorted(files, key=lambda path: path.stem)


def corpus_hash(folder: Path) -> str:
    """Return a SHA-256 over the names and bytes of all files that make the corpus.

    Raises:
        CorpusError: there is no corpus there.
    """
    files = [
        *case_files(folder),
        folder / "organisations.yaml",
        *sorted((folder / "vocabulary").glob("*.yaml")),
    ]
    if len(files) == 1:
        raise CorpusError(
            "no corpus here.", where=str(folder), mend="Set MATCHER_CORPUS to the folder that holds it."
        )
    digest = sha256()
    for path in files:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(sha256(read_text(path).encode()).digest())
    return digest.hexdigest()


def read_case(path: Path) -> tuple[Case | None, list[Problem]]:
    """Read one case file; a case that is not valid comes back as None with its problems."""
    try:
        text = read_text(path)
        data = parse_yaml(text, path)
    except CorpusError as error:
        line = (error.where or "").rpartition(":")[2]
        return None, [Problem(path, int(line) if line.isdigit() else 1, "", error.what, error.mend or "")]
    try:
        return Case.model_validate(data), []
    except ValidationError as error:
        return None, [validation_problem(path, text, detail["loc"], detail["msg"]) for detail in error.errors()]


def validation_problem(
    path: Path, text: str, location: tuple[str | int, ...], message: str, prefix: tuple[int, ...] = ()
) -> Problem:
    """Return one error of validation as a problem with its line; ``prefix`` says where in the file the case is."""
    field = ".".join(str(step) for step in location)
    what = message.removeprefix("Value error, ").rstrip(".") + "."
    mend = "Remove it, or see corpus/README.md for the fields." if "Extra inputs" in message else ""
    if "Extra inputs" in message:
        what = "no such field."
    if message == "Field required":
        what, mend = "missing.", "Add it."
    return Problem(path, line_of(text, (*prefix, *location)), field, what, mend)


def read_organisations(path: Path) -> dict[str, Organisation]:
    """Read the registry of organisations.

    Raises:
        CorpusError: an entry is malformed or stands twice; names file, line and field.
    """
    text = read_text(path)
    registry: dict[str, Organisation] = {}
    for position, entry in enumerate(parse_yaml(text, path) or []):
        try:
            organisation = Organisation.model_validate(entry)
        except ValidationError as error:
            detail = error.errors()[0]
            problem = validation_problem(path, text, (position, *detail["loc"]), detail["msg"])
            raise CorpusError(str(problem)) from error
        if organisation.id in registry:
            where = f"{path}:{line_of(text, [position])}"
            raise CorpusError(f"{organisation.id!r} stands twice.", where=where, mend="Merge the two entries.")
        registry[organisation.id] = organisation
    return registry


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's text."""
    return sha256(read_text(path).encode()).hexdigest()


def read_corpus(folder: Path, known: Mapping[str, Case] | None = None, *, own: bool = True) -> Corpus:
    """Read a whole corpus; everything in it is valid, or nothing is read.

    Args:
        folder: where it is.
        known: cases that were read before by the hash of their file; such a file is not read again.
        own: whether the user's own cases are read too.

    Raises:
        CorpusError: names the first problem and says how many more there are.
    """
    state = corpus_hash(folder)
    vocabulary = read_vocabulary(folder / "vocabulary")
    organisations = read_organisations(folder / "organisations.yaml")
    cases: dict[str, Case] = {}
    problems: list[Problem] = []
    files: dict[str, str] = {}
    for path in case_files(folder, own=own):
        digest = file_hash(path)
        case, found = (known[digest], []) if known and digest in known else read_case(path)
        problems += found
        if case is not None:
            cases[case.id] = case
            files[case.id] = digest
    if problems:
        more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
        raise CorpusError(f"{problems[0]}{more}", mend="Run: matcher corpus check")
    return Corpus(cases, organisations, vocabulary, state, files)
