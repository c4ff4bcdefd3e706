"""Places lie in their country, region and municipality."""

from __future__ import annotations

from collections.abc import Iterator

from matcher.corpus.checks.finding import Finding
from matcher.corpus.identifiers import is_municipality_code
from matcher.corpus.vocabulary import Vocabulary
from matcher.model import Case

BOUNDS = {"JP": (20.2, 45.8, 122.7, 154.2), "DE": (47.2, 55.2, 5.8, 15.1)}
"""South, north, west and east edge of each country, in degrees."""


def check_place(case: Case, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield what does not fit together in a case's place."""
    place = case.place
    if place.region[:2] != case.country:
        yield Finding(("place", "region"), f"{place.region} is not in {case.country}.", "Mend region or country.")
    if (place.lat is None) != (place.lon is None):
        yield Finding(("place",), "only one of lat and lon.", "Give both or neither.")
    if place.lat is not None and place.lon is not None:
        south, north, west, east = BOUNDS[case.country]
        if not (south <= place.lat <= north and west <= place.lon <= east):
            what = f"{place.lat}, {place.lon} is not in {case.country}."
            yield Finding(("place", "lat"), what, "Mend the coordinates.")
    if place.code is not None:
        region = vocabulary.regions.get(place.region)
        if not is_municipality_code(place.code, case.country):
            yield Finding(("place", "code"), f"{place.code!r} is no municipality code.", "Mend it, or remove it.")
        elif region is not None and region.code is not None and not place.code.startswith(region.code):
            yield Finding(("place", "code"), f"{place.code!r} is not in {place.region}.", "Mend code or region.")
