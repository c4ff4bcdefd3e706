"""What a schedule may be made of: the pairs that may meet, when and where, and what each participant can reach."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from matcher.errors import WrongUse
from matcher.events.event import Affinity, Meeting, MeetingPlace, Participant, PlaceKind, Rules, Slot
from matcher.events.rows import Rows, rows_of

UNITS = 100
"""Values and gains are counted in whole hundredths, as the solver wants whole numbers."""


@dataclass(frozen=True)
class Pair:
    """Two participants who may meet, or whose meeting is kept."""

    first: int
    second: int
    value: int
    first_gains: int
    second_gains: int
    must: bool
    kind: PlaceKind
    """Where they meet."""
    interpreter: bool
    slots: tuple[int, ...]
    """When they may meet, by time; just one where the meeting is kept."""
    kept: Meeting | None = None

    @property
    def sides(self) -> tuple[int, int]:
        """The ids of the two."""
        return self.first, self.second

    def gain(self, participant: int) -> int:
        """Return what one of the two gains, in hundredths."""
        return self.first_gains if participant == self.first else self.second_gains


@dataclass(frozen=True)
class Person:
    """What a participant may do and can reach."""

    pairs: tuple[int, ...]
    """Places of its pairs in ``Problem.pairs``."""
    most: int
    """Meetings it may have."""
    least: int
    """Meetings it should have."""
    reach: int
    """What it gains, in hundredths, if it meets its best partners; 0 where it can gain nothing."""
    kept: frozenset[int]
    """Slots of its kept meetings."""


@dataclass(frozen=True)
class Problem:
    """All that a schedule has to keep, and all that it can choose from."""

    pairs: tuple[Pair, ...]
    rows: Rows
    rules: Rules
    tables: int
    video_rooms: int

    @cached_property
    def persons(self) -> Mapping[int, Person]:
        """Everyone who has a pair, by id."""
        found: dict[int, list[int]] = defaultdict(list)
        for place, pair in enumerate(self.pairs):
            found[pair.first].append(place)
            found[pair.second].append(place)
        return {one: self._person(one, tuple(places)) for one, places in sorted(found.items())}

    def room(self, kind: str, slot: int) -> int:
        """Return how many meetings of a kind may take place at a slot; what is kept always may."""
        return max(self.tables if kind == "table" else self.video_rooms, self._kept[kind, slot])

    def interpreters(self, slot: int) -> int:
        """Return how many meetings with an interpreter may take place at a slot."""
        return max(self.rules.interpreters, self._kept["interpreter", slot])

    def in_window(self, person: Person, window: Sequence[int]) -> int:
        """Return how many meetings a participant may have in a run of ``most_in_a_row`` + 1 slots."""
        return max(self.rules.most_in_a_row, sum(slot in person.kept for slot in window))

    @cached_property
    def _kept(self) -> Counter[tuple[str, int]]:
        kept = [pair for pair in self.pairs if pair.kept]
        uses = Counter((str(pair.kind), pair.slots[0]) for pair in kept)
        uses.update(("interpreter", pair.slots[0]) for pair in kept if pair.interpreter)
        return uses

    def _person(self, one: int, places: tuple[int, ...]) -> Person:
        own = [self.pairs[place] for place in places]
        kept = frozenset(pair.slots[0] for pair in own if pair.kept)
        within = self.rows.most_within({slot for pair in own for slot in pair.slots})
        most = max(len(kept), min(self.rules.most_meetings, within))
        gains = sorted((pair.gain(one) for pair in own), reverse=True)
        least = min(self.rules.least_meetings, most, len(places))
        return Person(places, most, least, sum(gains[:most]), kept)


def problem_of(
    participants: Sequence[Participant],
    affinities: Sequence[Affinity],
    slots: Sequence[Slot],
    places: Sequence[MeetingPlace],
    rules: Rules,
    kept: Sequence[Meeting] = (),
    *,
    from_slot: int = 1,
) -> Problem:
    """Gather what may be planned, from ``from_slot`` on, around the meetings that are kept.

    Pairs that nothing speaks for, that a veto forbids, that have no slot in common, or for whom there is no
    interpreter or place are left out: no plan could hold them.

    Raises:
        WrongUse: something is there twice, is not known, or kept meetings contradict each other.
    """
    rows = rows_of(slots, rules.most_in_a_row)
    known = {one.id: one for one in participants}
    _check_once("participant", [str(one.id) for one in participants])
    _check_once("place", [place.id for place in places])
    _check_kept(kept, rows)
    kinds = {place.id: place.kind for place in places}
    counts = Counter(kinds.values())
    wanted = _by_pair(affinities)
    fixed = {frozenset((meeting.first, meeting.second)): meeting for meeting in kept}
    pairs = [_kept_pair(meeting, wanted.get(two), known, kinds) for two, meeting in fixed.items()]
    ahead = [slot for slot in slots if slot.number >= from_slot]
    free = {one.id: frozenset(slot.number for slot in ahead if one.can(slot)) for one in participants}
    for two, affinity in wanted.items():
        if two not in fixed and may_meet(affinity, known, rules):
            pair = _pair(affinity, known, [n for n in rows.numbers if all(n in free[one] for one in two)])
            if pair.slots and counts[pair.kind] and (rules.interpreters or not pair.interpreter):
                pairs.append(pair)
    ordered = tuple(sorted(_with_givers(pairs), key=lambda pair: pair.sides))
    return Problem(ordered, rows, rules, counts["table"], counts["video"])


def _with_givers(pairs: Sequence[Pair]) -> list[Pair]:
    """Let those whom no meeting answers a need be served by the value of their meetings.

    Who only offers comes to be met by those who need it; without this, fairness would not see it at all.
    """
    gains: Counter[int] = Counter()
    for pair in pairs:
        gains[pair.first] += pair.first_gains
        gains[pair.second] += pair.second_gains
    return [
        replace(
            pair,
            first_gains=pair.first_gains if gains[pair.first] else pair.value,
            second_gains=pair.second_gains if gains[pair.second] else pair.value,
        )
        for pair in pairs
    ]


def may_meet(affinity: Affinity, known: Mapping[int, Participant], rules: Rules) -> bool:
    """Tell whether the rules let two participants meet at all, at whatever time.

    Raises:
        WrongUse: one of them is not among the participants.
    """
    for one in (affinity.first, affinity.second):
        if one not in known:
            raise WrongUse(f"participant {one} is not at this event.", mend="Match the participants again.")
    first, second = known[affinity.first], known[affinity.second]
    if is_vetoed(affinity, first, second):
        return False
    if rules.only_across_countries and first.country == second.country:
        return affinity.must
    return affinity.must or affinity.value > 0


def is_vetoed(affinity: Affinity, first: Participant, second: Participant) -> bool:
    """Tell whether one of two participants does not want to meet the other."""
    return affinity.vetoed or second.id in first.wont_meet or first.id in second.wont_meet


def _pair(affinity: Affinity, known: Mapping[int, Participant], slots: Iterable[int]) -> Pair:
    on_site = known[affinity.first].on_site and known[affinity.second].on_site
    return Pair(
        first=affinity.first,
        second=affinity.second,
        value=round(affinity.value * UNITS),
        first_gains=round(affinity.first_gains * UNITS),
        second_gains=round(affinity.second_gains * UNITS),
        must=affinity.must,
        kind="table" if on_site else "video",
        interpreter=affinity.interpreter,
        slots=tuple(slots),
    )


def _kept_pair(
    meeting: Meeting, affinity: Affinity | None, known: Mapping[int, Participant], kinds: Mapping[str, PlaceKind]
) -> Pair:
    on_site = all(known[one].on_site for one in (meeting.first, meeting.second) if one in known)
    return Pair(
        first=meeting.first,
        second=meeting.second,
        value=round(affinity.value * UNITS) if affinity else 0,
        first_gains=round(_gain(affinity, meeting.first) * UNITS),
        second_gains=round(_gain(affinity, meeting.second) * UNITS),
        must=affinity is not None and affinity.must,
        kind=kinds.get(meeting.place, "table" if on_site else "video"),
        interpreter=meeting.interpreter is not None or (affinity is not None and affinity.interpreter),
        slots=(meeting.slot,),
        kept=meeting,
    )


def _gain(affinity: Affinity | None, participant: int) -> float:
    if affinity is None:
        return 0.0
    return affinity.first_gains if affinity.first == participant else affinity.second_gains


def _by_pair(affinities: Sequence[Affinity]) -> dict[frozenset[int], Affinity]:
    found: dict[frozenset[int], Affinity] = {}
    for affinity in affinities:
        two = frozenset((affinity.first, affinity.second))
        if len(two) < 2 or two in found:
            raise WrongUse(f"the pair {affinity.first} and {affinity.second} is there twice.", mend="Match again.")
        found[two] = affinity
    return found


def _check_once(what: str, ids: Sequence[str]) -> None:
    for one, count in Counter(ids).items():
        if count > 1:
            raise WrongUse(f"{what} {one} is there twice.", mend="Take one of them away.")


def _check_kept(kept: Sequence[Meeting], rows: Rows) -> None:
    """Make sure that kept meetings do not contradict each other."""
    uses: list[str] = []
    for one in kept:
        if one.slot not in rows.numbers:
            raise WrongUse(f"a kept meeting is at slot {one.slot}, which is not there.", mend="Add the slot again.")
        uses += [f"participant {one.first} at slot {one.slot}", f"participant {one.second} at slot {one.slot}"]
        uses += [f"pair {min(one.first, one.second)} and {max(one.first, one.second)}"]
        uses += [f"place {one.place} at slot {one.slot}"] if one.place else []
        uses += [f"interpreter {one.interpreter} at slot {one.slot}"] if one.interpreter else []
    for use, count in Counter(uses).items():
        if count > 1:
            raise WrongUse(f"kept meetings need {use} twice.", mend="Keep only one of them.")
