"""What is published is read again by independent readers."""

import csv
import json
import os
import stat

import frictionless
import pandas as pd
import pytest
from pyld import jsonld

from matcher.corpus.publish import publish_corpus
from matcher.errors import CorpusError
from matcher.model import Case


@pytest.fixture(scope="module")
def published(corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("published") / "corpus"
    publish_corpus(corpus, folder)
    return folder


def test_frictionless_finds_the_package_valid(published):
    report = frictionless.validate(str(published / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    assert {task.name for task in report.tasks} == {"cases", "organisations", "roles", "sources", "figures"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_folder_can_be_read_by_those_who_may_read_its_neighbours(published, tmp_path):
    usual = tmp_path / "usual"
    usual.mkdir()
    assert stat.S_IMODE(published.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)
    assert not list(published.parent.glob(".publishing-*"))


def test_a_table_without_rows_is_left_out(corpus, tmp_path):
    from dataclasses import replace

    case = next(iter(corpus.cases.values())).model_copy(update={"figures": ()})
    publish_corpus(replace(corpus, cases={case.id: case}), tmp_path / "out")
    assert not (tmp_path / "out" / "figures.csv").exists()
    assert frictionless.validate(str(tmp_path / "out" / "datapackage.json")).valid


def test_spreadsheets_see_utf_8(published):
    assert (published / "cases.csv").read_bytes()[:3] == b"\xef\xbb\xbf"


def test_tables_hold_every_case_and_role(published, corpus):
    cases = pd.read_csv(published / "cases.csv", dtype=str)
    assert list(cases["id"]) == list(corpus.cases)
    assert list(cases["title_ja"]) == [case.title.ja for case in corpus.cases.values()]
    roles = pd.read_csv(published / "roles.csv", dtype=str)
    assert len(roles) == sum(len(case.organisations) for case in corpus.cases.values())


def test_no_cell_is_a_formula(published):
    for path in published.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.reader(stream):
                assert not [cell for cell in row if cell[:1] in "=+@\t\r" and cell]


def test_a_text_that_looks_like_a_formula_is_defused(corpus, tmp_path):
    from dataclasses import replace

    case = next(iter(corpus.cases.values()))
    title = case.title.model_copy(update={"en": '=HYPERLINK("https://evil.example")'})
    publish_corpus(replace(corpus, cases={case.id: case.model_copy(update={"title": title})}), tmp_path / "out")
    cell = pd.read_csv(tmp_path / "out" / "cases.csv", dtype=str)["title_en"][0]
    assert cell.startswith("'=")


def test_json_lines_are_cases_again(published, corpus):
    lines = (published / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    assert [Case.model_validate_json(line) for line in lines] == list(corpus.cases.values())


def test_json_ld_is_read_by_a_processor(published, corpus):
    document = json.loads((published / "cases.jsonld").read_text(encoding="utf-8"))
    document["@context"] = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}  # the public one, offline
    expanded = jsonld.expand(document)
    assert len(expanded) == len(corpus.cases)
    languages = {name["@language"] for name in expanded[0]["https://schema.org/name"]}
    assert languages == {"en", "de", "ja"}


def test_a_folder_that_is_there_is_not_touched(corpus, tmp_path):
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(CorpusError, match="is there already"):
        publish_corpus(corpus, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
