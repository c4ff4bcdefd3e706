import numpy as np
import pytest

from matcher.index.lexical import Bm25Index

WORDS = {
    "en": [["snow", "plough", "snow"], ["flood", "sensor"], []],
    "ja": [["除雪", "車"], ["洪水"], ["洪水", "警報"]],
}


@pytest.fixture
def lexical():
    return Bm25Index.from_words(WORDS)


def test_the_case_with_the_words_scores_highest(lexical):
    scores = lexical.scores(["flood", "sensor"], "en")
    assert scores.argmax() == 1
    assert scores[0] == 0


def test_only_the_querys_language_counts(lexical):
    assert lexical.scores(["洪水"], "en").tolist() == [0, 0, 0]
    assert (lexical.scores(["洪水"], "ja") > 0).tolist() == [False, True, True]


def test_unknown_words_and_no_words_score_nothing(lexical):
    assert lexical.scores(["zebra"], "en").tolist() == [0, 0, 0]
    assert lexical.scores([], "en").tolist() == [0, 0, 0]


def test_it_tells_which_cases_have_text(lexical):
    assert lexical.has_text("en").tolist() == [True, True, False]


def test_what_was_saved_is_opened_again(lexical, tmp_path):
    lexical.save(tmp_path / "lexical")
    again = Bm25Index.from_folder(tmp_path / "lexical")
    assert np.array_equal(again.scores(["洪水", "警報"], "ja"), lexical.scores(["洪水", "警報"], "ja"))
    assert again.has_text("en").tolist() == [True, True, False]


def test_a_language_without_any_word_scores_nothing(tmp_path):
    Bm25Index.from_words({"ja": [["除雪", "車"]], "en": [[]]}).save(tmp_path / "lexical")
    opened = Bm25Index.from_folder(tmp_path / "lexical")
    assert opened.scores(["snow"], "en").tolist() == [0]
    assert opened.has_text("en").tolist() == [False]
    assert opened.scores(["除雪"], "ja")[0] > 0


def test_likeness_is_highest_where_words_are_shared_in_any_language(lexical):
    like = lexical.likeness(np.array([0, 1, 0], dtype=np.float32))
    assert like.argmax() == 1
    assert like[2] > 0  # shares 洪水
    assert like[0] == 0


def test_a_case_is_wholly_like_itself(lexical):
    for position in range(3):
        weights = np.eye(3, dtype=np.float32)[position]
        assert lexical.likeness(weights)[position] == pytest.approx(1, abs=1e-5)


def test_without_any_words_nothing_is_alike():
    lexical = Bm25Index.from_words({"en": [[], []]})
    assert lexical.likeness(np.array([1, 0], dtype=np.float32)).tolist() == [0, 0]
