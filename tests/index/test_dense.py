import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from matcher.index.centring import MIN_PASSAGES, centre, language_centres
from matcher.index.dense import FaissFlatIndex

AXES = np.eye(4, dtype=np.float32)


def test_the_nearest_row_comes_first():
    found, scores = FaissFlatIndex.from_vectors(AXES).search(AXES[2], np.arange(4), 2)
    assert found[0] == 2
    assert scores[0] == pytest.approx(1)


def test_rows_that_are_not_allowed_are_never_found():
    found, _ = FaissFlatIndex.from_vectors(AXES).search(AXES[2], np.array([0, 3]), 4)
    assert sorted(found) == [0, 3]


def test_no_allowed_row_gives_no_hit():
    found, scores = FaissFlatIndex.from_vectors(AXES).search(AXES[0], np.array([], dtype=np.int64), 4)
    assert len(found) == len(scores) == 0


def test_an_index_is_the_same_after_saving(tmp_path):
    FaissFlatIndex.from_vectors(AXES).save(tmp_path / "dense.faiss")
    again = FaissFlatIndex.from_file(tmp_path / "dense.faiss")
    assert again.search(AXES[1], np.arange(4), 1)[0][0] == 1


def test_centring_takes_the_language_out():
    """Two languages, each with an offset of its own: afterwards translations lie together again."""
    rng = np.random.default_rng(7)
    meaning = rng.normal(size=(MIN_PASSAGES, 16))
    german, japanese = meaning + 5 * np.eye(16)[0], meaning - 5 * np.eye(16)[1]
    vectors = np.concatenate([german, japanese]).astype(np.float32)
    languages = ["de"] * MIN_PASSAGES + ["ja"] * MIN_PASSAGES
    centred = centre(vectors, languages, language_centres(vectors, languages))
    likeness = centred[:MIN_PASSAGES] @ centred[MIN_PASSAGES:].T
    assert (likeness.argmax(axis=1) == np.arange(MIN_PASSAGES)).all()


def test_a_language_with_few_passages_has_no_centre():
    vectors = np.ones((MIN_PASSAGES - 1, 4), dtype=np.float32)
    assert language_centres(vectors, ["ja"] * (MIN_PASSAGES - 1)) == {}


@given(arrays(np.float32, (5, 6), elements=st.floats(-1, 1, width=32)))
def test_centred_vectors_have_unit_length_or_none(vectors):
    lengths = np.linalg.norm(centre(vectors, ["de"] * 5, {"de": np.full(6, 0.25, dtype=np.float32)}), axis=1)
    assert all(length == pytest.approx(1, abs=1e-3) or length < 1 for length in lengths)
