"""Finds a Chromium for the browser tests, or gets one, and writes its path to the file given.

In this order: MATCHER_TEST_BROWSER, a Chromium or Chrome on this machine, Debian's package (where this
user may install it), Playwright's own download. Exits 1 with a clear message when none can be had.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
PACKAGES = ("chromium", "fonts-noto-cjk")


def on_this_machine() -> str | None:
    """Return the path of a browser that is already there."""
    asked = os.environ.get("MATCHER_TEST_BROWSER")
    if asked:
        return asked if Path(asked).exists() else None
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or next((str(path) for path in PLACES if path.exists()), None)


def from_debian() -> str | None:
    """Install Debian's package where this user may, and return its path."""
    apt = shutil.which("apt-get")
    if apt is None:
        return None
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if rights and shutil.which("sudo") is None:
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*rights, apt, "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    for command in ([*rights, apt, "update", "-qq"], install):
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            return None
    return shutil.which("chromium")


def from_playwright() -> str | None:
    """Let Playwright fetch its own Chromium, and return its path."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode != 0:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> int:
    """Write the path of a browser to the file named on the command line."""
    for way in (on_this_machine, from_debian, from_playwright):
        path = way()
        if path:
            Path(sys.argv[1]).write_text(path, encoding="utf-8")
            print(f"Browser for the tests: {path}")
            return 0
    print(
        "No browser for the tests: there is no Chromium or Chrome on this machine, Debian's package could not be "
        "installed, and Playwright could not download one. Install Chromium, or set MATCHER_TEST_BROWSER to one.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
