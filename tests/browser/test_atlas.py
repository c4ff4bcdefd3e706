"""Maps, atlas, data and about in a real browser."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from matcher.texts import Texts, catalogue
from tests.browser.conftest import press, settle

pytestmark = [pytest.mark.browser, pytest.mark.embedded]

LANGUAGES = ["ja", "de", "en"]
CHART = "[data-testid='stVegaLiteChart'] svg.marks"
POINTS = ".mark-symbol.role-mark path"
WIDER = "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
PICKED = ".st-key-map-picked a"


def go_to(page, language, name):
    press(page.get_by_role("link", name=catalogue(language)[f"page_{name}"]))
    expect(page).to_have_url(re.compile(f"/{name}"))


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_atlas_data_and_about_can_be_read_in_each_language(open_page, shoot, language, size):
    page = open_page(f"/?lang={language}", size)
    expect(page.get_by_text(catalogue(language)["empty_title"])).to_be_visible()
    for name, last in (("atlas", "atlas_numbers"), ("data", "data_download"), ("about", "about_limits")):
        go_to(page, language, name)
        expect(page.get_by_role("heading", name=catalogue(language)[last], exact=True)).to_be_visible()
        if name == "atlas":
            expect(page.locator(CHART).nth(2)).to_be_visible()
        assert not page.evaluate(WIDER)
        shoot(page, f"{name}-{language}-{size}")


@pytest.mark.parametrize(("language", "size"), [("ja", "desktop"), ("de", "phone")])
def test_the_charts_of_the_atlas_and_their_tables(open_page, shoot, barriers, language, size):
    texts = Texts(language)
    page = open_page(f"/atlas?lang={language}", size)
    for section, name in (("technologies", "filter_technologies"), ("years", "atlas_years")):
        settle(page)
        press(page.get_by_role("radio", name=texts(name), exact=True))
        expect(page).to_have_url(re.compile(f"view={section}"))
        expect(page.locator(CHART)).to_have_count(3)
        press(page.get_by_text(texts("atlas_table", name=texts(name))))
        expect(page.get_by_test_id("stDataFrame")).to_have_count(1)
        settle(page)
        assert barriers(page) == []
        assert not page.evaluate(WIDER)
        shoot(page, f"atlas-{section}-{language}-{size}")
        press(page.get_by_text(texts("atlas_table", name=texts(name))))
        expect(page.get_by_test_id("stDataFrame")).to_have_count(0)


def test_a_point_of_the_atlas_leads_to_its_case(open_page):
    page = open_page("/?lang=de")
    go_to(page, "de", "atlas")
    german = page.locator(CHART).nth(1)
    expect(german).to_be_visible()
    german.locator(POINTS).first.click(force=True)  # another point may lie over it: then that one is picked
    expect(page.locator(PICKED).first).to_be_visible()
    title = page.locator(PICKED).first.inner_text()
    press(page.locator(PICKED).first)
    expect(page).to_have_url(re.compile(r"/case\?.*id=de-"))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_results_can_be_seen_on_a_map(open_page, shoot):
    page = open_page(f"/?lang=ja&q={quote('洪水の警報')}")
    press(page.get_by_role("radio", name=catalogue("ja")["view_map"]))
    expect(page).to_have_url(re.compile("view=map"))
    expect(page.locator(CHART).nth(1)).to_be_visible()
    assert not page.evaluate(WIDER)
    shoot(page, "map-ja-desktop")
