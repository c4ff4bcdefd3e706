"""An encoder that encodes each question once, for work that asks the same ones again and again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.encoding.encoder import Encoder, EncoderId, Progress, Vectors


class RememberingEncoder:
    """Keeps the vectors of all questions that it was asked; make one for a piece of work, then drop it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, NDArray[np.float32]] = {}

    @property
    def id(self) -> EncoderId:
        """The encoder's name, revision and precision."""
        return self._encoder.id

    @property
    def dimension(self) -> int:
        """Length of its vectors."""
        return self._encoder.dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text; only new texts are encoded, all of them in one go."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode_queries(new), strict=True))
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack([self._known[text] for text in texts])

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one unit vector per text; these are not kept."""
        return self._encoder.encode_passages(texts, progress)
