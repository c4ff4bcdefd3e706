"""Dense search: a need in any of three languages against the passages of all cases."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.encoding.encoder import Encoder, Vectors
from matcher.encoding.language import detect_language
from matcher.errors import WrongUse
from matcher.index.centring import centre
from matcher.index.dense import Rows
from matcher.index.passages import MAX_ROWS_PER_CASE
from matcher.index.store import Index
from matcher.model import LANGUAGES, Case, Language, Match, Profile, Reason
from matcher.search.filters import Filters
from matcher.search.scoring import band_of, score_of

MAX_QUERY = 8_000
"""Characters of a query that are taken; the encoder itself reads about the first 2,000."""
MAX_TOP = 200


@dataclass(frozen=True)
class SearchResult:
    """What a search found, and what it understood."""

    query: str
    language: Language
    took_ms: float
    matches: tuple[Match, ...]


class Searcher:
    """Answers needs from an opened index; build it once, it keeps nothing between searches."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self.index = index
        self._encoder = encoder
        order = {case_id: number for number, case_id in enumerate(index.cases)}
        self._row_case: NDArray[np.int64] = np.array([order[p.case_id] for p in index.passages], dtype=np.int64)
        self._rows = {language: self._rows_for(language) for language in LANGUAGES}

    def _rows_for(self, language: Language) -> Rows:
        """Return the rows in ``language``; of a case that has none, all its rows."""
        own = np.array([passage.language == language for passage in self.index.passages], dtype=bool)
        without = ~np.isin(self._row_case, self._row_case[own])
        return np.flatnonzero(own | without)

    def search(
        self,
        need: str | Profile,
        *,
        language: Language | None = None,
        reader: Language | None = None,
        filters: Filters | None = None,
        top: int = 10,
    ) -> SearchResult:
        """Return the cases most like a need, best first.

        Args:
            need: free text, or a profile.
            language: the need's language; detected where None.
            reader: the language of the reasons; the need's own where None.
            filters: what cases must have.
            top: how many matches at most, 1 to 200.

        Raises:
            WrongUse: the need is empty or too long, ``top`` is out of range, or a filter is unknown.
        """
        started = time.perf_counter()
        text = need if isinstance(need, str) else _profile_text(need)
        filters = filters or Filters()
        self._check(text, filters, top)
        spoken = language or detect_language(text)
        vector = self._encoder.encode_queries([text])
        centred = centre(vector, [spoken], self.index.centres)[0]
        hits = self._best_rows(centred, spoken, filters, top)
        matches = tuple(self._match(row, likeness, reader or spoken) for row, likeness in hits)
        return SearchResult(text, spoken, round((time.perf_counter() - started) * 1000, 1), matches)

    def similar(
        self, case_id: str, *, reader: Language = "en", filters: Filters | None = None, top: int = 10
    ) -> SearchResult:
        """Return the cases most like a given one, itself left out.

        Raises:
            WrongUse: there is no such case.
        """
        case = self.case(case_id)
        found = self.search(case.summary.pick(reader).text, reader=reader, filters=filters, top=top + 1)
        others = tuple(match for match in found.matches if match.case.id != case.id)[:top]
        return SearchResult(found.query, found.language, found.took_ms, others)

    def case(self, case_id: str) -> Case:
        """Return a case by its id or a former id.

        Raises:
            WrongUse: there is no such case.
        """
        found = self.index.cases.get(case_id)
        if found is None:
            found = next((case for case in self.index.cases.values() if case_id in case.aliases), None)
        if found is None:
            raise WrongUse(f"there is no case {case_id!r}.", mend="Take the id from a search.")
        return found

    def _check(self, text: str, filters: Filters, top: int) -> None:
        if not text.strip():
            raise WrongUse("the query is empty.", mend="Describe a need in Japanese, German or English.")
        if len(text) > MAX_QUERY:
            raise WrongUse(f"the query is longer than {MAX_QUERY} characters.", mend="Shorten it.")
        if not 1 <= top <= MAX_TOP:
            raise WrongUse(f"top is {top}.", mend=f"Give a number from 1 to {MAX_TOP}.")
        filters.check(self.index.vocabulary)

    def _best_rows(self, query: Vectors, language: Language, filters: Filters, top: int) -> list[tuple[int, float]]:
        """Return the best row of each of the ``top`` best cases, with its likeness."""
        allowed = np.array([filters.accepts(case) for case in self.index.cases.values()], dtype=bool)
        rows = self._rows[language]
        rows = rows[allowed[self._row_case[rows]]]
        found, likeness = self.index.dense.search(query, rows, top * MAX_ROWS_PER_CASE)
        best: dict[int, tuple[int, float]] = {}
        for row, value in zip(found.tolist(), likeness.tolist(), strict=True):
            best.setdefault(int(self._row_case[row]), (row, value))
            if len(best) == top:
                break
        return list(best.values())

    def _match(self, row: int, likeness: float, reader: Language) -> Match:
        passage = self.index.passages[row]
        case = self.index.cases[passage.case_id]
        text = case.text(passage.field)
        shown = (text or case.summary).pick(reader)
        score = score_of(likeness)
        reason = Reason(kind=passage.field, text=shown.text, language=shown.language)
        return Match(case=case, score=score, band=band_of(score), reasons=(reason,))


def _profile_text(profile: Profile) -> str:
    """Return a profile as the text that is searched for: what is wanted first, then who asks."""
    return "\n".join(part for part in (*profile.needs, *profile.offers, profile.text) if part.strip())
