"""When somebody can meet: windows in three languages, in the participant's own zone."""

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.events.intake.availability import read_windows
from matcher.events.intake.problems import Unreadable

DAY = dt.date(2027, 3, 9)


def local(text, day=DAY, zone="Asia/Tokyo"):
    windows = read_windows(text, day, zone)
    shown = [(one.start.astimezone(ZoneInfo(zone)), one.end.astimezone(ZoneInfo(zone))) for one in windows]
    return ", ".join(f"{start.day}.{start.month}. {start:%H:%M}-{end:%H:%M}" for start, end in shown)


@pytest.mark.parametrize("text", ["", "always", "jederzeit", "ganztägig", "終日", "いつでも可"])
def test_always(text):
    assert read_windows(text, None, "Asia/Tokyo") == ()


@pytest.mark.parametrize(
    "text",
    ["9:00-12:00", "09:00 – 12:00", "９：００～１２：００", "9時〜12時", "9時から12時まで", "9-12 Uhr",
     "9.00 bis 12.00 Uhr",
     "von 9 bis 12 Uhr", "9am-12pm", "9 to 12", "午前9時〜午後0時", "2027-03-09 09:00-12:00", "2027/3/9 9:00-12:00",
     "9.3.2027 9-12 Uhr", "Di 9.3. 9-12 Uhr", "am 9. März 2027 von 9 bis 12 Uhr", "9 March 2027, 9:00-12:00",
     "March 9, 2027 9:00-12:00", "3月9日 9:00~12:00", "2027年3月9日(火)9:00~12:00", "3/9 9:00-12:00",
     "9:00-12:00 am 9.3.2027", "9-12 am Dienstag, 9.3.", "9-12 Uhr am Dienstag, den 9. März", "Mittwoch 9.3. 9-12",
     "9-12 am Di 9.3.", "9 am-12 pm 9 March 2027",
     "9/3 9:00-12:00", "9:00-10:00; 10:00-12:00", "10-12, 9-11"],
)  # fmt: skip
def test_one_morning_in_many_ways(text):
    assert local(text) == "9.3. 09:00-12:00"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("09:00-12:00; 14:00-17:00", "9.3. 09:00-12:00, 9.3. 14:00-17:00"),
        ("9:00~12:00、14:00~17:00", "9.3. 09:00-12:00, 9.3. 14:00-17:00"),
        ("9-12 Uhr und 14-17 Uhr", "9.3. 09:00-12:00, 9.3. 14:00-17:00"),
        ("10.3.2027 9-12; 14-15\n11.3. 9-10", "10.3. 09:00-12:00, 10.3. 14:00-15:00, 11.3. 09:00-10:00"),
        ("午後2時〜5時半", "9.3. 14:00-17:30"),
        ("2-5 pm", "9.3. 14:00-17:00"),
        ("22:00-24:00", "9.3. 22:00-00:00"),
        ("9-11, 14-15 Uhr am 10.3.2027", "10.3. 09:00-11:00, 10.3. 14:00-15:00"),
    ],
)
def test_several_times_and_days(text, shown):
    assert local(text) == shown


def test_times_are_of_the_participants_zone():
    in_tokyo, in_berlin = (read_windows("9:00-12:00", DAY, zone)[0] for zone in ("Asia/Tokyo", "Europe/Berlin"))
    assert in_berlin.start - in_tokyo.start == dt.timedelta(hours=8)
    summer = read_windows("29.3.2027 9-12 Uhr", DAY, "Europe/Berlin")[0]
    assert (in_berlin.start.hour, summer.start.hour) == (8, 7)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("afternoon", "not_time"), ("ab 10 Uhr", "not_time"), ("2027-03-09", "not_time"), ("9:00", "not_time"),
     ("25:00-26:00", "not_time"), ("31.2.2027 9-12", "not_time"), ("9-12 JST", "not_time"), ("14-14", "time_order"),
     ("22:00-02:00", "time_order"), ("4/5 9-10", "two_dates"),
     ("9-12 10.3. 14-15 11.3.", "not_time"), ("9:00-12:0", "not_time"), ("9-123", "not_time")],
)  # fmt: skip
def test_what_is_not_clear_is_refused(text, reason):
    with pytest.raises(Unreadable) as told:
        read_windows(text, DAY, "Asia/Tokyo")
    assert told.value.reason == reason


@pytest.mark.parametrize(
    ("text", "zone", "reason"),
    [
        ("2026-03-29 02:00-03:00", "Europe/Berlin", "time_order"),
        ("2026-03-29 02:15-02:45", "Europe/Berlin", "not_time"),
        ("2026-03-29 02:30-04:00", "Europe/Berlin", "not_time"),
        ("9999-12-31 23:00-24:00", "Asia/Tokyo", "not_time"),
        ("9999-12-31 23:00-23:30", "America/New_York", "not_time"),
        ("0001-01-01 00:00-01:00", "Asia/Tokyo", "not_time"),
    ],
)
def test_times_that_no_clock_shows_are_refused(text, zone, reason):
    with pytest.raises(Unreadable) as told:
        read_windows(text, DAY, zone)
    assert told.value.reason == reason


def test_a_window_may_end_or_begin_where_clocks_change():
    before, after = read_windows("2026-03-29 01:00-02:00, 2026-03-29 05:00-06:00", DAY, "Europe/Berlin")
    assert (before.end - before.start, after.start.hour) == (dt.timedelta(hours=1), 3)
    whole = read_windows("2026-04-24 00:00-24:00", DAY, "Africa/Cairo")[0]
    assert whole.end - whole.start == dt.timedelta(hours=23)


def test_without_a_day_of_the_event_dates_have_to_be_whole():
    assert local("2027-03-09 9-12", None) == "9.3. 09:00-12:00"
    for text in ("9-12", "3月9日 9:00-12:00", "3/9 9-12"):
        with pytest.raises(Unreadable, match="no_day"):
            read_windows(text, None, "Asia/Tokyo")


@given(st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 300)), min_size=1, max_size=6))
def test_windows_are_in_order_apart_and_cover_just_what_was_said(spans):
    ends = [(start, min(start + length, 1440)) for start, length in spans]
    text = "; ".join(f"{a // 60}:{a % 60:02}-{b // 60}:{b % 60:02}" for a, b in ends)
    windows = read_windows(text, DAY, "Asia/Tokyo")
    assert all(one.end < other.start for one, other in pairwise(windows))
    said = {minute for a, b in ends for minute in range(a, b)}
    assert sum((one.end - one.start).seconds // 60 or 1440 for one in windows) == len(said)


def refused(text, zone="Europe/Berlin"):
    """Return why a text is refused, or None."""
    try:
        read_windows(text, DAY, zone)
    except Unreadable as error:
        return error.reason
    return None


@given(st.dates(), st.integers(0, 1439), st.integers(1, 1440), st.sampled_from(["Europe/Berlin", "Asia/Tokyo"]))
def test_any_day_is_read_or_refused(day, start, end, zone):
    text = f"{day.isoformat()} {start // 60}:{start % 60:02}-{end // 60}:{end % 60:02}"
    assert refused(text, zone) in {None, "not_time", "time_order"}


@given(st.text("0123456789:.-~/年月日時半am pmUhr;,午前後至", max_size=25))
def test_any_text_is_read_or_refused(text):
    assert refused(text) in {None, "not_time", "time_order", "two_dates"}
