"""The designs that were compared, from words alone to all signals together; one row of the table each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.encoding.encoder import Encoder, Vectors
from matcher.evaluation.judged import Judged, Query
from matcher.evaluation.measures import Run
from matcher.index.centring import centre
from matcher.index.store import Index
from matcher.model import LANGUAGES
from matcher.search.comparison import Asked, Comparer, Comparison
from matcher.search.feedback import Neighbours
from matcher.search.need import parts_of
from matcher.search.ranker import Ranker
from matcher.search.signals import SIGNALS, Likeness, SignalMaker
from matcher.search.understanding import Understanding

Values = NDArray[np.float32]
RRF_CONSTANT = 60
SHOWN = slice(0, 4)
"""The passages that are texts; the fifth is made of labels."""


@dataclass(frozen=True)
class Seen:
    """One query as every design sees it: likeness with and without centring, all signals."""

    query: Query
    raw: Likeness
    centred: Likeness
    comparison: Comparison


Design = Callable[[Seen], Values]


def look(queries: Sequence[Query], index: Index, encoder: Encoder, raw_vectors: Vectors) -> list[Seen]:
    """Compare every query with the index once, for all designs."""
    comparer, maker = Comparer(index, encoder), SignalMaker(index)
    understanding = Understanding(index.vocabulary, index.cases.values(), index.tokeniser)
    rows = np.arange(len(index.passages), dtype=np.int64)
    passages = centre(raw_vectors, [passage.language for passage in index.passages], index.centres)
    seen = []
    for query in queries:
        vector = encoder.encode_queries([query.text])
        centred = centre(vector, [query.lang], index.centres)
        asked = Asked(parts_of(query.text), query.lang, understanding.named(query.text, query.lang), None)
        seen.append(
            Seen(
                query,
                maker.likeness(rows, (raw_vectors @ vector[0]).astype(np.float32)),
                maker.likeness(rows, (passages @ centred[0]).astype(np.float32)),
                comparer.compare(asked),
            )
        )
    return seen


def designs(ranker: Ranker, neighbours: Neighbours) -> Mapping[str, Design]:
    """Return all designs by name."""
    without_words = ranker.without("words")
    dense = ranker.without("words", "technology", "sector", "site", "spectrum", "country", "place")
    return {
        "BM25 alone (words of the query's language)": _words,
        "e5 as it is, best passage of any language": lambda seen: _best(seen.raw),
        "e5 as it is, query's language": lambda seen: _own(seen, seen.raw),
        "e5 centred, best passage of any language": lambda seen: _best(seen.centred),
        "e5 centred, query's language": lambda seen: _own(seen, seen.centred),
        "e5 centred, best field averaged over languages": lambda seen: seen.comparison.signals.best,
        "BM25 + e5 as it is, plain rank fusion": lambda seen: _fuse(_words(seen), _best(seen.raw)),
        "BM25 + e5 centred, plain rank fusion": lambda seen: _fuse(_words(seen), seen.comparison.signals.best),
        "ranker: vectors of fields only": lambda seen: dense.first(seen.comparison.signals),
        "ranker: vectors and facets": lambda seen: without_words.first(seen.comparison.signals),
        "ranker: all signals": lambda seen: ranker.first(seen.comparison.signals),
        "ranker: all signals, then likeness to the cases in front": lambda seen: ranker.raw(
            seen.comparison.signals, neighbours
        ),
    }


def run_of(design: Design, seen: Sequence[Seen], case_ids: Sequence[str], depth: int) -> Run:
    """Return the rankings that a design gives."""
    run: dict[str, list[str]] = {}
    for one in seen:
        order = np.argsort(-design(one), kind="stable")[:depth]
        run[one.query.topic] = [case_ids[position] for position in order]
    return run


def signal_table(seen: Sequence[Seen], judged: Judged, case_ids: Sequence[str]) -> tuple[Values, Values]:
    """Return what a ranker learns from: signals and grade of every judged case."""
    order = {case_id: number for number, case_id in enumerate(case_ids)}
    rows, grades = [], []
    for one in seen:
        matrix = one.comparison.signals.matrix()
        for case_id, grade in judged.grades.get(one.query.qid, {}).items():
            if case_id in order:
                rows.append(matrix[order[case_id]])
                grades.append(grade)
    table = np.array(rows, dtype=np.float32).reshape(-1, len(SIGNALS))
    return table, np.array(grades, dtype=np.float32)


def _words(seen: Seen) -> Values:
    return seen.comparison.signals.words


def _best(table: Likeness) -> Values:
    return _highest(table[:, SHOWN].reshape(len(table), -1))


def _own(seen: Seen, table: Likeness) -> Values:
    return _highest(table[:, SHOWN, LANGUAGES.index(seen.query.lang)])


def _highest(values: Values) -> Values:
    return np.asarray(np.nan_to_num(values, nan=-1.0).max(axis=1), dtype=np.float32)


def _fuse(*scores: Values) -> Values:
    """Reciprocal rank fusion (Cormack, Clarke and Buettcher 2009)."""
    total = np.zeros(len(scores[0]), dtype=np.float32)
    for one in scores:
        ranks = np.empty(len(one), dtype=np.int64)
        ranks[np.argsort(-one, kind="stable")] = np.arange(1, len(one) + 1)
        total += np.where(one > 0, 1.0 / (RRF_CONSTANT + ranks), 0.0).astype(np.float32)
    return total
