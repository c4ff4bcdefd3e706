"""Checks of the whole corpus: what a schema cannot see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from matcher.corpus.reader import Problem, case_files, read_case, read_organisations
from matcher.corpus.vocabulary import Vocabulary, read_vocabulary
from matcher.corpus.yaml_file import line_of, read_text
from matcher.model import LANGUAGES, TEXT_FIELDS, Case, Organisation, Text

Location = tuple[str | int, ...]

BOUNDS = {"JP": (20.2, 45.8, 122.7, 154.2), "DE": (47.2, 55.2, 5.8, 15.1)}
"""South, north, west and east edge of each country, in degrees."""


def check_corpus(folder: Path) -> list[Problem]:
    """Return every problem of a corpus, in the order of its files.

    Raises:
        CorpusError: the vocabulary or the registry cannot be read, without which nothing can be checked.
    """
    vocabulary = read_vocabulary(folder / "vocabulary")
    registry_path = folder / "organisations.yaml"
    organisations = read_organisations(registry_path)
    problems = list(_check_registry(registry_path, organisations, vocabulary))
    seen: dict[str, Path] = {}
    for path in case_files(folder):
        case, found = read_case(path)
        problems += found
        if case is None:
            continue
        text = read_text(path)
        for location, what, mend in _check_case(case, path, vocabulary, organisations, seen):
            field = ".".join(str(step) for step in location)
            problems.append(Problem(path, line_of(text, location), field, what, mend))
        seen.update(dict.fromkeys((case.id, *case.aliases), path))
    return problems


def _check_case(
    case: Case,
    path: Path,
    vocabulary: Vocabulary,
    organisations: dict[str, Organisation],
    seen: dict[str, Path],
) -> Iterator[tuple[Location, str, str]]:
    if path.stem != case.id:
        yield ("id",), f"the file is named {path.stem!r}.", "Give both the same name."
    if path.parent.name != case.country.lower():
        yield ("country",), f"the file lies in {path.parent.name}/.", f"Move it to {case.country.lower()}/."
    for position, name in enumerate((case.id, *case.aliases)):
        if name in seen:
            where: Location = ("id",) if position == 0 else ("aliases", position - 1)
            yield where, f"{name!r} is also in {seen[name]}.", "Merge the two cases."
    yield from _check_words(case, vocabulary)
    yield from _check_languages(case)
    yield from _check_place(case)
    for position, involvement in enumerate(case.organisations):
        if involvement.organisation not in organisations:
            yield (
                ("organisations", position, "organisation"),
                f"{involvement.organisation!r} is not in organisations.yaml.",
                "Add it there, or mend the id.",
            )
    yield from _check_sources(case)


def _check_words(case: Case, vocabulary: Vocabulary) -> Iterator[tuple[Location, str, str]]:
    """Every word from the vocabulary stands there."""
    lists: list[tuple[Location, Iterable[str], Iterable[str], str]] = [
        (("domains",), case.domains, vocabulary.domains, "domains"),
        (("policy_areas",), case.policy_areas, vocabulary.policy_areas, "policy_areas"),
        (("technologies",), case.technologies, vocabulary.technologies, "technologies"),
        (("bands",), case.bands, vocabulary.bands, "bands"),
    ]
    single: list[tuple[Location, str | None, Iterable[str], str]] = [
        (("sector",), case.sector, vocabulary.sectors, "sectors"),
        (("site_type",), case.site_type, vocabulary.site_types, "site_types"),
        (("network",), case.network, vocabulary.networks, "networks"),
        (("place", "region"), case.place.region, vocabulary.regions, "regions"),
        *(
            (("figures", i, "unit"), figure.unit, vocabulary.units, "units")
            for i, figure in enumerate(case.figures)
        ),
        *(
            (("organisations", i, "role"), involvement.role, vocabulary.roles, "roles")
            for i, involvement in enumerate(case.organisations)
        ),
    ]
    for location, words, known, name in lists:
        single += [((*location, i), word, known, name) for i, word in enumerate(words)]
    for location, word, known, name in single:
        if word is not None and word not in known:
            yield location, f"{word!r} is not in vocabulary/{name}.yaml.", "Use an id from there."


def _check_languages(case: Case) -> Iterator[tuple[Location, str, str]]:
    """Every text is there in all three languages."""
    texts: list[tuple[Location, Text | None]] = [((field,), case.text(field)) for field in TEXT_FIELDS]
    texts += [(("place", "name"), case.place.name), (("funding",), case.funding)]
    texts += [(("figures", i, "what"), figure.what) for i, figure in enumerate(case.figures)]
    for location, text in texts:
        for language in LANGUAGES:
            if text is not None and text.get(language) is None:
                yield (*location, language), f"no text in {language!r}.", "Write it."
    for field in ("summary", "problem", "solution", "outcome"):
        text = case.text(field)
        values = [text.get(language) for language in LANGUAGES] if text else []
        if len(set(values)) < len(values):
            yield (field,), "the same text stands in two languages.", "Write it in each."


def _check_place(case: Case) -> Iterator[tuple[Location, str, str]]:
    place = case.place
    if place.region[:2] != case.country:
        yield ("place", "region"), f"{place.region} is not in {case.country}.", "Mend region or country."
    if (place.lat is None) != (place.lon is None):
        yield ("place",), "only one of lat and lon.", "Give both or neither."
    if place.lat is not None and place.lon is not None:
        south, north, west, east = BOUNDS[case.country]
        if not (south <= place.lat <= north and west <= place.lon <= east):
            yield (
                ("place", "lat"),
                f"{place.lat}, {place.lon} is not in {case.country}.",
                "Mend the coordinates.",
            )


def _check_sources(case: Case) -> Iterator[tuple[Location, str, str]]:
    urls: set[str] = set()
    for position, source in enumerate(case.sources):
        if source.url in urls:
            yield ("sources", position, "url"), "the same address stands twice.", "Merge the two sources."
        urls.add(source.url)
        for i, field in enumerate(source.supports):
            if _is_empty(case, field):
                yield ("sources", position, "supports", i), f"{field} is empty.", "Remove it here."


def _is_empty(case: Case, field: str) -> bool:
    value = getattr(case, field)
    return value is None or value == ()


def _check_registry(
    path: Path, organisations: dict[str, Organisation], vocabulary: Vocabulary
) -> Iterator[Problem]:
    text = read_text(path)
    for position, organisation in enumerate(organisations.values()):
        for language in LANGUAGES:
            if organisation.name.get(language) is None:
                location: Location = (position, "name", language)
                yield Problem(
                    path, line_of(text, location), organisation.id, f"no name in {language!r}.", "Add it."
                )
        if organisation.group is not None and organisation.group not in organisations:
            line = line_of(text, (position, "group"))
            what = f"the group {organisation.group!r} is not in this file."
            yield Problem(path, line, organisation.id, what, "Add it, or remove the group.")
        if organisation.sector is not None and organisation.sector not in vocabulary.sectors:
            line = line_of(text, (position, "sector"))
            what = f"{organisation.sector!r} is not in vocabulary/sectors.yaml."
            yield Problem(path, line, organisation.id, what, "Use an id from there.")
