"""A board on which meetings are put one by one: it knows what is still free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from matcher.events.candidates import Pair, Problem
from matcher.events.event import PlaceKind


class Board:
    """Which pairs meet when, and whether one more meeting can be put at a slot.

    It starts with the meetings that are kept.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.at: dict[int, int] = {}
        """The slot of each pair that meets, by the pair's place in the problem."""
        self._busy: set[tuple[int, int]] = set()
        self._meetings: Counter[int] = Counter()
        self._rooms: Counter[tuple[PlaceKind, int]] = Counter()
        self._interpreters: Counter[int] = Counter()
        self._windows = problem.rows.windows()
        for place, pair in enumerate(problem.pairs):
            if pair.kept:
                self.put(place, pair.slots[0])

    def put(self, place: int, slot: int) -> None:
        """Let a pair meet at a slot; ``open_slots`` tells where that keeps the rules."""
        pair = self.problem.pairs[place]
        self.at[place] = slot
        self._busy.update((one, slot) for one in pair.sides)
        self._meetings.update(pair.sides)
        self._rooms[pair.kind, slot] += 1
        self._interpreters[slot] += pair.interpreter

    def open_slots(self, place: int) -> Iterable[int]:
        """Yield the slots, by time, at which a pair can meet beside all that is on the board."""
        if place in self.at:
            return
        pair = self.problem.pairs[place]
        for slot in self.free_slots(pair):
            if self.has_room(pair, slot) and self.has_interpreter(pair, slot):
                yield slot

    def free_slots(self, pair: Pair) -> Iterable[int]:
        """Yield the slots at which the two themselves could meet, whether or not there is a place."""
        if any(self._meetings[one] >= self._most(one) for one in pair.sides):
            return
        for slot in pair.slots:
            if all((one, slot) not in self._busy and self._rests(one, slot) for one in pair.sides):
                yield slot

    def has_room(self, pair: Pair, slot: int) -> bool:
        """Tell whether a place of the pair's kind is free at a slot."""
        return self._rooms[pair.kind, slot] < self.problem.room(pair.kind, slot)

    def has_interpreter(self, pair: Pair, slot: int) -> bool:
        """Tell whether the pair needs no interpreter, or one is free at a slot."""
        return not pair.interpreter or self._interpreters[slot] < self.problem.interpreters(slot)

    def _most(self, one: int) -> int:
        person = self.problem.persons.get(one)
        return person.most if person else self.problem.rules.most_meetings

    def _rests(self, one: int, slot: int) -> bool:
        """Tell whether one more meeting leaves a participant its free slots between meetings."""
        most = self.problem.rules.most_in_a_row
        return all(
            sum((one, number) in self._busy for number in window) < most
            for window in self._windows
            if slot in window
        )
