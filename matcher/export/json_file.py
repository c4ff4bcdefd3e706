"""Writes a report as JSON in the documented form, and as JSON-LD with the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

from matcher.export.report import CaseSheet, PartnerSheet, Report

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
Node = dict[str, Any]


def json_bytes(report: Report) -> bytes:
    """Return the report as JSON; its schema is ``report.schema.json``."""
    return (report.model_dump_json(indent=1) + "\n").encode("utf-8")


def json_ld_bytes(report: Report) -> bytes:
    """Return the report as JSON-LD: an ordered list, with cases as CreativeWork and partners as Organization."""
    urls = {citation.number: citation.url for citation in report.sources}
    entries: list[tuple[int, Node]] = [
        *((_place(one, 0), _organisation(one)) for one in report.partners),
        *((_place(one, len(report.partners)), _case(one, report.language, urls)) for one in report.cases),
    ]
    ordered = sorted(enumerate(entries), key=lambda entry: (entry[1][0], entry[0]))
    nodes = [node for _, (_, node) in ordered]
    listing: Node = {
        "@type": "ItemList",
        "name": report.title,
        "description": report.need,
        "dateCreated": report.made_at.isoformat(),
        "numberOfItems": len(nodes),
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "item": {"@id": node["@id"]}}
            for place, node in enumerate(nodes, start=1)
        ],
    }
    context = {"@vocab": "https://schema.org/", "@language": report.language}
    graph = {"@context": context, "@graph": [_filled(listing), *(_filled(node) for node in nodes)]}
    return (json.dumps(graph, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _place(one: CaseSheet | PartnerSheet, otherwise: int) -> int:
    return one.editorial.place if one.editorial else otherwise


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, [], "")}


def _organisation(one: PartnerSheet) -> Node:
    return {
        "@type": "Organization",
        "@id": f"urn:kakehashi:organisation:{one.id}",
        "identifier": one.id,
        "name": one.name,
        "alternateName": [name for name in one.names.values() if name != one.name],
        "url": one.website,
        "areaServed": [label.id for label in one.active_in],
        "subjectOf": [{"@id": f"urn:kakehashi:case:{line.case_id}"} for line in one.evidence],
    }


def _case(one: CaseSheet, language: str, urls: dict[int, str]) -> Node:
    place: Node = {"@type": "Place", "name": one.place}
    if one.latitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": one.latitude, "longitude": one.longitude}
    return {
        "@type": "CreativeWork",
        "@id": f"urn:kakehashi:case:{one.id}",
        "identifier": one.id,
        "inLanguage": language,
        "name": one.title,
        "abstract": one.summary.text,
        "license": LICENCE,
        "spatialCoverage": place,
        "keywords": [label.text for label in one.technologies],
        "mentions": [
            {"@type": "Organization", "@id": f"urn:kakehashi:organisation:{o.id}", "name": o.name}
            for o in one.organisations
        ],
        "citation": [{"@type": "WebPage", "url": urls[number]} for number in one.citations],
    }
