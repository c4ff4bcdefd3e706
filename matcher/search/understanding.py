"""What a need names by a word of the vocabulary: technologies, sector, site, network, band, country, region, place.

What is named steers the ranking; nothing is required by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from matcher.corpus.vocabulary import Term, Vocabulary
from matcher.encoding.tokens import Tokeniser
from matcher.model import LANGUAGES, Case, Language, Noun, Text

NamedFacet = Literal[
    "technology", "sector", "site_type", "network", "band", "policy_area", "country", "region", "place"
]

_COUNTRIES: Mapping[str, tuple[str, ...]] = {
    "JP": ("Japan", "Japanese", "Japanisch", "日本", "国内"),
    "DE": ("Germany", "German", "Deutschland", "Deutsch", "ドイツ", "独"),
}
_FREQUENCY = re.compile(r"(\d{1,5}(?:[.,]\d+)?)\s*(ghz|mhz)")
_LATIN_ONLY = re.compile(r"[\x00-\u024f]+")
MAX_PHRASE = 6
"""Words of the longest phrase that is looked for."""
MIN_JAPANESE = 2
"""Characters of a Japanese word that is looked for inside a text; single ones stand in too many others."""


class Named(Noun):
    """The ids that a text names, by facet."""

    technology: frozenset[str] = frozenset()
    sector: frozenset[str] = frozenset()
    site_type: frozenset[str] = frozenset()
    network: frozenset[str] = frozenset()
    band: frozenset[str] = frozenset()
    policy_area: frozenset[str] = frozenset()
    country: frozenset[str] = frozenset()
    region: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    """Ids of cases whose place is named."""

    def __or__(self, other: Named) -> Named:
        """Return what either names."""
        return Named.model_validate(
            {name: getattr(self, name) | getattr(other, name) for name in Named.model_fields}
        )


_Hit = tuple[NamedFacet, str]


class Understanding:
    """Finds vocabulary in texts; built once from the vocabulary and the cases' places."""

    def __init__(self, vocabulary: Vocabulary, cases: Iterable[Case], tokeniser: Tokeniser) -> None:
        self._tokeniser = tokeniser
        self._bands = vocabulary.bands
        self._phrases: dict[Language, dict[tuple[str, ...], set[_Hit]]] = {
            language: defaultdict(set) for language in LANGUAGES
        }
        self._japanese: dict[str, dict[str, set[_Hit]]] = defaultdict(lambda: defaultdict(set))
        for hit, name, language in _names(vocabulary, cases):
            self._add(hit, name, language)

    def named(self, text: str, language: Language) -> Named:
        """Return what a text in ``language`` names."""
        found: dict[str, set[str]] = defaultdict(set)
        for facet, item in self._hits(text, language):
            found[facet].add(item)
        found["band"] |= set(self._bands_at(text))
        return Named.model_validate({facet: frozenset(items) for facet, items in found.items()})

    def _add(self, hit: _Hit, name: str, language: Language) -> None:
        folded = unicodedata.normalize("NFKC", name).casefold().strip()
        if language == "ja" and not _LATIN_ONLY.fullmatch(folded):
            if len(folded) >= MIN_JAPANESE or folded == "独":
                self._japanese[folded[0]][folded].add(hit)
            return
        for spoken in LANGUAGES if language == "ja" else (language,):
            phrase = tuple(self._tokeniser.tokens(folded, "en" if spoken == "ja" else spoken)[:MAX_PHRASE])
            if phrase:
                self._phrases[spoken][phrase].add(hit)

    def _hits(self, text: str, language: Language) -> Iterator[_Hit]:
        if language == "ja":
            yield from self._inside(unicodedata.normalize("NFKC", text).casefold())
        words = self._tokeniser.tokens(text, "en" if language == "ja" else language)
        phrases = self._phrases[language]
        for start in range(len(words)):
            for end in range(start + 1, min(start + MAX_PHRASE, len(words)) + 1):
                yield from phrases.get(tuple(words[start:end]), ())

    def _inside(self, folded: str) -> Iterator[_Hit]:
        """Yield what Japanese words stand in a text, the longest at each place."""
        position = 0
        while position < len(folded):
            names = self._japanese.get(folded[position])
            longest = max((n for n in names or () if folded.startswith(n, position)), key=len, default="")
            if names and longest:
                yield from names[longest]
            position += len(longest) or 1

    def _bands_at(self, text: str) -> Iterator[str]:
        """Yield the bands that a frequency in the text lies in."""
        for number, unit in _FREQUENCY.findall(unicodedata.normalize("NFKC", text).casefold()):
            mhz = float(number.replace(",", ".")) * (1000 if unit == "ghz" else 1)
            for band in self._bands.values():
                if band.low_mhz is not None and band.high_mhz is not None:
                    slack = 0.02 * mhz  # "28 GHz" is said for 28.2
                    if band.low_mhz - slack <= mhz <= band.high_mhz + slack:
                        yield band.id


def _names(vocabulary: Vocabulary, cases: Iterable[Case]) -> Iterator[tuple[_Hit, str, Language]]:
    lists: Sequence[tuple[NamedFacet, Mapping[str, Term]]] = (
        ("technology", vocabulary.technologies),
        ("sector", vocabulary.sectors),
        ("site_type", vocabulary.site_types),
        ("network", vocabulary.networks),
        ("policy_area", vocabulary.policy_areas),
    )
    for facet, terms in lists:
        for term in terms.values():
            yield from _labelled((facet, term.id), term.label)
            for language, names in term.synonyms.items():
                yield from (((facet, term.id), name, language) for name in names)
    for country, names in _COUNTRIES.items():
        yield from ((("country", country), name, language) for name in names for language in LANGUAGES)
    for region in vocabulary.regions.values():
        if region.id not in _COUNTRIES:
            yield from _labelled(("region", region.id), region.label)
    for case in cases:
        yield from _labelled(("place", case.id), case.place.name)


def _labelled(hit: _Hit, label: Text) -> Iterator[tuple[_Hit, str, Language]]:
    """Yield a label in each of its languages, without what stands in brackets."""
    for language in label.languages:
        yield hit, _without_brackets(label.get(language) or ""), language


def _without_brackets(name: str) -> str:
    return re.sub(r"\s*[((].*?[))]", "", name)
