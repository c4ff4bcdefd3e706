"""Runs judged queries through the search and measures what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.judged import Grades, Judged, Query
from matcher.evaluation.measures import Run, against_grades, between_languages, refusals
from matcher.evaluation.timing import TimedEncoder
from matcher.model import COUNTRIES, LANGUAGES
from matcher.search.filters import Filters
from matcher.search.searcher import Searcher

DEPTH = 100
"""Cases of a query that are kept in a run."""
RELEVANT_FROM = 1
GOOD_FROM = 2
"""Grades of 2 and 3 are cases that a seeker would want to read."""


@dataclass(frozen=True)
class Answers:
    """What the search gave: rankings, whether it found anything comparable, and how long it took."""

    run: Run
    answered: dict[str, bool]
    scores: dict[str, list[float]]
    took_ms: list[float]
    encoder_ms: list[float]
    """The encoder's share of ``took_ms``."""


@dataclass(frozen=True)
class Report:
    """All measures of one evaluation, by the group of queries they are over."""

    queries: int
    needs: int
    by_language: dict[str, dict[str, float]]
    by_seeker: dict[str, dict[str, float]]
    between: dict[str, dict[str, float]]
    refused: dict[str, float]
    latency_ms: dict[str, dict[str, float]]
    """Whole search, encoder, and all but the encoder."""


def answer(searcher: Searcher, queries: Sequence[Query], *, only_wanted: bool = False) -> Answers:
    """Search for every query as a user would, the language given."""
    run: dict[str, list[str]] = {}
    answered: dict[str, bool] = {}
    scores: dict[str, list[float]] = {}
    took: list[float] = []
    encoder_ms: list[float] = []
    encoder = TimedEncoder(searcher.encoder)
    searcher = Searcher(searcher.index, encoder, searcher.ranker)
    for query in queries:
        filters = Filters(countries=(query.want,)) if only_wanted and query.want else None
        encoder.took_ms = 0.0
        result = searcher.search(query.text, language=query.lang, filters=filters, top=DEPTH)
        run[query.topic] = [match.case.id for match in result.matches]
        scores[query.topic] = [match.score for match in result.matches]
        answered[query.topic] = result.answered
        took.append(result.took_ms)
        encoder_ms.append(encoder.took_ms)
    return Answers(run, answered, scores, took, encoder_ms)


def report(answers: Answers, judged: Judged, relevant_from: int = RELEVANT_FROM) -> Report:
    """Measure answers per language, per seeker's country, and between languages."""
    queries, grades = judged.queries, judged.grades
    by_language = {"all": against_grades(answers.run, queries, grades, relevant_from)}
    for language in LANGUAGES:
        own = [query for query in queries if query.lang == language]
        if own:
            by_language[language] = against_grades(answers.run, own, grades, relevant_from)
    by_seeker: dict[str, dict[str, float]] = {}
    for country in COUNTRIES:
        own = [query for query in queries if query.seeker == country]
        if own:
            by_seeker[country] = against_grades(answers.run, own, grades, relevant_from)
    return Report(
        queries=len(queries),
        needs=len({query.qid for query in queries}),
        by_language=by_language,
        by_seeker=by_seeker,
        between=between_languages(answers.run, queries),
        refused=refusals(answers.answered, queries, grades, GOOD_FROM),
        latency_ms={
            "whole search": _percentiles(answers.took_ms),
            "encoder": _percentiles(answers.encoder_ms),
            "all but the encoder": _percentiles(np.subtract(answers.took_ms, answers.encoder_ms)),
        },
    )


def _percentiles(times: Sequence[float] | NDArray[np.float64]) -> dict[str, float]:
    return {f"p{share}": float(np.percentile(times, share)) for share in (50, 95)}


def measures_of(run: Run, queries: Sequence[Query], grades: Grades) -> dict[str, float]:
    """Return the few figures by which designs are compared: nDCG@10 per language, its spread, recall, overlap."""
    row: dict[str, float] = {}
    for language in LANGUAGES:
        own = [query for query in queries if query.lang == language]
        row[f"nDCG@10 {language}"] = against_grades(run, own, grades, RELEVANT_FROM).get("nDCG@10", float("nan"))
    row["recall@20"] = against_grades(run, queries, grades, RELEVANT_FROM).get("recall@20", float("nan"))
    row["overlap@10"] = between_languages(run, queries).get("mean", {}).get("overlap@10", float("nan"))
    return row


def trec_run(answers: Answers, name: str = "kakehashi") -> str:
    """Return the rankings in TREC's format, the topic being ``qid.lang``; scores fall with the rank."""
    lines = [
        f"{topic} Q0 {case} {rank} {len(cases) - rank + 1} {name}\n"
        for topic, cases in answers.run.items()
        for rank, case in enumerate(cases, start=1)
    ]
    return "".join(lines)
