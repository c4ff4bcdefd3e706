import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from matcher.search.ranker import Ranker, default_ranker
from matcher.search.scoring import band_of
from matcher.search.signals import SIGNALS, Signals

WEIGHTS = dict.fromkeys(SIGNALS, 0.5)


def test_the_ranker_of_the_package_is_valid():
    assert set(default_ranker().weights) == set(SIGNALS)


@given(st.floats(-3, 3), st.floats(0, 1))
def test_scores_lie_between_0_and_100_and_rise_with_the_raw_value(raw, more):
    low, high = default_ranker().scores(np.array([raw, raw + more], dtype=np.float32))
    assert 0 <= low <= high <= 100
    assert (band_of(float(low)) == "strong") == (low >= 70)


def test_a_signal_left_out_no_longer_counts():
    ranker = Ranker(learnt_from="a test", weights=WEIGHTS, points=((0, 0), (1, 100)), answer_from=20)
    signals = Signals.from_matrix(np.ones((1, len(SIGNALS)), dtype=np.float32))
    assert ranker.without("words").first(signals)[0] == pytest.approx(ranker.first(signals)[0] - 0.5)


@pytest.mark.parametrize(
    "wrong", [{"weights": {"own": 1.0}}, {"points": ((1, 0), (0, 100))}, {"points": ((0, 50), (1, 0))}]
)
def test_a_ranker_that_does_not_fit_is_refused(wrong):
    whole = {"learnt_from": "a test", "weights": WEIGHTS, "points": ((0, 0), (1, 100)), "answer_from": 20}
    with pytest.raises(ValidationError):
        Ranker.model_validate({**whole, **wrong})


def test_a_need_has_an_answer_where_the_cases_in_front_are_likely_enough():
    ranker = Ranker(learnt_from="a test", weights=WEIGHTS, points=((0, 0), (1, 100)), answer_from=0.5)
    assert ranker.answers(np.array([0.9, 0.1, 0.6, 0.5, 0.5, 0.4], dtype=np.float32))
    assert not ranker.answers(np.array([0.9, 0.1, 0.2, 0.5, 0.4, 0.3], dtype=np.float32))
    assert ranker.answers(np.array([0.5], dtype=np.float32))
    assert not ranker.answers(np.array([], dtype=np.float32))
