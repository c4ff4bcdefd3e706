"""Who is in a list twice: the same e-mail, the same person of an organisation, or the same organisation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from matcher.events.event import Participant
from matcher.events.intake.folding import folded, name_key
from matcher.events.intake.problems import Unreadable


class Person(Protocol):
    """What tells two participants apart."""

    @property
    def organisation(self) -> str:
        """Its organisation."""

    @property
    def contact(self) -> str:
        """Its contact person, may be empty."""

    @property
    def email(self) -> str:
        """Its address, may be empty."""

    @property
    def country(self) -> str:
        """The country of its organisation (ISO 3166-1)."""


class Repeats:
    """Remembers who has come in, and tells who comes again."""

    def __init__(self, known: Sequence[Participant] = ()) -> None:
        self._emails: dict[str, int | None] = {}
        self._people: dict[tuple[str, str], dict[str, int | None]] = {}
        for participant in known:
            self._keep(None, participant)

    def add(self, line: int, person: Person) -> Unreadable | None:
        """Remember who stands in a line; return what is wrong if that cannot be: nothing is remembered then.

        Wrong is an e-mail address or a person that has been there before, and an organisation that has, when one
        of the two rows names no contact person that would tell them apart.
        """
        email = person.email.casefold()
        if email and email in self._emails:
            return _twice("email", self._emails[email])
        others = self._people.get(_organisation(person), {})
        contact = folded(person.contact)
        if contact and contact in others:
            return _twice("person", others[contact])
        if others and (not contact or "" in others):
            return _twice("organisation", others.get("", next(iter(others.values()))))
        self._keep(line, person)
        return None

    def _keep(self, line: int | None, person: Person) -> None:
        if person.email:
            self._emails.setdefault(person.email.casefold(), line)
        self._people.setdefault(_organisation(person), {}).setdefault(folded(person.contact), line)


def _organisation(person: Person) -> tuple[str, str]:
    return name_key(person.organisation), person.country


def _twice(what: str, line: int | None) -> Unreadable:
    if line is None:
        return Unreadable(f"known_{what}", mend=f"twice_{what}_mend")
    return Unreadable(f"twice_{what}", line=str(line))
