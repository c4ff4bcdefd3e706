"""Keeps variants of one project from filling the page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.model import Case

SAME_PROJECT = 0.8
"""Likeness of two cases' vectors from which they tell of one project, where they share an organisation."""
MOST_OF_A_KIND = 2


def spread(order: Sequence[int], cases: Sequence[Case], vectors: NDArray[np.float32], top: int) -> list[int]:
    """Return the first ``top`` of ``order``; of one project at most two come before others have had their turn.

    Args:
        order: positions of cases, best first.
        cases: all cases.
        vectors: a unit vector per case, shape ``(cases, d)``.
        top: how many are wanted.
    """
    organisations: dict[int, set[str]] = {}
    chosen: list[int] = []
    postponed: list[int] = []
    for position in order:
        if len(chosen) == top:
            break
        organisations[position] = {item.organisation for item in cases[position].organisations}
        variants = [
            other
            for other in chosen
            if organisations[other] & organisations[position]
            and float(vectors[other] @ vectors[position]) >= SAME_PROJECT
        ]
        (chosen if len(variants) < MOST_OF_A_KIND else postponed).append(position)
    return (chosen + postponed)[:top]
