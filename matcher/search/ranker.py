"""Weighs signals into one likelihood, and likelihood into a score that means the same everywhere."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, model_validator

from matcher.search.feedback import FeedbackRule, Neighbours
from matcher.search.signals import SIGNALS, Signals

FRONT = 5
"""Cases by which it is told whether a need has an answer."""
FILE = Path(__file__).parent / "ranker.json"


class Ranker(BaseModel):
    """A linear model over the signals, a second look, and a calibration, learnt from judged needs.

    ``first = bias + weights · signals``; the second look turns it into ``raw``; the score is linear between the
    points ``(raw, score)``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    learnt_from: str
    """What the numbers rest on; shown by ``matcher evaluate``."""
    weights: dict[str, float]
    bias: float = 0.0
    feedback: FeedbackRule | None = None
    points: tuple[tuple[float, float], ...]
    answer_from: float
    """Where the five best cases have a lower raw value on average, no case is comparable."""

    @model_validator(mode="after")
    def _fits(self) -> Ranker:
        if set(self.weights) != set(SIGNALS):
            raise ValueError(f"weights are for {sorted(self.weights)}, the signals are {sorted(SIGNALS)}")
        raws, scores = zip(*self.points, strict=True)
        if list(raws) != sorted(raws) or list(scores) != sorted(scores):
            raise ValueError("points must rise")
        return self

    def raw(self, signals: Signals, neighbours: Neighbours) -> NDArray[np.float32]:
        """Return one value per case: the higher, the more likely the case answers the need."""
        first = self.first(signals)
        return first if self.feedback is None else neighbours.second(first, self.feedback)

    def answers(self, raw: NDArray[np.float32]) -> bool:
        """Tell whether cases with these raw values hold one that is comparable."""
        return raw.size > 0 and float(np.sort(raw)[-FRONT:].mean()) >= self.answer_from

    def first(self, signals: Signals) -> NDArray[np.float32]:
        """Return the value of the first look, one per case."""
        weights = np.array([self.weights[name] for name in SIGNALS], dtype=np.float32)
        return np.asarray(signals.matrix() @ weights + np.float32(self.bias), dtype=np.float32)

    def without(self, *names: str) -> Ranker:
        """Return the same ranker deaf to some signals; its scores are no longer calibrated."""
        return self.model_copy(update={"weights": {k: 0.0 if k in names else v for k, v in self.weights.items()}})

    def scores(self, raw: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return whole scores from 0 to 100: what is shown is what bands and counts go by."""
        raws, scores = zip(*self.points, strict=True)
        return np.asarray(np.round(np.interp(raw, raws, scores)), dtype=np.float32)


@lru_cache(maxsize=1)
def default_ranker() -> Ranker:
    """Return the ranker that comes with the package."""
    return Ranker.model_validate(json.loads(FILE.read_text(encoding="utf-8")))
