"""Reads judged queries: any queries file with its qrels, or the needs that stand in the corpus."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import Field, TypeAdapter, ValidationError

from matcher.corpus.yaml_file import line_of, parse_yaml, read_text
from matcher.errors import CorpusError, WrongUse
from matcher.model import LANGUAGES, Country, Language, Noun, Text

Part = Literal["tuning", "test"]
PARTS: tuple[Part, ...] = get_args(Part)
Grades = Mapping[str, Mapping[str, int]]
"""Per query the grade of each judged case, 0 (nothing to do with it) to 3 (answers it)."""
NEEDS = "needs.yaml"
QREL_FIELDS = 4
GRADE = re.compile("-?[0-9]{1,9}")


class Seeker(Noun):
    """Who asks."""

    country: Country
    kind: Literal["company", "municipality"]
    sector: str


class JudgedNeed(Noun):
    """A need in three languages, as it stands in ``corpus/judgments/needs.yaml``."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    part: Part
    answerable: bool = True
    seeker: Seeker
    want: Country | None = None
    text: Text


class Query(Noun):
    """One query in one language; a line of a queries file."""

    qid: str = Field(min_length=1, pattern=r"^\S+$")
    lang: Language
    text: str = Field(min_length=1)
    want: Country | None = None
    seeker: Country | None = None

    @property
    def topic(self) -> str:
        """The name of this query's ranking in a run."""
        return f"{self.qid}.{self.lang}"


@dataclass(frozen=True)
class Judged:
    """Queries with the grades of their cases."""

    queries: tuple[Query, ...]
    grades: Grades


def read_queries(path: Path) -> tuple[Query, ...]:
    """Read a queries file, one JSON object a line.

    Raises:
        WrongUse: it cannot be read or holds what is no query; names file and line.
    """
    queries: dict[str, Query] = {}
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            query = Query.model_validate(json.loads(line))
        except (json.JSONDecodeError, ValidationError) as error:
            what = f"is no query ({_first(error)})."
            mend = 'A line is {"qid": …, "lang": "ja|de|en", "text": …, "want": null}.'
            raise WrongUse(what, where=f"{path}:{number}", mend=mend) from error
        if query.topic in queries:
            what = f"{query.qid!r} is asked in {query.lang!r} a second time."
            raise WrongUse(what, where=f"{path}:{number}", mend="Give each query another qid.")
        queries[query.topic] = query
    if not queries:
        raise WrongUse("holds no query.", where=str(path), mend="Give one JSON object a line.")
    return tuple(queries.values())


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Read grades in TREC's format: ``qid 0 case grade``.

    Raises:
        WrongUse: it cannot be read or a line has another form; names file and line.
    """
    grades: dict[str, dict[str, int]] = {}
    for number, line in enumerate(_lines(path), start=1):
        fields = line.split()
        if not fields or line.startswith("#"):
            continue
        if len(fields) != QREL_FIELDS or not GRADE.fullmatch(fields[3]):
            raise WrongUse("is no judgment.", where=f"{path}:{number}", mend="A line is: qid 0 case-id grade")
        grades.setdefault(fields[0], {})[fields[2]] = int(fields[3])
    return grades


def read_needs(folder: Path, part: Part) -> Judged:
    """Read one part of the corpus' judged needs from ``corpus/judgments``.

    Raises:
        CorpusError: a need is malformed, or there are no judgments; names file and line.
    """
    path = folder / NEEDS
    text = read_text(path)
    entries: Any = parse_yaml(text, path)
    try:
        needs = TypeAdapter(list[JudgedNeed]).validate_python(entries)
    except ValidationError as error:
        where = f"{path}:{line_of(text, error.errors()[0]['loc'])}"
        raise CorpusError(f"is no need ({_first(error)}).", where=where, mend="Mend the entry.") from error
    chosen = [need for need in needs if need.part == part]
    queries = [
        Query(qid=need.id, lang=language, text=spoken, want=need.want, seeker=need.seeker.country)
        for need in chosen
        for language in LANGUAGES
        if (spoken := need.text.get(language))
    ]
    return Judged(tuple(queries), read_qrels(folder / f"qrels-{part}.txt"))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse("cannot be read.", where=str(path), mend="Give a text file in UTF-8.") from error


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        detail = error.errors()[0]
        return f"{'.'.join(str(step) for step in detail['loc'])}: {detail['msg']}"
    return str(error)
