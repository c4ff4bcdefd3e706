"""Vectors that come with the corpus, so that a first index need not encode every passage.

One file beside the builds: a key per passage (its content's hash) and its vector in fp16, bound to the encoder
that made them and to its own checksum. A passage whose content has changed has another key and is encoded.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from matcher.encoding.encoder import EncoderId
from matcher.index.files import replace_file

FILE = "vectors.npz"
MAX_BYTES = 10_000_000
_PARTS = {"keys", "vectors", "encoder", "check"}
Half = NDArray[np.float16]


def write_shipped(indexes: Path, vectors: Mapping[str, Half], encoder: EncoderId) -> Path:
    """Write the vectors of passages by their keys, and return the file.

    Raises:
        OSError: the file cannot be written.
        ValueError: it would be larger than ``MAX_BYTES``.
    """
    keys = sorted(vectors)
    digests = np.array([list(bytes.fromhex(key)) for key in keys], dtype=np.uint8)
    stacked = np.array([vectors[key] for key in keys], dtype=np.float16)
    name = np.frombuffer(encoder.model_dump_json().encode(), dtype=np.uint8)
    check = np.frombuffer(_check(digests, stacked, name), dtype=np.uint8)
    content = io.BytesIO()
    np.savez(content, keys=digests, vectors=stacked, encoder=name, check=check)
    if content.tell() > MAX_BYTES:
        raise ValueError(f"the vectors would take {content.tell():,} bytes; at most {MAX_BYTES:,} are kept")
    path = indexes / FILE
    replace_file(path, content.getvalue())
    return path


def read_shipped(indexes: Path, encoder: EncoderId) -> dict[str, Half]:
    """Return the vectors by key; none where there is no file, it is damaged, or another encoder made it."""
    path = indexes / FILE
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as stored:
            if set(stored.files) != _PARTS:
                return {}
            parts = {name: stored[name] for name in stored.files}
    except (OSError, ValueError, EOFError, KeyError, BadZipFile):
        return {}
    keys, vectors, name = parts["keys"], parts["vectors"], parts["encoder"]
    if parts["check"].tobytes() != _check(keys, vectors, name):
        return {}
    if name.tobytes() != encoder.model_dump_json().encode() or vectors.dtype != np.float16:
        return {}
    return {key.tobytes().hex(): vector for key, vector in zip(keys, vectors, strict=True)}


def _check(keys: NDArray[np.uint8], vectors: Half, encoder: NDArray[np.uint8]) -> bytes:
    digest = sha256()
    for part in (keys, vectors, encoder):
        digest.update(str(part.shape).encode())
        digest.update(part.tobytes())
    return digest.digest()
