"""Each damaged example is named precisely: file, field, what is wrong."""

from pathlib import Path

import pytest

from matcher.corpus.check import check_corpus
from tests.corpus.test_reader import first_case, replace


def findings(corpus: Path) -> set[tuple[str, str]]:
    return {(problem.field, problem.what) for problem in check_corpus(corpus)}


def test_the_corpus_as_it_stands_has_no_problem():
    assert check_corpus(Path(__file__).parents[2] / "corpus") == []


@pytest.mark.parametrize(
    ("old", "new", "field", "what"),
    [
        ("sector: ", "sector: x_", "sector", "is not in vocabulary/sectors.yaml."),
        ("site_type: ", "site_type: x_", "site_type", "is not in vocabulary/site_types.yaml."),
        ("  region: JP-", "  region: DE-BY #", "place.region", "DE-BY is not in JP."),
        (
            "organisation: ",
            "organisation: no-such-",
            "organisations.0.organisation",
            "is not in organisations.yaml.",
        ),
        ("domains: [", "domains: [factory, ", "domains.0", "'factory' is not in vocabulary/domains.yaml."),
    ],
)
def test_a_word_that_is_not_known_is_named(small_corpus, old, new, field, what):
    replace(first_case(small_corpus), old, new)
    assert any(f == field and what in w for f, w in findings(small_corpus))


def test_a_text_that_is_missing_in_one_language_is_named(small_corpus):
    path = first_case(small_corpus)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = lines.index("solution:\n")
    del lines[at + 2]
    path.write_text("".join(lines), encoding="utf-8")
    assert ("solution.de", "no text in 'de'.") in findings(small_corpus)


def test_a_text_copied_over_between_languages_is_named(small_corpus):
    path = first_case(small_corpus)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = lines.index("solution:\n")
    lines[at + 2] = lines[at + 1].replace("  en:", "  de:", 1)
    path.write_text("".join(lines), encoding="utf-8")
    assert ("solution", "the same text stands in two languages.") in findings(small_corpus)


def test_coordinates_outside_the_country_are_named(small_corpus):
    for path in small_corpus.glob("cases/jp/*.yaml"):
        text = path.read_text(encoding="utf-8")
        if "  lat: " in text:
            before, after = text.split("  lat: ", 1)
            path.write_text(f"{before}  lat: 52.5\n  lon: 13.4\n{after.split('lon: ', 1)[1].split(chr(10), 1)[1]}")
            assert ("place.lat", "52.5, 13.4 is not in JP.") in findings(small_corpus)
            return
    pytest.fail("no case with coordinates")


def test_a_file_must_bear_its_cases_id(small_corpus):
    path = first_case(small_corpus)
    path.rename(path.with_name("jp-another.yaml"))
    assert ("id", "the file is named 'jp-another'.") in findings(small_corpus)


def test_two_cases_must_not_share_an_id(small_corpus):
    first, second = sorted(small_corpus.glob("cases/jp/*.yaml"))[:2]
    replace(second, f"id: {second.stem}\n", f"id: {second.stem}\naliases: [{first.stem}]\n")
    assert any(f == "aliases.0" and "is also in" in w for f, w in findings(small_corpus))


def test_a_source_cannot_support_an_empty_field(small_corpus):
    for path in small_corpus.glob("cases/*/*.yaml"):
        if "funding: null" in path.read_text(encoding="utf-8"):
            replace(path, "supports: [", "supports: [funding, ")
            assert ("sources.0.supports.0", "funding is empty.") in findings(small_corpus)
            return
    pytest.fail("no case without funding")


def test_every_finding_says_where_it_is_and_how_to_mend_it(small_corpus):
    path = first_case(small_corpus)
    replace(path, "sector: ", "sector: x_")
    (problem,) = [p for p in check_corpus(small_corpus) if p.path == path]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[problem.line - 1].startswith("sector: x_")
    assert str(problem).endswith("Use an id from there.")
