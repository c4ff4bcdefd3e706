"""Each damaged example is named precisely: file, field, what is wrong."""

import re
from pathlib import Path

import pytest

from matcher.corpus.check import check_corpus
from matcher.encoding.language import detect_language
from tests.corpus.test_reader import first_case, replace


def findings(corpus: Path) -> set[tuple[str, str]]:
    return {(problem.field, problem.what) for problem in check_corpus(corpus, detect_language)}


def test_the_corpus_as_it_stands_has_no_problem():
    assert [str(problem) for problem in check_corpus(CORPUS, detect_language)] == []


CORPUS = Path(__file__).parents[2] / "corpus"


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
    assert ("solution.de", "the same text stands in 'en' and 'de'.") in findings(small_corpus)


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


def test_a_text_in_the_wrong_language_is_named(small_corpus):
    path = first_case(small_corpus)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = lines.index("solution:\n")
    lines[at + 2] = lines[at + 1].replace("  en:", "  de:", 1).replace('"', '"By the way: ', 1)
    path.write_text("".join(lines), encoding="utf-8")
    assert ("solution.de", "the text is not in 'de'.") in findings(small_corpus)


def test_a_case_told_twice_is_named(small_corpus):
    first = first_case(small_corpus)
    copy = first.with_name("jp-the-same-again.yaml")
    copy.write_text(first.read_text(encoding="utf-8").replace(f"id: {first.stem}", "id: jp-the-same-again", 1))
    named = [problem for problem in check_corpus(small_corpus) if "tells nearly the same" in problem.what]
    assert {problem.path for problem in named} <= {first, copy}
    assert len(named) == 1


def test_a_field_without_evidence_is_named(small_corpus):
    path = first_case(small_corpus)
    text = re.sub(r"supports: \[.*\]", "supports: []", path.read_text(encoding="utf-8"))
    path.write_text(re.sub(r"(?m)^unconfirmed: .*$", "unconfirmed: []", text), encoding="utf-8")
    assert ("solution", "no source was seen to support solution.") in findings(small_corpus)


def test_the_source_that_a_figure_names_must_support_it(small_corpus):
    path = next(p for p in small_corpus.glob("cases/*/*.yaml") if "\nfigures:\n" in p.read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(", figures", "").replace("[figures, ", "["), encoding="utf-8")
    named = [what for field, what in findings(small_corpus) if re.fullmatch(r"figures\.\d+\.source", field)]
    assert named
    assert all(re.fullmatch(r"s\d+ does not support figures\.", what) for what in named)


def test_a_source_that_was_not_seen_supports_nothing(small_corpus):
    path = first_case(small_corpus)
    replace(path, "seen: true", "seen: false")
    assert any(w == "it supports fields, but was not seen." for _, w in findings(small_corpus))


def test_a_date_to_come_is_named(small_corpus):
    path = first_case(small_corpus)
    path.write_text(re.sub(r"(?m)^checked: .*$", "checked: 2099-01-01", path.read_text(encoding="utf-8")))
    assert ("checked", "2099-01-01 is still to come.") in findings(small_corpus)


@pytest.mark.parametrize(
    ("code", "what"),
    [("131016", "is not in"), ("131017", "is no municipality code"), ("13101", "should match pattern")],
)
def test_a_wrong_municipality_code_is_named(small_corpus, code, what):
    path = next(
        p for p in small_corpus.glob("cases/jp/*.yaml") if "region: JP-13" not in p.read_text(encoding="utf-8")
    )
    bare = re.sub(r"(?m)^  code: .*\n", "", path.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^  region: (.*)$", rf'  region: \1\n  code: "{code}"', bare, count=1)
    path.write_text(text, encoding="utf-8")
    assert any(f == "place.code" and what in w for f, w in findings(small_corpus))


def test_a_wrong_identifier_of_an_organisation_is_named(small_corpus):
    path = small_corpus / "organisations.yaml"
    replace(path, "kind: ", 'identifiers: {corporate_number: "7000012050003"}, kind: ')
    assert any("'7000012050003' has a wrong check digit" in w for _, w in findings(small_corpus))


def test_a_name_that_two_organisations_share_is_named(small_corpus):
    path = small_corpus / "organisations.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    entry = next(line for line in lines if line.startswith("- {id: "))
    lines.append(re.sub(r"id: [a-z0-9-]+", "id: the-same-again", entry, count=1))
    path.write_text("".join(lines), encoding="utf-8")
    assert any("is also a name of" in w for _, w in findings(small_corpus))
