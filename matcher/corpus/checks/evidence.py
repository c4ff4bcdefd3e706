"""Sources: no address twice, no date to come, and every field of a reviewed case has its evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import get_args

from matcher.corpus.checks.finding import Finding, Location
from matcher.model import Case, EvidenceField

TOLD_BY_OTHERS = ("title", "summary")
"""Fields that say nothing which the others do not say."""


def check_evidence(case: Case, today: dt.date) -> Iterator[Finding]:
    """Yield what is wrong with a case's sources and what they support."""
    urls: set[str] = set()
    for position, source in enumerate(case.sources):
        if source.url in urls:
            yield Finding(("sources", position, "url"), "the same address stands twice.", "Merge the two sources.")
        urls.add(source.url)
        if source.supports and not source.seen:
            what = "it supports fields, but was not seen."
            yield Finding(("sources", position, "supports"), what, "Read it, or empty supports.")
        for number, field in enumerate(source.supports):
            if is_empty(case, field):
                yield Finding(("sources", position, "supports", number), f"{field} is empty.", "Remove it here.")
    yield from _check_support(case)
    yield from _check_dates(case, today)


def is_empty(case: Case, field: str) -> bool:
    """Tell whether a case says nothing in a field."""
    value = getattr(case, field)
    return value is None or value == () or (field == "status" and case.status.value == "unknown")


def unsupported(case: Case) -> list[str]:
    """Return the fields that are not empty and that no source was seen to support."""
    supported = {field for source in case.sources if source.seen for field in source.supports}
    asked = [
        field for field in get_args(EvidenceField) if field not in TOLD_BY_OTHERS and not is_empty(case, field)
    ]
    return [field for field in asked if field not in supported]


def _check_support(case: Case) -> Iterator[Finding]:
    if not case.reviewed:
        return
    for field in unsupported(case):
        if field not in case.unconfirmed:
            what = f"no source was seen to support {field}."
            yield Finding((field,), what, "Name the source, or put the field into unconfirmed.")
    supports = {source.key: source.supports for source in case.sources}
    for location, field, key in _named_sources(case):
        if field not in supports.get(key, ()) and field not in case.unconfirmed:
            yield Finding(
                location, f"{key} does not support {field}.", f"Add {field} to its supports, or name another."
            )
    if case.checked is None:
        yield Finding(("checked",), "reviewed, but without a date.", "Add the date of the review.")


def _named_sources(case: Case) -> Iterator[tuple[Location, EvidenceField, str]]:
    """Yield each fact that names its source: where it stands, its field, the source."""
    if case.start is not None and case.start.source is not None:
        yield ("start", "source"), "start", case.start.source
    if case.status.source is not None and not is_empty(case, "status"):
        yield ("status", "source"), "status", case.status.source
    for number, figure in enumerate(case.figures):
        if figure.source is not None:
            yield ("figures", number, "source"), "figures", figure.source


def _check_dates(case: Case, today: dt.date) -> Iterator[Finding]:
    dates: list[tuple[Location, str | None]] = [
        (("status", "as_of"), case.status.as_of),
        *((("sources", i, "date"), source.date) for i, source in enumerate(case.sources)),
    ]
    if case.start is not None:
        dates += [(("start", "as_of"), case.start.as_of)]
        if case.status.value not in ("planned", "unknown"):
            dates += [(("start", "value"), case.start.value)]
    if case.checked is not None:
        dates += [(("checked",), case.checked.isoformat())]
    for location, value in dates:
        if value is not None and value > today.isoformat()[: len(value)]:
            yield Finding(location, f"{value} is still to come.", "Mend the date.")
