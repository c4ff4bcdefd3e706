"""The data page and the about page, run by Streamlit's own AppTest with the tiny encoder."""

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from matcher.corpus.reader import read_corpus
from matcher.evaluation.measured import measured
from matcher.index.build import build_index
from matcher.model import LANGUAGES
from matcher.texts import Texts, catalogue
from tests.conftest import ROOT
from tests.corpus.test_own import own_case
from tests.ui.test_pages import app, shown

__all__ = ["app"]  # a fixture


def button(test, key):
    return next(item for item in test.button if item.key == key)


@pytest.fixture
def data_page(small_corpus, encoder, tiny_settings, tmp_path, monkeypatch):
    """The data page over a small corpus of its own; returns it after its first run."""
    build_index(read_corpus(small_corpus), encoder, tmp_path / "indexes")
    monkeypatch.setenv("MATCHER_CORPUS", str(small_corpus))
    monkeypatch.setenv("MATCHER_INDEXES", str(tmp_path / "indexes"))
    monkeypatch.setenv("MATCHER_ENCODER", tiny_settings.encoder)
    monkeypatch.setenv("MATCHER_WORKSPACE", f"sqlite:///{tmp_path / 'workspace.db'}")
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    test.query_params["lang"] = "en"
    test.run()
    test.query_params["lang"] = "en"
    test.switch_page("matcher/ui/pages/data.py")
    test.run()
    assert not test.exception
    return test


def give(test, *cases):
    """Add cases as a user does: one file, one click."""
    content = yaml.safe_dump(list(cases), allow_unicode=True, sort_keys=False).encode()
    test.file_uploader[0].set_value([("own.yaml", content, "application/yaml")])
    next(item for item in test.button if item.label == "Add").click().run()
    assert not test.exception
    return test


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_data_page_shows_coverage_and_index(app, corpus, language):
    test = app("data", lang=language)
    texts = Texts(language)
    assert test.metric[0].value == texts.number(len(corpus.cases))
    assert texts("data_index_passages") in shown(test)
    testbeds = sum("testbed" in case.domains for case in corpus.cases.values())
    assert testbeds in list(test.table[0].value[texts("data_both")])
    assert next(iter(test.table[2].value.index)) == texts("data_share_outcome")
    assert [item.label for item in test.get("download_button")] == [texts("data_download_button")]


def test_the_corpus_is_checked_when_asked(data_page):
    button(data_page, "check").click().run()
    assert data_page.success[0].value == "6 cases checked, nothing to mend."


def test_an_own_case_is_added_listed_and_removed_after_a_question(data_page, small_corpus):
    test = give(data_page, own_case())
    assert "1 case was added" in test.success[0].value
    assert test.metric[0].value == "7"
    button(test, "remove-de-own-biergarten-sensors").click().run()
    assert (small_corpus / "cases" / "own" / "de-own-biergarten-sensors.yaml").exists()
    button(test, "remove-sure").click().run()
    assert "was removed" in test.success[0].value
    assert test.metric[0].value == "6"
    assert not (small_corpus / "cases" / "own" / "de-own-biergarten-sensors.yaml").exists()


def test_cases_with_problems_are_refused_with_every_problem(data_page, small_corpus):
    test = give(data_page, own_case(sector="magic"), own_case(id="de-own-second", site_type="nowhere"))
    assert "Nothing was added" in test.error[0].value
    report = test.dataframe[-1].value
    assert list(report["File"]) == ["own.yaml", "own.yaml"]
    assert list(report["Field"]) == ["sector", "site_type"]
    assert not (small_corpus / "cases" / "own").exists()


def test_a_broken_corpus_can_still_be_checked(data_page, small_corpus):
    path = next(small_corpus.glob("cases/jp/*.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("country: JP", "country: FR"), encoding="utf-8")
    from matcher.ui.engine import corpus_changed

    corpus_changed()
    button(data_page, "check").click().run()
    assert not data_page.exception
    assert "matcher corpus check" in data_page.error[0].value
    assert path.name in list(data_page.dataframe[0].value["File"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_about_page_says_how_good_the_search_is_and_when_that_was_measured(app, language):
    test = app("about", lang=language)
    texts = Texts(language)
    assert texts.date(measured().date.isoformat()) in shown(test)
    table = test.table[0].value
    assert table[catalogue("ja")["language"]].iloc[0] == texts.fixed(measured().ndcg_at_10["ja"], 2)
    assert texts("about_limits") in shown(test)


def test_the_about_page_counts_the_cases_of_each_policy_area(app, corpus):
    test = app("about", lang="en")
    green = sum("green_ict" in case.policy_areas for case in corpus.cases.values())
    assert f"Green of ICT / Green by ICT ({green} cases)" in shown(test).replace("**", "")
