"""Rows of a participant list become participants; each bad row is reported, and the good ones come in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from matcher.corpus.vocabulary import Vocabulary
from matcher.errors import WrongUse
from matcher.events.event import CountryCode, Name, Participant, ParticipantKind, SpokenLanguage, Window
from matcher.events.intake import values
from matcher.events.intake.availability import read_windows
from matcher.events.intake.folding import folded
from matcher.events.intake.headings import FIELDS, REQUIRED, ColumnMapping, ParticipantField
from matcher.events.intake.problems import RowProblem, Unreadable, problem
from matcher.events.intake.repeats import Repeats
from matcher.events.intake.table import RawTable, TableRow
from matcher.events.moments import ZoneName
from matcher.model import LANGUAGES, Language, Noun, TermId
from matcher.texts import Texts

LONGEST_NAME = 160
LONGEST_TEXT = 4_000
"""Characters of a cell."""
_FAILED_FORMULA = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|WERT!|BEZUG!|NV)")
_SHORT: tuple[ParticipantField, ...] = ("organisation", "contact", "email")

Reader = Callable[[str], object]


class DraftParticipant(Noun):
    """A participant as its row has it: without an id, and with wishes as names. See ``Participant``."""

    line: int
    """Of the file, as a spreadsheet counts, from 1."""
    organisation: Name
    contact: str = ""
    email: str = ""
    country: CountryCode
    kind: ParticipantKind = "company"
    sector: TermId | None = None
    size: int | None = None
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    languages: tuple[SpokenLanguage, ...] = ()
    available: tuple[Window, ...] = ()
    must_meet: tuple[str, ...] = ()
    wont_meet: tuple[str, ...] = ()
    zone: ZoneName
    on_site: bool = True

    def participant(self, number: int, must_meet: Sequence[int], wont_meet: Sequence[int]) -> Participant:
        """Return the participant with its id, and its wishes as ids."""
        known = {name: getattr(self, name) for name in FIELDS}
        return Participant(**(known | {"id": number, "must_meet": tuple(must_meet), "wont_meet": tuple(wont_meet)}))


@dataclass(frozen=True)
class Intake:
    """What a list holds: participants of its good rows, problems of the others, lines of examples."""

    participants: tuple[DraftParticipant, ...]
    problems: tuple[RowProblem, ...]
    examples: tuple[int, ...] = ()
    """Lines of the template's example, which is left out."""


def read_participants(
    table: RawTable,
    mapping: ColumnMapping,
    *,
    vocabulary: Vocabulary,
    event_day: dt.date | None,
    default_zone: str,
    language: Language,
    known: Sequence[Participant] = (),
) -> Intake:
    """Read a table's rows. A row with a problem in any cell stays out whole, and all its problems are told.

    Times are on ``event_day`` where a cell names no date, and in the row's time zone, else in ``default_zone``.
    Who stands in the list twice, or is among the ``known`` participants already, is reported and does not come in.
    What stands in a merged cell counts for its first row; the others lack it, and say so.

    Raises:
        WrongUse: no column is mapped to the organisation or to the country.
    """
    texts = Texts(language)
    if mapping.missing:
        missing = texts.join([texts(f"intake_field_{field}") for field in mapping.missing])
        raise WrongUse(
            texts("intake_no_column", column=missing), where=table.name, mend=texts("intake_no_column_mend")
        )
    rows = _Rows(mapping, vocabulary, event_day, default_zone, texts)
    repeats = Repeats(known)
    drafts: list[DraftParticipant] = []
    problems: list[RowProblem] = []
    examples = tuple(row.line for row in table.rows if rows.is_example(row))
    for row in table.rows:
        if row.line in examples:
            continue
        draft, wrong = rows.read(row)
        repeated = repeats.add(row.line, draft) if draft else None
        if draft and repeated is None:
            drafts.append(draft)
        problems.extend([rows.repeated(row, repeated)] if repeated else wrong)
    return Intake(tuple(drafts), tuple(problems), examples)


@dataclass(frozen=True)
class _Rows:
    mapping: ColumnMapping
    vocabulary: Vocabulary
    event_day: dt.date | None
    default_zone: str
    texts: Texts

    def is_example(self, row: TableRow) -> bool:
        return folded(self._cell(row, "organisation")) in self._examples

    def read(self, row: TableRow) -> tuple[DraftParticipant | None, list[RowProblem]]:
        found: dict[ParticipantField, object] = {"zone": self.default_zone}
        problems: list[RowProblem] = []
        for field in sorted(FIELDS, key=lambda one: one != "zone"):  # times need the zone
            try:
                text = self._checked(row, field)
                if text and field == "available":
                    found[field] = read_windows(text, self.event_day, str(found["zone"]))
                elif text:
                    found[field] = self._readers[field](text)
            except Unreadable as error:
                problems.append(self.problem(row, field, error))
        if problems:
            return None, sorted(problems, key=lambda one: one.column != self._heading("organisation"))
        return DraftParticipant.model_validate({"line": row.line, **found}), []

    def problem(self, row: TableRow, field: ParticipantField, error: Unreadable) -> RowProblem:
        value = self._cell(row, field)
        return problem(error, self.texts, line=row.line, column=self._heading(field), value=value)

    def repeated(self, row: TableRow, error: Unreadable) -> RowProblem:
        return self.problem(row, "email" if error.reason.endswith("email") else "organisation", error)

    def _checked(self, row: TableRow, field: ParticipantField) -> str:
        text = self._cell(row, field)
        if field in REQUIRED and not folded(text):
            raise Unreadable("missing")
        if _FAILED_FORMULA.fullmatch(text):
            raise Unreadable("failed_formula")
        most = LONGEST_NAME if field in _SHORT else LONGEST_TEXT
        if len(text) > most:
            raise Unreadable("too_long", most=self.texts.number(most))
        return text

    @cached_property
    def _readers(self) -> dict[ParticipantField, Reader]:
        texts, sectors = self.texts, values.sector_words(self.vocabulary)
        labels = {one.id: one.label.pick(texts.language).text for one in self.vocabulary.sectors.values()}
        return {
            "organisation": _one_line,
            "contact": _one_line,
            "email": values.read_email,
            "country": lambda text: values.read_country(text, texts),
            "kind": lambda text: values.read_kind(text, texts),
            "sector": lambda text: values.read_sector(text, texts, labels, sectors),
            "size": values.read_size,
            "needs": values.read_items,
            "offers": values.read_items,
            "languages": lambda text: values.read_languages(text, texts),
            "must_meet": values.read_names,
            "wont_meet": values.read_names,
            "zone": lambda text: values.read_zone(text, texts),
            "on_site": lambda text: values.read_on_site(text, texts),
        }

    @cached_property
    def _examples(self) -> frozenset[str]:
        return frozenset(folded(Texts(language)("intake_example_organisation")) for language in LANGUAGES)

    def _cell(self, row: TableRow, field: ParticipantField) -> str:
        guess = self.mapping.of(field)
        return row.cell(guess.column) if guess else ""

    def _heading(self, field: ParticipantField) -> str:
        guess = self.mapping.of(field)
        return " ".join(guess.heading.split()) if guess else self.texts(f"intake_field_{field}")


def _one_line(text: str) -> str:
    return " ".join(text.split())
