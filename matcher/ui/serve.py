"""Serves the app with Streamlit as a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

_HERE = Path(__file__).parent
_PATIENCE = 10
"""Seconds in which the server has to end by itself."""


def serve(*, port: int, address: str) -> int:
    """Run the app until it is stopped, and return its exit code. Streamlit's telemetry stays off."""
    options = {
        "server.port": str(port),
        "server.address": address,
        "server.headless": "true",
        "server.maxUploadSize": "10",
        "browser.gatherUsageStats": "false",
        "runner.magicEnabled": "false",  # else a string that explains a constant is shown on the page
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "theme.base": str(_HERE / "theme.toml"),
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    command = [sys.executable, "-m", "streamlit", "run", str(_HERE / "script" / "server.py"), *flags]
    # Whoever stops this command means the server, which would go on by itself and hold the port.
    former = signal.signal(signal.SIGTERM, _interrupt)
    server = None
    try:
        server = subprocess.Popen(command)  # noqa: S603 - no text of a user in it
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        signal.signal(signal.SIGTERM, former)
        if server is not None:
            _end(server)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _end(server: subprocess.Popen[bytes]) -> None:
    """End the server; one that does not end by itself is killed."""
    try:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(_PATIENCE)
    finally:
        server.kill()  # does nothing to one that has ended
