"""The pages, run by Streamlit's own AppTest with the tiny encoder."""

import ast

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

QUESTIONS = {
    "ja": "工場の構内搬送AGVを自営5Gで安定させたい",
    "de": "Fahrerlose Transportfahrzeuge im Werk über ein 5G-Campusnetz",
    "en": "Reliable AGVs in a plant over a private 5G network",
}
COUNTS = {
    "ja": "10件の事例(適合度順)",
    "de": "10 Fallbeispiele, die passendsten zuerst",
    "en": "10 cases, best first",
}


@pytest.fixture
def app(built_settings, monkeypatch, tmp_path):
    """Start the app at an address; returns it after its first run."""
    monkeypatch.setenv("MATCHER_INDEXES", str(built_settings.indexes))
    monkeypatch.setenv("MATCHER_ENCODER", built_settings.encoder)
    monkeypatch.setenv("MATCHER_WORKSPACE", f"sqlite:///{tmp_path / 'workspace.db'}")
    monkeypatch.setenv("MATCHER_USER", "Anna")

    def open_at(page=None, **parameters):
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in parameters.items():
            test.query_params[name] = value
        if page:
            test.run()
            for name, value in parameters.items():
                test.query_params[name] = value
            test.switch_page(f"matcher/ui/pages/{page}.py")
        test.run()
        assert not test.exception
        return test

    return open_at


def shown(test):
    """All texts of the page in one string, without the escapes of Markdown."""
    parts = [
        element.value for kind in ("title", "subheader", "markdown", "caption") for element in getattr(test, kind)
    ]
    return "\n".join(parts).replace("\\", "")


def links(test):
    """All links to pages."""
    return [element.proto for element in test.get("page_link")]


@pytest.mark.parametrize("language", QUESTIONS)
def test_a_question_in_the_address_is_answered(app, language):
    test = app(lang=language, q=QUESTIONS[language])
    assert COUNTS[language] in shown(test)
    assert len(test.expander) == 10
    assert test.text_area[0].value == QUESTIONS[language]


def test_asking_writes_the_address(app):
    test = app(lang="de")
    test.text_area[0].input("Hochwasserwarnung für eine kleine Gemeinde")
    test.button[0].click().run()
    assert test.query_params["q"] == "Hochwasserwarnung für eine kleine Gemeinde"
    assert COUNTS["de"] in shown(test)


def test_an_example_can_be_tried(app):
    test = app(lang="ja")
    next(button for button in test.button if button.key == "example-1-ja").click().run()
    assert test.query_params["q"] == QUESTIONS["ja"]
    assert COUNTS["ja"] in shown(test)


def test_filters_of_the_address_hold(app, corpus):
    test = app(lang="en", q="5G", country="DE", domain="private_5g")
    wanted = [c for c in corpus.cases.values() if c.country == "DE" and "private_5g" in c.domains]
    assert len(test.expander) == min(10, len(wanted))


def test_filters_show_how_many_cases_each_value_has_and_act_at_once(app):
    test = app(lang="en", q="5G network for a plant")
    sectors = next(box for box in test.multiselect if box.label == "Sector")
    first = sectors.options[0]
    count = int(first.rsplit("(", 1)[1].rstrip(")"))
    sectors.select(first).run()
    assert test.query_params["sector"]
    chosen = next(box for box in test.multiselect if box.label == "Sector")
    assert chosen.options[0] == first
    assert count > 0
    next(button for button in test.button if button.key == "clear-filters").click().run()
    assert "sector" not in test.query_params
    assert COUNTS["en"] in shown(test)


def test_years_in_the_wrong_order_are_ignored(app):
    assert COUNTS["en"] in shown(app(lang="en", q="5G", **{"from": "2030", "to": "2020"}))


def test_unknown_values_in_the_address_are_ignored(app):
    test = app(lang="xx", q="5G", country="FR", domain="nonsense")
    assert COUNTS["en"] in shown(test)


def test_markup_in_a_question_is_not_obeyed(app):
    test = app(lang="en", q="<img src=x onerror=alert(1)> [x](javascript:alert(1))")
    assert not test.exception
    assert all("<img" not in element.value for element in test.markdown)


@pytest.mark.parametrize("language", QUESTIONS)
def test_a_case_page_shows_texts_organisations_and_sources(app, corpus, language):
    case = next(case for case in corpus.cases.values() if case.outcome and case.organisations)
    test = app("case", lang=language, id=case.id)
    text = shown(test)
    assert case.title.get(language) in text
    assert case.solution.get(language) in text
    assert all(source.title in text for source in case.sources)
    for item in case.organisations:
        linked = corpus.organisations[item.organisation].name.get(language)
        assert any(linked in page_link.label.replace("\\", "") for page_link in links(test))


def test_japanese_years_are_counted_by_era_where_asked(app, corpus):
    case = next(one for one in corpus.cases.values() if one.start and one.start.value == "2021")
    assert "令和3年" not in shown(app("case", lang="ja", id=case.id))
    test = app("case", lang="ja", id=case.id, era="1")
    assert "令和3年" in shown(test)
    test.toggle[0].set_value(False).run()
    assert "era" not in test.query_params
    assert "令和3年" not in shown(test)


def test_a_case_that_is_not_there_is_said(app):
    test = app("case", lang="en", id="jp-nowhere")
    assert "no case with this id" in test.warning[0].value


def test_every_case_can_be_shown(app, corpus):
    """Labels, dates and figures of each case are there in German, the language with the longest words."""
    for case in list(corpus.cases.values())[::12]:
        assert case.title.de in shown(app("case", lang="de", id=case.id))


def test_a_corpus_that_is_not_valid_becomes_a_message(built_settings, monkeypatch, small_corpus):
    path = next(small_corpus.glob("cases/jp/*.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("country: JP", "country: FR"), encoding="utf-8")
    monkeypatch.setenv("MATCHER_CORPUS", str(small_corpus))
    monkeypatch.setenv("MATCHER_INDEXES", str(built_settings.indexes))
    monkeypatch.setenv("MATCHER_ENCODER", built_settings.encoder)
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    test.query_params["lang"] = "en"
    test.run()
    assert not test.exception
    assert "This did not work." in test.error[0].value
    assert "matcher corpus check" in test.error[0].value


@pytest.mark.parametrize("page", sorted((ROOT / "matcher" / "ui" / "pages").glob("*.py")), ids=lambda one: one.stem)
def test_no_string_of_a_page_is_shown_by_accident(page):
    """Where its magic is on, Streamlit writes every bare string of a page but its docstring onto the page."""
    statements = ast.parse(page.read_text(encoding="utf-8")).body[1:]
    bare = [one for one in statements if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)]
    assert bare == []
