"""What the corpus covers: cases by country and domain, policy area and sector, and how well they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from matcher.corpus.checks.evidence import unsupported
from matcher.corpus.reader import Corpus
from matcher.corpus.vocabulary import Term
from matcher.model import COUNTRIES, Case

SHARES: Mapping[str, Callable[[Case], bool]] = {
    "with an outcome": lambda case: case.outcome is not None,
    "with figures": lambda case: bool(case.figures),
    "with two sources or more": lambda case: len(case.sources) >= 2,
    "with a known status": lambda case: case.status.value != "unknown",
    "with every field supported by a source that was seen": lambda case: not unsupported(case),
    "reviewed by a second reader": lambda case: case.reviewed,
}


def counts(corpus: Corpus, terms: Mapping[str, Term], values: Callable[[Case], Iterable[str]]) -> pd.DataFrame:
    """Return the number of cases per term (rows, by English label) and country (columns, with a sum)."""
    rows = {
        term.label.pick("en").text: [
            sum(case.country == country and term.id in values(case) for case in corpus.cases.values())
            for country in COUNTRIES
        ]
        for term in terms.values()
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(COUNTRIES))
    table["both"] = table.sum(axis=1)
    return table


def shares(corpus: Corpus) -> pd.DataFrame:
    """Return the share of cases, in per cent, that are told in a certain way, per country and for both."""
    columns = {}
    for country in (*COUNTRIES, "both"):
        cases = [case for case in corpus.cases.values() if country in (case.country, "both")]
        columns[country] = [round(100 * sum(map(has, cases)) / max(1, len(cases))) for has in SHARES.values()]
    return pd.DataFrame(columns, index=list(SHARES))


def coverage_markdown(corpus: Corpus) -> str:
    """Return all tables as Markdown."""
    vocabulary = corpus.vocabulary
    cases = corpus.cases.values()
    cooperations = sum(case.japan_germany for case in cases)
    head = (
        f"{len(cases)} cases, {cooperations} of them Japanese-German cooperations; "
        f"{len(corpus.organisations)} organisations; {sum(len(case.sources) for case in cases)} sources."
    )
    parts = [head]
    tables = {
        "Domain": counts(corpus, vocabulary.domains, lambda case: case.domains),
        "Policy area": counts(corpus, vocabulary.policy_areas, lambda case: case.policy_areas),
        "Sector": counts(corpus, vocabulary.sectors, lambda case: [case.sector]),
        "Share of cases, %": shares(corpus),
    }
    for name, table in tables.items():
        parts.append(_markdown(name, table))
    return "\n\n".join(parts)


def _markdown(name: str, table: pd.DataFrame) -> str:
    lines = [f"| {name} | {' | '.join(table.columns)} |", f"|---|{'--:|' * len(table.columns)}"]
    lines += [f"| {label} | {' | '.join(str(value) for value in row)} |" for label, *row in table.itertuples()]
    return "\n".join(lines)
