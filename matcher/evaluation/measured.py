"""The last measured quality of the search, kept in one place for the README and the app."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from matcher.model import Language

_FILE = Path(__file__).parent / "measured.toml"

PerLanguage = dict[Language, float]


class Measured(BaseModel):
    """Figures of one evaluation; measures run from 0 to 1 and are means over the test needs, by language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: dt.date
    needs: int
    tuning_needs: int
    test_needs: int
    graded: int
    """Judged pairs of need and case."""
    second_judge_needs: int
    kappa: float
    """Cohen's kappa between two judges."""
    shared_of_ten: float
    """How many of the first ten cases two languages share for the same need."""
    shared_of_ten_model_alone: float
    ndcg_at_10: PerLanguage
    """Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002)."""
    ndcg_at_10_model_alone: PerLanguage
    ndcg_at_10_words_alone: PerLanguage
    recall_at_20: PerLanguage
    """Share of the good cases (grade 2 or 3) that are among the first twenty."""


@lru_cache(maxsize=1)
def measured() -> Measured:
    """Return the figures of the last evaluation."""
    with _FILE.open("rb") as stream:
        return Measured.model_validate(tomllib.load(stream))
