"""What the corpus knows of one organisation: its cases and roles, with whom it worked, on what."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from dataclasses import dataclass

from matcher.errors import WrongUse
from matcher.index.store import Index
from matcher.model import Case, Organisation

MOST_PARTNERS = 24
"""Co-partners in a network that is still readable."""


@dataclass(frozen=True)
class Part:
    """A case of an organisation, and its roles there."""

    case: Case
    roles: tuple[str, ...]


@dataclass(frozen=True)
class CoPartner:
    """An organisation that took part in the same cases."""

    organisation: Organisation
    shared: tuple[str, ...]
    """Ids of the cases that both took part in."""


@dataclass(frozen=True)
class Network:
    """Who worked with whom around an organisation: it, its closest co-partners, and the ties among them."""

    nodes: tuple[Organisation, ...]
    """The organisation itself first, then those with most cases in common."""
    ties: tuple[tuple[str, str, int], ...]
    """Two ids and the number of cases they share."""


@dataclass(frozen=True)
class OrganisationProfile:
    """An organisation as its page shows it."""

    organisation: Organisation
    group: Organisation | None
    members: tuple[Organisation, ...]
    """Organisations whose group it is."""
    cases: tuple[Part, ...]
    """The latest first."""
    co_partners: tuple[CoPartner, ...]
    """Those with most cases in common first."""
    sectors: tuple[tuple[str, int], ...]
    technologies: tuple[tuple[str, int], ...]
    network: Network


class OrganisationLookup:
    """Looks organisations up in an index; build it once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._cases: dict[str, list[Case]] = defaultdict(list)
        for case in index.cases.values():
            for name in dict.fromkeys(item.organisation for item in case.organisations):
                self._cases[name].append(case)

    def profile(self, organisation_id: str) -> OrganisationProfile:
        """Return all that the corpus knows of an organisation.

        Raises:
            WrongUse: there is no such organisation; names one that is spelt alike.
        """
        organisation = self._index.organisations.get(organisation_id)
        if organisation is None:
            near = difflib.get_close_matches(organisation_id, self._index.organisations, n=1)
            mend = f"Did you mean {near[0]!r}?" if near else "Take the id from a case or a partner."
            raise WrongUse(f"there is no organisation {organisation_id!r}.", mend=mend)
        cases = sorted(
            self._cases[organisation.id], key=lambda case: (case.start.value if case.start else "", case.id)
        )
        cases.reverse()
        parts = tuple(Part(case, _roles(case, organisation.id)) for case in cases)
        co_partners = self._co_partners(organisation.id)
        return OrganisationProfile(
            organisation=organisation,
            group=self._index.organisations.get(organisation.group or ""),
            members=tuple(one for one in self._index.organisations.values() if one.group == organisation.id),
            cases=parts,
            co_partners=co_partners,
            sectors=tuple(Counter(case.sector for case in cases).most_common()),
            technologies=tuple(Counter(item for case in cases for item in case.technologies).most_common()),
            network=self._network(organisation, co_partners[:MOST_PARTNERS]),
        )

    def find(self, text: str, most: int = 10) -> list[Organisation]:
        """Return organisations whose name or alias contains a text, those that begin with it first."""
        wanted = text.casefold().strip()
        if not wanted:
            return []
        hits: list[tuple[bool, int, str]] = []
        for organisation in self._index.organisations.values():
            names = [name.casefold() for name in names_of(organisation) if wanted in name.casefold()]
            if names:
                begins = any(name.startswith(wanted) for name in names)
                hits.append((not begins, -len(self._cases[organisation.id]), organisation.id))
        return [self._index.organisations[name] for _, _, name in sorted(hits)[:most]]

    def _co_partners(self, name: str) -> tuple[CoPartner, ...]:
        shared: dict[str, list[str]] = defaultdict(list)
        for case in self._cases[name]:
            for other in dict.fromkeys(item.organisation for item in case.organisations):
                if other != name:
                    shared[other].append(case.id)
        order = sorted(shared, key=lambda other: (-len(shared[other]), -len(self._cases[other]), other))
        return tuple(CoPartner(self._index.organisations[other], tuple(shared[other])) for other in order)

    def _network(self, centre: Organisation, around: tuple[CoPartner, ...]) -> Network:
        nodes = (centre, *(one.organisation for one in around))
        sets = {node.id: {case.id for case in self._cases[node.id]} for node in nodes}
        ties = []
        for place, one in enumerate(nodes):
            for two in nodes[place + 1 :]:
                common = len(sets[one.id] & sets[two.id])
                if common:
                    ties.append((one.id, two.id, common))
        return Network(nodes, tuple(ties))


def names_of(organisation: Organisation) -> tuple[str, ...]:
    """Return every name of an organisation, each once."""
    name = organisation.name
    own = [text for text in (name.en, name.de, name.ja) if text]
    return tuple(dict.fromkeys((*own, *organisation.aliases)))


def _when(case: Case) -> tuple[str, str]:
    return (case.start.value if case.start else "", case.id)


def _roles(case: Case, organisation_id: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.role for item in case.organisations if item.organisation == organisation_id))
