"""How a model of a schedule climbs from one goal to the next with CP-SAT.

A goal alone guides the solver badly, since its relaxation leaves most pairs open. So each goal is sought together
with the total value, and the service of the worst-served by bisection: which floor under everyone's service can be
kept at all.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcher.events.candidates import Problem
from matcher.events.goals import STEPS, Ceiling, Standing, standing_of

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar, LinearExpr

SHARES: Mapping[str, float] = {"musts": 0.2, "worst": 0.3, "least": 0.3, "value": 1.0}
"""The share of the time left that each goal may take, as long as a climb is not told otherwise."""
TRIAL = 0.35
"""The share of the time left for the worst-served that one floor may take."""


@dataclass(frozen=True)
class Goals:
    """The goals of a model, and the variables that carry them."""

    problem: Problem
    met: Sequence[IntVar]
    """Whether each pair meets."""
    floor: IntVar
    """Under everyone's service, in thousandths."""
    counts: Mapping[str, LinearExpr]
    """What is to be maximised for the goals ``musts``, ``least`` and ``value``."""

    def standing(self, solution: Sequence[int]) -> Standing:
        """Return how far a solution reaches the goals."""
        return standing_of(self.problem, [place for place, one in enumerate(self.met) if solution[one.index]])


def add_goals(model: CpModel, problem: Problem, met: Sequence[IntVar]) -> Goals:
    """Tie the goals to the variables that say which pairs meet; the variables made are those of ``carried``."""
    from ortools.sat.python.cp_model import LinearExpr

    floor = model.new_int_var(0, STEPS, "floor")
    lacks: list[IntVar] = []
    for one, person in problem.persons.items():
        if person.reach:
            service = sum(problem.pairs[place].gain(one) * met[place] for place in person.pairs)
            model.add(STEPS * service >= person.reach * floor)
        if person.least:
            lack = model.new_int_var(0, person.least, f"lack {one}")
            model.add(sum(met[place] for place in person.pairs) + lack >= person.least)
            lacks.append(lack)
    pairs = list(enumerate(problem.pairs))
    counts: dict[str, LinearExpr] = {
        "musts": LinearExpr.sum([met[place] for place, pair in pairs if pair.must]),
        "least": -LinearExpr.sum(lacks),
        "value": LinearExpr.weighted_sum(met, [pair.value for pair in problem.pairs]),
    }
    return Goals(problem, met, floor, counts)


def carried(problem: Problem, chosen: Collection[int]) -> list[int]:
    """Return what the variables of ``add_goals`` are in a plan, in the order in which they were made."""
    met = set(chosen)
    lacks = [
        max(0, person.least - sum(place in met for place in person.pairs))
        for person in problem.persons.values()
        if person.least
    ]
    return [standing_of(problem, met).worst, *lacks]


@dataclass(frozen=True)
class Climb:
    """Where a climb ended."""

    solution: Sequence[int]
    """The value of each variable of the model, by its index."""
    reached: Standing
    bound: Standing
    """What each goal can be at most, while the goals before it are as high as reached."""


class Climber:
    """Raises one goal after the other, each without giving up what was reached before.

    It starts from a plan that keeps the rules, given as the values of all variables.
    """

    def __init__(
        self,
        model: CpModel,
        goals: Goals,
        start: Sequence[int],
        ceiling: Ceiling,
        *,
        linearization: int = 2,
        shares: Mapping[str, float] = SHARES,
    ) -> None:
        self._model = model
        self._goals = goals
        self._best = list(start)
        self._now = goals.standing(start)
        self._ceiling = ceiling
        self._bound = ceiling.always
        self._linearization = linearization
        self._shares = shares

    def climb(self, seconds: float, given: Standing | None = None) -> Climb:
        """Return what is reached in a time; goals before the value may be given, so that only that is raised."""
        end = time.monotonic() + seconds
        for name in ("musts", "worst", "least", "value"):
            most = int(getattr(given, name)) if given and name != "value" else self._ceiling.of(name, self._now)
            left = max(0.0, end - time.monotonic()) * self._shares[name]
            if int(getattr(self._now, name)) < most:
                most = self._lift(most, left) if name == "worst" else self._raise(name, most, left)
            self._bound = replace(self._bound, **{name: max(most, int(getattr(self._now, name)))})
            self._hold(name)
        return Climb(self._best, self._now, self._bound)

    def _hold(self, name: str) -> None:
        """Let later goals give up nothing of one."""
        reached = int(getattr(self._now, name))
        if name == "worst":
            self._model.proto.variables[self._goals.floor.index].domain[0] = reached
        else:
            self._model.add(self._goals.counts[name] >= reached)

    def _raise(self, name: str, most: int, seconds: float) -> int:
        """Raise a counted goal, with the value as second thought; return the bound that was proved for it."""
        from ortools.sat.python import cp_model

        goal, value = self._goals.counts[name], self._goals.counts["value"]
        weight = 1 if name == "value" else self._ceiling.always.value + 1
        self._model.maximize(goal if name == "value" else weight * goal + value)
        solver = self._solver(seconds)
        if solver.solve(self._model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return most
        self._take(solver)
        return min(most, int(round(solver.best_objective_bound) // weight))

    def _lift(self, most: int, seconds: float) -> int:
        """Lift the worst-served by bisection; return the bound that was proved for it."""
        from ortools.sat.python import cp_model

        end = time.monotonic() + seconds
        self._model.maximize(self._goals.counts["value"])
        proved = untried = most
        while self._now.worst < untried and time.monotonic() < end:
            floor = (self._now.worst + untried + 1) // 2
            self._model.proto.variables[self._goals.floor.index].domain[0] = floor
            solver = self._solver(TRIAL * (end - time.monotonic()))
            solver.parameters.stop_after_first_solution = True
            status = solver.solve(self._model)
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                self._take(solver)
            else:
                untried = floor - 1
                proved = untried if status == cp_model.INFEASIBLE else proved
        return proved

    def _solver(self, seconds: float) -> CpSolver:
        """Return a solver that starts from the best solution, and runs the same way each time but for the clock."""
        from ortools.sat.python import cp_model

        self._model.clear_hints()
        for index, value in enumerate(self._best):
            self._model.add_hint(self._model.get_int_var_from_proto_index(index), value)
        solver = cp_model.CpSolver()
        solver.parameters.random_seed = 1
        solver.parameters.num_workers = 2
        solver.parameters.linearization_level = self._linearization
        solver.parameters.max_time_in_seconds = max(0.1, seconds)
        return solver

    def _take(self, solver: CpSolver) -> None:
        """Make a solution the best; the floor rises to what it really reaches."""
        self._best = list(solver.response_proto.solution)
        self._now = self._goals.standing(self._best)
        self._best[self._goals.floor.index] = self._now.worst
