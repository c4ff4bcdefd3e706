"""What every schedule must keep, whatever the slots of its meetings: true of each plan, and few enough to use."""

import random

from hypothesis import HealthCheck, given, settings
from scheduling import Event, events, pair, slots, somebody, tables

from matcher.events.baselines import greedily
from matcher.events.candidates import problem_of
from matcher.events.event import Rules, Window
from matcher.events.selection import limits_of


@given(events())
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_each_plan_keeps_every_limit(event):
    problem = problem_of(*event.given)
    met = set(greedily(problem))
    assert all(len(met.intersection(limit.places)) <= limit.most for limit in limits_of(problem))


def test_pairs_that_can_meet_only_within_some_slots_must_fit_into_these():
    """Two slots, one table: of three pairs that can meet only then, two meet."""
    early = (Window(start=slots(2)[0].start, end=slots(2)[-1].end),)
    people = [somebody(n, available=early if n % 2 else ()) for n in range(1, 7)]
    wanted = [pair(1, 2), pair(3, 4), pair(5, 6)]
    problem = problem_of(people, wanted, slots(8), tables(1), Rules())
    assert ((0, 1, 2), 2) in {(limit.places, limit.most) for limit in limits_of(problem)}


def test_gaps_in_everyones_time_do_not_make_thousands_of_limits():
    """60 people whose times have gaps have nearly as many sets of slots in common as there are pairs."""
    chance, when = random.Random(1), slots(20)  # noqa: S311 - no secret
    people = [
        somebody(n, available=[Window(start=one.start, end=one.end) for one in when if chance.random() < 0.7])
        for n in range(1, 61)
    ]
    wanted = [pair(a, b) for a in range(1, 61, 2) for b in range(2, 61, 2)]
    event = Event(people, wanted, when, tables(20), Rules())
    problem = problem_of(*event.given)
    assert len({one.slots for one in problem.pairs}) > 800
    assert len(limits_of(problem)) < 10 * len(people)
