"""Every page opens from a copied address: in its language, without an error, without barriers, light and dark."""

import pytest
from playwright.sync_api import expect

from matcher.texts import Texts
from tests.browser.conftest import press, settle

pytestmark = [pytest.mark.browser, pytest.mark.embedded]

WIDER = "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
CASE, OTHER = "jp-koshigaya-pole-flood-sensors", "jp-toda-flood-sensors"
ADDRESSES = {
    "welcome": "/?lang=ja",
    "results": "/?lang=de&q=Hochwasserwarnung&country=JP",
    "profile form": "/?lang=de&ask=profile",
    "profile": "/?lang=ja&kind=municipality&need=洪水を早く知りたい&need=水道の検針を減らしたい",
    "file": "/?lang=en&ask=file",
    "map": "/?lang=ja&q=洪水&view=map",
    "partners": "/?lang=en&q=flood+warning&view=partners",
    "case": f"/case?lang=ja&id={CASE}",
    "compare": f"/compare?lang=de&compare={CASE}&compare={OTHER}",
    "organisation": "/organisation?lang=de&id=ntt-east",
    "shortlists": "/shortlists?lang=ja",
    "events": "/events?lang=en",
    "atlas": "/atlas?lang=de",
    "data": "/data?lang=en",
    "about": "/about?lang=ja",
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_opens_from_its_address_and_has_no_barriers(open_page, barriers, name):
    """The fixture makes sure that the console stays free of errors."""
    address = ADDRESSES[name]
    language = address.partition("lang=")[2][:2]
    page = open_page(address)
    settle(page)
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert barriers(page) == []
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
    assert barriers(page) == []


def test_the_language_of_the_page_follows_the_switch(open_page):
    page = open_page("/about?lang=en")
    settle(page)
    press(page.get_by_role("radio", name=Texts("de")("language")))
    expect(page.locator("html")).to_have_attribute("lang", "de")


@pytest.mark.parametrize(("language", "size"), [("ja", "desktop"), ("de", "phone")])
def test_cases_are_chosen_and_compared(open_page, shoot, barriers, language, size):
    texts = Texts(language)
    page = open_page(f"/?lang={language}&q={texts('example_1')}", size)
    settle(page)
    for place in (1, 2):
        press(page.get_by_role("button", name=texts("compare_add")).first)
        expect(page.get_by_role("button", name=texts("compare_remove"))).to_have_count(place)
        settle(page)
    press(page.get_by_role("link", name=texts("compare_open")))
    expect(page.get_by_role("heading", name=texts("page_compare"))).to_be_visible()
    settle(page)
    assert page.get_by_role("heading", name=texts("solution"), exact=True).count() == 1
    assert not page.evaluate(WIDER)
    assert barriers(page) == []
    shoot(page, f"compare-{language}-{size}")
    press(page.get_by_role("button", name=texts("compare_remove")).first)
    expect(page.get_by_text(texts("compare_too_few"))).to_be_visible()
    press(page.get_by_role("link", name=texts("back_to_results")))
    expect(page.get_by_role("button", name=texts("compare_remove"))).to_have_count(1)
