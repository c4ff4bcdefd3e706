"""Learns matcher/search/ranker.json from the tuning part of the judged needs. Run it with:

    python scripts/tune_ranker.py

First look: logistic regression on "grade of 2 or more". Second look: how many cases in front serve as examples, and
what the first look, their words and their vectors weigh against each other. Both are chosen on needs that were not
fitted on (five folds over needs), by nDCG@10 averaged over the languages plus half of the overlap@10 between them.
Not learnt is what a named country or place weighs: the judged needs name the seeker's own rather than a wish.
Score: isotonic regression of the grade on the raw value of held-out needs, 100 for a certain 3. "No comparable
case": the raw value of the five best cases below which held-out needs are refused with the best F1.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from matcher.api import Matcher
from matcher.evaluation.designs import Seen, look, run_of, signal_table
from matcher.evaluation.evaluate import DEPTH, GOOD_FROM, measures_of
from matcher.evaluation.judged import Judged, read_needs
from matcher.index.store import read_vectors
from matcher.search.feedback import FeedbackRule, Neighbours
from matcher.search.ranker import FILE, FRONT, Ranker
from matcher.search.signals import SIGNALS
from matcher.settings import load_settings

STRENGTHS = (0.03, 0.1, 0.3, 1.0, 3.0)
EXAMPLES = (10, 20, 30)
TEMPERATURES = (1.0, 2.0, 3.0)
FIRST_SHARES = (0.2, 0.3, 0.4, 0.5, 0.7, 1.0)
VECTOR_SHARES = (0.0, 0.3, 0.6)
GIVEN = {"country": 0.5, "place": 2.0}
"""Weights that are not learnt."""
FOLDS = 5
POINTS = 14
OVERLAP_COUNTS = 0.5
Values = NDArray[np.float32]


@dataclass(frozen=True)
class Part:
    """The tuning part as it is learnt from."""

    seen: list[Seen]
    judged: Judged
    case_ids: list[str]
    neighbours: Neighbours

    def quality(self, values: Sequence[Values]) -> float:
        """Return what is optimised, given one value per case for every query."""
        row = self.measures(values)
        gains = [row[f"nDCG@10 {name}"] for name in ("en", "de", "ja")]
        return float(np.mean(gains)) + OVERLAP_COUNTS * row["overlap@10"]

    def measures(self, values: Sequence[Values]) -> dict[str, float]:
        """Return the measures of rankings by given values."""
        by_topic = {one.query.topic: value for one, value in zip(self.seen, values, strict=True)}
        run = run_of(lambda one: by_topic[one.query.topic], self.seen, self.case_ids, DEPTH)
        return measures_of(run, [one.query for one in self.seen], self.judged.grades)


def fit(table: Values, grades: Values, strength: float) -> tuple[Values, float]:
    """Return weights and bias of the first look, for signals as they are; a 3 counts more than a 2."""
    learnt = [name not in GIVEN for name in SIGNALS]
    scale = table[:, learnt].std(axis=0) + 1e-6
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(table[:, learnt] / scale, grades >= GOOD_FROM, sample_weight=grades.clip(1, None))
    weights = np.array([GIVEN.get(name, 0.0) for name in SIGNALS], dtype=np.float32)
    weights[learnt] = model.coef_[0] / scale
    return weights, float(model.intercept_[0])


def held_out(part: Part, strength: float) -> list[Values]:
    """Return the first look's values of every query, each by weights that did not see its need."""
    needs = np.array([one.query.qid for one in part.seen])
    values: list[Values] = [np.zeros(0, dtype=np.float32)] * len(part.seen)
    for train, held in GroupKFold(FOLDS).split(needs, groups=needs):
        table, grades = signal_table([part.seen[i] for i in train], part.judged, part.case_ids)
        weights, bias = fit(table, grades, strength)
        for i in held:
            values[i] = part.seen[i].comparison.signals.matrix() @ weights + np.float32(bias)
    return values


def rules(first: Sequence[Values], part: Part) -> list[FeedbackRule]:
    """Return all rules to try; the three parts are brought to one scale, the mean spread over the cases."""
    found = []
    for cases, temperature in product(EXAMPLES, TEMPERATURES):
        spreads = []
        for share in ({"first": 1.0}, {"words": 1.0}, {"vectors": 1.0}):
            only = FeedbackRule(
                **{"cases": cases, "temperature": temperature, "first": 0, "words": 0, "vectors": 0, **share}
            )
            spreads.append(float(np.mean([part.neighbours.second(value, only).std() for value in first])))
        for own, vectors in product(FIRST_SHARES, VECTOR_SHARES):
            weights = {"first": own / spreads[0], "words": 1 / spreads[1], "vectors": vectors / spreads[2]}
            rounded = {name: round(value, 4) for name, value in weights.items()}
            found.append(FeedbackRule(cases=cases, temperature=temperature, **rounded))
    return found


def calibrate(raw: Values, grades: Values) -> tuple[tuple[float, float], ...]:
    """Return points (raw, score): the expected grade, 0 to 3, as 0 to 100."""
    steps = IsotonicRegression(out_of_bounds="clip").fit(raw, grades)
    at = np.quantile(raw, np.linspace(0, 1, 400))
    scores = np.maximum.accumulate(steps.predict(at) / 3 * 100)
    picked = np.interp(np.linspace(scores[0], scores[-1], POINTS), scores, at)
    points = zip(picked.tolist(), np.interp(picked, at, scores).tolist(), strict=True)
    return tuple({round(x, 3): round(y, 1) for x, y in points}.items())


def threshold(values: Sequence[Values], part: Part) -> float:
    """Return the mean of the best cases' raw values from which a need has an answer (best F1 of "no answer")."""
    best = np.array([np.sort(value)[-FRONT:].mean() for value in values])
    has = np.array([max(part.judged.grades[one.query.qid].values(), default=0) >= GOOD_FROM for one in part.seen])

    def f1(limit: float) -> float:
        refused = best < limit
        return float(2 * (refused & ~has).sum() / max(1, refused.sum() + (~has).sum()))

    return round(float(max(sorted(best), key=f1)), 3)


def main() -> None:
    """Learn, print what was reached, write the file."""
    settings = load_settings()
    judged = read_needs(settings.corpus / "judgments", "tuning")
    matcher = Matcher.open(settings)
    seen = look(judged.queries, matcher.index, matcher.searcher.encoder, read_vectors(settings.indexes))
    part = Part(seen, judged, list(matcher.index.cases), Neighbours(matcher.index))
    firsts = {strength: held_out(part, strength) for strength in STRENGTHS}
    strength = max(firsts, key=lambda one: part.quality(firsts[one]))
    first = firsts[strength]
    print(f"first look, strength {strength}: {_told(part.measures(first))}")
    tried = {rule: [part.neighbours.second(value, rule) for value in first] for rule in rules(first, part)}
    rule = max(tried, key=lambda one: part.quality(tried[one]))
    measured = part.measures(tried[rule])
    print(f"second look, {rule}: {_told(measured)}")
    table, grades = signal_table(seen, judged, part.case_ids)
    weights, bias = fit(table, grades, strength)
    raw, held_grades = _judged_values(tried[rule], part)
    needs = len({query.qid for query in judged.queries})
    ranker = Ranker(
        learnt_from=f"{needs} needs of the tuning part, {len(_pairs(part))} grades; held out: {_told(measured)}",
        weights={name: round(float(value), 4) for name, value in zip(SIGNALS, weights, strict=True)},
        bias=round(bias, 4),
        feedback=rule,
        points=calibrate(raw, held_grades),
        answer_from=threshold(tried[rule], part),
    )
    FILE.write_text(json.dumps(ranker.model_dump(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{FILE} written.")


def _judged_values(values: Sequence[Values], part: Part) -> tuple[Values, Values]:
    order = {case_id: number for number, case_id in enumerate(part.case_ids)}
    pairs = [
        (float(value[order[case_id]]), grade)
        for one, value in zip(part.seen, values, strict=True)
        for case_id, grade in part.judged.grades[one.query.qid].items()
        if case_id in order
    ]
    raw, grades = zip(*pairs, strict=True)
    return np.array(raw, dtype=np.float32), np.array(grades, dtype=np.float32)


def _pairs(part: Part) -> set[tuple[str, str]]:
    return {(one.query.qid, case_id) for one in part.seen for case_id in part.judged.grades[one.query.qid]}


def _told(row: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in row.items())


if __name__ == "__main__":
    main()
