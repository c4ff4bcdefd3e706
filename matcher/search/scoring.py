"""From the likeness of vectors to a score that a reader understands."""

from __future__ import annotations

from matcher.model import Band

UNRELATED, FULL = 0.05, 0.55
"""Centred inner products that count as 0 and as 100.

Set by eye on the embedded model: questions that have nothing to do with a case stay below 0.22 (score 34),
cases that answer a question lie between 0.27 and 0.6. To be calibrated on judged needs.
"""

STRONG, GOOD = 70.0, 45.0


def score_of(likeness: float) -> float:
    """Return 0 to 100 for a centred inner product, linear between ``UNRELATED`` and ``FULL``."""
    return round(100.0 * min(1.0, max(0.0, (likeness - UNRELATED) / (FULL - UNRELATED))), 1)


def band_of(score: float) -> Band:
    """Return the band of a score."""
    if score >= STRONG:
        return "strong"
    return "good" if score >= GOOD else "weak"
