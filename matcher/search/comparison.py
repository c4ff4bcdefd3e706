"""Compares a need with all cases: its vectors, its words and what it names, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.encoding.encoder import Encoder
from matcher.index.centring import centre
from matcher.index.passages import PASSAGE_FIELDS
from matcher.index.store import Index
from matcher.model import Language, Profile, TextField
from matcher.search.need import Aim, Part
from matcher.search.reasons import BestPassage
from matcher.search.signals import Likeness, SignalMaker, Signals, nanmean
from matcher.search.understanding import Named

CANDIDATE_ROWS = 50_000
"""Nearest passages that are compared; all of them in a corpus of up to 3,000 cases."""
AIM_FIELDS: Mapping[Aim, tuple[TextField, ...]] = {
    "any": ("summary", "problem", "solution", "outcome"),
    "need": ("problem", "summary", "solution"),
    "offer": ("solution", "outcome", "summary"),
}
"""The fields that a part meets: a need the problems, an offer the solutions."""


@dataclass(frozen=True)
class Asked:
    """A need as it is compared: its parts, their language, what they name, and who asks."""

    parts: tuple[Part, ...]
    language: Language
    named: Named
    profile: Profile | None
    inhabitants: int | None = None
    """Of the municipality that asks."""


@dataclass(frozen=True)
class Comparison:
    """What comparing a need with all cases gave."""

    asked: Asked
    signals: Signals
    fields: tuple[NDArray[np.float32], ...]
    """Per part the likeness of each field, averaged over languages, shape ``(cases, fields)``; NaN where none."""

    def best_passage(self, position: int) -> BestPassage:
        """Return the field of a case that is nearest to any part, and that part where there are several."""
        best: tuple[float, TextField, Part] | None = None
        for part, table in zip(self.asked.parts, self.fields, strict=True):
            for field in AIM_FIELDS[part.aim]:
                value = float(table[position, PASSAGE_FIELDS.index(field)])
                if not np.isnan(value) and (best is None or value > best[0]):
                    best = (value, field, part)
        if best is None:
            return BestPassage("summary", None)
        return BestPassage(best[1], best[2].text if len(self.asked.parts) > 1 else None)


class Comparer:
    """Compares needs with the cases of an index."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self._index = index
        self._encoder = encoder
        self._maker = SignalMaker(index)
        self._rows = np.arange(len(index.passages), dtype=np.int64)

    def compare(self, asked: Asked) -> Comparison:
        """Return all signals of a need; those of several parts are averaged."""
        vectors = self._encoder.encode_queries([part.text for part in asked.parts])
        centred = centre(vectors, [asked.language] * len(asked.parts), self._index.centres)
        tables = [self._likeness(vector) for vector in centred]
        signals = [
            self._maker.signals(
                _aimed(table, part.aim), self._words(part, asked.language), asked.named, asked.language
            )
            for part, table in zip(asked.parts, tables, strict=True)
        ]
        return Comparison(asked, _mean(signals), tuple(nanmean(table, axis=2) for table in tables))

    def _likeness(self, vector: NDArray[np.float32]) -> Likeness:
        k = min(len(self._rows), CANDIDATE_ROWS)
        return self._maker.likeness(*self._index.dense.search(vector, self._rows, k))

    def _words(self, part: Part, language: Language) -> list[str]:
        return self._index.tokeniser.tokens(part.text, language)


def _aimed(table: Likeness, aim: Aim) -> Likeness:
    """Leave out the fields that a part does not look for, where the case has one that it does."""
    if aim == "any":
        return table
    wanted = {*AIM_FIELDS[aim], "facets"}
    aimed = table.copy()
    for position, field in enumerate(PASSAGE_FIELDS):
        if field not in wanted:
            aimed[:, position] = np.nan
    return aimed


def _mean(signals: list[Signals]) -> Signals:
    if len(signals) == 1:
        return signals[0]
    return Signals.from_matrix(np.mean([one.matrix() for one in signals], axis=0))
