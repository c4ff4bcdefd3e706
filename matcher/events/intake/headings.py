"""Which column of a participant list is what: headings in three languages, exact or nearly so."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from matcher.events.intake.folding import folded

if TYPE_CHECKING:
    from matcher.events.intake.table import RawTable

ParticipantField = Literal[
    "organisation", "contact", "email", "country", "kind", "sector", "size", "needs", "offers", "languages",
    "available", "must_meet", "wont_meet", "zone", "on_site",
]  # fmt: skip
FIELDS: tuple[ParticipantField, ...] = get_args(ParticipantField)
REQUIRED: tuple[ParticipantField, ...] = ("organisation", "country")
"""Without these columns a list cannot come in."""

NEAR = 82.0
"""From this likeness on (0 to 100) a heading is proposed; 会社名称 for 会社名 is 86."""
CONTAINED = 0.6
UNSURE_WORD = 0.6
LONGEST_HEADING = 40
"""Letters and digits of a heading that is taken for one it only resembles."""
LONGEST_CELL = 200
_BRACKETED = re.compile(r"[(（\[【].*?[)）\]】]")
_PARTS = re.compile(r"[/／|｜\n]")


@dataclass(frozen=True)
class Recognised:
    """The field that a heading stands for, and how sure that is (0 to 1)."""

    field: ParticipantField
    sureness: float


@dataclass(frozen=True)
class ColumnGuess:
    """A column (from 0) with its heading, the field that it holds, and how sure that is (0 to 1)."""

    field: ParticipantField
    column: int
    heading: str
    sureness: float

    @property
    def sure(self) -> bool:
        """Whether the heading is a known one, or a person chose."""
        return self.sureness >= 1


@dataclass(frozen=True)
class UnknownColumn:
    """A column (from 0) that nothing is taken from."""

    column: int
    heading: str


@dataclass(frozen=True)
class ColumnMapping:
    """Which column holds which field; what no field was found for is listed, not dropped silently."""

    guesses: tuple[ColumnGuess, ...]
    unknown: tuple[UnknownColumn, ...] = ()

    def of(self, field: ParticipantField) -> ColumnGuess | None:
        """Return the column of a field, or None."""
        return next((guess for guess in self.guesses if guess.field == field), None)

    @property
    def unsure(self) -> tuple[ColumnGuess, ...]:
        """What a person should look at."""
        return tuple(guess for guess in self.guesses if not guess.sure)

    @property
    def missing(self) -> tuple[ParticipantField, ...]:
        """Fields that have to have a column and have none."""
        return tuple(field for field in REQUIRED if self.of(field) is None)

    def assign(self, table: RawTable, field: ParticipantField, column: int | None) -> ColumnMapping:
        """Return the mapping as a person changed it: ``field`` stands in ``column``, or nowhere."""
        kept = [guess for guess in self.guesses if guess.field != field and guess.column != column]
        if column is not None:
            kept.append(ColumnGuess(field, column, table.headings[column], 1.0))
        return _mapping(table, kept)


def propose_mapping(table: RawTable) -> ColumnMapping:
    """Return which column seems to hold which field; the surer heading wins, then the first."""
    best: dict[ParticipantField, ColumnGuess] = {}
    for column, heading in enumerate(table.headings):
        found = recognise(heading)
        if found and (found.field not in best or best[found.field].sureness < found.sureness):
            best[found.field] = ColumnGuess(found.field, column, heading, found.sureness)
    return _mapping(table, list(best.values()))


def heading_score(cells: Sequence[str]) -> float:
    """Return how much a row looks like headings: each field counts by how sure its heading is."""
    best: dict[ParticipantField, float] = {}
    for cell in cells:
        found = recognise(cell)
        if found:
            best[found.field] = max(best.get(found.field, 0.0), found.sureness)
    return sum(best.values())


def recognise(heading: str) -> Recognised | None:
    """Return the field that a heading stands for: known, else much like a known one, else containing one."""
    if len(heading) > LONGEST_CELL:
        return None
    sure, unsure = _known()
    for form in _forms(heading):
        if form in sure:
            return Recognised(sure[form], 1.0)
    parts = {sure.get(folded(part)) for part in _PARTS.split(heading) if folded(part)} - {None}
    if len(parts) == 1:
        return Recognised(next(field for field in parts if field), 1.0)
    form = folded(heading)
    if not form or len(form) > LONGEST_HEADING or len(parts) > 1:
        return None
    return Recognised(unsure[form], UNSURE_WORD) if form in unsure else _near(form) or _containing(form)


def _near(form: str) -> Recognised | None:
    from rapidfuzz import process
    from rapidfuzz.fuzz import ratio

    sure, _ = _known()
    found = process.extractOne(form, list(sure), scorer=ratio, score_cutoff=NEAR) if len(form) >= 3 else None
    return Recognised(sure[found[0]], found[1] / 100 - 0.01) if found else None


def _containing(form: str) -> Recognised | None:
    sure, _ = _known()
    inside = [known for known in sure if len(known) >= (6 if known.isascii() else 2) and known in form]
    return Recognised(sure[max(inside, key=len)], CONTAINED) if inside else None


def _forms(heading: str) -> tuple[str, str]:
    """Return the heading's plain form, whole and without what stands in brackets."""
    return folded(heading), folded(_BRACKETED.sub("", unicodedata.normalize("NFKC", heading)))


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, ParticipantField], dict[str, ParticipantField]]:
    with Path(__file__).with_name("columns.toml").open("rb") as stream:
        columns: dict[ParticipantField, dict[str, list[str]]] = tomllib.load(stream)  # type: ignore[assignment]
    sure: dict[str, ParticipantField] = {}
    unsure: dict[str, ParticipantField] = {}
    for field, lists in columns.items():
        sure[folded(field)] = field
        for kind, headings in lists.items():
            (unsure if kind == "unsure" else sure).update({folded(heading): field for heading in headings})
    return sure, unsure


def _mapping(table: RawTable, guesses: list[ColumnGuess]) -> ColumnMapping:
    taken = {guess.column for guess in guesses}
    return ColumnMapping(
        guesses=tuple(sorted(guesses, key=lambda guess: FIELDS.index(guess.field))),
        unknown=tuple(
            UnknownColumn(column, heading)
            for column, heading in enumerate(table.headings)
            if column not in taken and heading
        ),
    )
