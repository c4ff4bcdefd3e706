"""Gives the pairs of a schedule their slots: an edge colouring with availability, places and interpreters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.events.candidates import Problem
from matcher.events.climb import SHARES, Climber, add_goals, carried
from matcher.events.goals import Ceiling, Standing

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

MOSTLY_VALUE = {**SHARES, "worst": 0.1}
"""With slots, floors under the service take long to try, and the plan to start from is fair already."""
Slots = Mapping[int, int]
"""The slot of each pair that meets, by the pair's place in the problem."""


@dataclass(frozen=True)
class Placed:
    """A plan with slots, and what no plan of the same pairs can pass."""

    at: Slots
    bound: Standing


@dataclass(frozen=True)
class Grid:
    """The variables of a model with slots: whether a pair meets at a slot, by place and slot."""

    cells: Mapping[tuple[int, int], IntVar]

    def at(self, solution: Sequence[int]) -> Slots:
        """Read the slots of the pairs that meet out of a solution."""
        return {place: slot for (place, slot), cell in self.cells.items() if solution[cell.index]}


def place_all(problem: Problem, chosen: Collection[int], hint: Slots, seconds: float) -> Slots | None:
    """Find a slot for every chosen pair, or return None: there is no such plan, or none was found in time."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    grid = _grid(model, problem, chosen)
    for place in chosen:
        model.add_exactly_one(grid.cells[place, slot] for slot in problem.pairs[place].slots)
    return _slots(model, grid, hint, seconds)


def _slots(model: CpModel, grid: Grid, hint: Slots, seconds: float) -> Slots | None:
    from ortools.sat.python import cp_model

    for (place, slot), cell in grid.cells.items():
        if place in hint:
            model.add_hint(cell, hint[place] == slot)
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = 1
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = max(0.1, seconds)
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return grid.at(solver.response_proto.solution)


def keep_most(problem: Problem, start: Slots, seconds: float) -> Slots:
    """Let as many pairs as possible meet; among equal plans must-meets, then values, decide. From a plan on."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    grid = _grid(model, problem, range(len(problem.pairs)))
    one_must = 1 + sum(pair.value for pair in problem.pairs)
    one_more = one_must * (1 + len(problem.pairs))
    for place, pair in enumerate(problem.pairs):
        cells = [grid.cells[place, slot] for slot in pair.slots]
        model.add(sum(cells) == 1) if pair.kept else model.add_at_most_one(cells)
    for person in problem.persons.values():
        own = [grid.cells[place, slot] for place in person.pairs for slot in problem.pairs[place].slots]
        model.add(sum(own) <= person.most)
    weights = [one_more + one_must * pair.must + pair.value for pair in problem.pairs]
    model.maximize(sum(weights[place] * cell for (place, _), cell in grid.cells.items()))
    return _slots(model, grid, start, seconds) or start


def place_best(problem: Problem, pool: Collection[int], start: Slots, ceiling: Ceiling, seconds: float) -> Placed:
    """Choose pairs of a pool and their slots together, goal by goal, from a plan that keeps the rules."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    pooled = sorted(pool)
    grid = _grid(model, problem, pooled)
    met = [model.new_bool_var(f"meet {place}") for place in range(len(problem.pairs))]
    inside = set(pooled)
    for place, pair in enumerate(problem.pairs):
        cells = [grid.cells[place, slot] for slot in pair.slots] if place in inside else []
        model.add(sum(cells) == met[place])
        if pair.kept:
            model.add(met[place] == 1)
    for person in problem.persons.values():
        model.add(sum(met[place] for place in person.pairs) <= person.most)
    goals = add_goals(model, problem, met)
    values = [int(start.get(place) == slot) for place, slot in grid.cells]
    values += [int(place in start) for place in range(len(met))] + carried(problem, start)
    ended = Climber(model, goals, values, ceiling, linearization=1, shares=MOSTLY_VALUE).climb(seconds)
    return Placed(grid.at(ended.solution), ended.bound)


def _grid(model: CpModel, problem: Problem, pool: Collection[int]) -> Grid:
    """Make the cells of a model, and the rules that bind them at each slot."""
    grid = Grid({(p, s): model.new_bool_var(f"{p} at {s}") for p in pool for s in problem.pairs[p].slots})
    of_person: dict[tuple[int, int], list[IntVar]] = defaultdict(list)
    of_slot: dict[tuple[str, int], list[IntVar]] = defaultdict(list)
    for (place, slot), cell in grid.cells.items():
        pair = problem.pairs[place]
        for one in pair.sides:
            of_person[one, slot].append(cell)
        of_slot[pair.kind, slot].append(cell)
        if pair.interpreter:
            of_slot["interpreter", slot].append(cell)
    for cells in of_person.values():
        model.add_at_most_one(cells)
    for (what, slot), cells in of_slot.items():
        most = problem.interpreters(slot) if what == "interpreter" else problem.room(what, slot)
        if len(cells) > most:
            model.add(sum(cells) <= most)
    for one, person in problem.persons.items():
        for window in problem.rows.windows():
            within = [cell for slot in window for cell in of_person.get((one, slot), ())]
            most = problem.in_window(person, window)
            if len(within) > most:
                model.add(sum(within) <= most)
    return grid
