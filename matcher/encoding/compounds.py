"""Splits German compounds into the words they are made of, by a list of known words.

Koehn and Knight 2003, "Empirical Methods for Compound Splitting": of all ways to write a word as a row of known
words, joined by a linking element or none, the one whose parts have the highest geometric mean of frequencies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod

LINKS = ("", "s", "es", "n", "en", "er", "e")
MIN_PART = 4
"""Letters of a part; shorter words ("rat", "ort") split what is no compound."""
MAX_WORD = 60
"""Longer strings are no German words; splitting them would only cost time."""
MAX_PARTS = 3


class CompoundSplitter:
    """Knows words with their frequencies; splits compounds of them."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = {word: count for word, count in counts.items() if len(word) >= MIN_PART and word.isalpha()}
        self._known: dict[str, tuple[str, ...]] = {}

    @property
    def counts(self) -> Mapping[str, int]:
        """The known words with their frequencies."""
        return self._counts

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a lower-case word, or the word alone where it is none of known words."""
        if not 2 * MIN_PART <= len(word) <= MAX_WORD:
            return (word,)
        if word not in self._known:
            ways = [way for way in self._ways(word, MAX_PARTS) if len(way) > 1]
            self._known[word] = max(ways, key=self._mean) if ways else (word,)
        return self._known[word]

    def _mean(self, parts: tuple[str, ...]) -> float:
        return float(prod(self._counts[part] for part in parts) ** (1 / len(parts)))

    def _ways(self, word: str, most: int) -> Iterator[tuple[str, ...]]:
        """Yield every row of at most ``most`` known words that spells ``word``."""
        if word in self._counts:
            yield (word,)
        if most == 1:
            return
        for end in range(MIN_PART, len(word) - MIN_PART + 1):
            head = word[:end]
            if head not in self._counts:
                continue
            for link in LINKS:
                if word.startswith(link, end):
                    for rest in self._ways(word[end + len(link) :], most - 1):
                        yield (head, *rest)
