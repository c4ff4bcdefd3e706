import numpy as np
import pytest

from matcher.encoding.encoder import EncoderId
from matcher.index import shipped
from matcher.index.build import build_index
from matcher.index.shipped import read_shipped, write_shipped
from matcher.index.store import kept_of, verify_index

ENCODER = EncoderId(name="tiny", revision="1", precision="fp32")
KEYS = [f"{number:064x}" for number in range(3)]


@pytest.fixture
def vectors():
    return {key: np.full(4, number, dtype=np.float16) for number, key in enumerate(KEYS)}


def test_what_was_written_is_read(tmp_path, vectors):
    write_shipped(tmp_path, vectors, ENCODER)
    read = read_shipped(tmp_path, ENCODER)
    assert {key: vector.tolist() for key, vector in read.items()} == {k: v.tolist() for k, v in vectors.items()}


def test_vectors_of_another_encoder_are_not_taken(tmp_path, vectors):
    write_shipped(tmp_path, vectors, ENCODER)
    assert read_shipped(tmp_path, ENCODER.model_copy(update={"revision": "2"})) == {}


@pytest.mark.parametrize("damage", ["cut short", "empty", "a vector changed", "no archive"])
def test_a_damaged_file_is_not_taken(tmp_path, vectors, damage):
    path = write_shipped(tmp_path, vectors, ENCODER)
    content = path.read_bytes()
    if damage == "a vector changed":
        with np.load(path) as stored:
            parts = {name: stored[name] for name in stored.files}
        parts["vectors"][1, 1] += 1
        np.savez(path, **parts)
    else:
        path.write_bytes({"cut short": content[:-20], "empty": b"", "no archive": b"x" * 500}[damage])
    assert read_shipped(tmp_path, ENCODER) == {}


def test_a_missing_file_gives_nothing(tmp_path):
    assert read_shipped(tmp_path, ENCODER) == {}


def test_a_file_too_large_is_not_written(tmp_path, vectors, monkeypatch):
    monkeypatch.setattr(shipped, "MAX_BYTES", 100)
    with pytest.raises(ValueError, match="at most 100"):
        write_shipped(tmp_path, vectors, ENCODER)
    assert list(tmp_path.iterdir()) == []


def test_a_first_index_takes_shipped_vectors_over(corpus, encoder, built_settings, tmp_path):
    write_shipped(tmp_path, kept_of(built_settings.indexes, encoder.id).vectors, encoder.id)
    build_index(corpus, encoder, tmp_path)
    assert verify_index(tmp_path).counts.encoded == 0
