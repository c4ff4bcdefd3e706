"""From a need to explained matches: filter, compare, weigh, spread, explain."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matcher.encoding.encoder import Encoder
from matcher.encoding.language import detect_language
from matcher.errors import WrongUse
from matcher.index.store import Index
from matcher.model import Case, Language, Match, Profile, find_case
from matcher.search.comparison import Asked, Comparer, Comparison
from matcher.search.diversity import spread
from matcher.search.feedback import Neighbours
from matcher.search.filters import FACETS, CaseFacets, Facet, Filters
from matcher.search.need import Part, parts_of
from matcher.search.ranker import Ranker, default_ranker
from matcher.search.reasons import Explainer
from matcher.search.scoring import COMPARABLE, band_of
from matcher.search.size import asked_inhabitants, case_municipality
from matcher.search.understanding import Named, Understanding

MAX_TOP = 200


@dataclass(frozen=True)
class SearchResult:
    """What a search found, and what it understood."""

    query: str
    language: Language
    took_ms: float
    matches: tuple[Match, ...]
    answered: bool = True
    """False where no case is comparable; the matches are then only the nearest."""
    counts: Mapping[Facet, Mapping[str, int]] = field(default_factory=dict)
    """How many comparable cases each value of a facet has, all other filters applied."""


@dataclass(frozen=True)
class Ranked:
    """A case as it was ranked: its id, the ranker's raw value, and the score."""

    case_id: str
    raw: float
    score: float


@dataclass(frozen=True)
class _Found:
    matches: Sequence[Match]
    counts: dict[Facet, dict[str, int]]
    answered: bool


class Searcher:
    """Answers needs from an opened index; build it once, it keeps nothing between searches."""

    def __init__(self, index: Index, encoder: Encoder, ranker: Ranker | None = None) -> None:
        self.index = index
        self.encoder = encoder
        self.ranker = ranker or default_ranker()
        self._cases = list(index.cases.values())
        self._facets = CaseFacets(index.organisations)
        self._comparer = Comparer(index, encoder)
        self._understanding = Understanding(index.vocabulary, self._cases, index.tokeniser)
        self._explainer = Explainer(index.vocabulary, index.organisations)
        self._neighbours = Neighbours(index)

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
            need: free text, or a profile: its needs meet problems, its offers meet solutions.
            language: the need's language; detected where None.
            reader: the language of the reasons; the need's own where None.
            filters: what cases must have.
            top: how many matches at most, 1 to 200.

        Raises:
            WrongUse: the need is empty or too long, ``top`` is out of range, or a filter is unknown.
        """
        started = time.perf_counter()
        parts = parts_of(need)
        filters = self._checked(filters, top)
        asked = self._asked(need, parts, language)
        found = self._found(asked, filters, reader or asked.language, top)
        return _result("\n".join(part.text for part in parts), asked, found, started)

    def similar(
        self, case_id: str, *, reader: Language = "en", filters: Filters | None = None, top: int = 10
    ) -> SearchResult:
        """Return the cases most like a given one, itself left out.

        Raises:
            WrongUse: there is no such case.
        """
        started = time.perf_counter()
        case = self.case(case_id)
        filters = self._checked(filters, top)
        shown = case.summary.pick(reader)
        text = f"{shown.text}\n{case.solution.pick(shown.language).text}"
        own = case_municipality(case, self.index.organisations)
        asked = Asked((Part(text, "any"),), shown.language, named_by(case), None, own.population if own else None)
        found = self._found(asked, filters, reader, top, left_out=case)
        return _result(shown.text, asked, found, started)

    def explain(
        self,
        need: str | Profile,
        case_ids: Collection[str],
        *,
        language: Language | None = None,
        reader: Language | None = None,
    ) -> dict[str, Match]:
        """Return how well given cases answer a need and why, by their present ids; others are left out."""
        wanted = {case.id for case_id in case_ids if (case := find_case(self.index.cases, case_id)) is not None}
        asked = self._asked(need, parts_of(need), language)
        comparison = self._comparer.compare(asked)
        scores = self.ranker.scores(self.ranker.raw(comparison.signals, self._neighbours))
        return {
            case.id: self._match(comparison, position, float(scores[position]), reader or asked.language)
            for position, case in enumerate(self._cases)
            if case.id in wanted
        }

    def case(self, case_id: str) -> Case:
        """Return a case by its id or a former id.

        Raises:
            WrongUse: there is no such case.
        """
        found = find_case(self.index.cases, case_id)
        if found is None:
            raise WrongUse(f"there is no case {case_id!r}.", mend="Take the id from a search.")
        return found

    def rank(
        self, need: str | Profile, *, language: Language | None = None, filters: Filters | None = None
    ) -> list[Ranked]:
        """Return all cases that the filters allow with their scores, best first and not spread.

        This is what partners are found by.
        """
        comparison = self._comparer.compare(self._asked(need, parts_of(need), language))
        raw = self.ranker.raw(comparison.signals, self._neighbours)
        scores = self.ranker.scores(raw)
        allowed = self._allowed(self._checked(filters, 1))
        order = [int(position) for position in np.argsort(-raw, kind="stable") if allowed[position]]
        return [
            Ranked(self._cases[position].id, float(raw[position]), float(scores[position])) for position in order
        ]

    def _asked(self, need: str | Profile, parts: tuple[Part, ...], language: Language | None) -> Asked:
        """Find out the language of a need, and what it names."""
        text = "\n".join(part.text for part in parts)
        spoken = language or detect_language(text)
        named = self._understanding.named(text, spoken)
        profile = need if isinstance(need, Profile) else None
        if profile is not None and profile.sector:
            named = named | Named(sector=frozenset({profile.sector}))
        return Asked(parts, spoken, named, profile, asked_inhabitants(profile, text, spoken))

    def _checked(self, filters: Filters | None, top: int) -> Filters:
        check_top(top)
        filters = filters or Filters()
        filters.check(self.index.vocabulary)
        return filters

    def _allowed(self, filters: Filters, left_out: Case | None = None) -> NDArray[np.bool_]:
        accepted = {case.id for case in self._facets.accepted(self._cases, filters)}
        return np.array([case.id in accepted and case is not left_out for case in self._cases], dtype=bool)

    def _found(
        self, asked: Asked, filters: Filters, reader: Language, top: int, *, left_out: Case | None = None
    ) -> _Found:
        comparison = self._comparer.compare(asked)
        raw = self.ranker.raw(comparison.signals, self._neighbours)
        scores = self.ranker.scores(raw)
        allowed = np.flatnonzero(self._allowed(filters, left_out))
        order = allowed[np.argsort(-raw[allowed], kind="stable")].tolist()
        chosen = spread(order, self._cases, self.index.case_vectors, top)
        matches = [self._match(comparison, position, float(scores[position]), reader) for position in chosen]
        comparable = [
            case
            for case, score in zip(self._cases, scores, strict=True)
            if score >= COMPARABLE and case is not left_out
        ]
        return _Found(matches, self._counts(filters, comparable), self.ranker.answers(raw[allowed]))

    def _match(self, comparison: Comparison, position: int, score: float, reader: Language) -> Match:
        case, asked = self._cases[position], comparison.asked
        passage = comparison.best_passage(position)
        reasons = self._explainer.reasons(case, passage, asked.named, asked.profile, reader, asked.inhabitants)
        return Match(case=case, score=score, band=band_of(score), reasons=reasons)

    def _counts(self, filters: Filters, comparable: Sequence[Case]) -> dict[Facet, dict[str, int]]:
        """Count the values of each facet among comparable cases that pass all other filters."""
        counts: dict[Facet, dict[str, int]] = {}
        for facet in FACETS:
            others = filters.without(facet)
            counted: Counter[str] = Counter()
            for case in self._facets.accepted(comparable, others):
                counted.update(self._facets.values(case, facet))
            counts[facet] = dict(counted.most_common())
        return counts


def check_top(top: int) -> None:
    """Make sure that so many results can be asked for.

    Raises:
        WrongUse: they cannot.
    """
    if not 1 <= top <= MAX_TOP:
        raise WrongUse(f"top is {top}.", mend=f"Give a number from 1 to {MAX_TOP}.")


def named_by(case: Case) -> Named:
    """Return what a case itself stands for, as if a text had named it."""
    return Named(
        technology=frozenset(case.technologies),
        sector=frozenset({case.sector}),
        site_type=frozenset({case.site_type}),
        network=frozenset({case.network} if case.network else ()),
        band=frozenset(case.bands),
        policy_area=frozenset(case.policy_areas),
    )


def _result(query: str, asked: Asked, found: _Found, started: float) -> SearchResult:
    took_ms = round((time.perf_counter() - started) * 1000, 1)
    return SearchResult(query, asked.language, took_ms, tuple(found.matches), found.answered, found.counts)
