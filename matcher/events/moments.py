"""Time zones and moments that every calendar knows."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, AwareDatetime

YEARS = (1970, 2199)
"""Between these years a moment can be shown in every zone."""


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: a folder of zones, such as Europe
        raise ValueError(f"{value!r} is no time zone") from error
    return value


def _in_calendars(value: dt.datetime) -> dt.datetime:
    if not YEARS[0] <= value.year <= YEARS[1]:
        raise ValueError(f"a moment lies outside the years {YEARS[0]} to {YEARS[1]}")
    return value


ZoneName = Annotated[str, AfterValidator(_zone)]
"""An IANA time zone, such as Asia/Tokyo or Europe/Berlin."""
Moment = Annotated[AwareDatetime, AfterValidator(_in_calendars)]
"""A moment with its zone, between the years 1970 and 2199."""
