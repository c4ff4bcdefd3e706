"""When a participant can meet: windows of time written in three languages, in the participant's own zone."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale

from matcher.events.event import Window
from matcher.events.intake.folding import folded, words
from matcher.events.intake.problems import Unreadable

_GERMAN_DATE = r"\s+(?:(?:\w{{2,10}}tag|mittwoch|sonnabend|mo|di|mi|do|fr|sa|so)\b|(?:den\s)?\d{{1,2}}\.)"
"""What makes an “am” before it German: “9-12 am 9.3.”, “9-12 am Dienstag”."""
_TIME = (
    r"(?P<half{n}>午前|午後|am|pm)?\s*(?P<hour{n}>\d{{1,2}})(?:\s*[:.時h]\s*(?P<minute{n}>[0-5]\d)?\s*分?)?"
    r"(?P<past{n}>半)?\s*(?P<mark{n}>am(?!" + _GERMAN_DATE + r")|pm|a\.m\.|p\.m\.)?\s*(?:uhr)?"
)
_RANGE = re.compile(
    _TIME.format(n=1) + r"\s*(?:-|~|bis|to|until|から|より)\s*" + _TIME.format(n=2) + r"(?![\d:])\s*(?:まで)?"
)
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?:\s?(?P<year>\d{4}))?(?!\d)")
_KANJI = re.compile(r"(?:(?P<year>\d{4})年)?\s?(?P<month>\d{1,2})月\s?(?P<day>\d{1,2})日")
_SLASHED = re.compile(r"(?P<one>\d{1,2})/(?P<two>\d{1,2})(?:/(?P<year>\d{4}))?(?![\d/])")
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?\s(?P<name>[a-zäöü]{3,9})\.?(?:\s(?P<year>\d{4}))?(?!\w)"
)
_MONTH_FIRST = re.compile(
    r"(?P<name>[a-z]{3,9})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s(?P<year>\d{4}))?(?![\d:])"
)
_BETWEEN = re.compile(r"(?:[\s,;/、。|:]|und|and|von|from|am|on|den|を|に|と|\([月火水木金土日]\))+")
_WEEKDAY = re.compile(
    r"(?:\w{2,10}tag|mittwoch|sonnabend|\w{3,6}day|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|[月火水木金土日]曜日?)\b\.?"
)

Half = Literal["am", "pm"]
_HALVES: dict[str, Half] = {"午前": "am", "am": "am", "a.m.": "am", "午後": "pm", "pm": "pm", "p.m.": "pm"}


@dataclass(frozen=True)
class _Clock:
    hour: int
    minute: int
    half: Half | None

    def minutes(self, half: Half | None) -> int:
        """Return minutes since midnight; with a half of the day the clock has twelve hours."""
        hour = self.hour
        if half and hour > 12:
            raise Unreadable("not_time")
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour > 24 or (hour == 24 and self.minute):
            raise Unreadable("not_time")
        return hour * 60 + self.minute


def read_windows(text: str, event_day: dt.date | None, zone: str) -> tuple[Window, ...]:
    """Return the times that a cell names, in order, those that touch made one; empty means always.

    Times without a date are on the date before them, on the only date where it stands last, else on the event's
    day. A date without a year is in the
    event's year. All are local times of ``zone``.

    Raises:
        Unreadable: a part is no time from … to …, a date may mean two days, or none is known.
    """
    plain = _plain(text)
    if not plain or folded(plain) in _always():
        return ()
    spans = sorted(_spans(plain, event_day, ZoneInfo(zone)))
    joined: list[tuple[dt.datetime, dt.datetime]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(Window(start=start, end=end) for start, end in joined)


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    plain = re.sub(r"[〜–—−‐‑―ー→]", "-", plain)
    return re.sub(r"\bo'?clock\b|\bhrs?\b", " ", plain).strip()


def _spans(text: str, event_day: dt.date | None, zone: ZoneInfo) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """Read dates and times from the left; whatever is neither is refused, not skipped."""
    day, place, dates = event_day, 0, 0
    times: list[tuple[re.Match[str], dt.date | None]] = []
    dated_last = False
    while place < len(text):
        between = _BETWEEN.match(text, place) or _WEEKDAY.match(text, place)
        if between:
            place = between.end()
            continue
        dated = _date_at(text, place, event_day)
        if dated:
            (day, place), dates, dated_last = dated, dates + 1, True
            continue
        found = _RANGE.match(text, place)
        if not found:
            raise Unreadable("not_time")
        times.append((found, day))
        place, dated_last = found.end(), False
    if dated_last and (dates > 1 or not times):
        raise Unreadable("not_time")
    for found, its_day in times:
        own = day if dated_last else its_day  # “9-12 Uhr am 9.3.”
        if own is None:
            raise Unreadable("no_day")
        yield _span(found, own, zone)


def _span(found: re.Match[str], day: dt.date, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
    first, second = _clock(found, 1), _clock(found, 2)
    opening, closing = first.half, second.half
    if closing and not opening and first.hour <= 12 and first.minutes(closing) < second.minutes(closing):
        opening = closing  # “2–5 pm”
    if opening and not closing and second.hour <= 12:
        closing = opening if first.minutes(opening) < second.minutes(opening) else "pm"  # 午後2時〜5時
    start, end = first.minutes(opening), second.minutes(closing)
    if end <= start:
        raise Unreadable("time_order")
    begin, finish = _moment(day, start, zone), _moment(day, end, zone)
    if finish <= begin:
        raise Unreadable("time_order")
    return begin, finish


def _moment(day: dt.date, minutes: int, zone: ZoneInfo) -> dt.datetime:
    """Return the moment so many minutes after midnight, as the clocks of a zone show it.

    A time that clocks skip when summer time begins is none; the one at which they skip is that at which they
    go on.
    """
    try:
        shown = dt.datetime.combine(day, dt.time.min) + dt.timedelta(minutes=minutes)
        if not _is_shown(shown, zone) and not _is_shown(shown - dt.timedelta(minutes=1), zone):
            raise Unreadable("not_time")
        return shown.replace(tzinfo=zone).astimezone(dt.UTC)
    except OverflowError as error:
        raise Unreadable("not_time") from error


def _is_shown(shown: dt.datetime, zone: ZoneInfo) -> bool:
    """Tell whether the clocks of a zone ever show a time."""
    return shown.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) == shown


def _clock(found: re.Match[str], number: int) -> _Clock:
    half = _HALVES.get(found[f"half{number}"] or found[f"mark{number}"] or "")
    minute = 30 if found[f"past{number}"] else int(found[f"minute{number}"] or 0)
    return _Clock(int(found[f"hour{number}"]), minute, half)


def _date_at(text: str, place: int, event_day: dt.date | None) -> tuple[dt.date, int] | None:
    for pattern in (_ISO, _KANJI, _DOTTED):
        found = pattern.match(text, place)
        if found:
            return _day(found["year"], int(found["month"]), int(found["day"]), event_day), found.end()
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        found = pattern.match(text, place)
        month = _months().get(found["name"]) if found else None
        if found and month:
            return _day(found["year"], month, int(found["day"]), event_day), found.end()
    slashed = _SLASHED.match(text, place)
    if slashed:
        return _either_way(slashed, event_day), slashed.end()
    return None


def _either_way(found: re.Match[str], event_day: dt.date | None) -> dt.date:
    """Read 3/9, which is March in Tokyo and September in London: only as the event's day, or if one way is none."""
    one, two = int(found["one"]), int(found["two"])
    days = set()
    for month, day in ((one, two), (two, one)):
        try:
            days.add(_day(found["year"], month, day, event_day))
        except Unreadable as error:
            if error.reason == "no_day":
                raise
    if event_day in days:
        return event_day
    if len(days) != 1:
        raise Unreadable("two_dates" if days else "not_time")
    return days.pop()


def _day(year: str | None, month: int, day: int, event_day: dt.date | None) -> dt.date:
    if not year and event_day is None:
        raise Unreadable("no_day")
    try:
        return dt.date(int(year) if year else event_day.year if event_day else 0, month, day)
    except ValueError as error:
        raise Unreadable("not_time") from error


@lru_cache(maxsize=1)
def _always() -> frozenset[str]:
    return frozenset(folded(word) for word in words()["always"]["always"])


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Return the months' names of English and German, whole and short (CLDR)."""
    return {
        str(name).casefold().rstrip("."): number
        for language in ("en", "de")
        for width in ("wide", "abbreviated")
        for number, name in Locale(language).months["format"][width].items()
    }
