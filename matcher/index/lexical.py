"""BM25 over the words of each case, one index per language, behind a small interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.model import Language

Scores = NDArray[np.float32]


class LexicalIndex(Protocol):
    """Scores all cases by the words that they share with a query, within one language."""

    def scores(self, words: Sequence[str], language: Language) -> Scores:
        """Return one score per case, 0 where no word is shared, in the order of the index's cases."""
        ...

    def has_text(self, language: Language) -> NDArray[np.bool_]:
        """Tell, case by case, whether there is any text in this language to share words with."""
        ...

    def likeness(self, weights: Scores) -> Scores:
        """Return how like each case is to the weighted mean of all in its words, averaged over its languages.

        Args:
            weights: one per case, in sum 1.
        """
        ...


class Bm25Index:
    """BM25 (Robertson and Zaragoza 2009, Lucene's variant) by ``bm25s``; scores of all cases take microseconds."""

    def __init__(self, models: Mapping[Language, Any], filled: Mapping[Language, NDArray[np.bool_]]) -> None:
        self._models = models
        self._filled = filled

    @classmethod
    def from_words(cls, words: Mapping[Language, Sequence[Sequence[str]]]) -> Bm25Index:
        """Build from the words of each case, in the order of cases, per language."""
        from bm25s import BM25

        models: dict[Language, Any] = {}
        for language, documents in words.items():
            if not any(documents):
                continue  # BM25 needs a word
            models[language] = BM25(method="lucene", k1=1.2, b=0.5)
            models[language].index([list(document) for document in documents], show_progress=False)
        return cls(models, {name: np.array([bool(d) for d in documents]) for name, documents in words.items()})

    @classmethod
    def from_folder(cls, folder: Path) -> Bm25Index:
        """Open what ``save`` wrote."""
        from bm25s import BM25

        with np.load(folder / "filled.npz", allow_pickle=False) as stored:
            filled = {name: stored[name] for name in stored.files}
        models = {name: BM25.load(folder / name, allow_pickle=False) for name in filled if filled[name].any()}
        return cls(models, filled)

    def save(self, folder: Path) -> None:
        """Write all languages into a folder, without pickles."""
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(folder / "filled.npz", **self._filled)  # type: ignore[arg-type]
        for language, model in self._models.items():
            model.save(folder / language, allow_pickle=False, show_progress=False)

    def scores(self, words: Sequence[str], language: Language) -> Scores:
        """Return one BM25 score per case for the words of a query."""
        model = self._models.get(language)
        if model is None or not words:
            return np.zeros(len(next(iter(self._filled.values()), ())), dtype=np.float32)
        return np.asarray(model.get_scores(list(words)), dtype=np.float32)

    def has_text(self, language: Language) -> NDArray[np.bool_]:
        """Tell, case by case, whether there is any text in this language."""
        return self._filled[language]

    def likeness(self, weights: Scores) -> Scores:
        """Return the cosine of each case's words, weighted by BM25, to the mean of the weighted cases' words."""
        total = np.zeros(len(weights), dtype=np.float32)
        languages = np.zeros(len(weights), dtype=np.float32)
        for language, rows in self._unit_rows.items():
            total += np.asarray(rows @ (weights @ rows)).ravel()
            languages += self._filled[language]
        return np.asarray(total / np.maximum(1, languages), dtype=np.float32)

    @cached_property
    def _unit_rows(self) -> Mapping[Language, Any]:
        """A sparse unit row per case and language: the weights of its words."""
        from scipy import sparse

        found: dict[Language, Any] = {}
        for language, model in self._models.items():
            stored = model.scores
            shape = (int(stored["num_docs"]), len(stored["indptr"]) - 1)
            rows = sparse.csc_matrix((stored["data"], stored["indices"], stored["indptr"]), shape=shape).tocsr()
            length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
            found[language] = (sparse.diags(1 / np.maximum(length, 1e-9)) @ rows).astype(np.float32)
        return found
