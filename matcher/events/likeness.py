"""How well one participant's offers answer another's needs, by their texts and by the cases that both resemble."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.encoding.language import detect_language
from matcher.encoding.remembering import RememberingEncoder
from matcher.events.event import Participant
from matcher.index.centring import centre
from matcher.model import Language, Profile
from matcher.search.searcher import Ranked, Searcher

Values = NDArray[np.float32]
UNRELATED = 0.10
"""Nine in ten pairs of a problem and another case's solution are less alike (centred), in all languages."""
RELATED: dict[frozenset[Language], float] = {
    frozenset({"en"}): 0.67, frozenset({"de"}): 0.66, frozenset({"ja"}): 0.66,
    frozenset({"en", "de"}): 0.55, frozenset({"en", "ja"}): 0.38, frozenset({"de", "ja"}): 0.36,
}  # fmt: skip
"""Median likeness of a problem and the solution of the same case, measured on the corpus: worth 80 of 100."""
WORTH = 80.0


@dataclass(frozen=True)
class Statement:
    """A need or an offer of a participant."""

    owner: int
    """Position among the participants."""
    text: str
    language: Language


@dataclass(frozen=True)
class TextMatch:
    """The need and the offer that fit best, and how well (0 to 100)."""

    gain: float
    need: str
    offer: str


class Likeness:
    """Measures a list of participants once; pairs are then looked up."""

    def __init__(self, searcher: Searcher, participants: Sequence[Participant]) -> None:
        remembering = RememberingEncoder(searcher.encoder)  # the texts are compared with each other and with cases
        self._searcher = Searcher(searcher.index, remembering, searcher.ranker)
        self._needs = _statements([one.needs for one in participants])
        self._offers = _statements([one.offers for one in participants])
        self._gains = _gains(self._vectors(self._needs), self._vectors(self._offers), self._needs, self._offers)
        self._need_rows = _rows(self._needs, len(participants))
        self._offer_rows = _rows(self._offers, len(participants))
        self.ranked = [self._ranked(one.needs, "needs", one) for one in participants]
        """Per participant all cases, those nearest to its needs first; empty where it has none."""
        offered = [self._ranked(one.offers, "offers", one) for one in participants]
        self._ids = list(searcher.index.cases)
        self._place = {case_id: number for number, case_id in enumerate(self._ids)}
        self._need_scores = self._table(self.ranked)
        self._offer_scores = self._table(offered)

    def texts(self, first: int, second: int) -> TextMatch | None:
        """Return how well the second's offers answer the first's needs; None where one has said nothing."""
        needs, offers = self._need_rows[first], self._offer_rows[second]
        if not needs or not offers:
            return None
        table = self._gains[np.ix_(needs, offers)]
        row, column = np.unravel_index(int(table.argmax()), table.shape)
        need, offer = self._needs[needs[int(row)]], self._offers[offers[int(column)]]
        return TextMatch(float(table[row, column]), need.text, offer.text)

    def score(self, first: int, case_id: str) -> float:
        """Return how well a case answers the first's needs, 0 to 100."""
        return float(self._need_scores[first, self._place[case_id]])

    def shared_case(self, first: int, second: int) -> tuple[str, float] | None:
        """Return the case most like both the first's needs and the second's offers, and the lower score."""
        both = np.minimum(self._need_scores[first], self._offer_scores[second])
        if both.size == 0:
            return None
        best = int(both.argmax())
        return (self._ids[best], float(both[best])) if both[best] > 0 else None

    def _vectors(self, statements: Sequence[Statement]) -> Values:
        index = self._searcher.index
        if not statements:
            return np.zeros((0, self._searcher.encoder.dimension), dtype=np.float32)
        vectors = self._searcher.encoder.encode_queries([one.text for one in statements])
        return np.asarray(centre(vectors, [one.language for one in statements], index.centres), dtype=np.float32)

    def _ranked(self, texts: Sequence[str], field: str, who: Participant) -> list[Ranked]:
        if not texts:
            return []
        return self._searcher.rank(Profile.model_validate({field: tuple(texts), "sector": who.sector}))

    def _table(self, ranked: Sequence[Sequence[Ranked]]) -> Values:
        table = np.zeros((len(ranked), len(self._ids)), dtype=np.float32)
        for row, cases in enumerate(ranked):
            for one in cases:
                table[row, self._place[one.case_id]] = one.score
        return table


def _statements(lists: Sequence[Sequence[str]]) -> list[Statement]:
    return [
        Statement(owner, text, detect_language(text))
        for owner, texts in enumerate(lists)
        for text in texts
        if text.strip()
    ]


def _rows(statements: Sequence[Statement], owners: int) -> list[list[int]]:
    rows: list[list[int]] = [[] for _ in range(owners)]
    for number, one in enumerate(statements):
        rows[one.owner].append(number)
    return rows


def _gains(needs: Values, offers: Values, asked: Sequence[Statement], offered: Sequence[Statement]) -> Values:
    """Return 0 to 100 per need and offer: the likeness on the scale of what their pair of languages can reach."""
    if not asked or not offered:
        return np.zeros((len(asked), len(offered)), dtype=np.float32)
    full = np.array([[RELATED[frozenset({a.language, b.language})] for b in offered] for a in asked])
    share = (needs @ offers.T - UNRELATED) / (full - UNRELATED)
    return np.asarray(np.clip(WORTH * share, 0, 100), dtype=np.float32)
