"""Which organisation of the corpus a participant may be: proposed with a reason, for a person to confirm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matcher.events.event import Participant
from matcher.events.intake.folding import folded, name_key, name_words, place_key
from matcher.model import LANGUAGES, Language, Organisation
from matcher.texts import Texts

ALIKE = 88.0
"""From this likeness on (0 to 100) names that differ are proposed as one."""
SHORTEST_ALIKE = 5
"""Letters: shorter names have to be the same."""
MOST_PROPOSALS = 3
OTHER_KIND = 0.15
"""So much less sure where one is a municipality and the other is not."""
OTHER_FORM = 0.02
"""So much less sure where only one name has its legal form, or they differ in it."""
_PUBLIC = ("municipality", "prefecture_state")


@dataclass(frozen=True)
class LinkProposal:
    """An organisation that a participant may be, how sure that is (0 to 1), and why."""

    participant: int
    organisation_id: str
    name: str
    """In the reader's language."""
    sureness: float
    why: str


@dataclass(frozen=True)
class _Found:
    organisation: Organisation
    sureness: float
    reason: str
    form: str


def propose_links(
    participants: Sequence[Participant], organisations: Mapping[str, Organisation], language: Language = "en"
) -> list[LinkProposal]:
    """Return for each participant without a link up to three organisations of its country, the surest first.

    The same name in any language is surest, then an alias, then a municipality without its “City of”, then names
    that are much alike (RapidFuzz, normalised Indel similarity of the names, words sorted or not).
    """
    texts = Texts(language)
    countries = {one.country for one in participants}
    registers = {country: _Register(organisations.values(), country) for country in countries}
    proposals = []
    for participant in participants:
        if participant.linked is None:
            for found in registers[participant.country].find(participant):
                why = texts(f"intake_link_{found.reason}", name=found.form)
                name = found.organisation.name.pick(language).text
                proposals.append(
                    LinkProposal(participant.id, found.organisation.id, name, round(found.sureness, 2), why)
                )
    return proposals


class _Register:
    """The organisations of one country by the forms of their names."""

    def __init__(self, organisations: Iterable[Organisation], country: str) -> None:
        self._names: dict[str, list[_Found]] = {}
        self._places: dict[str, list[_Found]] = {}
        self._words: dict[str, list[_Found]] = {}
        for organisation in organisations:
            if organisation.country == country:
                self._add(organisation)

    def _add(self, organisation: Organisation) -> None:
        names = [name for language in LANGUAGES if (name := organisation.name.get(language))]
        for form, sureness, reason in (
            *((name, 1.0, "name") for name in names),
            *((alias, 0.95, "alias") for alias in organisation.aliases),
        ):
            self._names.setdefault(name_key(form), []).append(_Found(organisation, sureness, reason, form))
            self._words.setdefault(name_words(form), []).append(_Found(organisation, 0.0, "alike", form))
            if organisation.kind in _PUBLIC:
                self._places.setdefault(place_key(form), []).append(_Found(organisation, 0.9, "place", form))

    def find(self, participant: Participant) -> list[_Found]:
        found = list(self._names.get(name_key(participant.organisation), ()))
        if participant.kind == "municipality":
            found += self._places.get(place_key(participant.organisation), ())
        if not found:
            found = list(self._alike(participant.organisation))
        best: dict[str, _Found] = {}
        for one in sorted((_weighed(one, participant) for one in found), key=lambda one: -one.sureness):
            best.setdefault(one.organisation.id, one)
        return list(best.values())[:MOST_PROPOSALS]

    def _alike(self, name: str) -> Iterable[_Found]:
        from rapidfuzz import process
        from rapidfuzz.fuzz import ratio, token_sort_ratio

        wanted = name_words(name)
        if len(folded(wanted)) < SHORTEST_ALIKE:
            return
        for scorer in (ratio, token_sort_ratio):
            alike = process.extract(wanted, self._words.keys(), scorer=scorer, score_cutoff=ALIKE, limit=5)
            for words, likeness, _ in alike:
                for one in self._words[words]:
                    yield _Found(one.organisation, likeness / 100 - 0.1, "alike", one.form)


def _weighed(found: _Found, participant: Participant) -> _Found:
    """Return the find, less sure where the kinds or the legal forms of the two are not the same."""
    sureness = found.sureness
    if (participant.kind == "municipality") != (found.organisation.kind in _PUBLIC):
        sureness -= OTHER_KIND
    if found.reason != "alike" and folded(participant.organisation) != folded(found.form):
        sureness -= OTHER_FORM
    return _Found(found.organisation, sureness, found.reason, found.form)
