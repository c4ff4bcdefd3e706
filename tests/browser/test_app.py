"""A user's way through the app in a real browser, with the embedded model."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from matcher.texts import catalogue
from tests.browser.conftest import press, settle

pytestmark = [pytest.mark.browser, pytest.mark.embedded]

LANGUAGES = ["ja", "de", "en"]
CARD = "[class*='st-key-card-']"
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
WIDER = "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"


def ask(page, language, text):
    page.get_by_label(catalogue(language)["query_label"]).fill(text)
    press(page.get_by_role("button", name=catalogue(language)["search_button"]))
    expect(page.locator(CARD).first).to_be_visible()


def test_first_light(open_page, shoot):
    """The need of a Japanese plant is answered by German cases, shown in Japanese, with their sources."""
    page = open_page("/?lang=ja")
    texts = catalogue("ja")
    ask(page, "ja", "工場の構内搬送AGVを自営5Gで安定させたい")
    press(page.get_by_role("radio", name=texts["country_DE"]))  # a filter acts at once
    expect(page).to_have_url(re.compile("country=DE"))
    settle(page)
    expect(page.locator(CARD).first).to_contain_text(texts["country_DE"])
    cards = page.locator(CARD).all()[:5]
    assert any("AGV" in card.inner_text() or "無人搬送" in card.inner_text() for card in cards)
    for card in cards:
        assert len(JAPANESE.findall(card.inner_text())) > 40
        assert texts["country_JP"] not in card.locator("[data-testid='stBadge'], .stBadge").all_inner_texts()
    first = page.locator(CARD).first
    press(first.get_by_text("出典("))
    expect(first.locator("a[href^='http']:not([href*='127.0.0.1'])").first).to_be_visible()
    shoot(page, "first-light")


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_search_then_case_then_back(open_page, shoot, language, size):
    texts = catalogue(language)
    page = open_page(f"/?lang={language}", size)
    expect(page.get_by_text(texts["empty_title"])).to_be_visible()
    shoot(page, f"welcome-{language}-{size}")
    ask(page, language, texts["example_1"])
    assert not page.evaluate(WIDER)
    shoot(page, f"search-{language}-{size}")
    press(page.locator(CARD).first.locator("[data-testid='stPageLink'] a").first)
    expect(page).to_have_url(re.compile(r"/case\?.*id="))
    expect(page.get_by_role("heading", name=texts["sources"], exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name=texts["similar_cases"])).to_be_visible()
    expect(page.locator(".st-key-organisations a").first).to_be_visible()
    assert not page.evaluate(WIDER)
    shoot(page, f"case-{language}-{size}")
    press(page.get_by_role("link", name=texts["back_to_results"]))
    expect(page.locator(CARD).first).to_be_visible()


def test_the_language_can_be_switched_and_stays_in_the_address(open_page):
    page = open_page(f"/?lang=ja&q={quote('洪水の警報')}")
    expect(page.locator(CARD).first).to_be_visible()
    press(page.get_by_role("radio", name="Deutsch"))
    expect(page.get_by_role("button", name=catalogue("de")["search_button"])).to_be_visible()
    expect(page).to_have_url(re.compile("lang=de"))
    expect(page.locator(CARD).first).to_contain_text(re.compile("Lösung|Bedarf|Ergebnis|Kurz gefasst"))


def test_a_copied_address_opens_the_same_search(open_page):
    page = open_page(f"/?lang=en&q={quote('flood warning')}&country=JP&domain=smart_city")
    expect(page.locator(CARD).first).to_contain_text("Japan")
    expect(page.get_by_label(catalogue("en")["query_label"])).to_have_value("flood warning")


def test_the_browsers_language_is_the_first_choice(open_page):
    page = open_page("/", locale="de-DE")
    expect(page.get_by_text(catalogue("de")["empty_title"])).to_be_visible()
