"""Planning: every rule is kept, the goals are reached in their order, and the bound is true."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from scheduling import Event, check, check_short, events, pair, rooms, slots, somebody, tables

from matcher.errors import WrongUse
from matcher.events.baselines import first_come_plan, greedy_plan
from matcher.events.candidates import problem_of
from matcher.events.event import Meeting, Rules, Slot, Window
from matcher.events.goals import Standing, standing_of
from matcher.events.schedule import plan

few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
BOTH_WAYS = [pair(1, 2), pair(1, 4), pair(3, 2), pair(3, 4)]


def four(**rules: object) -> Event:
    """Two Germans and two Japanese, two slots, two tables."""
    return Event([somebody(n) for n in range(1, 5)], BOTH_WAYS, slots(2), tables(2), Rules(**rules))


def standing(made, event: Event) -> Standing:
    """How far a schedule reaches the goals."""
    problem = problem_of(*event.given)
    met = {frozenset((one.first, one.second)) for one in made.meetings}
    return standing_of(problem, [place for place, one in enumerate(problem.pairs) if frozenset(one.sides) in met])


def best_of_all(event: Event) -> Standing:
    """Try every plan."""
    problem = problem_of(*event.given)
    windows = problem.rows.windows()
    best = [standing_of(problem, [])]

    def allowed(at: dict[int, int], place: int, slot: int) -> bool:
        one = problem.pairs[place]
        here = [problem.pairs[other] for other, when in at.items() if when == slot]
        if any(set(one.sides) & set(other.sides) for other in here):
            return False
        if sum(other.kind == one.kind for other in here) >= problem.room(one.kind, slot):
            return False
        if one.interpreter and sum(other.interpreter for other in here) >= event.rules.interpreters:
            return False
        for who in one.sides:
            own = {when for other, when in at.items() if who in problem.pairs[other].sides} | {slot}
            if len(own) > event.rules.most_meetings or any(set(window) <= own for window in windows):
                return False
        return True

    def attempt(place: int, at: dict[int, int]) -> None:
        if place == len(problem.pairs):
            best.append(standing_of(problem, at))
            return
        attempt(place + 1, at)
        for slot in problem.pairs[place].slots:
            if allowed(at, place, slot):
                attempt(place + 1, {**at, place: slot})

    attempt(0, {})
    return max(best)


@given(events())
@few
def test_every_rule_is_kept_and_the_bound_is_true(event):
    made = plan(*event.given, seconds=1.5)
    check(made, event)
    check_short(made, event)
    assert standing(made, event) >= standing(greedy_plan(*event.given), event)


@given(events(people=4, times=3, places=2))
@few
def test_small_events_are_planned_as_well_as_trying_every_plan(event):
    made = plan(*event.given, seconds=4)
    assert standing(made, event) == best_of_all(event)
    assert made.optimal
    assert made.value == pytest.approx(made.bound)


@given(events())
@few
def test_simple_plans_keep_every_rule(event):
    check(greedy_plan(*event.given), event)
    check(first_come_plan(*event.given), event)


def test_everybody_meets_everybody_of_the_other_country():
    made = plan(*four().given, seconds=5)
    assert len(made.meetings) == 4
    assert (made.value, made.bound, made.optimal, made.worst_served) == (200, 200, True, 1)
    assert made.gap == 0


def test_the_worst_served_comes_before_the_total():
    """Two meetings of 90 and 90 leave the others with 10 and 10; 50 and 50 for all is less, but fairer."""
    wanted = [pair(1, 2, 90, 90), pair(3, 4, 1, 1), pair(1, 4, 45, 45), pair(3, 2, 40, 40)]
    event = Event([somebody(n) for n in range(1, 5)], wanted, slots(1), tables(2), Rules())
    made = plan(*event.given, seconds=5)
    assert {(one.first, one.second) for one in made.meetings} == {(1, 4), (3, 2)}
    assert made.worst_served == pytest.approx(40 / 90, abs=0.001)
    assert greedy_plan(*event.given).worst_served == pytest.approx(1 / 45, abs=0.001)


def test_who_only_offers_is_served_by_being_met():
    """1 and 3 need what 2 and 4 offer; 3 needs it less. Two meetings fit: without fairness to givers 2 has both."""
    wanted = [pair(1, 2, 90, 0), pair(3, 2, 80, 0), pair(1, 4, 30, 0), pair(3, 4, 10, 0)]
    event = Event([somebody(n) for n in range(1, 5)], wanted, slots(2), tables(1), Rules())
    made = plan(*event.given, seconds=5)
    met = [one for meeting in made.meetings for one in (meeting.first, meeting.second)]
    assert sorted(met) == [1, 2, 3, 4]


def test_a_must_comes_before_fairness_and_value():
    wanted = [pair(1, 2, 0, 0, must=True), *BOTH_WAYS[1:]]
    event = Event([somebody(n) for n in range(1, 5)], wanted, slots(1), tables(1), Rules())
    assert [(one.first, one.second) for one in plan(*event.given, seconds=5).meetings] == [(1, 2)]


def test_compatriots_meet_only_where_they_must():
    event = Event([somebody(1), somebody(3), somebody(5)], [pair(1, 3, must=True), pair(3, 5)], slots(3), tables(2),
                  Rules())  # fmt: skip
    assert [(one.first, one.second) for one in plan(*event.given, seconds=5).meetings] == [(1, 3)]


def test_a_break_ends_a_row():
    everyone = [somebody(1), *(somebody(n) for n in (2, 4, 6, 8))]
    wanted = [pair(1, n) for n in (2, 4, 6, 8)]
    rules = Rules(most_in_a_row=2)
    straight = plan(everyone, wanted, slots(4), tables(1), rules, seconds=5)
    paused = plan(everyone, wanted, slots(4, pause_after=2), tables(1), rules, seconds=5)
    assert (len(straight.meetings), len(paused.meetings)) == (3, 4)


def test_people_stay_at_their_table():
    everyone = [somebody(n) for n in range(1, 9)]
    wanted = [pair(a, b) for a in (1, 3, 5, 7) for b in (2, 4, 6, 8)]
    made = plan(everyone, wanted, slots(4), tables(4), Rules(), seconds=5)
    assert len(made.meetings) == 16
    seats = {who: {one.place for one in made.meetings if who in (one.first, one.second)} for who in range(1, 9)}
    assert sum(len(places) == 1 for places in seats.values()) >= 4


def test_least_meetings_come_before_value():
    """One meeting each is worth less than the two best, but nobody stays without."""
    wanted = [pair(1, 2, 99, 99), pair(1, 4, 0.4, 0.4), pair(3, 2, 99, 99)]
    event = Event([somebody(n) for n in range(1, 5)], wanted, slots(2), tables(1), Rules(least_meetings=1))
    made = plan(*event.given, seconds=5)
    counts = Counter(who for one in made.meetings for who in (one.first, one.second))
    assert all(counts[who] >= 1 for who in range(1, 5))


ABSENT = {"attendance": "absent"}
EARLY = {"available": (Window(start=slots(1)[0].start, end=slots(1)[0].end),)}
LATE = {"available": (Window(start=slots(2)[1].start, end=slots(2)[1].end),)}


@pytest.mark.parametrize(
    ("why", "one", "two", "more", "places", "interpreters"),
    [
        ("vetoed", {}, {}, {"vetoed": True}, tables(1), 0),
        ("vetoed", {"wont_meet": (2,)}, {}, {}, tables(1), 0),
        ("absent", ABSENT, {}, {}, tables(1), 0),
        ("no_common_slot", EARLY, LATE, {}, tables(1), 0),
        ("no_interpreter", {}, {}, {"interpreter": True}, tables(1), 0),
        ("no_place", {"on_site": False}, {}, {}, tables(1), 0),
        ("no_place", {}, {}, {}, rooms(1), 0),
    ],
)
def test_an_unmet_must_has_its_reason(why, one, two, more, places, interpreters):
    rules = Rules(interpreters=interpreters)
    made = plan([somebody(1, **one), somebody(2, **two)], [pair(1, 2, must=True, **more)], slots(2), places, rules)
    assert [(missing.first, missing.second, missing.why) for missing in made.unmet] == [(1, 2, why)]


def test_of_too_many_musts_the_others_are_reported():
    wanted = [pair(1, n, must=True) for n in (2, 4, 6)]
    made = plan([somebody(1), *(somebody(n) for n in (2, 4, 6))], wanted, slots(2), tables(3), Rules(), seconds=5)
    assert (len(made.meetings), [missing.why for missing in made.unmet]) == (2, ["full"])


@pytest.mark.parametrize(
    ("why", "count", "more", "wanted", "when", "places"),
    [
        ("nobody", 0, {}, {}, 4, tables(2)),
        ("nobody", 0, {}, {"vetoed": True}, 4, tables(2)),
        ("nobody", 1, {}, {"one": 50}, 4, tables(2)),
        ("no_common_slot", 0, LATE, {"one": 50}, 1, tables(2)),
        ("no_interpreter", 0, {}, {"one": 50, "interpreter": True}, 4, tables(2)),
        ("no_place", 0, {"on_site": False}, {"one": 50}, 4, tables(2)),
    ],
)
def test_who_has_fewer_meetings_than_wanted_is_told_with_the_reason(why, count, more, wanted, when, places):
    """Participant 4 may meet at most participant 1; the others have two meetings each."""
    people = [*(somebody(n) for n in (1, 2, 3, 6)), somebody(4, **more)]
    last = [pair(1, 4, **wanted)] if wanted else []
    affinities = [*(pair(a, b) for a in (1, 3) for b in (2, 6)), *last]
    made = plan(people, affinities, slots(when), places, Rules(least_meetings=2), seconds=5)
    assert [(one.meetings, one.why) for one in made.short if one.participant == 4] == [(count, why)]


def test_who_finds_no_free_time_is_told_so():
    wanted = [pair(1, n) for n in (2, 4, 6)]
    made = plan([somebody(1), *(somebody(n) for n in (2, 4, 6))], wanted, slots(2), tables(3), Rules(), seconds=5)
    assert [(one.meetings, one.why) for one in made.short] == [(0, "full")]


def test_musts_without_a_free_table_or_interpreter_are_reported():
    wanted = [pair(1, 2, must=True), pair(3, 4, must=True)]
    everyone = [somebody(n) for n in range(1, 5)]
    made = plan(everyone, wanted, slots(1), tables(1), Rules(), seconds=5)
    assert [missing.why for missing in made.unmet] == ["no_place"]
    foreign = [one.model_copy(update={"interpreter": True}) for one in wanted]
    made = plan(everyone, foreign, slots(1), tables(2), Rules(interpreters=1), seconds=5)
    assert [missing.why for missing in made.unmet] == ["no_interpreter"]


def test_kept_meetings_stay_as_they_are():
    kept = Meeting(uid="a@kakehashi", first=1, second=2, slot=2, place="t2", sequence=3)
    made = plan(*four().given, seconds=5, kept=[kept])
    assert kept in made.meetings
    assert len(made.meetings) == 4
    check(made, four())


def test_an_event_without_places_has_an_empty_plan():
    made = plan(four().participants, BOTH_WAYS, slots(2), (), Rules(), seconds=5)
    assert (made.meetings, made.value, made.bound, made.optimal) == ((), 0, 0, True)


KEPT = Meeting(uid="a", first=1, second=2, slot=1, place="t1")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"slots": ()}, "no slots"),
        ({"slots": (slots(1)[0], slots(1)[0])}, "same number"),
        ({"slots": (slots(1)[0], Slot(number=2, start=slots(1)[0].start, minutes=5))}, "overlap"),
        ({"affinities": [pair(1, 2), pair(2, 1)]}, "there twice"),
        ({"affinities": [pair(1, 9)]}, "participant 9 is not at this event"),
        ({"places": (*tables(1), *tables(1))}, "place t1 is there twice"),
        ({"participants": [somebody(1), somebody(1)]}, "participant 1 is there twice"),
        ({"kept": [KEPT.model_copy(update={"place": "t9"})]}, "no place"),
        ({"kept": [KEPT.model_copy(update={"slot": 9})]}, "slot 9, which is not there"),
        ({"kept": [KEPT, KEPT.model_copy(update={"second": 4, "place": "t2"})]}, "participant 1 at slot 1 twice"),
    ],
)
def test_what_cannot_be_planned_is_said(change, message):
    names = ("participants", "affinities", "slots", "places", "rules")
    asked = {**dict(zip(names, four().given, strict=True)), **change}
    with pytest.raises(WrongUse, match=message):
        plan(**asked, seconds=1)


def test_an_event_of_a_day_is_planned_within_its_time():
    """30 people, 10 slots: all meet within the time given, and near the bound."""
    everyone = [somebody(n) for n in range(1, 31)]
    wanted = [
        pair(a, b, 10 + (7 * a + 3 * b) % 60, 10 + (5 * a + 11 * b) % 70)
        for a in range(1, 31, 2)
        for b in range(2, 31, 2)
    ]
    event = Event(everyone, wanted, slots(10, pause_after=5), tables(12), Rules(most_meetings=6, most_in_a_row=3))
    began = dt.datetime.now(dt.UTC)
    made = plan(*event.given, seconds=10)
    assert (dt.datetime.now(dt.UTC) - began).total_seconds() < 20
    check(made, event)
    assert made.gap <= 0.05
