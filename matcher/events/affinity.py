"""How well participants suit each other: each side's gain apart, with reasons and the cases behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from matcher.events.event import Affinity, AffinityReason, Participant
from matcher.events.likeness import Likeness
from matcher.model import Case, Language
from matcher.partners.evidence import Partner
from matcher.partners.ranking import PartnerFinder, Wish
from matcher.search.scoring import COMPARABLE
from matcher.search.searcher import Searcher

SAME_SECTOR = 5.0
"""What one sector adds to each side."""
WISHED = 60.0
"""The least that a meeting is worth to the one who asked for it."""
CASE_SHARE = 0.85
"""What evidence by cases counts against a need that is answered in so many words."""
MOST_CASES = 3
CITED_FROM = 5.0
"""A case that answers a need less well is not cited; what is cited need not lift the gain."""
SHOWN_FROM = 10.0
"""A gain below is not explained."""


@dataclass(frozen=True)
class Gain:
    """What one participant gains from meeting another (0 to 100), and why."""

    value: float
    reasons: tuple[AffinityReason, ...]
    cases: tuple[Case, ...]


class AffinityMaker:
    """Measures participants once; their affinities can then be told in each language."""

    def __init__(self, searcher: Searcher, partners: PartnerFinder, participants: Sequence[Participant]) -> None:
        self._index = searcher.index
        self._participants = tuple(participants)
        self._likeness = Likeness(searcher, participants)
        linked = {one.linked for one in participants if one.linked}
        self._cases_of = {
            name: [case for case in self._index.cases.values() if _takes_part(name, case)] for name in linked
        }
        self._behind: list[dict[str, Partner]] = []
        for ranked in self._likeness.ranked:
            found = partners.behind(ranked, Wish(), len(self._index.organisations)) if ranked and linked else []
            self._behind.append({one.organisation.id: one for one in found if one.organisation.id in linked})

    def affinities(self, reader: Language) -> tuple[Affinity, ...]:
        """Return the affinity of every pair, reasons in the reader's language."""
        return tuple(self.pair(a, b, reader) for a, b in combinations(range(len(self._participants)), 2))

    def pair(self, a: int, b: int, reader: Language) -> Affinity:
        """Return the affinity of two participants by their positions."""
        first, second = self._participants[a], self._participants[b]
        gains = self._gain(a, b, reader), self._gain(b, a, reader)
        wishes = second.id in first.must_meet, first.id in second.must_meet
        shared = first.sector is not None and first.sector == second.sector
        values = [
            _raised(gain.value, shared=shared, wished=wished) for gain, wished in zip(gains, wishes, strict=True)
        ]
        common = set(first.languages) & set(second.languages)
        needs_interpreter = bool(first.languages and second.languages and not common)
        reasons = [*gains[0].reasons, *gains[1].reasons]
        if shared:
            reasons.append(AffinityReason(kind="sector", text=self._sector(first, reader)))
        reasons += self._themes((*gains[0].cases, *gains[1].cases), reader)
        for one, other, wished in ((first, second, wishes[0]), (second, first, wishes[1])):
            if wished:
                reasons.append(AffinityReason(kind="wish", serves=one.id, text=other.organisation))
        if common:
            reasons.append(AffinityReason(kind="language", text=" ".join(sorted(common))))
        elif needs_interpreter:
            spoken = " / ".join(" ".join(one.languages) for one in (first, second))
            reasons.append(AffinityReason(kind="interpreter", text=spoken))
        return Affinity(
            first=first.id,
            second=second.id,
            first_gains=values[0],
            second_gains=values[1],
            must=any(wishes),
            vetoed=second.id in first.wont_meet or first.id in second.wont_meet,
            interpreter=needs_interpreter,
            reasons=tuple(reasons),
        )

    def _gain(self, a: int, b: int, reader: Language) -> Gain:
        """Return what the first gains: an answer in so many words, or by cases that the other took part in."""
        who, other = self._participants[a], self._participants[b]
        reasons: list[AffinityReason] = []
        cases: list[Case] = []
        text = self._likeness.texts(a, b)
        by_text = text.gain if text else 0.0
        if text and by_text >= SHOWN_FROM:
            reasons.append(AffinityReason(kind="need_offer", serves=who.id, text=text.offer, answers=text.need))
        partner = self._behind[a].get(other.linked or "")
        by_case = partner.score if partner else 0.0
        cases += self._nearest(a, other.linked)
        shared = self._likeness.shared_case(a, b)
        if shared is not None and shared[1] >= COMPARABLE:
            by_case = max(by_case, shared[1] * CASE_SHARE)
            cases.append(self._index.cases[shared[0]])
        cases = list({case.id: case for case in cases}.values())[:MOST_CASES]
        reasons += [_case_reason(case, who, reader) for case in cases]
        value = 100 * (1 - (1 - by_text / 100) * (1 - CASE_SHARE * by_case / 100))
        return Gain(round(value, 1), tuple(reasons), tuple(cases))

    def _nearest(self, a: int, linked: str | None) -> list[Case]:
        """Return the cases of an organisation that come nearest to a participant's needs."""
        scored = [(self._likeness.score(a, case.id), case) for case in self._cases_of.get(linked or "", ())]
        scored.sort(key=lambda one: (-one[0], one[1].id))
        return [case for score, case in scored[:MOST_CASES] if score >= CITED_FROM]

    def _sector(self, who: Participant, reader: Language) -> str:
        return self._index.vocabulary.sectors[str(who.sector)].label.pick(reader).text

    def _themes(self, cases: Iterable[Case], reader: Language) -> list[AffinityReason]:
        """Return the technologies and policy areas of the cases that tie the two."""
        known = list(cases)
        lists = self._index.vocabulary
        technologies = dict.fromkeys(item for case in known for item in case.technologies)
        areas = dict.fromkeys(item for case in known for item in case.policy_areas)
        reasons = [
            AffinityReason(kind="technology", text=lists.technologies[item].label.pick(reader).text)
            for item in list(technologies)[:MOST_CASES]
        ]
        return reasons + [
            AffinityReason(kind="policy_area", text=lists.policy_areas[item].label.pick(reader).text)
            for item in areas
        ]


def _takes_part(organisation: str, case: Case) -> bool:
    return any(item.organisation == organisation for item in case.organisations)


def _raised(value: float, *, shared: bool, wished: bool) -> float:
    raised = value + (SAME_SECTOR if shared and value > 0 else 0)
    return round(min(100.0, max(raised, WISHED) if wished else raised), 1)


def _case_reason(case: Case, who: Participant, reader: Language) -> AffinityReason:
    return AffinityReason(kind="case", serves=who.id, text=case.title.pick(reader).text, case_id=case.id)
