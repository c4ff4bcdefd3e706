"""The app as a user runs it: its own process, the embedded model, the index of `make index`, a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from tests.conftest import ROOT

expect.set_options(timeout=60_000)  # the first page waits for the model

SHOTS = ROOT / "tests" / "output"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MAX_HEIGHT = 4000
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app with a workspace of its own."""
    with serving(tmp_path_factory.mktemp("workspace")) as (url, _):
        yield url


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve the app with its workspace in a folder, and return its address, once it answers, and its process."""
    environment = {
        **os.environ,
        "HF_HUB_OFFLINE": "1",
        "MATCHER_WORKSPACE": f"sqlite:///{folder / 'workspace.db'}",
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "matcher", "app", "--port", str(port), "--address", "127.0.0.1"]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        url = f"http://127.0.0.1:{port}"
        try:
            wait_until_healthy(url, process)
            yield url, process
        finally:
            process.terminate()


def wait_until_healthy(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the app ended with code {process.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):  # noqa: S310 - this machine
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the app did not answer within a minute")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("MATCHER_TEST_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.fail("no browser: run `make test`, which finds or gets one, or set MATCHER_TEST_BROWSER")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a path of the app at a size; afterwards the console must be free of errors."""
    errors: list[str] = []
    contexts = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    def open_at(path: str, size: str = "desktop", locale: str = "en-GB") -> Page:
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, locale=locale)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.set_default_timeout(60_000)
        page.goto(address + path)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture(scope="session")
def barriers() -> Callable[[Page], list[str]]:
    """Return what axe-core calls a serious or critical violation on a page, each with its first element."""
    axe = Axe()

    def find(page: Page) -> list[str]:
        return [
            f"{found['id']} ({len(found['nodes'])}): {found['nodes'][0]['html'][:200]}"
            for found in axe.run(page).response["violations"]
            if found["impact"] in ("serious", "critical")
        ]

    return find


def settle(page: Page) -> None:
    """Wait until the page is drawn to its foot and its script does not run."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning] .st-key-foot")
    page.wait_for_timeout(300)


STILL = """
element => new Promise(done => {
  let place = "", since = 0;
  const look = now => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const next = [x, y, width, height].join();
    if (next !== place) [place, since] = [next, now];
    if (now - since > 500) done(); else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})
"""


def press(target: Locator) -> None:
    """Press what has kept its place for a while, as a reader does: what moves under the pointer takes no click."""
    settle(target.page)
    target.scroll_into_view_if_needed()
    target.evaluate(STILL)
    target.click()


@pytest.fixture
def shoot() -> Callable[[Page, str], Path]:
    """Keep a picture of the whole page, which scrolls inside a box of its own, under tests/output."""

    def keep(page: Page, name: str) -> Path:
        SHOTS.mkdir(exist_ok=True)
        path = SHOTS / f"{name}.png"
        size = page.viewport_size or {"width": 1440, "height": 900}
        height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": size["width"], "height": min(height, MAX_HEIGHT)})
        page.wait_for_timeout(600)
        page.screenshot(path=path)
        page.set_viewport_size(size)
        return path

    return keep
