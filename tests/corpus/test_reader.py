from pathlib import Path

import pytest

from matcher.corpus.reader import corpus_hash, read_case, read_corpus
from matcher.errors import CorpusError


def first_case(corpus: Path) -> Path:
    return sorted(corpus.glob("cases/jp/*.yaml"))[0]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_corpus_has_cases_of_both_countries_in_all_domains(corpus):
    cases = corpus.cases.values()
    assert sum(case.country == "JP" for case in cases) >= 30
    assert sum(case.country == "DE" for case in cases) >= 30
    assert {domain for case in cases for domain in case.domains} == set(corpus.vocabulary.domains)


def test_the_corpus_covers_policy_areas_and_cooperations(corpus):
    cases = corpus.cases.values()
    assert len({area for case in cases for area in case.policy_areas}) >= 6
    assert sum(case.japan_germany for case in cases) >= 8


def test_a_wrong_field_is_named_with_file_and_line(small_corpus):
    path = first_case(small_corpus)
    replace(path, "site_type: ", "sitetype: ")
    line = path.read_text(encoding="utf-8").split("sitetype")[0].count("\n") + 1
    case, problems = read_case(path)
    assert case is None
    assert f"{path}:{line}: sitetype: no such field." in {str(p).split(" Remove")[0] for p in problems}
    assert any(p.field == "site_type" and p.what == "missing." for p in problems)


def test_broken_yaml_is_named_with_its_line(small_corpus):
    path = first_case(small_corpus)
    replace(path, "country: JP", "country: [JP")
    _, problems = read_case(path)
    assert "not readable as YAML" in problems[0].what
    assert problems[0].line > 1


def test_yaml_tags_build_no_objects(small_corpus):
    path = first_case(small_corpus)
    replace(path, "country: JP", "country: !!python/object/apply:os.getcwd []")
    case, problems = read_case(path)
    assert case is None
    assert "not readable as YAML" in problems[0].what


def test_a_corpus_with_one_invalid_case_is_not_read_at_all(small_corpus):
    replace(first_case(small_corpus), "country: JP", "country: FR")
    with pytest.raises(CorpusError, match=r"country.*'JP' or 'DE'.*matcher corpus check"):
        read_corpus(small_corpus)


def test_a_folder_without_a_corpus_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="no corpus here"):
        read_corpus(tmp_path)


def test_an_organisation_that_stands_twice_is_named(small_corpus):
    path = small_corpus / "organisations.yaml"
    entry = path.read_text(encoding="utf-8").splitlines()[2]
    path.write_text(path.read_text(encoding="utf-8") + entry + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="stands twice"):
        read_corpus(small_corpus)


def test_the_hash_changes_with_any_file(small_corpus):
    before = corpus_hash(small_corpus)
    replace(small_corpus / "vocabulary" / "roles.yaml", "- id: ", "-  id: ")
    assert corpus_hash(small_corpus) != before
