"""Serves the app with Streamlit as a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

_HERE = Path(__file__).parent


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
    with subprocess.Popen(command) as server:  # noqa: S603 - no text of a user in it
        # Whoever stops this command means the server; without this it would go on by itself and hold the port.
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        try:
            return server.wait()
        except KeyboardInterrupt:  # the keys reach the server too
            server.wait()
            return 0
