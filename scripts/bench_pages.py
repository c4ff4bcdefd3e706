"""Measures the time from a click to its result on each page, in a real Chromium. Run it with:

    python scripts/bench_pages.py [--runs 10] [--only TEXT] [--markdown]

Serves the app over the current index with a workspace of its own, which holds the example event with its plan, and
one list. A click counts until what it asks for is drawn and the page's script has ended. Prints median and worst.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from matcher.texts import Texts  # noqa: E402 - the checkout is on the path only now
from tests.browser.conftest import FLAGS, serving  # noqa: E402

TEXTS = Texts("en")
DONE = "[data-testid=stApp][data-test-script-state=notRunning] .st-key-foot"
CARD = "[class*='st-key-card-']"
QUESTIONS = ["Flood warning for a small town", "Private 5G for AGVs in a plant", "Telemedicine on an island"]

Step = tuple[str, Callable[[Page, int], None], Callable[[Page, int], None]]
"""What it is called, what makes ready for it, and the click up to its result."""


def main() -> int:
    """Measure every step and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--only", default="", help="measure the steps whose name has this in it")
    parser.add_argument("--markdown", action="store_true", help="as a table for a note")
    asked = parser.parse_args()
    path = os.environ.get("MATCHER_TEST_BROWSER", "/usr/bin/chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as (address, _),
        sync_playwright() as playwright,
    ):
        page = playwright.chromium.launch(executable_path=path, args=FLAGS).new_page()
        page.set_viewport_size({"width": 1440, "height": 900})
        page.set_default_timeout(120_000)
        prepare(page, address)
        for name, ready, act in (step for step in steps(address) if asked.only in step[0]):
            seconds = [measure(page, ready, act, run) for run in range(asked.runs)]
            median, worst = statistics.median(seconds), max(seconds)
            line = "| {} | {:.2f} | {:.2f} |" if asked.markdown else "{:<36} median {:5.2f} s   worst {:5.2f} s"
            print(line.format(name, median, worst), flush=True)
    return 0


def measure(page: Page, ready: Callable[[Page, int], None], act: Callable[[Page, int], None], run: int) -> float:
    """Return the seconds from the click to its result."""
    ready(page, run)
    page.wait_for_timeout(400)
    started = time.perf_counter()
    act(page, run)
    page.wait_for_selector(DONE)
    return time.perf_counter() - started


def prepare(page: Page, address: str) -> None:
    """Make the example event with its plan."""
    go(page, f"{address}/events?lang=en")
    page.get_by_role("button", name=TEXTS("eventpage_example")).click()
    page.get_by_role("heading", name=TEXTS("eventpage_people_heading", count="40")).wait_for()
    go(page, re.sub(r"(&step=\w+)?$", "&step=schedule", page.url))
    page.get_by_role("button", name=TEXTS("eventpage_plan_now")).click()
    page.get_by_text(TEXTS("eventpage_value_total")).wait_for()
    page.wait_for_selector(DONE)


def go(page: Page, url: str) -> None:
    """Open an address and wait until it is drawn."""
    page.goto(url)
    page.wait_for_selector(DONE)


def steps(address: str) -> list[Step]:
    """Return what is measured."""

    def at(path: str) -> Callable[[Page, int], None]:
        return lambda page, _: go(page, address + path)

    def question(number: int) -> str:
        return f"{QUESTIONS[number % len(QUESTIONS)]}, {number}"  # one that was not asked before

    def ask(page: Page, run: int) -> None:
        page.get_by_label(TEXTS("query_label")).fill(question(run))
        page.get_by_role("button", name=TEXTS("search_button")).click()
        page.locator(CARD).first.wait_for()

    def radio(name: str, then: str) -> Callable[[Page, int], None]:
        def act(page: Page, _: int) -> None:
            page.get_by_role("radio", name=re.compile(name)).click()
            page.wait_for_url(re.compile(then))

        return act

    def menu(name: str, then: Callable[[Page], object]) -> Step:
        def act(page: Page, _: int) -> None:
            page.locator(".st-key-menu").get_by_role("link", name=TEXTS(f"page_{name}"), exact=True).click()
            page.wait_for_url(re.compile(f"/{name}"))
            then(page)

        return (f"menu: {name}", at("/?lang=en"), act)

    def open_first(locator: str, then: str) -> Callable[[Page, int], None]:
        def act(page: Page, run: int) -> None:
            page.locator(locator).nth(run % 3).click()
            page.wait_for_url(re.compile(then))
            page.locator("h1, h2").first.wait_for()

        return act

    def ready_with(query: str) -> Callable[[Page, int], None]:
        return lambda page, run: go(page, f"{address}/?lang=en&q={question(run)}{query}")

    def heading(page: Page) -> None:
        page.locator("h1").first.wait_for()

    def event_step(name: str) -> Step:
        def act(page: Page, _: int) -> None:
            page.get_by_role("radio", name=re.compile(TEXTS(f"eventpage_step_{name}"))).click()
            page.wait_for_url(re.compile(f"step={name}"))

        other = "files" if name == "participants" else "participants"
        return (f"event: {name}", at(f"/events?lang=en&id=1&step={other}"), act)

    links = f"{CARD} [data-testid=stPageLink] a"
    return [
        ("search: a new question", at("/?lang=en"), ask),
        ("search: filter Germany", ready_with(""), radio(TEXTS("country_DE"), "country=DE")),
        ("search: partners", ready_with(""), radio(TEXTS("view_partners"), "view=partners")),
        ("search: map", ready_with(""), radio(TEXTS("view_map"), "view=map")),
        ("search: language", ready_with(""), radio(Texts("ja")("language"), "lang=ja")),
        ("case", ready_with(""), open_first(links, "/case")),
        (
            "organisation",
            at("/case?lang=en&id=jp-koshigaya-pole-flood-sensors"),
            open_first(".st-key-organisations a", "/organisation"),
        ),
        *(menu(name, heading) for name in ("shortlists", "events", "atlas", "data", "about")),
        *(event_step(name) for name in ("participants", "match", "schedule", "files", "themes")),
    ]


if __name__ == "__main__":
    sys.exit(main())
