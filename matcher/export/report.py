"""What an export holds, whatever its format: partners, cases and sources in one language.

The same nouns are the documented JSON: ``report.schema.json`` is generated from them (scripts/make_schema.py).
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from matcher.model import Language, Noun

SCHEMA_VERSION: Literal[1] = 1
Origin = Literal["shortlist", "search", "partners", "brief"]
CitationNumbers = tuple[int, ...]
"""Numbers in the report's list of sources."""


class Label(Noun):
    """A value of the vocabulary: its id, and its label in the report's language."""

    id: str
    text: str


class Citation(Noun):
    """A source as the report's list numbers it."""

    number: int = Field(ge=1)
    title: str
    publisher: str | None
    date: str | None
    url: str
    language: str | None
    seen: bool
    """Whether its text was read when the case was checked."""


class Editorial(Noun):
    """What the editors of a shortlist noted on an entry."""

    place: int
    note: str
    rating: int | None
    status: Label
    changed_by: str
    changed_at: dt.datetime


class Passage(Noun):
    """A text of a case, with its language where that is not the report's."""

    text: str
    language: Language


class Involved(Noun):
    """An organisation in a case."""

    id: str
    name: str
    country: Label
    role: Label


class FigureLine(Noun):
    """A number that a source states."""

    what: str
    value: str
    citations: CitationNumbers


class CaseSheet(Noun):
    """A case as it is exported."""

    id: str
    title: str
    country: Label
    japan_germany: bool
    score: float | None
    band: Label | None
    reasons: tuple[str, ...]
    summary: Passage
    problem: Passage | None
    solution: Passage
    outcome: Passage | None
    place: str
    region: Label
    latitude: float | None
    longitude: float | None
    domains: tuple[Label, ...]
    sector: Label
    site_type: Label
    policy_areas: tuple[Label, ...]
    technologies: tuple[Label, ...]
    network: Label | None
    bands: tuple[Label, ...]
    start: str | None
    """As exactly as it is known: 2020, 2020-12 or 2020-12-01."""
    status: Label
    status_as_of: str | None
    funding: str | None
    figures: tuple[FigureLine, ...]
    organisations: tuple[Involved, ...]
    citations: CitationNumbers
    unconfirmed: tuple[Label, ...]
    """Fields that no source was seen to support."""
    checked: dt.date | None
    editorial: Editorial | None = None


class EvidenceLine(Noun):
    """A case that speaks for a partner."""

    case_id: str
    case_title: str
    country: Label
    place: str
    role: Label
    year: int | None
    status: Label
    relevance: float | None
    """The score of the case for the need, 0 to 100; null where no need was asked."""
    with_whom: tuple[str, ...]
    citations: CitationNumbers


class PartnerSheet(Noun):
    """An organisation as it is exported."""

    id: str
    name: str
    names: dict[str, str]
    """By language."""
    kind: Label
    country: Label
    sector: Label | None
    group: str | None
    population: int | None
    website: str | None
    identifiers: dict[str, str]
    score: float | None
    roles: tuple[Label, ...]
    active_in: tuple[Label, ...]
    """Countries in which it has cases."""
    cooperations: tuple[str, ...]
    """Titles of Japanese-German cooperations that it took part in."""
    evidence: tuple[EvidenceLine, ...]
    editorial: Editorial | None = None


class Report(Noun):
    """An export: what was asked, and the partners and cases that answer it."""

    schema_version: Literal[1] = SCHEMA_VERSION
    origin: Origin
    language: Language
    title: str
    need: str | None
    made_at: dt.datetime
    made_by: str | None
    corpus_cases: int
    licence: str = "CC BY 4.0"
    missing: tuple[str, ...] = ()
    """Ids on the shortlist that the corpus does not have any more."""
    partners: tuple[PartnerSheet, ...]
    cases: tuple[CaseSheet, ...]
    sources: tuple[Citation, ...]
