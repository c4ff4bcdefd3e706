"""What a schedule is good for, in order, and what is known to be the most of it.

The goals are lexicographic: first as many must-meets as possible; then the worst-served participant as high as
possible; then everyone at the least number of meetings, as far as possible; then the total value.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields

from matcher.events.candidates import Problem

STEPS = 1000
"""How finely the service of the worst-served is told apart."""


@dataclass(frozen=True, order=True)
class Standing:
    """How far a plan reaches each goal; the greater is the better, the first goal counting most."""

    musts: int
    worst: int
    """Service of the worst-served participant, in thousandths of what it could reach."""
    least: int
    """Meetings that participants lack to have the least number, as a negative number."""
    value: int
    """In hundredths."""

    def reaches(self, other: Standing) -> bool:
        """Tell whether no goal is missed that the other reaches, the value apart."""
        return self.musts >= other.musts and self.worst >= other.worst and self.least >= other.least

    def as_good_as(self, bound: Standing) -> bool:
        """Tell whether every goal is as high as a bound of it."""
        return self.reaches(bound) and self.value >= bound.value


GOALS = tuple(field.name for field in fields(Standing))


def standing_of(problem: Problem, chosen: Collection[int]) -> Standing:
    """Return how far a plan reaches the goals, from the places of its pairs."""
    met = set(chosen)
    worst, lack = STEPS, 0
    for one, person in problem.persons.items():
        own = [problem.pairs[place] for place in person.pairs if place in met]
        lack += max(0, person.least - len(own))
        if person.reach:
            worst = min(worst, STEPS * sum(pair.gain(one) for pair in own) // person.reach)
    pairs = [problem.pairs[place] for place in met]
    return Standing(sum(pair.must for pair in pairs), worst, -lack, sum(pair.value for pair in pairs))


def worst_served(problem: Problem, chosen: Collection[int]) -> float:
    """Return the lowest service of a participant, 0 to 1; 1 where nobody can gain anything."""
    met, shares = set(chosen), [1.0]
    for one, person in problem.persons.items():
        if person.reach:
            gains = sum(problem.pairs[place].gain(one) for place in person.pairs if place in met)
            shares.append(gains / person.reach)
    return min(shares)


def ceiling_of(problem: Problem) -> Standing:
    """Return what no plan can pass, as far as it is seen without a solver.

    Each meeting is one of the best that either side can have, so the value is at most half of the sum of these.
    """
    halves = 0
    for person in problem.persons.values():
        values = sorted((problem.pairs[place].value for place in person.pairs), reverse=True)
        halves += sum(values[: person.most])
    return Standing(sum(pair.must for pair in problem.pairs), STEPS, 0, halves // 2)


@dataclass(frozen=True)
class Ceiling:
    """What is known to be the most for each goal."""

    always: Standing
    reached: Standing | None = None
    bound: Standing | None = None
    """Holds for a goal where the goals before it are as high as ``reached``."""

    @classmethod
    def above(cls, problem: Problem, reached: Standing | None = None, bound: Standing | None = None) -> Ceiling:
        """Return what is seen of a problem, and what a choice of pairs has proved of it."""
        return cls(ceiling_of(problem), reached, bound)

    def of(self, name: str, now: Standing) -> int:
        """Return the most for a goal, the goals before it being as they are now."""
        most = int(getattr(self.always, name))
        if self.reached is None or self.bound is None:
            return most
        before = GOALS[: GOALS.index(name)]
        holds = all(getattr(now, goal) >= getattr(self.reached, goal) for goal in before)
        return min(most, int(getattr(self.bound, name))) if holds else most
