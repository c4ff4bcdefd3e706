"""Learns matcher/search/ranker.json from the tuning part of the judged needs. Run it with:

    python scripts/tune_ranker.py

Weights: logistic regression on "grade of 2 or more", its strength of regularisation chosen by nDCG@10 in
cross-validation over needs. Score: isotonic regression of the grade on the raw value, 100 for the highest.
Threshold of "no comparable case": the score of the best match that splits answerable needs from others best.
"""

from __future__ import annotations

import json

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
from matcher.search.ranker import FILE, Ranker
from matcher.search.signals import SIGNALS
from matcher.settings import load_settings

STRENGTHS = (0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
FOLDS = 5
POINTS = 12
Values = NDArray[np.float32]


def fit(table: Values, grades: Values, strength: float) -> tuple[Values, float]:
    """Return weights and bias; signals that would speak against a case are held at 0, they only mirror others."""
    scale = table.std(axis=0) + 1e-6
    weights_of = grades.clip(1, None)  # a 3 counts more than a 2
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(table / scale, grades >= GOOD_FROM, sample_weight=weights_of)
    return (model.coef_[0] / scale).astype(np.float32), float(model.intercept_[0])


def mean_ndcg(weights: Values, seen: list[Seen], judged: Judged, case_ids: list[str]) -> float:
    """Return nDCG@10 averaged over the three languages."""
    run = run_of(lambda one: one.comparison.signals.matrix() @ weights, seen, case_ids, DEPTH)
    row = measures_of(run, [one.query for one in seen], judged.grades)
    return float(np.mean([row[f"nDCG@10 {language}"] for language in ("en", "de", "ja")]))


def choose(seen: list[Seen], judged: Judged, case_ids: list[str]) -> tuple[float, float]:
    """Return the strength that does best on needs it was not fitted on, and its nDCG@10 there."""
    topics = np.array([one.query.qid for one in seen])
    best = (STRENGTHS[0], -1.0)
    for strength in STRENGTHS:
        values = []
        for train, held in GroupKFold(FOLDS).split(topics, groups=topics):
            table, grades, _ = signal_table([seen[i] for i in train], judged, case_ids)
            weights, _ = fit(table, grades, strength)
            values.append(mean_ndcg(weights, [seen[i] for i in held], judged, case_ids))
        print(f"strength {strength:5}: nDCG@10 held out {np.mean(values):.3f}")
        if np.mean(values) > best[1]:
            best = (strength, float(np.mean(values)))
    return best


def calibrate(raw: Values, grades: Values) -> tuple[tuple[float, float], ...]:
    """Return points (raw, score): the expected grade, 0 to 3, as 0 to 100."""
    steps = IsotonicRegression(out_of_bounds="clip").fit(raw, grades)
    at = np.quantile(raw, np.linspace(0, 1, POINTS))
    at[-1] = raw.max()
    scores = np.maximum.accumulate(steps.predict(at) / 3 * 100)
    points = {round(float(x), 4): round(float(y), 1) for x, y in zip(at, scores, strict=True)}
    return tuple(points.items())


def threshold(best: dict[str, float], answerable: dict[str, bool]) -> float:
    """Return the score below which the best match means that nothing is comparable (highest balanced accuracy)."""
    options = sorted({round(score, 1) for score in best.values()})

    def accuracy(limit: float) -> float:
        told = [(best[topic] >= limit, answerable[topic]) for topic in best]
        parts = [[a == b for a, b in told if b == kind] for kind in (True, False)]
        return float(np.mean([np.mean(part) for part in parts if part]))

    return max(options, key=accuracy)


def main() -> None:
    """Learn, print what was reached, write the file."""
    settings = load_settings()
    judged = read_needs(settings.corpus / "judgments", "tuning")
    matcher = Matcher.open(settings)
    case_ids = list(matcher.index.cases)
    seen = look(judged.queries, matcher.index, matcher.searcher.encoder, read_vectors(settings.indexes))
    strength, held_out = choose(seen, judged, case_ids)
    table, grades, _ = signal_table(seen, judged, case_ids)
    weights, bias = fit(table, grades, strength)
    points = calibrate(table @ weights + np.float32(bias), grades)
    best, answerable = {}, {}
    for one in seen:
        raw = one.comparison.signals.matrix() @ weights + bias
        best[one.query.topic] = float(np.interp(raw.max(), *zip(*points, strict=True)))
        answerable[one.query.topic] = max(judged.grades.get(one.query.qid, {}).values(), default=0) >= GOOD_FROM
    needs = len({query.qid for query in judged.queries})
    ranker = Ranker(
        learnt_from=f"{needs} needs of the tuning part, {len(grades)} grades; nDCG@10 held out {held_out:.3f}",
        weights={name: round(float(value), 4) for name, value in zip(SIGNALS, weights, strict=True)},
        bias=round(bias, 4),
        points=points,
        answer_from=threshold(best, answerable),
    )
    FILE.write_text(json.dumps(ranker.model_dump(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{FILE} written: {ranker.learnt_from}")


if __name__ == "__main__":
    main()
