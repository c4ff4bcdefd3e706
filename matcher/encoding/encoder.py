"""What every encoder offers. Anything with these four members serves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]
"""Called with the number of texts that have just been encoded."""


class EncoderId(BaseModel):
    """Which encoder made a vector. Vectors of different ids are never compared."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    revision: str
    precision: str


class Encoder(Protocol):
    """Turns texts into unit vectors whose inner product is their likeness."""

    @property
    def id(self) -> EncoderId:
        """The encoder's name, revision and precision."""
        ...

    @property
    def dimension(self) -> int:
        """Length of its vectors."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape ``(len(texts), dimension)``, for texts that ask."""
        ...

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one unit vector per text, shape ``(len(texts), dimension)``, for texts that answer."""
        ...
