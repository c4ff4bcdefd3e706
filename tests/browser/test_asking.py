"""A company profile as a file is edited and searched with; a profile is filled in and its address copied."""

import io

import pytest
from docx import Document
from playwright.sync_api import expect

from matcher.texts import Texts
from tests.browser.conftest import press, settle

pytestmark = [pytest.mark.browser, pytest.mark.embedded]

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WIDER = "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
LINES = {
    "ja": "当社は中小河川の水位を測る電池式のLPWAセンサーを製造し、自治体の浸水対策を支援しています。",
    "de": "Wir bauen batteriebetriebene Pegelsensoren mit LoRaWAN für die Hochwasserwarnung kleiner Kommunen.",
}


def profile(language, times):
    document = Document()
    for _ in range(times):
        document.add_paragraph(LINES[language])
    stream = io.BytesIO()
    document.save(stream)
    return {"name": "profile.docx", "mimeType": WORD, "buffer": stream.getvalue()}


def cards(page):
    return page.locator("[class*='st-key-card-']")


@pytest.mark.parametrize(("language", "size"), [("ja", "desktop"), ("ja", "phone"), ("de", "phone")])
def test_a_file_becomes_a_question(open_page, shoot, barriers, language, size):
    texts = Texts(language)
    page = open_page(f"/?lang={language}", size)
    settle(page)
    press(page.get_by_role("radio", name=texts("ask_file")))
    page.locator("input[type=file]").set_input_files(profile(language, 1))
    field = page.get_by_label(texts("file_text"))
    expect(field).to_have_value(LINES[language])
    settle(page)
    assert barriers(page) == []
    assert not page.evaluate(WIDER)
    shoot(page, f"file-text-{language}-{size}")
    edited = LINES[language][: len(LINES[language]) // 2]
    field.fill(edited)
    press(page.get_by_role("button", name=texts("file_search")))
    expect(cards(page)).to_have_count(10)
    expect(page.get_by_label(texts("query_label"))).to_have_value(edited)
    settle(page)
    assert not page.evaluate(WIDER)
    shoot(page, f"file-results-{language}-{size}")


def test_a_long_file_makes_an_address_that_can_be_opened_again(open_page):
    texts = Texts("ja")
    page = open_page("/?lang=ja&ask=file")
    settle(page)
    page.locator("input[type=file]").set_input_files(profile("ja", 200))
    field = page.get_by_label(texts("file_text"))
    expect(field).to_be_visible()
    taken = field.input_value()
    assert 3900 < len(taken) <= 4000
    press(page.get_by_role("button", name=texts("file_search")))
    expect(cards(page)).to_have_count(10)
    settle(page)
    page.reload()
    expect(cards(page)).to_have_count(10)
    # The field is drawn empty for a moment before Streamlit gives it the question of the address.
    expect(page.get_by_label(texts("query_label"))).to_have_value(taken)


@pytest.mark.parametrize(("language", "size"), [("de", "desktop"), ("ja", "phone")])
def test_a_profile_is_searched_and_its_address_opens_the_same(open_page, shoot, barriers, language, size):
    texts = Texts(language)
    page = open_page(f"/?lang={language}", size)
    settle(page)
    press(page.get_by_role("radio", name=texts("ask_profile")))
    needs = texts("profile_needs_example")
    page.get_by_label(texts("profile_needs")).fill(needs)
    settle(page)
    assert barriers(page) == []
    shoot(page, f"profile-form-{language}-{size}")
    press(page.get_by_role("button", name=texts("search_button")))
    expect(cards(page)).to_have_count(10)
    settle(page)
    titles = cards(page).locator("a").all_inner_texts()
    answers = texts("reason_answers", part="").rstrip("“”」")
    expect(page.get_by_text(answers)).to_have_count(10)
    assert barriers(page) == []
    assert not page.evaluate(WIDER)
    shoot(page, f"profile-results-{language}-{size}")
    copied = open_page("/" + page.url.partition("://")[2].partition("/")[2], size)
    settle(copied)
    assert cards(copied).locator("a").all_inner_texts() == titles
