"""The nouns of Kakehashi: cases, the organisations in them, needs, and what was found.

All are frozen pydantic models: the YAML of the corpus is validated by the very types that the code uses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    StringConstraints,
    model_validator,
)

Language = Literal["en", "de", "ja"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Country = Literal["JP", "DE"]
COUNTRIES: tuple[Country, ...] = get_args(Country)

StatusValue = Literal["planned", "pilot", "operational", "completed", "ended", "unknown"]
OrganisationKind = Literal[
    "company", "municipality", "prefecture_state", "ministry", "agency", "university",
    "research_institute", "association", "hospital", "utility", "school", "other",
]  # fmt: skip
TextField = Literal["title", "summary", "problem", "solution", "outcome"]
TEXT_FIELDS: tuple[TextField, ...] = get_args(TextField)
EvidenceField = Literal[
    "title", "summary", "problem", "solution", "outcome", "place", "network", "bands", "technologies",
    "organisations", "start", "status", "funding", "figures",
]  # fmt: skip
"""The parts of a case that a source can support."""

Band = Literal["strong", "good", "weak"]
MAX_QUERY = 8_000
"""Characters of a need that are taken; the encoder itself reads about the first 2,000."""


class Noun(BaseModel):
    """Frozen base of all nouns; unknown fields are errors, so that a typing mistake is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _scalar_to_text(value: Any) -> Any:
    """Take what YAML makes of ``2020`` or ``2020-12-01`` without quotes back to the text that was meant."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _web_address(value: str) -> str:
    if not value.isprintable():
        raise ValueError("a web address has no control characters")
    HttpUrl(value)
    return value


CaseId = Annotated[str, StringConstraints(pattern=r"^(jp|de)-[a-z0-9]+(-[a-z0-9]+)*$", max_length=90)]
OrganisationId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
TermId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=50)]
RegionId = Annotated[str, StringConstraints(pattern=r"^(JP(-\d\d)?|DE(-[A-Z]{2})?)$")]
PartialDate = Annotated[
    str,
    BeforeValidator(_scalar_to_text),
    StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"),
]
"""A date as exactly as it is known: ``2020``, ``2020-12`` or ``2020-12-01``."""
WebAddress = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_web_address)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


class Rendering(Noun):
    """A text as it is shown: with the language that it really is in."""

    text: str
    language: Language


class Text(Noun):
    """One text in up to three languages, at least in one."""

    en: Sentence | None = None
    de: Sentence | None = None
    ja: Sentence | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Text:
        if not self.languages:
            raise ValueError("needs a text in at least one of en, de, ja")
        return self

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that this text exists in."""
        return tuple(language for language in LANGUAGES if self.get(language))

    def get(self, language: Language) -> str | None:
        """Return the text in this very language, or None."""
        text: str | None = getattr(self, language)
        return text

    def pick(self, language: Language) -> Rendering:
        """Return the text in ``language``, else in the first language that it has, and say which."""
        shown = language if self.get(language) else self.languages[0]
        return Rendering(text=getattr(self, shown), language=shown)


class Place(Noun):
    """Where a case is: the site, never a head office. Coordinates in degrees (WGS 84)."""

    name: Text
    region: RegionId
    code: str | None = Field(None, pattern=r"^\d{6}$|^\d{8}$")
    """JP: 全国地方公共団体コード (6 digits); DE: Amtlicher Gemeindeschlüssel (8 digits)."""
    lat: float | None = Field(None, ge=-90, le=90)
    lon: float | None = Field(None, ge=-180, le=180)


class Source(Noun):
    """A public page that a case rests on, and which of its fields it supports."""

    key: Annotated[str, StringConstraints(pattern=r"^s\d{1,2}$")]
    url: WebAddress
    title: Sentence
    publisher: str | None = None
    date: PartialDate | None = None
    language: str | None = Field(None, pattern=r"^[a-z]{2}$")
    seen: bool = True
    """Whether the text of the page was read when the case was checked."""
    supports: tuple[EvidenceField, ...] = ()


class Involvement(Noun):
    """An organisation in a case, and what it did there."""

    organisation: OrganisationId
    role: TermId


class Start(Noun):
    """When the project or its operation began, and the source that says so."""

    value: PartialDate
    as_of: PartialDate | None = None
    source: str | None = None


class Status(Noun):
    """How far the case got, and the date of the source that says so."""

    value: StatusValue
    as_of: PartialDate | None = None
    source: str | None = None


class Figure(Noun):
    """A number that a source states, with its unit."""

    what: Text
    value: float
    unit: TermId = "count"
    source: str | None = None


class Case(Noun):
    """A real use case: a need, what was done about it, by whom, where, and what came of it."""

    id: CaseId
    aliases: tuple[CaseId, ...] = ()
    country: Country
    japan_germany: bool = False
    """Organisations of both countries work together in it."""
    title: Text
    summary: Text
    problem: Text | None = None
    solution: Text
    outcome: Text | None = None
    place: Place
    domains: tuple[TermId, ...] = Field(min_length=1)
    sector: TermId
    site_type: TermId
    policy_areas: tuple[TermId, ...] = Field(min_length=1)
    technologies: tuple[TermId, ...] = ()
    network: TermId | None = None
    bands: tuple[TermId, ...] = ()
    organisations: tuple[Involvement, ...] = ()
    start: Start | None = None
    status: Status
    funding: Text | None = None
    figures: tuple[Figure, ...] = ()
    sources: tuple[Source, ...] = Field(min_length=1)
    unconfirmed: tuple[EvidenceField, ...] = ()
    """Fields that no source was seen to support; shown as such."""
    reviewed: bool = False
    checked: dt.date | None = None

    @model_validator(mode="after")
    def _sources_are_named(self) -> Case:
        keys = [source.key for source in self.sources]
        if len(set(keys)) < len(keys):
            raise ValueError("two sources bear the same key")
        used = [self.start and self.start.source, self.status.source, *(f.source for f in self.figures)]
        for key in used:
            if key is not None and key not in keys:
                raise ValueError(f"names the source {key!r}, which is not among its sources")
        return self

    def text(self, field: TextField) -> Text | None:
        """Return one of the five texts by its field's name."""
        text: Text | None = getattr(self, field)
        return text


def find_case(cases: Mapping[str, Case], case_id: str) -> Case | None:
    """Return a case by its id or a former id, None where there is none."""
    found = cases.get(case_id)
    return found or next((case for case in cases.values() if case_id in case.aliases), None)


class Organisation(Noun):
    """An organisation that takes part in cases."""

    id: OrganisationId
    name: Text
    aliases: tuple[str, ...] = ()
    kind: OrganisationKind
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    group: OrganisationId | None = None
    sector: TermId | None = None
    population: int | None = Field(None, gt=0)
    """Inhabitants of a municipality, by GeoNames."""
    identifiers: dict[str, str] = Field(default_factory=dict)
    website: WebAddress | None = None


class Profile(Noun):
    """Who asks, and what for; free text alone is enough."""

    text: str = ""
    country: Country | None = None
    kind: Literal["company", "municipality"] | None = None
    sector: TermId | None = None
    size: int | None = Field(None, ge=0)
    """Staff of a company, inhabitants of a municipality."""
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()


ReasonKind = Literal[
    "summary", "problem", "solution", "outcome",
    "technology", "sector", "site_type", "network", "band", "policy_area", "country", "place", "size",
    "other_sector", "other_network", "other_size",
]  # fmt: skip
"""A passage of the case; something that need and case share; something in which they differ."""


class Reason(Noun):
    """One reason why a case matches or not quite: its kind, and a text with the language that it is in."""

    kind: ReasonKind
    text: str
    language: Language
    answers: str | None = None
    """Which part of a profile a passage answers, where there are several."""


class Match(Noun):
    """A case that answers a need, how well (0 to 100), and why."""

    case: Case
    score: float = Field(ge=0, le=100)
    band: Band
    reasons: tuple[Reason, ...]
