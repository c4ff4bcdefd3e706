"""The second look: cases that are like those in front rise."""

from types import SimpleNamespace

import numpy as np
import pytest
from pydantic import ValidationError

from matcher.index.lexical import Bm25Index
from matcher.search.feedback import FeedbackRule, Neighbours

WORDS = {"en": [["snow", "plough"], ["snow", "depth"], ["flood"], []]}
VECTORS = np.array([[1, 0], [0.8, 0.6], [0, 1], [0, 0]], dtype=np.float32)
FIRST = np.array([2, 1, 1, 0], dtype=np.float32)
RULE = {"cases": 1, "temperature": 0.5, "first": 1, "words": 0, "vectors": 0}


@pytest.fixture
def neighbours():
    return Neighbours(SimpleNamespace(lexical=Bm25Index.from_words(WORDS), case_vectors=VECTORS))


def second(neighbours, **changes):
    return neighbours.second(FIRST, FeedbackRule(**{**RULE, **changes}))


def test_without_likeness_the_first_look_stays(neighbours):
    assert second(neighbours).tolist() == FIRST.tolist()


@pytest.mark.parametrize("sign", ["words", "vectors"])
def test_what_is_like_the_case_in_front_rises(neighbours, sign):
    values = second(neighbours, **{sign: 1})
    assert values[1] > values[2]  # equal at first; the second case is like the first one
    assert values.argmax() == 0


def test_a_case_without_a_text_stays_as_it_is(neighbours):
    assert second(neighbours, words=1, vectors=1)[3] == FIRST[3]


def test_more_examples_than_cases_are_all_cases(neighbours):
    assert second(neighbours, cases=100, words=1).tolist() == second(neighbours, cases=4, words=1).tolist()


@pytest.mark.parametrize("wrong", [{"cases": 0}, {"temperature": 0}, {"words": -1}, {"more": 1}])
def test_a_rule_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValidationError):
        FeedbackRule(**{**RULE, **wrong})
