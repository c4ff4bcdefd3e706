"""Cases that tell the same story twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.fuzz import token_sort_ratio

from matcher.corpus.checks.finding import Finding
from matcher.model import Case

ALIKE = 88.0
"""Per cent of likeness of two English summaries from which two cases count as one."""


def check_duplicates(cases: Sequence[Case]) -> Iterator[tuple[Case, Finding]]:
    """Yield each case whose English summary nearly equals that of an earlier one."""
    told = [case for case in cases if case.summary.en]
    texts = [case.summary.en for case in told]
    likeness = process.cdist(texts, texts, scorer=token_sort_ratio, score_cutoff=ALIKE, dtype=np.uint8, workers=-1)
    for later, earlier in np.argwhere(np.tril(likeness, k=-1) > 0):
        what = f"tells nearly the same as {told[earlier].id}."
        yield told[later], Finding(("summary", "en"), what, "Merge the two, or say what differs.")
