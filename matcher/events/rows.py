"""Slots in their order, and which of them follow each other without a break."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matcher.errors import WrongUse
from matcher.events.event import Slot

BREAK = dt.timedelta(minutes=15)
"""More time than this between two slots is a break; less leaves them in a row."""


@dataclass(frozen=True)
class Rows:
    """The numbers of an event's slots, by time, in rows that a break of more than 15 minutes ends."""

    rows: tuple[tuple[int, ...], ...]
    most: int
    """Meetings that one participant may have in a row."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """All slots by time."""
        return tuple(number for row in self.rows for number in row)

    def windows(self) -> tuple[tuple[int, ...], ...]:
        """Return all runs of ``most`` + 1 slots: in none of them a participant may meet in every slot."""
        size = self.most + 1
        return tuple(row[at : at + size] for row in self.rows for at in range(len(row) - size + 1))

    def most_within(self, slots: Collection[int]) -> int:
        """Return how many meetings a participant may have at most in some slots."""
        total = 0
        for row in self.rows:
            run = 0
            for number in row:
                run = run + 1 if number in slots and run < self.most else 0
                total += run > 0
        return total


def rows_of(slots: Sequence[Slot], most: int) -> Rows:
    """Put slots in order of time, and break them into rows.

    Raises:
        WrongUse: there are none, two bear one number, or two overlap.
    """
    if not slots:
        raise WrongUse("the event has no slots.", mend="Add at least one time for meetings.")
    ordered = sorted(slots, key=lambda slot: (slot.start, slot.number))
    if len({slot.number for slot in ordered}) < len(ordered):
        raise WrongUse("two slots bear the same number.", mend="Number the slots from 1.")
    rows = [[ordered[0].number]]
    for before, after in pairwise(ordered):
        if after.start < before.end:
            raise WrongUse(f"slots {before.number} and {after.number} overlap.", mend="Let one end first.")
        if after.start - before.end <= BREAK:
            rows[-1].append(after.number)
        else:
            rows.append([after.number])
    return Rows(tuple(tuple(row) for row in rows), most)
