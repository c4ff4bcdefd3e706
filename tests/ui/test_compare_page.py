"""Cases side by side, run by Streamlit's own AppTest with the tiny encoder."""

import pytest
from streamlit.testing.v1 import AppTest

from matcher.texts import Texts
from tests.conftest import ROOT

CASES = [
    "jp-koshigaya-pole-flood-sensors",
    "jp-toda-flood-sensors",
    "de-odenwaldkreis-digital-disaster-protection",
    "de-hof-landkreis-hoferland-digital",
    "jp-kakogawa-basin-flood-sensors",
]


@pytest.fixture
def compare(built_settings, monkeypatch, tmp_path):
    """Open the page with cases to compare."""
    monkeypatch.setenv("MATCHER_INDEXES", str(built_settings.indexes))
    monkeypatch.setenv("MATCHER_ENCODER", built_settings.encoder)
    monkeypatch.setenv("MATCHER_WORKSPACE", f"sqlite:///{tmp_path / 'workspace.db'}")

    def open_with(cases, language="en", page="compare", **parameters):
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        test.run()
        for name, value in {"lang": language, "compare": cases, **parameters}.items():
            test.query_params[name] = value
        test.switch_page(f"matcher/ui/pages/{page}.py")
        test.run()
        assert not test.exception
        return test

    return open_with


def told(test):
    kinds = ("markdown", "caption", "subheader", "info")
    return "\n".join(element.value for kind in kinds for element in getattr(test, kind)).replace("\\", "")


@pytest.mark.parametrize("language", ["ja", "de", "en"])
def test_cases_stand_beside_each_other_fact_by_fact(compare, corpus, language):
    test = compare(CASES[:3], language)
    links = [element.proto.label.replace("\\", "") for element in test.get("page_link")]
    for case in (corpus.cases[one] for one in CASES[:3]):
        assert case.title.get(language) in links
        assert case.solution.get(language) in told(test)
    assert len([badge for badge in test.markdown if badge.value.endswith("badge[A]")]) > 8


def test_what_all_have_in_common_is_said_first(compare, corpus):
    test = compare(CASES[:2])
    first, second = (corpus.cases[one] for one in CASES[:2])
    assert first.sector == second.sector == "disaster_prevention"
    assert "In common: Disaster prevention" in test.info[0].value


def test_one_case_alone_asks_for_another(compare):
    assert Texts("de")("compare_too_few") in told(compare(CASES[:1], "de"))


def test_unknown_cases_and_a_fifth_are_left_out(compare, corpus):
    test = compare(["jp-nowhere", *CASES], "en")
    links = [element.proto.label.replace("\\", "") for element in test.get("page_link")]
    shown = [one for one in CASES if corpus.cases[one].title.en in links]
    assert shown == CASES[:3]


def test_a_case_is_chosen_on_its_card_and_taken_away_on_the_page(compare):
    test = compare([], "en", page="search", q="flood sensors")
    chosen = [button for button in test.button if (button.key or "").startswith("compare-")]
    wanted = chosen[0].key.removeprefix("compare-")
    chosen[0].click().run()
    assert wanted in test.query_params["compare"]
    assert "**1 case** chosen" in told(test)
    test.button(key="compare-clear").click().run()
    assert "compare" not in test.query_params


def test_four_are_the_most(compare):
    test = compare(CASES[:4], "en", page="search", q="flood sensors")
    free = [
        button
        for button in test.button
        if (button.key or "").startswith("compare-jp") or (button.key or "").startswith("compare-de")
    ]
    assert all(button.disabled == (button.key.removeprefix("compare-") not in CASES[:4]) for button in free)
    assert any(button.disabled for button in free)
