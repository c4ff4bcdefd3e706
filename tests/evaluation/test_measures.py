import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.evaluation.judged import Query
from matcher.evaluation.measures import (
    against_grades,
    between_languages,
    kappa,
    overlap,
    rank_biased_overlap,
    refusals,
)

GRADES = {"n1": {"a": 3, "b": 1, "c": 0}, "n2": {"c": 1}}
QUERIES = [Query(qid=qid, lang=lang, text="x") for qid in ("n1", "n2") for lang in ("en", "ja")]
RANKINGS = st.lists(st.sampled_from("abcdefghij"), min_size=1, max_size=10, unique=True)


def test_the_ideal_ranking_has_all_measures_at_1():
    run = {query.topic: ["a", "b", "c"] if query.qid == "n1" else ["c", "a"] for query in QUERIES}
    assert against_grades(run, QUERIES, GRADES, 1) == {"nDCG@10": 1.0, "recall@20": 1.0, "MRR": 1.0}


def test_ndcg_is_what_the_formula_gives():
    run = {"n1.en": ["b", "a"]}
    value = against_grades(run, QUERIES[:1], GRADES, 1)["nDCG@10"]
    assert value == pytest.approx((1 + 3 / 1.584962500721156) / (3 + 1 / 1.584962500721156))


def test_recall_counts_grades_from_the_one_given():
    run = {"n1.en": ["b"]}
    assert against_grades(run, QUERIES[:1], GRADES, 1)["recall@20"] == 0.5
    assert against_grades(run, QUERIES[:1], GRADES, 2)["recall@20"] == 0.0


def test_a_query_without_a_ranking_counts_as_nothing_found():
    assert against_grades({}, QUERIES[:1], GRADES, 1)["nDCG@10"] == 0.0


@given(RANKINGS)
def test_a_ranking_is_wholly_like_itself(ranking):
    assert overlap(ranking, ranking) == 1.0
    assert rank_biased_overlap(ranking, ranking) == pytest.approx(1.0)


@given(RANKINGS, RANKINGS)
def test_likeness_has_no_direction_and_stays_between_0_and_1(one, two):
    assert rank_biased_overlap(one, two) == pytest.approx(rank_biased_overlap(two, one))
    assert -1e-9 <= rank_biased_overlap(one, two) <= 1 + 1e-9


def test_the_top_weighs_most_in_rank_biased_overlap():
    late = rank_biased_overlap(list("abcdef"), list("abcdxy"))
    early = rank_biased_overlap(list("abcdef"), list("xycdef"))
    assert late > early


def test_languages_are_compared_in_pairs():
    run = {"n1.en": ["a", "b"], "n1.ja": ["a", "x"], "n2.en": ["c"], "n2.ja": ["c"]}
    table = between_languages(run, QUERIES)
    assert table["en-ja"]["overlap@10"] == pytest.approx((0.5 + 1) / 2)
    assert set(table) == {"en-ja", "mean"}


def test_refusals_have_precision_and_recall():
    answered = {"n1.en": True, "n1.ja": False, "n2.en": False, "n2.ja": True}
    assert refusals(answered, QUERIES, GRADES, good=2) == {
        "queries without an answer": 2.0, "precision": 0.5, "recall": 0.5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("pairs", "value"),
    [([(0, 0), (3, 3), (1, 1)], 1.0), ([(0, 3), (3, 0)], -1.0), ([(0, 0), (0, 3), (3, 0), (3, 3)], 0)],
)
def test_kappa_of_two_judges(pairs, value):
    assert kappa(pairs) == pytest.approx(value)
