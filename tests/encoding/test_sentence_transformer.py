import pytest

from matcher.encoding.opening import encoder_id, open_encoder
from matcher.errors import EncoderUnavailable
from matcher.settings import Settings
from tests.conftest import TINY_ENCODER


def test_a_folder_serves_as_encoder(encoder):
    vectors = encoder.encode_queries(["Hochwasser", "洪水", "a football match"])
    assert vectors.shape == (3, encoder.dimension)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_no_text_gives_no_vector(encoder):
    assert encoder.encode_passages([]).shape == (0, encoder.dimension)


def test_progress_counts_every_text(encoder):
    counted = []
    encoder.encode_passages([f"text {i}" for i in range(70)], counted.append)
    assert sum(counted) == 70


def test_the_id_of_a_folder_changes_with_its_files(tmp_path):
    import shutil

    folder = tmp_path / "tiny-encoder"
    shutil.copytree(TINY_ENCODER, folder)
    before = encoder_id(Settings(encoder=str(folder)))
    (folder / "modules.json").write_text((folder / "modules.json").read_text(encoding="utf-8") + "\n")
    after = encoder_id(Settings(encoder=str(folder)))
    assert before.name == after.name == "tiny-encoder"
    assert before.revision != after.revision


@pytest.mark.parametrize("name", ["no/such-model", "no-such-folder/here"])
def test_a_model_that_is_not_there_is_named(name):
    with pytest.raises(EncoderUnavailable, match=rf"{name}.*MATCHER_ENCODER"):
        open_encoder(Settings(encoder=name))
