"""Names of whom participants want to meet, or not, become participants; what is not certain is reported."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matcher.events.event import Participant
from matcher.events.intake.folding import folded, name_key
from matcher.events.intake.headings import ParticipantField
from matcher.events.intake.problems import RowProblem, Unreadable, problem
from matcher.events.intake.rows import DraftParticipant
from matcher.events.intake.values import suggestion
from matcher.model import Language
from matcher.texts import Texts

_COMMAS = re.compile(r"[,/，／]")


def resolve_wishes(
    drafts: Sequence[DraftParticipant], known: Sequence[Participant], first_id: int, language: Language = "en"
) -> tuple[list[Participant], list[RowProblem]]:
    """Return the drafts as participants with ids from ``first_id`` on, and the wishes that could not be kept.

    A wish names an organisation (case, width and legal form do not matter), a contact person, both, or an e-mail
    address, among the drafts and those ``known`` before. A name that nobody or more than one bears is reported and
    left out; the participant comes in all the same. Who is wished for and refused at once stays refused.
    """
    texts = Texts(language)
    directory = _Directory()
    for number, draft in enumerate(drafts, start=first_id):
        directory.add(number, draft)
    for participant in known:
        directory.add(participant.id, participant)
    participants: list[Participant] = []
    problems: list[RowProblem] = []
    for number, draft in enumerate(drafts, start=first_id):
        resolver = _Resolver(directory, number, draft, texts, problems)
        refused = resolver.ids("wont_meet", draft.wont_meet)
        wished = resolver.ids("must_meet", draft.must_meet, refused)
        participants.append(draft.participant(number, wished, refused))
    return participants, problems


class _Directory:
    """Participants by the names that they go by: first the exact ones, then without legal form."""

    def __init__(self) -> None:
        self._exact: dict[str, set[int]] = {}
        self._loose: dict[str, set[int]] = {}
        self._names: dict[str, None] = {}

    def add(self, number: int, one: DraftParticipant | Participant) -> None:
        both = f"{one.organisation} {one.contact}" if one.contact else one.organisation
        for name in (one.organisation, one.contact, one.email, both):
            if folded(name):
                self._exact.setdefault(_exact(name), set()).add(number)
                self._loose.setdefault(name_key(name), set()).add(number)
        bare = f"{name_key(one.organisation)}{folded(one.contact)}"
        self._loose.setdefault(bare, set()).add(number)
        self._names.setdefault(one.organisation)

    def find(self, name: str) -> set[int]:
        return self._exact.get(_exact(name)) or self._loose.get(name_key(name)) or set()

    @property
    def names(self) -> Iterable[str]:
        return self._names


@dataclass(frozen=True)
class _Resolver:
    directory: _Directory
    number: int
    draft: DraftParticipant
    texts: Texts
    problems: list[RowProblem]

    def ids(self, field: ParticipantField, names: Sequence[str], refused: Sequence[int] = ()) -> tuple[int, ...]:
        """Return the ids behind names; what is wrong with a name goes to the problems."""
        found: dict[int, None] = {}
        for name in self._apart(names):
            try:
                found[self._one(name, refused)] = None
            except Unreadable as error:
                column = self.texts(f"intake_field_{field}")
                self.problems.append(problem(error, self.texts, line=self.draft.line, column=column, value=name))
        return tuple(found)

    def _one(self, name: str, refused: Sequence[int]) -> int:
        found = self.directory.find(name)
        if not found:
            near = suggestion(name, self.directory.names, name_key)
            raise Unreadable("wish_unknown", mend="wish_near", near=near) if near else Unreadable("wish_unknown")
        if len(found) > 1:
            raise Unreadable("wish_several", count=str(len(found)))
        number = next(iter(found))
        if number == self.number:
            raise Unreadable("wish_self")
        if number in refused:
            raise Unreadable("wish_both")
        return number

    def _apart(self, names: Sequence[str]) -> list[str]:
        """Part names at commas and slashes where that gives known names only: “Co., Ltd.” has a comma too."""
        apart: list[str] = []
        for name in names:
            parts = [part.strip() for part in _COMMAS.split(name)]
            named = [part for part in parts if folded(part) and not _is_legal_form(part)]
            if not self.directory.find(name) and named and all(self.directory.find(part) for part in named):
                apart.extend(named)
            else:
                apart.append(name)
        return apart


def _is_legal_form(text: str) -> bool:
    """Tell whether a text says only in what form a company is; such a word is taken off a longer name."""
    return name_key(f"x {text}") == "x"


def _exact(name: str) -> str:
    """Return a name in one width, case and spacing, its legal form and punctuation left in."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
