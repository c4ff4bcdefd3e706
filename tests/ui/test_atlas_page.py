"""Maps and the atlas, run by Streamlit's own AppTest with the tiny encoder."""

import json

import pytest

from matcher.model import COUNTRIES, LANGUAGES
from matcher.texts import Texts
from matcher.ui.charts import wrapped
from matcher.ui.maps import boundaries
from matcher.ui.tally import tally, widest_gaps
from tests.ui.test_pages import app, shown

__all__ = ["app"]  # a fixture

FOUND = {"domains": "testbed", "sectors": "energy"}


def charts(test):
    return [json.loads(element.proto.spec) for element in test.get("vega_lite_chart")]


def test_every_region_of_the_vocabulary_has_boundaries(corpus):
    for country in COUNTRIES:
        shapes = boundaries(country)["objects"]["regions"]["geometries"]
        regions = {r.id for r in corpus.vocabulary.regions.values() if r.country == country and r.id != country}
        assert {shape["id"] for shape in shapes if shape.get("id")} == regions


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_atlas_shows_maps_charts_and_tables(app, corpus, language):
    test = app("atlas", lang=language)
    assert Texts(language).number(len(corpus.cases)) in shown(test)
    expected = 2 + 1 + 4 + 1 + 1 + 2  # maps, gaps, facets, years, status, regions
    assert len(charts(test)) == expected
    assert len(test.dataframe) == expected - 1  # the two maps share a table


def test_filters_of_the_atlas_stand_in_its_address(app, corpus):
    test = app("atlas", lang="en", domain=FOUND["domains"])
    wanted = [case for case in corpus.cases.values() if FOUND["domains"] in case.domains]
    assert f"{len(wanted)} cases" in shown(test)
    box = next(box for box in test.multiselect if box.label == "Sector")
    box.set_value([FOUND["sectors"]]).run()
    assert FOUND["sectors"] in test.query_params["sector"]
    both = [case for case in wanted if case.sector == FOUND["sectors"]]
    assert f"{len(both)} cases" in shown(test)


def test_a_table_of_the_atlas_links_to_the_search(app):
    test = app("atlas", lang="de")
    links = next(table.value["link"] for table in test.dataframe if "Branche" in table.value.columns)
    assert all(link.startswith("./?lang=de&q=") and "sector=" in link for link in links)


def test_an_atlas_without_cases_says_so(app):
    test = app("atlas", lang="en", domain="private_5g", sector="tourism", policy="third_countries")
    assert "No case has all that the filters ask." in test.info[0].value


def test_results_can_be_seen_on_a_map(app):
    test = app(lang="en", q="flood warning with sensors", view="map")
    assert [spec["projection"]["type"] for spec in charts(test)] == ["mercator", "mercator"]
    table = test.dataframe[0].value
    assert list(table.columns)[:4] == ["Title", "Country", "Place", "Domain"]
    assert f"{len(table)} cases, best first" in shown(test)
    assert all("id=" in link and "view=map" in link for link in table["link"])


def test_shares_are_of_each_countrys_own_cases(corpus):
    cases = list(corpus.cases.values())
    rows = tally(cases, lambda case: case.domains)
    testbed = next(row for row in rows if row.value == "testbed")
    german = [case for case in cases if case.country == "DE"]
    assert testbed.counts["DE"] == sum("testbed" in case.domains for case in german)
    assert testbed.shares["DE"] == pytest.approx(100 * testbed.counts["DE"] / len(german))
    gaps = [row.gap for row in widest_gaps(rows, 2)]
    assert gaps == sorted(gaps, reverse=True)


@pytest.mark.parametrize(
    ("language", "label", "lines"),
    [
        ("de", "Öffentlich-private Zusammenarbeit", ["Öffentlich-private", "Zusammenarbeit"]),
        ("ja", "機械・プラントエンジニアリング", ["機械・プラントエンジニアリ", "ング"]),
    ],
)
def test_labels_are_broken_into_lines(language, label, lines):
    assert wrapped(label, language).split("\n") == lines
