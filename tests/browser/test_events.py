"""An event in a real browser: from the example to a file, and away again."""

import re

import pytest
from playwright.sync_api import expect

from matcher.texts import Texts
from tests.browser.conftest import press, settle

pytestmark = [pytest.mark.browser, pytest.mark.embedded]

WIDER = "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
CHART = "[data-testid='stVegaLiteChart'] svg, [data-testid='stVegaLiteChart'] canvas"


def go(page, step, texts):
    press(page.get_by_role("radio", name=re.compile(texts(f"eventpage_step_{step}"))))
    expect(page).to_have_url(re.compile(f"step={step}"))


def look(page, shoot, name):
    assert not page.evaluate(WIDER)
    shoot(page, name)


def test_the_example_event_from_making_to_deleting(open_page, shoot):
    texts = Texts("de")
    page = open_page("/?lang=de")
    press(page.get_by_role("link", name=texts("page_events")))
    press(page.get_by_role("button", name=texts("eventpage_example")))
    expect(page.get_by_role("heading", name=texts("eventpage_people_heading", count="40"))).to_be_visible()
    look(page, shoot, "event-participants-de-desktop")

    press(page.get_by_role("button", name=texts("eventpage_change"), exact=True))
    page.get_by_role("dialog").get_by_label(texts("event_contact")).fill("Empfang")
    press(page.get_by_role("dialog").get_by_role("button", name=texts("eventpage_save")))
    expect(page.get_by_role("dialog")).to_have_count(0)

    go(page, "match", texts)
    expect(page.locator(CHART).first).to_be_visible()
    settle(page)
    box = page.locator("[data-testid='stVegaLiteChart']").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile(r"pair=\d+-\d+"))
    expect(page.get_by_text("/ 100").first).to_be_visible()
    look(page, shoot, "event-match-de-desktop")

    go(page, "schedule", texts)
    press(page.get_by_role("button", name=texts("eventpage_plan_now")))
    expect(page.get_by_text(texts("eventpage_value_total"))).to_be_visible()
    press(page.get_by_role("button", name=texts("eventpage_confirm_all")))
    expect(page.get_by_text(re.compile("bestätigt. Bestätigte Gespräche")).first).to_be_visible()
    look(page, shoot, "event-schedule-de-desktop")

    go(page, "files", texts)
    press(page.get_by_role("button", name=f"{texts('event_file_master')} (XLSX)"))
    with page.expect_download() as download:
        press(page.get_by_role("button", name=re.compile(r"\.xlsx")))
    assert download.value.suggested_filename.endswith("_de.xlsx")

    press(page.get_by_role("link", name=texts("eventpage_all")))
    expect(page.get_by_text(texts("eventpage_make_own"))).to_be_visible()
    press(page.get_by_role("button", name=texts("eventpage_delete")))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("textbox").fill("Etwas anderes")
    press(dialog.get_by_role("button", name=texts("eventpage_delete_now")))
    expect(dialog.get_by_text(texts("eventpage_delete_differs"))).to_be_visible()
    dialog.get_by_role("textbox").fill(texts("eventpage_example_name"))
    press(dialog.get_by_role("button", name=texts("eventpage_delete_now")))
    expect(page.get_by_text(texts("eventpage_none"))).to_be_visible()


def name_event(page, texts, name):
    """Open the form that makes an event, and write a name into it."""
    press(page.get_by_text(texts("eventpage_make_own")))
    field = page.get_by_label(texts("eventpage_name"), exact=True)
    field.fill(name)
    return field


def make_event(page, texts, field):
    field.press("Enter")
    press(page.get_by_role("button", name=texts("eventpage_make"), exact=True))
    expect(page.get_by_text(texts("eventpage_no_people"))).to_be_visible()


def test_the_form_stays_open_while_somebody_else_makes_an_event(open_page):
    texts = Texts("en")
    page, other = (open_page("/?lang=en", "phone") for _ in range(2))
    fields = {}
    for one, name in ((page, "First"), (other, "Second")):
        press(one.get_by_role("link", name=texts("page_events")))
        fields[one] = name_event(one, texts, name)
    for one in (other, page):
        make_event(one, texts, fields[one])


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_import_on_the_phone_and_back(open_page, shoot, language):
    """A list comes in, its bad row is told, and it is taken back."""
    texts = Texts(language)
    page = open_page(f"/?lang={language}", "phone")
    press(page.get_by_role("link", name=texts("page_events")))
    look(page, shoot, f"events-{language}-phone")
    make_event(page, texts, name_event(page, texts, f"Phone {language}"))
    rows = "Organisation;Land;Bedarf\nBeispielwerk;Deutschland;Sensoren\n例示電機;Japan;5G\nOhne Land;;Etwas\n"
    page.locator("input[type=file]").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": rows.encode("utf-8-sig")}
    )
    expect(page.get_by_text(texts("eventpage_problem"))).to_be_visible()
    look(page, shoot, f"event-import-{language}-phone")
    press(page.get_by_role("button", name=texts("eventpage_import_now", count="2")))
    expect(page.get_by_text(texts("eventpage_imported", count="2"))).to_be_visible()
    press(page.get_by_role("button", name=texts("eventpage_undo"), exact=True))
    press(page.get_by_role("dialog").get_by_role("button", name=texts("eventpage_undo_now")))
    expect(page.get_by_text(texts("eventpage_no_people"))).to_be_visible()


@pytest.mark.parametrize(("language", "size"), [("ja", "desktop"), ("en", "phone")])
def test_a_list_becomes_a_plan_and_a_briefing(open_page, shoot, language, size):
    texts = Texts(language)
    page = open_page(f"/events?lang={language}", size)
    make_event(page, texts, name_event(page, texts, f"Plan {language}"))
    rows = (
        "Organisation;Land;Bedarf;Angebot;Sprachen\n"
        "Stadtwerke Beispiel;Deutschland;Pegelsensoren gegen Hochwasser;Daten;Englisch\n"
        "例示電機;Japan;水位データ;水位センサーによる洪水の早期警報;Englisch\n"
    )
    page.locator("input[type=file]").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": rows.encode("utf-8-sig")}
    )
    press(page.get_by_role("button", name=texts("eventpage_import_now", count="2")))
    expect(page.get_by_text(texts("eventpage_imported", count="2"))).to_be_visible()
    go(page, "match", texts)
    expect(page.locator(CHART).first).to_be_visible()
    look(page, shoot, f"event-match-{language}-{size}")
    go(page, "schedule", texts)
    press(page.get_by_role("button", name=texts("eventpage_plan_now")))
    expect(page.get_by_text(texts("eventpage_value_total"))).to_be_visible()
    look(page, shoot, f"event-schedule-{language}-{size}")
    go(page, "files", texts)
    press(page.get_by_role("button", name=f"{texts('event_book')} (DOCX)").first)
    with page.expect_download() as download:
        press(page.get_by_role("button", name=re.compile(r"\.docx")))
    assert download.value.suggested_filename.endswith(f"_{language}.docx")
    assert download.value.path().stat().st_size > 10_000
    look(page, shoot, f"event-files-{language}-{size}")
