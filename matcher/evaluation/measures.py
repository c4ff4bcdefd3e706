"""Measures of rankings: against grades, and of one need's rankings in two languages against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from statistics import fmean

from matcher.evaluation.judged import Grades, Query
from matcher.model import LANGUAGES, Language

Run = Mapping[str, Sequence[str]]
"""Per topic (``qid.lang``) the cases, best first."""

RBO_PERSISTENCE = 0.9
"""A reader goes on to the next case with this probability: the first ten carry 86 % of the weight."""


def against_grades(run: Run, queries: Sequence[Query], grades: Grades, relevant_from: int) -> dict[str, float]:
    """Return nDCG@10, recall@20 and MRR over the given queries; a case without a grade counts as 0.

    nDCG takes the grades as gains (Järvelin and Kekäläinen 2002, by trec_eval's formula); recall and MRR take
    a grade of ``relevant_from`` or more as relevant.
    """
    from ir_measures import RR, Qrel, R, ScoredDoc, calc_aggregate, nDCG

    judged = [query for query in queries if any(grade > 0 for grade in grades.get(query.qid, {}).values())]
    if not judged:
        return {}
    qrels = [Qrel(q.topic, case, grade) for q in judged for case, grade in grades[q.qid].items()]
    scored = [
        ScoredDoc(q.topic, case, float(-place)) for q in judged for place, case in enumerate(run.get(q.topic, ()))
    ]
    named = {"nDCG@10": nDCG @ 10, "recall@20": R(rel=relevant_from) @ 20, "MRR": RR(rel=relevant_from)}
    values = calc_aggregate(list(named.values()), qrels, scored)
    return {name: float(values[measure]) for name, measure in named.items()}


def overlap(first: Sequence[str], second: Sequence[str], depth: int = 10) -> float:
    """Return the share of cases that two rankings have in common in their first ``depth``."""
    one, two = set(first[:depth]), set(second[:depth])
    return len(one & two) / max(1, min(depth, max(len(one), len(two))))


def rank_biased_overlap(first: Sequence[str], second: Sequence[str], persistence: float = RBO_PERSISTENCE) -> float:
    """Return how alike two rankings are, 0 to 1, the top weighing most.

    Webber, Moffat and Zobel 2010, "A Similarity Measure for Indefinite Rankings", extrapolated (equation 30).
    """
    depth = min(len(first), len(second))
    if depth == 0:
        return 0.0
    seen_first: set[str] = set()
    seen_second: set[str] = set()
    shared = 0
    total = 0.0
    for place in range(depth):
        one, two = first[place], second[place]
        shared += int(one == two) + int(one in seen_second and one != two) + int(two in seen_first and one != two)
        seen_first.add(one)
        seen_second.add(two)
        total += shared / (place + 1) * persistence ** (place + 1)
    return shared / depth * persistence**depth + (1 - persistence) / persistence * total


def between_languages(run: Run, queries: Sequence[Query]) -> dict[str, dict[str, float]]:
    """Return overlap@10 and rank-biased overlap per pair of languages, and their means under ``mean``."""
    topics: dict[str, dict[Language, Sequence[str]]] = {}
    for query in queries:
        topics.setdefault(query.qid, {})[query.lang] = run.get(query.topic, ())
    table: dict[str, dict[str, float]] = {}
    for one, two in combinations(LANGUAGES, 2):
        pairs = [(by[one], by[two]) for by in topics.values() if one in by and two in by]
        if pairs:
            table[f"{one}-{two}"] = {
                "overlap@10": fmean(overlap(a, b) for a, b in pairs),
                "RBO": fmean(rank_biased_overlap(a, b) for a, b in pairs),
            }
    if table:
        table["mean"] = {name: fmean(row[name] for row in table.values()) for name in ("overlap@10", "RBO")}
    return table


def refusals(answered: Mapping[str, bool], queries: Sequence[Query], grades: Grades, good: int) -> dict[str, float]:
    """Return precision and recall of "there is no comparable case", over queries that were judged.

    A query has none where no case has a grade of ``good`` or more.
    """
    judged = [query for query in queries if query.qid in grades]
    without = {q.topic for q in judged if max(grades[q.qid].values(), default=0) < good}
    refused = {q.topic for q in judged if not answered[q.topic]}
    right = len(without & refused)
    return {
        "queries without an answer": float(len(without)),
        "precision": right / len(refused) if refused else float(not without),
        "recall": right / len(without) if without else 1.0,
    }


def kappa(pairs: Sequence[tuple[int, int]], grades: int = 4) -> float:
    """Return Cohen's kappa of two judges, weighted by the square of their difference (Cohen 1968)."""
    if not pairs:
        return float("nan")
    observed = fmean((one - two) ** 2 for one, two in pairs)
    first = [sum(one == grade for one, _ in pairs) / len(pairs) for grade in range(grades)]
    second = [sum(two == grade for _, two in pairs) / len(pairs) for grade in range(grades)]
    expected = sum(first[i] * second[j] * (i - j) ** 2 for i in range(grades) for j in range(grades))
    return 1 - observed / expected if expected else 1.0
