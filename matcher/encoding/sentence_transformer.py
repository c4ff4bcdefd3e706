"""The reference encoder: any SentenceTransformer."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from matcher.encoding.encoder import EncoderId, Progress, Vectors
from matcher.errors import EncoderUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 32


class SentenceTransformerEncoder:
    """A SentenceTransformer on the CPU in fp32; prompts ``query`` and ``passage`` where the model has them."""

    def __init__(self, model: SentenceTransformer, encoder_id: EncoderId) -> None:
        self._model = model
        self._id = encoder_id

    @property
    def id(self) -> EncoderId:
        """The model's name, its revision, and the precision it computes in."""
        return self._id

    @property
    def dimension(self) -> int:
        """Length of its vectors."""
        return int(self._model.get_embedding_dimension() or 0)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of texts that ask, shape ``(len(texts), dimension)``."""
        return self._encode(texts, "query")

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return unit vectors of texts that answer, shape ``(len(texts), dimension)``.

        Texts are encoded in order of length, so that a batch is padded little; ``progress`` hears of each.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            vectors[batch] = self._encode([texts[i] for i in batch], "passage")
            if progress is not None:
                progress(len(batch))
        return vectors

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        name = prompt if self._model.prompts.get(prompt) else None
        vectors = self._model.encode(
            list(texts),
            prompt_name=name,
            batch_size=BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def load_model(source: str, threads: int | None) -> SentenceTransformer:
    """Load a model quietly on the CPU in fp32, never running code that comes with it. Costs seconds.

    Raises:
        EncoderUnavailable: the model is not found, or not readable.
    """
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import torch
    import transformers
    from sentence_transformers import SentenceTransformer

    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    if threads is not None:
        torch.set_num_threads(threads)
    arguments: dict[str, Any] = {"device": "cpu", "trust_remote_code": False}
    try:
        return SentenceTransformer(source, model_kwargs={"dtype": torch.float32}, **arguments)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise EncoderUnavailable(
            f"the encoder {source!r} cannot be loaded ({_first_line(error)}).",
            mend="Set MATCHER_ENCODER to 'embedded', a folder, or a model's name at a reachable model hub.",
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:160].rstrip(".")
