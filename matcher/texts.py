"""The app's texts: one catalogue per language, and dates and numbers as each language writes them (CLDR)."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_timezone_name
from babel.numbers import format_compact_decimal, format_decimal

from matcher.model import Language

_FOLDER = Path(__file__).parent / "catalogue"
_LOCALES: dict[Language, Locale] = {
    "en": Locale("en", "GB"),
    "de": Locale("de", "DE"),
    "ja": Locale("ja", "JP"),
}
_NO_SPACE_BEFORE = "%°"
_COMPACT_FROM = 1_000_000
_ERAS = ((dt.date(2019, 5, 1), "令和"), (dt.date(1989, 1, 8), "平成"), (dt.date(1926, 12, 25), "昭和"))
"""First day and name of each Japanese era that a case can fall into, the latest first (CLDR; Babel has none)."""


@lru_cache(maxsize=3)
def catalogue(language: Language) -> dict[str, str]:
    """Return all texts of a language by key."""
    with (_FOLDER / f"{language}.toml").open("rb") as stream:
        return tomllib.load(stream)


class Texts:
    """Looks texts up in one language, and writes dates and numbers in it."""

    def __init__(self, language: Language, *, era: bool = False) -> None:
        """``era``: Japanese dates in years of the era (令和6年), as offices write them."""
        self.language = language
        self._era = era and language == "ja"
        self._texts = catalogue(language)
        self._locale = _LOCALES[language]

    def __call__(self, key: str, **values: str) -> str:
        """Return a text with its values put in.

        Raises:
            KeyError: there is no such text; the tests make sure that this never reaches a user.
        """
        text = self._texts[key]
        return text.format(**values) if values else text

    def number(self, value: float) -> str:
        """Return a number: 10,000.5 in English and Japanese, 10.000,5 in German; from a million on 13.2 million."""
        if abs(value) >= _COMPACT_FROM:
            text = format_compact_decimal(value, format_type="long", locale=self._locale, fraction_digits=2)
            return text.replace("\xa0", " ")
        return str(format_decimal(value, locale=self._locale))

    def fixed(self, value: float, digits: int) -> str:
        """Return a number with as many decimals as told, for a column of measures: 0.80, 0,80."""
        return str(format_decimal(value, format=f"0.{'0' * digits}", locale=self._locale))

    def quantity(self, value: float, unit: str) -> str:
        """Return a number with its unit's label: 69%, 69 %, 145 ms, 1320万ユーロ."""
        number = self.number(value)
        close = unit[:1] in _NO_SPACE_BEFORE and not (self.language == "de" and unit.startswith("%"))
        if close or (self.language == "ja" and not unit.isascii()) or unit.startswith("-"):
            return f"{number}{unit}"
        return f"{number}\u00a0{unit}"

    def date(self, value: str) -> str:
        """Return a partial ISO date (``2020``, ``2020-12``, ``2020-12-01``) in words."""
        year, month, day = [*(int(part) for part in value.split("-")), 1, 1][:3]
        date = dt.date(year, month, day)
        precision = value.count("-")
        if self._era and (years := era_years(year, date if precision else None)):
            return f"{years}{f'{month}月' if precision else ''}{f'{day}日' if precision > 1 else ''}"
        if precision == 0:
            return str(format_skeleton("y", date, locale=self._locale))
        if precision == 1:
            return str(format_skeleton("yMMMM", date, locale=self._locale))
        return str(format_date(date, "long", locale=self._locale))

    def clock(self, start: dt.datetime, end: dt.datetime, zone: str) -> str:
        """Return a span of time as the clocks of a zone show it: 10:00–10:20."""
        shown = (
            format_time(moment.astimezone(ZoneInfo(zone)), "HH:mm", locale=self._locale) for moment in (start, end)
        )
        return "–".join(shown)

    def day(self, moment: dt.datetime, zone: str, *, short: bool = False) -> str:
        """Return the day that a moment falls on in a zone: Tuesday, 9 March 2027; short: 9 Mar."""
        local = moment.astimezone(ZoneInfo(zone)).date()
        if short:
            return str(format_skeleton("MMMd", local, locale=self._locale))
        full = str(format_date(local, "full", locale=self._locale))
        if not self._era:
            return full
        year = f"{local.year}年"
        return full.replace(year, era_years(local.year, local) or year)

    def zone(self, moment: dt.datetime, zone: str) -> str:
        """Return what a zone's time is called at a moment: Central European Summer Time, 日本標準時."""
        return str(get_timezone_name(moment.astimezone(ZoneInfo(zone)), width="long", locale=self._locale))

    def spoken(self, code: str) -> str:
        """Return the name of a language by its ISO 639-1 code."""
        return str(self._locale.languages.get(code, code))

    def territory(self, code: str) -> str:
        """Return a country's name by its ISO code."""
        return str(self._locale.territories.get(code, code))

    def join(self, items: list[str]) -> str:
        """Return a list as the language writes it."""
        return self("list_separator").join(items)


def era_years(year: int, date: dt.date | None) -> str:
    """Return a year as Japan counts it: 令和6年; where it has two and no date decides, both: 平成31年・令和元年.

    Empty before 1927, when nobody tells of ICT.
    """
    first, last = (date, date) if date else (dt.date(year, 1, 1), dt.date(year, 12, 31))
    names = []
    for moment in dict.fromkeys((first, last)):
        begun = next(((start, name) for start, name in _ERAS if moment >= start), None)
        if begun is not None:
            count = year - begun[0].year + 1
            names.append(f"{begun[1]}{'元' if count == 1 else count}年")
    return "・".join(dict.fromkeys(names))
