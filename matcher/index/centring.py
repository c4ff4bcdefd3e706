"""Takes the language out of vectors: each language's mean vector is subtracted.

Multilingual encoders keep the language of a text in its vector, so that texts of one language lie together.
Subtracting the mean of each language and going back to unit length removes most of it (Libovický, Rosa and
Fraser 2020, "On the Language Neutrality of Pre-trained Multilingual Representations").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from matcher.encoding.encoder import Vectors
from matcher.model import Language

MIN_PASSAGES = 30
"""With fewer passages in a language, their mean says more of their subject than of the language."""

Centres = Mapping[Language, Vectors]


def language_centres(vectors: Vectors, languages: Sequence[Language]) -> dict[Language, Vectors]:
    """Return the mean vector of each language that has enough passages."""
    tags = np.asarray(languages)
    return {
        language: vectors[tags == language].mean(axis=0)
        for language in sorted(set(languages))
        if int((tags == language).sum()) >= MIN_PASSAGES
    }


def centre(vectors: Vectors, languages: Sequence[Language], centres: Centres) -> Vectors:
    """Return the vectors, shape ``(n, d)``, without their language's mean, of unit length again."""
    centred = vectors.copy()
    for row, language in enumerate(languages):
        if language in centres:
            centred[row] -= centres[language]
    lengths = np.linalg.norm(centred, axis=1, keepdims=True)
    return np.asarray(centred / np.maximum(lengths, 1e-9), dtype=np.float32)


def case_vectors(centred: Vectors, case_ids: Sequence[str]) -> Vectors:
    """Return a unit vector per case, the mean of its passages; in the order of first appearance."""
    order = {case_id: number for number, case_id in enumerate(dict.fromkeys(case_ids))}
    sums = np.zeros((len(order), centred.shape[1]), dtype=np.float32)
    np.add.at(sums, [order[case_id] for case_id in case_ids], centred)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.maximum(lengths, 1e-9), dtype=np.float32)
