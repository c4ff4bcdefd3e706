"""Work beside the pages, and what a new plan changed: without a page."""

import datetime as dt
import threading

from matcher.events.event import Meeting, Schedule
from matcher.events.frame import numbered_places, slots_through_the_day
from matcher.ui.events.changes import last_changes
from matcher.ui.events.work import MOST_KEPT, Bench


def test_the_same_work_is_done_once():
    bench, done = Bench(), []
    jobs = [bench.start(("event", "plan"), lambda _: done.append(1) or len(done)) for _ in range(3)]
    assert [job.future.result(timeout=10) for job in jobs] == [1, 1, 1]


def test_work_on_one_event_waits_for_its_turn_and_tells_how_far_it_is():
    bench, may_end, seen = Bench(), threading.Event(), []

    def first(tell):
        tell(0.5)
        may_end.wait(10)
        seen.append("first")

    one = bench.start(("event", "one"), first)
    two = bench.start(("event", "two"), lambda _: seen.append("second"))
    bench.start(("another", "one"), lambda _: seen.append("another")).future.result(timeout=10)
    assert one.progress.share == 0.5
    may_end.set()
    two.future.result(timeout=10)
    assert seen == ["another", "first", "second"]


def test_a_deleted_event_leaves_no_results():
    bench = Bench()
    bench.start(("event", "one"), lambda _: 1).future.result(timeout=10)
    kept = bench.start(("another", "one"), lambda _: 2)
    kept.future.result(timeout=10)
    bench.forget("event")
    assert bench.of(("event", "one")) is None
    assert bench.of(("another", "one")) is kept


def test_only_the_newest_results_are_kept():
    bench = Bench()
    for number in range(MOST_KEPT + 10):
        bench.start(("event", str(number)), lambda _: 1).future.result(timeout=10)
    assert bench.of(("event", "0")) is None
    assert bench.of(("event", str(MOST_KEPT + 9))) is not None


def meeting(first, second, slot=1, place="t1", **more):
    return Meeting(uid=f"{first}-{second}-{slot}", first=first, second=second, slot=slot, place=place, **more)


def plan(*meetings):
    return Schedule(meetings=meetings, value=1, bound=1, optimal=True, worst_served=1)


def test_changes_are_told_pair_by_pair():
    before = plan(meeting(1, 2), meeting(3, 4), meeting(5, 6))
    changes = last_changes([before, plan(meeting(2, 1), meeting(3, 4, slot=2), meeting(7, 8))])
    assert changes is not None
    assert [one.first for one in changes.added] == [7]
    assert [one.first for one in changes.gone] == [5]
    assert [(old.slot, new.slot) for old, new in changes.moved] == [(1, 2)]
    assert changes.kept == 1


def test_confirming_changes_nothing():
    assert last_changes([]) is None
    assert last_changes([plan(meeting(1, 2)), plan(meeting(1, 2, confirmed=True))]) is None


def test_slots_follow_the_venues_clock_with_a_break():
    slots = slots_through_the_day(
        dt.date(2027, 3, 9), dt.time(9, 0), "Asia/Tokyo", count=3, minutes=20, gap=5, pauses={2: 30}
    )
    assert [slot.start.strftime("%H:%M") for slot in slots] == ["00:00", "00:25", "01:15"]
    assert [place.id for place in numbered_places(2, 1)] == ["t1", "t2", "v1"]
