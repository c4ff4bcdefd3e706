"""Opens the encoder that the settings name."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from matcher.encoding import embedded
from matcher.encoding.encoder import Encoder, EncoderId
from matcher.encoding.model_folder import revision
from matcher.settings import EMBEDDED, Settings


def encoder_id(settings: Settings) -> EncoderId:
    """Return the id of the encoder that the settings name, without loading a model.

    Raises:
        EncoderUnavailable: the embedded model cannot be made.
    """
    if _is_embedded(settings):
        folder = embedded.served_folder(settings.cache)
        return EncoderId(name=embedded.HUB_NAME, revision=revision(folder), precision="q4-fp32")
    name = _source(settings)
    folder = Path(name)
    return EncoderId(name=folder.name if folder.is_dir() else name, revision=_hub_revision(name), precision="fp32")


def open_encoder(settings: Settings) -> Encoder:
    """Open the encoder that the settings name: the embedded one in a second, another in several. Call it once.

    Raises:
        EncoderUnavailable: the model is not installed, not found, or not readable.
    """
    if not _is_embedded(settings):
        return _sentence_transformer(_source(settings), settings)
    from matcher.encoding.onnx_encoder import OnnxEncoder

    served = OnnxEncoder(embedded.served_folder(settings.cache), encoder_id(settings), settings.threads)
    return embedded.EmbeddedEncoder(
        served, lambda: _sentence_transformer(str(embedded.reference_folder(settings.cache)), settings)
    )


def _sentence_transformer(source: str, settings: Settings) -> Encoder:
    from matcher.encoding.sentence_transformer import SentenceTransformerEncoder, load_model

    return SentenceTransformerEncoder(load_model(source, settings.threads), encoder_id(settings))


def _is_embedded(settings: Settings) -> bool:
    return settings.encoder == EMBEDDED and embedded.weight_file() is not None


def _source(settings: Settings) -> str:
    return embedded.HUB_NAME if settings.encoder == EMBEDDED else settings.encoder


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
