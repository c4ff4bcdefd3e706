"""A second look: cases that are like those in front rise, whatever the language of the question.

Pseudo-relevance feedback (Rocchio 1971): what a first look puts in front is taken as an example of what is meant.
The examples' words and vectors exist in all languages, so that the same need asked in two languages meets in them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from matcher.index.lexical import Scores
from matcher.index.store import Index


class FeedbackRule(BaseModel):
    """How the second look weighs: ``first · raw + words · likeness + vectors · likeness``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cases: int = Field(ge=1)
    """Cases of the first look that serve as examples."""
    temperature: float = Field(gt=0)
    """Of the softmax over their raw values: the higher, the more alike they weigh."""
    first: float = Field(ge=0)
    words: float = Field(ge=0)
    vectors: float = Field(ge=0)


class Neighbours:
    """Measures how like the cases in front all others are; build it once over an index."""

    def __init__(self, index: Index) -> None:
        self._lexical = index.lexical
        self._vectors: NDArray[np.float32] = index.case_vectors

    def second(self, first: Scores, rule: FeedbackRule) -> Scores:
        """Return the values of a second look, given those of the first; one per case."""
        weights = _weights(first, rule)
        words = self._lexical.likeness(weights)
        vectors = self._vectors @ (weights @ self._vectors)
        return np.asarray(rule.first * first + rule.words * words + rule.vectors * vectors, dtype=np.float32)


def _weights(first: Scores, rule: FeedbackRule) -> Scores:
    """Return the softmax over the cases in front, 0 for all others."""
    front = np.argsort(-first, kind="stable")[: rule.cases]
    shares = np.exp((first[front] - first[front[0]]) / rule.temperature)
    weights = np.zeros(len(first), dtype=np.float32)
    weights[front] = shares / shares.sum()
    return weights
