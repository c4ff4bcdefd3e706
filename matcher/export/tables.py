"""The tables of an export, the same in XLSX and CSV: partners, cases, and the evidence that ties them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matcher.export.report import CaseSheet, Editorial, EvidenceLine, Label, PartnerSheet, Report
from matcher.texts import Texts

Cell = str | int | float | dt.datetime | None
"""Moments are what clocks on the spot show, without a zone: spreadsheets know none."""
ColumnKind = Literal["text", "long", "number", "link", "moment"]
"""Text that is never a number (ids, codes, names), text that needs room, a number, a web address, day and time."""


@dataclass(frozen=True)
class Column:
    """A column: its heading in the report's language, its kind, its width in characters."""

    heading: str
    kind: ColumnKind
    width: int


@dataclass(frozen=True)
class Table:
    """A table of an export; every row has a cell for each column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


Getter = Callable[[Any], Cell]
Plan = Sequence[tuple[str, ColumnKind, int, Getter]]
"""Per column: the key of its heading, its kind, its width, and what its cell holds."""


def tables_of(report: Report) -> tuple[Table, ...]:
    """Return the tables of a report that have rows, in the order of its sheets."""
    texts = Texts(report.language)
    sources = {citation.number: citation.url for citation in report.sources}
    evidence = [(partner, line) for partner in report.partners for line in partner.evidence]
    plans: tuple[tuple[str, Plan, Sequence[Any]], ...] = (
        ("export_partners", _partner_plan(texts), report.partners),
        ("export_cases", _case_plan(texts, sources), report.cases),
        ("export_evidence", _evidence_plan(texts, sources), evidence),
    )
    return tuple(_table(texts, name, plan, items) for name, plan, items in plans if items)


def _table(texts: Texts, name: str, plan: Plan, items: Iterable[Any]) -> Table:
    columns = tuple(Column(texts(key), kind, width) for key, kind, width, _ in plan)
    rows = tuple(tuple(get(item) for *_, get in plan) for item in items)
    filled = [any(row[place] not in (None, "") for row in rows) for place in range(len(columns))]
    return Table(
        name=texts(name),
        columns=tuple(column for column, kept in zip(columns, filled, strict=True) if kept),
        rows=tuple(tuple(cell for cell, kept in zip(row, filled, strict=True) if kept) for row in rows),
    )


def _partner_plan(texts: Texts) -> Plan:
    def joined(get: Callable[[PartnerSheet], Iterable[Label]]) -> Getter:
        return lambda one: texts.join([label.text for label in get(one)])

    return (
        *_editorial_plan(),
        ("export_id", "text", 24, lambda one: one.id),
        ("organisation", "text", 34, lambda one: one.name),
        ("export_name_en", "text", 30, lambda one: one.names.get("en")),
        ("export_name_de", "text", 30, lambda one: one.names.get("de")),
        ("export_name_ja", "text", 30, lambda one: one.names.get("ja")),
        ("export_kind", "text", 20, lambda one: one.kind.text),
        ("country", "text", 14, lambda one: one.country.text),
        ("sector", "text", 22, lambda one: one.sector and one.sector.text),
        ("export_group", "text", 22, lambda one: one.group),
        ("export_score", "number", 9, lambda one: one.score),
        ("export_case_count", "number", 9, lambda one: len(one.evidence)),
        ("export_roles", "text", 30, joined(lambda one: one.roles)),
        ("export_active_in", "text", 20, joined(lambda one: one.active_in)),
        ("japan_germany", "long", 36, lambda one: "\n".join(one.cooperations)),
        ("export_population", "number", 12, lambda one: one.population),
        ("export_identifiers", "text", 26, _identifiers),
        ("export_website", "link", 30, lambda one: one.website),
    )


def _identifiers(one: PartnerSheet) -> str:
    return "; ".join(f"{name}: {value}" for name, value in one.identifiers.items())


def _involved(one: CaseSheet) -> str:
    return "\n".join(f"{item.name} ({item.role.text})" for item in one.organisations)


def _case_plan(texts: Texts, sources: dict[int, str]) -> Plan:
    def joined(get: Callable[[CaseSheet], Iterable[Label]]) -> Getter:
        return lambda one: texts.join([label.text for label in get(one)])

    def passage(field: str) -> Getter:
        return lambda one: getattr(one, field) and getattr(one, field).text

    return (
        *_editorial_plan(),
        ("export_id", "text", 28, lambda one: one.id),
        ("title", "text", 44, lambda one: one.title),
        ("country", "text", 14, lambda one: one.country.text),
        ("export_score", "number", 9, lambda one: one.score),
        ("export_band", "text", 16, lambda one: one.band and one.band.text),
        ("export_reasons", "long", 40, lambda one: "\n".join(one.reasons)),
        ("place", "text", 26, lambda one: one.place),
        ("sector", "text", 22, lambda one: one.sector.text),
        ("site_type", "text", 18, lambda one: one.site_type.text),
        ("domain", "text", 24, joined(lambda one: one.domains)),
        ("policy_areas", "text", 30, joined(lambda one: one.policy_areas)),
        ("technologies", "text", 40, joined(lambda one: one.technologies)),
        ("network", "text", 20, lambda one: one.network and one.network.text),
        ("bands", "text", 22, joined(lambda one: one.bands)),
        ("start", "text", 12, lambda one: one.start),
        ("status", "text", 16, lambda one: one.status.text),
        ("export_as_of", "text", 12, lambda one: one.status_as_of),
        ("summary", "long", 60, passage("summary")),
        ("problem", "long", 50, passage("problem")),
        ("solution", "long", 60, passage("solution")),
        ("outcome", "long", 50, passage("outcome")),
        ("figures", "long", 40, lambda one: "\n".join(f"{line.value} – {line.what}" for line in one.figures)),
        ("funding", "long", 30, lambda one: one.funding),
        (
            "organisations",
            "long",
            44,
            lambda one: "\n".join(f"{o.name} ({o.role.text})" for o in one.organisations),
        ),
        ("export_unconfirmed", "text", 24, joined(lambda one: one.unconfirmed)),
        ("export_checked", "text", 12, lambda one: one.checked and one.checked.isoformat()),
        ("export_source_1", "link", 40, lambda one: _nth(one.citations, 0, sources)),
        ("export_source_2", "link", 40, lambda one: _nth(one.citations, 1, sources)),
        ("export_source_3", "link", 40, lambda one: _nth(one.citations, 2, sources)),
        ("export_more_sources", "long", 40, lambda one: "\n".join(sources[n] for n in one.citations[3:])),
    )


def _evidence_plan(texts: Texts, sources: dict[int, str]) -> Plan:
    def line(get: Callable[[EvidenceLine], Cell]) -> Getter:
        return lambda pair: get(pair[1])

    return (
        ("export_partner_id", "text", 24, lambda pair: pair[0].id),
        ("organisation", "text", 34, lambda pair: pair[0].name),
        ("role", "text", 22, line(lambda one: one.role.text)),
        ("export_case_id", "text", 28, line(lambda one: one.case_id)),
        ("export_case", "text", 44, line(lambda one: one.case_title)),
        ("country", "text", 14, line(lambda one: one.country.text)),
        ("place", "text", 26, line(lambda one: one.place)),
        ("export_year", "number", 8, line(lambda one: one.year)),
        ("status", "text", 16, line(lambda one: one.status.text)),
        ("export_relevance", "number", 10, line(lambda one: one.relevance)),
        ("export_with_whom", "long", 50, line(lambda one: texts.join(list(one.with_whom)))),
        ("export_source_1", "link", 40, line(lambda one: _nth(one.citations, 0, sources))),
        ("export_source_2", "link", 40, line(lambda one: _nth(one.citations, 1, sources))),
    )


def _editorial_plan() -> Plan:
    """Return the columns of a shortlist's notes; other reports leave them empty, and so out."""

    def noted(get: Callable[[Editorial], Cell]) -> Getter:
        return lambda one: get(one.editorial) if one.editorial else None

    return (
        ("export_place", "number", 6, noted(lambda note: note.place)),
        ("export_contact_status", "text", 16, noted(lambda note: note.status.text)),
        ("export_rating", "number", 9, noted(lambda note: note.rating)),
        ("export_note", "long", 36, noted(lambda note: note.note)),
        ("export_changed_by", "text", 16, noted(lambda note: note.changed_by)),
        ("export_changed_at", "text", 17, noted(lambda note: note.changed_at.strftime("%Y-%m-%d %H:%M"))),
    )


def _nth(citations: Sequence[int], place: int, sources: dict[int, str]) -> str | None:
    return sources[citations[place]] if place < len(citations) else None
