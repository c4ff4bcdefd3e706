"""The reference encoder: any SentenceTransformer, the embedded model by default."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from matcher.encoding import embedded
from matcher.encoding.encoder import Encoder, EncoderId, Progress, Vectors
from matcher.errors import EncoderUnavailable
from matcher.settings import EMBEDDED, Settings

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


def encoder_id(settings: Settings) -> EncoderId:
    """Return the id of the encoder that the settings name, without loading a model.

    Raises:
        EncoderUnavailable: the embedded model cannot be made.
    """
    if settings.encoder == EMBEDDED and embedded.weight_file() is not None:
        folder = embedded.embedded_folder(settings.cache)
        return EncoderId(name=embedded.HUB_NAME, revision=embedded.revision(folder), precision="q4-fp32")
    name = embedded.HUB_NAME if settings.encoder == EMBEDDED else settings.encoder
    folder = Path(name)
    return EncoderId(name=folder.name if folder.is_dir() else name, revision=_hub_revision(name), precision="fp32")


def _hub_revision(name: str) -> str:
    """Return what tells one state of a model from another: its commit at the hub, or its files' checksum."""
    folder = Path(name)
    if not folder.is_dir():
        from huggingface_hub import constants

        ref = Path(constants.HF_HUB_CACHE) / f"models--{name.replace('/', '--')}" / "refs" / "main"
        return ref.read_text(encoding="utf-8").strip()[:12] if ref.exists() else "main"
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".json", ".safetensors", ".txt", ".model"}:
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def open_encoder(settings: Settings) -> Encoder:
    """Load the encoder that the settings name. Costs seconds: call it once, late.

    Raises:
        EncoderUnavailable: the model is not installed, not found, or not readable.
    """
    if settings.encoder == EMBEDDED and embedded.weight_file() is not None:
        source = str(embedded.embedded_folder(settings.cache))
    else:
        source = embedded.HUB_NAME if settings.encoder == EMBEDDED else settings.encoder
    model = _load(source, settings)
    return SentenceTransformerEncoder(model, encoder_id(settings))


def _load(source: str, settings: Settings) -> SentenceTransformer:
    """Load a model quietly on the CPU in fp32, never running code that comes with it."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import torch
    from sentence_transformers import SentenceTransformer

    embedded.quieten_transformers()
    if settings.threads is not None:
        torch.set_num_threads(settings.threads)
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
