"""Tells the encoder's time from the rest of a search."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from matcher.encoding.encoder import Encoder, EncoderId, Vectors


class TimedEncoder:
    """An encoder that notes how long it took for queries."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.took_ms = 0.0
        """Since it was last set to 0."""

    @property
    def id(self) -> EncoderId:
        """Which model it is."""
        return self._encoder.id

    @property
    def dimension(self) -> int:
        """Length of its vectors."""
        return self._encoder.dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return a unit vector per query, and note the time."""
        started = time.perf_counter()
        vectors = self._encoder.encode_queries(texts)
        self.took_ms += (time.perf_counter() - started) * 1000
        return vectors

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Return a unit vector per passage."""
        return self._encoder.encode_passages(texts, progress)
