"""Every id stands in the vocabulary or the registry."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from matcher.corpus.checks.finding import Finding, Location
from matcher.corpus.vocabulary import Vocabulary
from matcher.model import Case, Organisation


def check_words(case: Case, vocabulary: Vocabulary, organisations: Mapping[str, Organisation]) -> Iterator[Finding]:
    """Yield each id of a case that is not known."""
    for location, word, known, name in _uses(case, vocabulary):
        if word not in known:
            yield Finding(location, f"{word!r} is not in vocabulary/{name}.yaml.", "Use an id from there.")
    for position, involvement in enumerate(case.organisations):
        if involvement.organisation not in organisations:
            yield Finding(
                ("organisations", position, "organisation"),
                f"{involvement.organisation!r} is not in organisations.yaml.",
                "Add it there, or mend the id.",
            )


def _uses(case: Case, vocabulary: Vocabulary) -> Iterator[tuple[Location, str, Collection[str], str]]:
    """Yield every use of a vocabulary id: where, which, the ids that are known, the list's name."""
    for name in ("domains", "policy_areas", "technologies", "bands"):
        for position, word in enumerate(getattr(case, name)):
            yield (name, position), word, getattr(vocabulary, name), name
    for field, name in (("sector", "sectors"), ("site_type", "site_types"), ("network", "networks")):
        word = getattr(case, field)
        if word is not None:
            yield (field,), word, getattr(vocabulary, name), name
    yield ("place", "region"), case.place.region, vocabulary.regions, "regions"
    for position, figure in enumerate(case.figures):
        yield ("figures", position, "unit"), figure.unit, vocabulary.units, "units"
    for position, involvement in enumerate(case.organisations):
        yield ("organisations", position, "role"), involvement.role, vocabulary.roles, "roles"
