"""From the likeness of vectors to a score that a reader understands."""

from __future__ import annotations

from matcher.model import Band

FULL_LIKENESS = 0.75
"""Centred inner product that counts as 100: about what a case reaches against its own summary's paraphrase."""

STRONG, GOOD = 70.0, 45.0


def score_of(likeness: float) -> float:
    """Return 0 to 100 for a centred inner product, linear between unrelated (0) and ``FULL_LIKENESS``."""
    return round(100.0 * min(1.0, max(0.0, likeness / FULL_LIKENESS)), 1)


def band_of(score: float) -> Band:
    """Return the band of a score."""
    if score >= STRONG:
        return "strong"
    return "good" if score >= GOOD else "weak"
