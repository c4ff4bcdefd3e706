"""Maps and the atlas, run by Streamlit's own AppTest with the tiny encoder."""

import json
from collections import defaultdict

import pytest

from matcher.model import COUNTRIES, LANGUAGES
from matcher.texts import Texts
from matcher.ui.charts import wrapped
from matcher.ui.maps import boundaries
from matcher.ui.tally import tally, widest_gaps
from tests.ui.test_pages import app, shown

__all__ = ["app"]  # a fixture

SECTIONS = ["gaps", "domains", "policy_areas", "sectors", "technologies", "statuses", "years", "regions"]
FOUND = {"domains": "testbed", "sectors": "energy"}


def charts(test):
    return [json.loads(element.proto.spec) for element in test.get("vega_lite_chart")]


def test_every_region_of_the_vocabulary_has_boundaries(corpus):
    for country in COUNTRIES:
        shapes = boundaries(country)["objects"]["regions"]["geometries"]
        regions = {r.id for r in corpus.vocabulary.regions.values() if r.country == country and r.id != country}
        assert {shape["id"] for shape in shapes if shape.get("id")} == regions


def opened(test, key):
    """The table behind a fold, once that is open."""
    test.session_state[f"fold-{key}"] = True
    test.run()
    return test.dataframe[0].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_atlas_shows_maps_and_where_the_countries_differ(app, corpus, language):
    test = app("atlas", lang=language)
    assert Texts(language).number(len(corpus.cases)) in shown(test)
    assert Texts(language)("atlas_gaps_hint") in shown(test)
    assert len(charts(test)) == 3
    assert not test.dataframe
    assert len(opened(test, "atlas-map")) == len(corpus.cases)


@pytest.mark.parametrize("section", SECTIONS)
def test_each_chart_of_the_atlas_has_an_address_and_a_table(app, section):
    test = app("atlas", lang="de", view=section)
    assert test.segmented_control[-1].value == section
    drawn = charts(test)[2:]
    assert len(drawn) == (2 if section == "regions" else 1)
    key = {"regions": "counts-JP"}.get(section, f"atlas-{section}")
    assert len(opened(test, key)) > 1


def test_an_atlas_of_one_country_has_no_differences(app, corpus):
    countries = defaultdict(set)
    for case in corpus.cases.values():
        for domain in case.domains:
            countries[domain, case.sector].add(case.country)
    domain, sector = min(pair for pair, found in countries.items() if len(found) == 1)
    test = app("atlas", lang="en", domain=domain, sector=sector)
    assert Texts("en")("atlas_gaps") not in test.segmented_control[-1].options
    assert test.segmented_control[-1].value == "domains"


def test_an_atlas_without_a_start_has_no_years(app, corpus):
    started = defaultdict(set)
    for case in corpus.cases.values():
        for domain in case.domains:
            for area in case.policy_areas:
                started[domain, case.sector, area].add(case.start is not None)
    domain, sector, area = min(key for key, found in started.items() if found == {False})
    test = app("atlas", lang="ja", domain=domain, sector=sector, policy=area, view="years")
    assert Texts("ja")("atlas_years") not in test.segmented_control[-1].options


def test_links_out_of_the_atlas_keep_the_years_of_the_era(app):
    links = opened(app("atlas", lang="ja", era="1"), "atlas-map")["link"]
    assert all("era=1" in link for link in links)


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
    links = opened(app("atlas", lang="de", view="sectors"), "atlas-sectors")["link"]
    assert all(link.startswith("./?lang=de&q=") and "sector=" in link for link in links)


def test_an_atlas_without_cases_says_so(app):
    test = app("atlas", lang="en", domain="private_5g", sector="tourism", policy="third_countries")
    assert "No case has all that the filters ask." in test.info[0].value


def test_results_can_be_seen_on_a_map(app):
    test = app(lang="en", q="flood warning with sensors", view="map")
    assert [spec["projection"]["type"] for spec in charts(test)] == ["mercator", "mercator"]
    table = opened(test, "map")
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
