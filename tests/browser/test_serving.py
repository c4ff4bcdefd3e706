"""The command that serves the app, stopped as a service manager stops it."""

import urllib.request

import pytest

from tests.browser.conftest import serving

pytestmark = pytest.mark.browser


def test_stopping_the_command_stops_the_server(tmp_path):
    with serving(tmp_path) as url:
        assert health(url) == 200
    with pytest.raises(OSError, match="refused"):
        health(url)


def health(url):
    return urllib.request.urlopen(f"{url}/_stcore/health", timeout=5).status  # noqa: S310 - this machine
