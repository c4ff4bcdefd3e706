"""A time zone as calendars are told it (RFC 5545, VTIMEZONE), exact at each change to summer time.

Made here because what icalendar derives lets summer time begin an hour late (7.3).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
YEARS_AFTER = 5


@dataclass(frozen=True)
class _Change:
    """From a moment on a zone has another offset."""

    moment: dt.datetime
    """In UTC."""
    before: dt.timedelta
    after: dt.timedelta
    name: str
    summer: bool

    @property
    def onset(self) -> dt.datetime:
        """The moment as clocks showed it that were not changed yet, as RFC 5545 wants it."""
        return (self.moment + self.before).replace(tzinfo=None)


def zone_component(zone: str, first: dt.datetime, last: dt.datetime) -> Timezone:
    """Return a zone's VTIMEZONE, right from the year before ``first`` to five years after ``last``.

    Changes that keep a yearly rule are written as that rule, others one by one.
    """
    from icalendar import Timezone

    start = dt.datetime(first.year - 1, 1, 1, tzinfo=dt.UTC)
    changes = list(_changes(ZoneInfo(zone), start, dt.datetime(last.year + YEARS_AFTER, 1, 1, tzinfo=dt.UTC)))
    component = Timezone()
    component.add("tzid", zone)
    alike: dict[tuple[str, int], list[_Change]] = defaultdict(list)
    for change in changes[1:]:
        alike[change.name, change.onset.month].append(change)
    component.add_component(_observance(changes[0]))
    for group in alike.values():
        rule = _yearly(group)
        for change in group[:1] if rule else group:
            observance = _observance(change)
            if rule:
                observance.add("rrule", {"freq": "yearly", "bymonth": change.onset.month, "byday": rule})
            component.add_component(observance)
    return component


def _changes(zone: ZoneInfo, start: dt.datetime, end: dt.datetime) -> Iterator[_Change]:
    """Yield how the zone is at the start, then each change of its offset or name, found to the minute."""
    yield _change(zone, start, start)
    day = start
    while day < end:
        if _state(zone, day) != _state(zone, day + DAY):
            low, high = day, day + DAY
            while high - low > MINUTE:
                middle = low + (high - low) / 2
                low, high = (middle, high) if _state(zone, middle) == _state(zone, day) else (low, middle)
            yield _change(zone, low, high.replace(second=0, microsecond=0))
        day += DAY


def _state(zone: ZoneInfo, moment: dt.datetime) -> tuple[dt.timedelta | None, str | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.tzname()


def _change(zone: ZoneInfo, before: dt.datetime, moment: dt.datetime) -> _Change:
    local = moment.astimezone(zone)
    none = dt.timedelta()
    return _Change(
        moment=moment,
        before=before.astimezone(zone).utcoffset() or none,
        after=local.utcoffset() or none,
        name=local.tzname() or str(zone),
        summer=bool(local.dst()),
    )


def _yearly(changes: Sequence[_Change]) -> str | None:
    """Return the rule that changes of one month keep each year, such as -1SU; None where there is none."""
    onsets = [change.onset for change in changes]
    same = {(one.weekday(), one.time()) for one in onsets}
    years = [one.year for one in onsets]
    if len(same) > 1 or len(onsets) < YEARS_AFTER or years != list(range(years[0], years[0] + len(years))):
        return None
    weekday = WEEKDAYS[onsets[0].weekday()]
    if all((one + 7 * DAY).month != one.month for one in onsets):
        return f"-1{weekday}"
    weeks = {(one.day - 1) // 7 + 1 for one in onsets}
    return f"{weeks.pop()}{weekday}" if len(weeks) == 1 else None


def _observance(change: _Change) -> TimezoneDaylight | TimezoneStandard:
    from icalendar import TimezoneDaylight, TimezoneStandard

    observance = TimezoneDaylight() if change.summer else TimezoneStandard()
    observance.add("dtstart", change.onset)
    observance.add("tzoffsetfrom", change.before)
    observance.add("tzoffsetto", change.after)
    observance.add("tzname", change.name)
    return observance
