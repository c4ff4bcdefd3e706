"""The controlled words of the corpus: domains, sectors, technologies, roles, regions and the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter, ValidationError

from matcher.corpus.yaml_file import line_of, parse_yaml, read_text
from matcher.errors import CorpusError
from matcher.model import Country, Language, Noun, RegionId, TermId, Text


class Term(Noun):
    """A word of the vocabulary with its label in three languages."""

    id: TermId
    label: Text
    description: Text | None = None
    synonyms: dict[Language, tuple[str, ...]] = Field(default_factory=dict)


class Technology(Term):
    """A technology; ``group`` orders the list for readers."""

    group: TermId


class Sector(Term):
    """A sector with the NACE Rev. 2.1 sections and JSIC (Rev. 14) divisions it corresponds to."""

    nace: tuple[str, ...] = ()
    jsic: tuple[str, ...] = ()


class SpectrumBand(Term):
    """A radio band, in MHz; ``country`` where it is national."""

    country: Country | None = None
    low_mhz: float | None = None
    high_mhz: float | None = None


class Region(Noun):
    """A prefecture or federal state (ISO 3166-2), or a whole country."""

    id: RegionId
    country: Country
    label: Text
    code: str | None = None


class Vocabulary(Noun):
    """All lists, each by id."""

    domains: dict[str, Term]
    sectors: dict[str, Sector]
    site_types: dict[str, Term]
    roles: dict[str, Term]
    organisation_kinds: dict[str, Term]
    statuses: dict[str, Term]
    networks: dict[str, Term]
    bands: dict[str, SpectrumBand]
    policy_areas: dict[str, Term]
    technologies: dict[str, Technology]
    units: dict[str, Term]
    regions: dict[str, Region]


_ENTRY_TYPES: dict[str, type[Noun]] = {
    "sectors": Sector,
    "bands": SpectrumBand,
    "technologies": Technology,
    "regions": Region,
}


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read ``corpus/vocabulary``.

    Raises:
        CorpusError: a list is missing or malformed; names file, line and field.
    """
    lists = {name: _read_list(folder / f"{name}.yaml", _ENTRY_TYPES.get(name, Term)) for name in _names()}
    return Vocabulary.model_validate(lists)


def _names() -> tuple[str, ...]:
    return tuple(Vocabulary.model_fields)


def _read_list(path: Path, entry_type: type[Noun]) -> dict[str, Any]:
    text = read_text(path)
    try:
        entries: list[Any] = TypeAdapter(list[entry_type]).validate_python(parse_yaml(text, path))  # type: ignore[valid-type]
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(step) for step in first["loc"])
        raise CorpusError(
            f"{field}: {first['msg']}.", where=f"{path}:{line_of(text, first['loc'])}", mend="Mend the entry."
        ) from error
    by_id: dict[str, Any] = {}
    for position, entry in enumerate(entries):
        if entry.id in by_id:
            raise CorpusError(
                f"{entry.id!r} stands twice.", where=f"{path}:{line_of(text, [position])}", mend="Remove one."
            )
        by_id[entry.id] = entry
    return by_id
