"""Everything that speaks for a case, measured for all cases at once; the ranker weighs it.

All signals lie about between 0 and 1 and mean the same in each language: vectors are centred per language and
averaged over the languages of a case, words are measured against the best that the query's words could give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from matcher.index.lexical import Scores
from matcher.index.passages import PASSAGE_FIELDS, SHOWN_FIELDS
from matcher.index.store import Index
from matcher.model import LANGUAGES, Case, Language
from matcher.search.understanding import Named

Likeness = NDArray[np.float32]
"""Shape ``(cases, fields, languages)``, NaN where a case has no such passage."""
NEUTRAL_CASES = 20
"""Cases without a text in the query's language get the mean word signal of that many of the nearest cases."""


@dataclass(frozen=True)
class Signals:
    """One value per case and signal; cases in the order of the index."""

    own: Scores
    """Likeness of the best passage in the query's own language."""
    best: Scores
    """Likeness of the best field, averaged over languages."""
    summary: Scores
    problem: Scores
    solution: Scores
    outcome: Scores
    facets: Scores
    words: Scores
    """BM25 in the query's language, as a share of what its words could give at best."""
    technology: Scores
    """Share of the named technologies, rare ones counting more."""
    sector: Scores
    site: Scores
    spectrum: Scores
    country: Scores
    place: Scores

    def matrix(self) -> NDArray[np.float32]:
        """Return all signals, shape ``(cases, signals)``, in the order of ``SIGNALS``."""
        return np.column_stack([getattr(self, name) for name in SIGNALS]).astype(np.float32)

    @classmethod
    def from_matrix(cls, matrix: NDArray[np.float32]) -> Signals:
        """Return signals from what ``matrix`` returned."""
        return cls(**{name: matrix[:, position] for position, name in enumerate(SIGNALS)})


SIGNALS: tuple[str, ...] = tuple(field.name for field in fields(Signals))


class SignalMaker:
    """Measures signals on an opened index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._cases = list(index.cases.values())
        order = {case.id: number for number, case in enumerate(self._cases)}
        self.row_case = np.array([order[passage.case_id] for passage in index.passages], dtype=np.int64)
        self.row_field = np.array([PASSAGE_FIELDS.index(p.field) for p in index.passages], dtype=np.int64)
        self.row_language = np.array([LANGUAGES.index(p.language) for p in index.passages], dtype=np.int64)
        self._technologies = sorted({item for case in self._cases for item in case.technologies})
        self._has = np.array([[t in case.technologies for t in self._technologies] for case in self._cases])
        self._rarity = np.log1p(len(self._cases) / np.maximum(1, self._has.sum(axis=0)))

    def likeness(self, rows: NDArray[np.int64], values: NDArray[np.float32]) -> Likeness:
        """Lay the inner products of rows out by case, field and language."""
        shape = (len(self._cases), len(PASSAGE_FIELDS), len(LANGUAGES))
        table = np.full(shape, np.nan, dtype=np.float32)
        table[self.row_case[rows], self.row_field[rows], self.row_language[rows]] = values
        return table

    def signals(self, likeness: Likeness, words: list[str], named: Named, language: Language) -> Signals:
        """Return all signals of a query, given its vectors' likeness, its words and what it names."""
        shown = [PASSAGE_FIELDS.index(field) for field in SHOWN_FIELDS]
        own = _nanmax(likeness[:, shown, LANGUAGES.index(language)])
        by_field = nanmean(likeness, axis=2)
        best = _nanmax(by_field[:, shown])
        field = {name: _or(by_field[:, position], best) for position, name in enumerate(PASSAGE_FIELDS)}
        return Signals(
            own=_or(own, best),
            best=best,
            **field,
            words=self._words(words, language, best),
            **self._facets(named),
        )

    def _words(self, words: list[str], language: Language, best: Scores) -> Scores:
        scores = self._index.lexical.scores(words, language)
        possible = sum(count * self._most(word, language) for word, count in Counter(words).items())
        share = scores / max(possible, 1e-6)
        has_text = self._index.lexical.has_text(language)
        if not has_text.all() and has_text.any():
            near = np.argsort(-np.where(has_text, best, -np.inf))[:NEUTRAL_CASES]
            share = np.where(has_text, share, share[near].mean())
        return np.asarray(share, dtype=np.float32)

    def _most(self, word: str, language: Language) -> float:
        return float(self._index.lexical.scores([word], language).max(initial=0))

    def _facets(self, named: Named) -> dict[str, Scores]:
        asked = np.array([item in named.technology for item in self._technologies], dtype=bool)
        weights = self._rarity[asked]
        technology = self._has[:, asked] @ weights / max(float(weights.sum()), 1e-6)
        return {
            "technology": technology.astype(np.float32),
            "sector": self._flag(named.sector, lambda case: case.sector in named.sector),
            "site": self._flag(named.site_type, lambda case: case.site_type in named.site_type),
            "spectrum": self._flag(
                named.network | named.band,
                lambda case: case.network in named.network or bool(named.band & {*case.bands}),
            ),
            "country": self._flag(named.country, lambda case: case.country in named.country),
            "place": self._flag(
                named.place | named.region, lambda case: case.id in named.place or case.place.region in named.region
            ),
        }

    def _flag(self, asked: Collection[str], holds: Callable[[Case], bool]) -> Scores:
        if not asked:
            return np.zeros(len(self._cases), dtype=np.float32)
        return np.array([holds(case) for case in self._cases], dtype=np.float32)


def _nanmax(values: NDArray[np.float32]) -> Scores:
    """Return the highest of the last axis, NaN only where all are."""
    filled = np.where(np.isnan(values), -np.inf, values).max(axis=-1)
    return np.where(np.isinf(filled), np.nan, filled).astype(np.float32)


def nanmean(values: NDArray[np.float32], axis: int) -> NDArray[np.float32]:
    """Return the mean of what is not NaN along an axis; NaN where nothing is."""
    there = ~np.isnan(values)
    total = np.where(there, values, 0).sum(axis=axis)
    count = there.sum(axis=axis)
    return np.where(count > 0, total / np.maximum(1, count), np.nan).astype(np.float32)


def _or(values: Scores, fallback: Scores) -> Scores:
    return np.where(np.isnan(values), fallback, values).astype(np.float32)
