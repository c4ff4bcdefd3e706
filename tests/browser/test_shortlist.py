"""A partner is found, put on a list in a dialog, noted, and handed over as a file."""

import io
import re
from urllib.parse import quote

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from matcher.texts import Texts
from tests.browser.conftest import press

pytestmark = [pytest.mark.browser, pytest.mark.embedded]

WIDER = "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
NEEDS = {
    "ja": "工場の構内搬送AGVを自営5Gで安定させたい",
    "de": "Fahrerlose Transportfahrzeuge im Werk über ein 5G-Campusnetz",
}


@pytest.mark.parametrize(("language", "size"), [("ja", "desktop"), ("de", "phone")])
def test_search_then_partner_then_list_then_file(open_page, shoot, language, size):
    texts = Texts(language)
    name = f"{language} 5G / {size}"
    page = open_page(f"/?lang={language}&q={quote(NEEDS[language])}", size)
    press(page.get_by_role("radio", name=texts("view_partners")))
    expect(page).to_have_url(re.compile("view=partners"))
    press(page.get_by_role("radio", name=texts("country_DE")))
    expect(page).to_have_url(re.compile("country=DE"))
    page.wait_for_timeout(3000)  # the partners of both countries look alike until the filtered ones are there
    partner = page.locator("[class*='st-key-partner-']").filter(has_text=texts.territory("DE")).first
    expect(partner).to_be_visible()
    found = partner.locator("[class*='st-key-name-'] a").inner_text()
    assert not page.evaluate(WIDER)
    press(partner.get_by_role("button", name=texts("shortlist_add")))
    add_to_new_list(page, texts, name)
    shoot(page, f"shortlist-added-{language}-{size}")
    press(page.get_by_role("link", name=texts("shortlist_open")))
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_role("link", name=found)).to_be_visible()
    note = page.get_by_label(texts("shortlist_note")).first
    expect(note).to_have_value("Treffen in Hannover")
    note.fill("Treffen in Hannover, 面談は4月")
    note.press("Control+Enter")
    assert not page.evaluate(WIDER)
    shoot(page, f"shortlist-{language}-{size}")
    check_file(page, texts, found)
    press(page.get_by_role("link", name=found))
    expect(page).to_have_url(re.compile("/organisation"))
    expect(page.get_by_role("heading", name=found, exact=True)).to_be_visible()
    expect(
        page.locator("[data-testid='stVegaLiteChart'] canvas, [data-testid='stVegaLiteChart'] svg").first
    ).to_be_visible()
    assert not page.evaluate(WIDER)
    shoot(page, f"organisation-{language}-{size}")


def add_to_new_list(page, texts, name):
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label(texts("shortlist_note"))).to_be_visible()
    title = dialog.get_by_label(texts("shortlist_name"))
    if not title.is_visible():  # an earlier test made a list
        press(dialog.get_by_label(texts("shortlist_which")))
        page.get_by_role("option", name=texts("shortlist_new")).click()
    title.fill(name)
    dialog.get_by_label(texts("shortlist_note")).fill("Treffen in Hannover")
    press(dialog.get_by_role("button", name=texts("shortlist_add_save"), exact=True))
    expect(dialog.get_by_role("link", name=texts("shortlist_open"))).to_be_visible()


def check_file(page, texts, found):
    press(page.get_by_role("button", name=texts("shortlist_make")))
    link = page.get_by_role("button", name=re.compile(r"\.xlsx"))
    expect(link).to_be_visible()
    with page.expect_download() as download:
        press(link)
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()), read_only=True)
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert found in cells
    assert "Treffen in Hannover, 面談は4月" in cells
