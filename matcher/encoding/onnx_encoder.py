"""The embedded model on onnxruntime: there in a fraction of a second, without torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from matcher.encoding.e5_file import E5File
from matcher.encoding.e5_tokenizer import MAX_TOKENS, build_tokenizer
from matcher.encoding.encoder import EncoderId, Progress, Vectors
from matcher.errors import EncoderUnavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

GRAPH = "model.onnx"
TOKENIZER = "tokenizer.json"
BATCH = 16


def write_onnx(file: E5File, folder: Path) -> None:
    """Write the graph and its tokeniser."""
    from matcher.encoding.e5_graph import write_graph

    write_graph(file, folder / GRAPH)
    tokenizer = build_tokenizer(file)
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.enable_padding(pad_id=file.special.pad, pad_token="<pad>")
    tokenizer.save(str(folder / TOKENIZER))


class OnnxEncoder:
    """The 4-bit model as ``write_onnx`` wrote it; its vectors agree with sentence-transformers' to 0.9999."""

    def __init__(self, folder: Path, encoder_id: EncoderId, threads: int | None = None) -> None:
        self._id = encoder_id
        self._session = _session(folder / GRAPH, threads)
        self._tokenizer = _tokenizer(folder / TOKENIZER)
        self._dimension = int(self._session.get_outputs()[0].shape[1])

    @property
    def id(self) -> EncoderId:
        """The model's name, its revision, and the precision of its weights."""
        return self._id

    @property
    def dimension(self) -> int:
        """Length of its vectors."""
        return self._dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of texts that ask, shape ``(len(texts), dimension)``."""
        return self._encode([f"query: {text}" for text in texts], None)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return unit vectors of texts that answer, shape ``(len(texts), dimension)``."""
        return self._encode([f"passage: {text}" for text in texts], progress)

    def _encode(self, texts: Sequence[str], progress: Progress | None) -> Vectors:
        vectors = np.empty((len(texts), self._dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            vectors[batch] = self._batch([texts[i] for i in batch])
            if progress is not None:
                progress(len(batch))
        return vectors

    def _batch(self, texts: Sequence[str]) -> Vectors:
        encodings = self._tokenizer.encode_batch(list(texts))
        inputs = {
            "input_ids": np.array([encoding.ids for encoding in encodings], dtype=np.int64),
            "attention_mask": np.array([encoding.attention_mask for encoding in encodings], dtype=np.int64),
        }
        return np.asarray(self._session.run(None, inputs)[0], dtype=np.float32)


def _session(path: Path, threads: int | None) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    if threads is not None:
        options.intra_op_num_threads = threads
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises classes of its own, below no common one
        mend = "Remove the folder; it is made anew."
        raise EncoderUnavailable("the model cannot be opened.", where=str(path), mend=mend) from error


def _tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(path))
