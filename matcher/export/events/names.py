"""What participants are called: in one line, in the reader's language, told apart, without e-mail addresses."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matcher.clean import clean
from matcher.events.event import Participant
from matcher.export.sheets import Library
from matcher.model import LANGUAGES, Language
from matcher.texts import Texts

_ADDRESS = re.compile(r"[^\s@<>()\[\],;:]+@[^\s@<>()\[\],;:]+\.[^\s@<>()\[\],;:]+")
"""An e-mail address inside a text."""


def one_line(text: str) -> str:
    """Return a participant's text harmless and in one line."""
    return " ".join(clean(text).split())


def without_addresses(text: str) -> str:
    """Return a text in one line without e-mail addresses: people write them into any field."""
    return " ".join(_ADDRESS.sub("", one_line(text)).split())


def contact(participant: Participant) -> str:
    """Return whom a participant sends, by name alone."""
    return without_addresses(participant.contact).strip(" ,;·|/()<>")


def own_name(participant: Participant) -> str:
    """Return an organisation's name as it wrote it itself."""
    return without_addresses(participant.organisation)


def shown_name(participant: Participant, library: Library, language: Language) -> str:
    """Return an organisation's name in the reader's language as far as the corpus knows it, else its own."""
    own = own_name(participant)
    linked = library.organisations.get(participant.linked or "")
    known = linked.name.get(language) if linked else None
    return own if known is None or _same(known, own) else known


@dataclass(frozen=True)
class Called:
    """What one participant of an event is called."""

    shown: str
    """The organisation, as the reader knows it."""
    own: str
    """The organisation, as it wrote itself."""
    who: str = ""
    """Tells it from others of the same name: the contact, else the number; empty where its name is its alone."""

    def name(self, texts: Texts) -> str:
        """Return the reader's name."""
        return self._with(self.shown, texts)

    def own_name(self, texts: Texts) -> str:
        """Return the own name."""
        return self._with(self.own, texts)

    def full_name(self, texts: Texts) -> str:
        """Return the reader's name, and the own one where that differs."""
        return self._with(" · ".join(dict.fromkeys((self.shown, self.own))), texts)

    def _with(self, name: str, texts: Texts) -> str:
        return texts("event_one_of_several", name=name, who=self.who) if self.who else name


def called(participants: Sequence[Participant], library: Library, texts: Texts) -> dict[int, Called]:
    """Return what the participants of an event are called, by number; no two are called the same."""
    names = {one.id: Called(shown_name(one, library, texts.language), own_name(one)) for one in participants}
    alike: dict[str, set[int]] = defaultdict(set)
    for number, one in names.items():
        for name in (one.shown, one.own):
            alike[_folded(name)].add(number)
    contacts = {one.id: contact(one) for one in participants}
    found = {}
    for number, one in names.items():
        others = (alike[_folded(one.shown)] | alike[_folded(one.own)]) - {number}
        who = _told_apart(number, others, contacts, texts) if others else ""
        found[number] = Called(one.shown, one.own, who)
    return found


def _told_apart(number: int, others: Iterable[int], contacts: Mapping[int, str], texts: Texts) -> str:
    """Return the contact where no other has the same one, else the number."""
    own = contacts[number]
    if own and all(_folded(contacts[other]) != _folded(own) for other in others):
        return own
    return texts("event_numbered", number=texts.number(number))


def other_names(participant: Participant, library: Library) -> tuple[str, ...]:
    """Return the organisation's names in other languages, as far as the corpus knows them."""
    linked = library.organisations.get(participant.linked or "")
    names = (linked.name.get(language) for language in LANGUAGES) if linked else ()
    own = own_name(participant)
    return tuple(dict.fromkeys(name for name in names if name and not _same(name, own)))


def _same(one: str, other: str) -> bool:
    """Tell whether one name contains the other, whatever the case and width of its letters."""
    first, second = _folded(one), _folded(other)
    return first in second or second in first


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
