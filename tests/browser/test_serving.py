"""The command that serves the app, stopped as a service manager or a terminal stops it."""

import signal
import urllib.request

import pytest

from tests.browser.conftest import serving

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_stopping_the_command_stops_the_server(tmp_path, how):
    with serving(tmp_path) as (url, process):
        assert health(url) == 200
        process.send_signal(how)
        assert process.wait(20) == 0
        with pytest.raises(OSError, match="refused"):
            health(url)


def health(url):
    return urllib.request.urlopen(f"{url}/_stcore/health", timeout=5).status  # noqa: S310 - this machine
