"""The registry of organisations: names in three languages, known groups and sectors, valid identifiers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from matcher.corpus.checks.finding import Finding
from matcher.corpus.identifiers import IDENTIFIERS
from matcher.corpus.vocabulary import Vocabulary
from matcher.model import LANGUAGES, Organisation


def check_registry(organisations: Mapping[str, Organisation], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield what is wrong in the registry, entry by entry, and names that two organisations share."""
    names: dict[str, str] = {}
    for position, organisation in enumerate(organisations.values()):
        yield from _check_entry(position, organisation, organisations, vocabulary)
        own = {*(organisation.name.get(language) or "" for language in LANGUAGES), *organisation.aliases}
        for name in sorted(own - {""}):
            other = names.setdefault(name.casefold(), organisation.id)
            if other != organisation.id:
                what = f"{name!r} is also a name of {other}."
                yield Finding((position, "name"), what, "Merge the two, or tell the names apart.")


def _check_entry(
    position: int, organisation: Organisation, organisations: Mapping[str, Organisation], vocabulary: Vocabulary
) -> Iterator[Finding]:
    for language in LANGUAGES:
        if organisation.name.get(language) is None:
            yield Finding((position, "name", language), f"no name in {language!r}.", "Add it.")
    if organisation.group is not None and organisation.group not in organisations:
        what = f"the group {organisation.group!r} is not in this file."
        yield Finding((position, "group"), what, "Add it, or remove the group.")
    if organisation.sector is not None and organisation.sector not in vocabulary.sectors:
        what = f"{organisation.sector!r} is not in vocabulary/sectors.yaml."
        yield Finding((position, "sector"), what, "Use an id from there.")
    for kind, value in organisation.identifiers.items():
        if kind not in IDENTIFIERS:
            what = f"there is no kind of identifier {kind!r}."
            yield Finding((position, "identifiers", kind), what, f"There are: {', '.join(IDENTIFIERS)}.")
        elif not IDENTIFIERS[kind](value):
            what = f"{value!r} has a wrong check digit or form."
            yield Finding((position, "identifiers", kind), what, "Mend it, or remove it.")
