"""What participants are called: in one line, in the reader's language, and never with an e-mail address."""

from __future__ import annotations

import re
import unicodedata

from matcher.clean import clean
from matcher.events.event import Participant
from matcher.export.sheets import Library
from matcher.model import LANGUAGES, Language

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


def other_names(participant: Participant, library: Library) -> tuple[str, ...]:
    """Return the organisation's names in other languages, as far as the corpus knows them."""
    linked = library.organisations.get(participant.linked or "")
    names = (linked.name.get(language) for language in LANGUAGES) if linked else ()
    own = own_name(participant)
    return tuple(dict.fromkeys(name for name in names if name and not _same(name, own)))


def _same(one: str, other: str) -> bool:
    """Tell whether one name contains the other, whatever the case and width of its letters."""
    first, second = (unicodedata.normalize("NFKC", name).casefold() for name in (one, other))
    return first in second or second in first
