"""Why a case matches: its best passage, what it shares with the need, and in what it differs.

Every text is the case's own or a label of the vocabulary, in the reader's language; nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from matcher.corpus.vocabulary import Term, Vocabulary
from matcher.model import Case, Language, Organisation, Profile, Reason, ReasonKind, TextField
from matcher.search.size import case_municipality, compare_sizes, rounded
from matcher.search.understanding import Named
from matcher.texts import Texts

_SEPARATOR: Mapping[Language, str] = {"en": ", ", "de": ", ", "ja": "、"}


@dataclass(frozen=True)
class BestPassage:
    """The field of a case that fits best, and the part of the need that it answers (None where there is one)."""

    field: TextField
    answers: str | None


class Explainer:
    """Writes reasons from a vocabulary's labels and the registry's populations."""

    def __init__(self, vocabulary: Vocabulary, organisations: Mapping[str, Organisation]) -> None:
        self._vocabulary = vocabulary
        self._organisations = organisations

    def reasons(
        self,
        case: Case,
        passage: BestPassage,
        named: Named,
        profile: Profile | None,
        reader: Language,
        inhabitants: int | None = None,
    ) -> tuple[Reason, ...]:
        """Return the passage first, then what is shared, then what differs.

        ``inhabitants`` are those of the municipality that asks.
        """
        text = (case.text(passage.field) or case.summary).pick(reader)
        best = Reason(kind=passage.field, text=text.text, language=text.language, answers=passage.answers)
        size = self._size(case, inhabitants, reader)
        shared = [*self._shared(case, named, reader), *(one for one in size if one.kind == "size")]
        different = [*self._different(case, named, profile, reader), *(one for one in size if one.kind != "size")]
        return (best, *shared, *different)

    def _size(self, case: Case, inhabitants: int | None, reader: Language) -> list[Reason]:
        """Return the population of the case's municipality where it is comparable, or far from it."""
        own = case_municipality(case, self._organisations) if inhabitants else None
        if own is None or own.population is None or inhabitants is None:
            return []
        kind = compare_sizes(inhabitants, own.population)
        if kind is None:
            return []
        texts = Texts(reader)
        told = texts(
            "reason_inhabitants", place=own.name.pick(reader).text, count=texts.number(rounded(own.population))
        )
        return [Reason(kind=kind, text=told, language=reader)]

    def _shared(self, case: Case, named: Named, reader: Language) -> Iterator[Reason]:
        lists = self._vocabulary
        technologies = [item for item in case.technologies if item in named.technology]
        # Private 5G and the like stand in both lists: one mention is enough.
        networks = [case.network] if case.network in named.network - set(technologies) and case.network else []
        shared: tuple[tuple[ReasonKind, Mapping[str, Term], Iterable[str]], ...] = (
            ("technology", lists.technologies, technologies),
            ("sector", lists.sectors, [case.sector] if case.sector in named.sector else []),
            ("site_type", lists.site_types, [case.site_type] if case.site_type in named.site_type else []),
            ("network", lists.networks, networks),
            ("band", lists.bands, [item for item in case.bands if item in named.band]),
            ("policy_area", lists.policy_areas, [i for i in case.policy_areas if i in named.policy_area]),
        )
        for kind, terms, items in shared:
            known = [terms[item] for item in items if item in terms]
            if known:
                yield _labels(kind, known, reader)
        if case.place.region in named.region or case.id in named.place:
            place = case.place.name.pick(reader)
            yield Reason(kind="place", text=place.text, language=place.language)

    def _different(self, case: Case, named: Named, profile: Profile | None, reader: Language) -> Iterator[Reason]:
        """Yield the sector where the asker's is another, and the network where another kind was named."""
        asked = {profile.sector} if profile is not None and profile.sector else set(named.sector)
        if len(asked) == 1 and case.sector not in asked and case.sector in self._vocabulary.sectors:
            yield _labels("other_sector", [self._vocabulary.sectors[case.sector]], reader)
        if named.network and case.network not in (None, *named.network):
            yield _labels("other_network", [self._vocabulary.networks[str(case.network)]], reader)


def _labels(kind: ReasonKind, terms: Iterable[Term], reader: Language) -> Reason:
    labels = [term.label.pick(reader) for term in terms]
    return Reason(
        kind=kind, text=_SEPARATOR[reader].join(label.text for label in labels), language=labels[0].language
    )
