"""BM25 over the words of each case, one index per language, behind a small interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
            models[language] = BM25(method="lucene", k1=1.2, b=0.5)
            models[language].index([list(document) for document in documents], show_progress=False)
        return cls(models, {name: np.array([bool(d) for d in documents]) for name, documents in words.items()})

    @classmethod
    def from_folder(cls, folder: Path) -> Bm25Index:
        """Open what ``save`` wrote."""
        from bm25s import BM25

        with np.load(folder / "filled.npz", allow_pickle=False) as stored:
            filled = {name: stored[name] for name in stored.files}
        models = {name: BM25.load(folder / name, allow_pickle=False) for name in filled}
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
