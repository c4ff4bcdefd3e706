"""Bands: what a score from 0 to 100 is called."""

from __future__ import annotations

from matcher.model import Band

STRONG, GOOD = 70.0, 45.0
COMPARABLE = 30.0
"""Cases that score less are not counted among the comparable ones."""


def band_of(score: float) -> Band:
    """Return the band of a score."""
    if score >= STRONG:
        return "strong"
    return "good" if score >= GOOD else "weak"
