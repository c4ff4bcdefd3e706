import numpy as np

from matcher.search.diversity import spread


def test_of_one_project_two_cases_come_before_others_have_had_their_turn(corpus):
    cases = list(corpus.cases.values())[:5]
    family = [case.model_copy(update={"organisations": cases[0].organisations}) for case in cases[:4]]
    vectors = np.eye(5, dtype=np.float32)
    vectors[:4] = vectors[0]
    assert spread([0, 1, 2, 3, 4], [*family, cases[4]], vectors, 5) == [0, 1, 4, 2, 3]


def test_alike_cases_of_different_organisations_stay(corpus):
    cases = list(corpus.cases.values())[:3]
    apart = [case.model_copy(update={"organisations": ()}) for case in cases]
    assert spread([2, 0, 1], apart, np.ones((3, 2), dtype=np.float32), 2) == [2, 0]
