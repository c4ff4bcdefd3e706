"""Publishes the corpus for others: a Frictionless data package, JSON Lines, and schema.org JSON-LD."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from matcher.corpus.reader import Corpus
from matcher.errors import CorpusError
from matcher.folders import folder_to_fill
from matcher.model import LANGUAGES, Case, Text

LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
Row = dict[str, Any]


def publish_corpus(corpus: Corpus, folder: Path) -> list[Path]:
    """Write the corpus into a folder and return the files; the folder is whole or not there.

    CSV tables are UTF-8 with BOM, so that spreadsheets read them; lists in a cell are joined by ``;``.
    A table without rows is left out.

    Raises:
        CorpusError: the folder exists already, or cannot be written.
    """
    if folder.exists():
        raise CorpusError("is there already.", where=str(folder), mend="Name a folder that is not there yet.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with folder_to_fill(folder.parent, ".publishing-") as beside:
            _write(corpus, beside)
            os.replace(beside, folder)
    except OSError as error:
        raise CorpusError(f"cannot be written ({error.strerror}).", where=str(folder)) from error
    return sorted(folder.iterdir())


def _write(corpus: Corpus, folder: Path) -> None:
    tables = {name: rows for name, write in _TABLES.items() if (rows := list(write(corpus)))}
    for name, rows in tables.items():
        _write_csv(folder / f"{name}.csv", rows)
    package = {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "profile": "tabular-data-package",
        "name": "kakehashi-corpus",
        "title": "Kakehashi: Japanese and German ICT use cases in three languages",
        "licenses": [LICENCE],
        "resources": [_resource(name, rows) for name, rows in tables.items()],
    }
    _write_text(folder / "datapackage.json", json.dumps(package, ensure_ascii=False, indent=1))
    _write_text(folder / "cases.jsonl", "\n".join(case.model_dump_json() for case in corpus.cases.values()))
    graph = {"@context": "https://schema.org", "@graph": [_json_ld(case, corpus) for case in corpus.cases.values()]}
    _write_text(folder / "cases.jsonld", json.dumps(graph, ensure_ascii=False, indent=1))


def _write_text(path: Path, text: str) -> None:
    path.write_text(text + "\n", encoding="utf-8")


def _write_csv(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def _cell(value: Any) -> Any:
    """Return a value as a cell that no spreadsheet takes for a formula."""
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def _in_languages(name: str, text: Text | None) -> Row:
    return {f"{name}_{language}": text.get(language) if text else None for language in LANGUAGES}


def _cases(corpus: Corpus) -> Iterable[Row]:
    for case in corpus.cases.values():
        yield {
            "id": case.id,
            "country": case.country,
            "japan_germany": case.japan_germany,
            **_in_languages("title", case.title),
            **_in_languages("summary", case.summary),
            **_in_languages("problem", case.problem),
            **_in_languages("solution", case.solution),
            **_in_languages("outcome", case.outcome),
            **_in_languages("place", case.place.name),
            "region": case.place.region,
            "lat": case.place.lat,
            "lon": case.place.lon,
            "domains": case.domains,
            "sector": case.sector,
            "site_type": case.site_type,
            "policy_areas": case.policy_areas,
            "technologies": case.technologies,
            "network": case.network,
            "bands": case.bands,
            "start": case.start.value if case.start else None,
            "status": case.status.value,
            "status_as_of": case.status.as_of,
            **_in_languages("funding", case.funding),
            "unconfirmed": case.unconfirmed,
            "reviewed": case.reviewed,
            "checked": case.checked.isoformat() if case.checked else None,
        }


def _organisations(corpus: Corpus) -> Iterable[Row]:
    for item in corpus.organisations.values():
        yield {
            "id": item.id,
            **_in_languages("name", item.name),
            "aliases": item.aliases,
            "kind": item.kind,
            "country": item.country,
            "group": item.group,
            "sector": item.sector,
            "website": item.website,
        }


def _roles(corpus: Corpus) -> Iterable[Row]:
    for case in corpus.cases.values():
        for involvement in case.organisations:
            yield {"case": case.id, "organisation": involvement.organisation, "role": involvement.role}


def _sources(corpus: Corpus) -> Iterable[Row]:
    for case in corpus.cases.values():
        for source in case.sources:
            yield {"case": case.id, **_plain(source)}


def _figures(corpus: Corpus) -> Iterable[Row]:
    for case in corpus.cases.values():
        for figure in case.figures:
            numbers = {"value": figure.value, "unit": figure.unit, "source": figure.source}
            yield {"case": case.id, **_in_languages("what", figure.what), **numbers}


def _plain(noun: BaseModel) -> Row:
    return {name: getattr(noun, name) for name in type(noun).model_fields}


_TABLES: Mapping[str, Callable[[Corpus], Iterable[Row]]] = {
    "cases": _cases,
    "organisations": _organisations,
    "roles": _roles,
    "sources": _sources,
    "figures": _figures,
}
_TYPES = {"lat": "number", "lon": "number", "value": "number"}
_BOOLEANS = ("japan_germany", "reviewed", "seen")
_KEYS: Mapping[str, Row] = {
    "cases": {"primaryKey": "id"},
    "organisations": {"primaryKey": "id"},
    "roles": {
        "foreignKeys": [
            {"fields": "case", "reference": {"resource": "cases", "fields": "id"}},
            {"fields": "organisation", "reference": {"resource": "organisations", "fields": "id"}},
        ]
    },
    "sources": {"foreignKeys": [{"fields": "case", "reference": {"resource": "cases", "fields": "id"}}]},
    "figures": {"foreignKeys": [{"fields": "case", "reference": {"resource": "cases", "fields": "id"}}]},
}


def _resource(name: str, rows: list[Row]) -> Row:
    fields = [
        {"name": field, "type": "boolean" if field in _BOOLEANS else _TYPES.get(field, "string")}
        for field in rows[0]
    ]
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "encoding": "utf-8-sig",
        "schema": {"fields": fields, "missingValues": [""], **_KEYS[name]},
    }


def _json_ld(case: Case, corpus: Corpus) -> Row:
    """Return a case as a schema.org CreativeWork that is about a place and its organisations."""

    def values(text: Text) -> list[Row]:
        return [{"@language": language, "@value": text.get(language)} for language in text.languages]

    place: Row = {"@type": "Place", "name": values(case.place.name)}
    if case.place.lat is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": case.place.lat, "longitude": case.place.lon}
    names = [corpus.organisations[i.organisation].name for i in case.organisations]
    return {
        "@type": "CreativeWork",
        "@id": f"urn:kakehashi:case:{case.id}",
        "identifier": case.id,
        "name": values(case.title),
        "abstract": values(case.summary),
        "license": LICENCE["path"],
        "spatialCoverage": place,
        "keywords": [corpus.vocabulary.technologies[t].label.pick("en").text for t in case.technologies],
        "mentions": [{"@type": "Organization", "name": values(name)} for name in names],
        "citation": [
            {"@type": "WebPage", "url": source.url, "name": source.title, "inLanguage": source.language}
            for source in case.sources
        ],
    }
