"""Makes the addresses of pages work as they are copied, and tells the browser which language a page is in.

Opened at its own address, a page makes Streamlit's browser side look for its server below that page first
(``/case/_stcore/health``), because an app may be served below a path; each try that fails is an error in the
console. Told where its server is, it does not look. It also always says that its pages are English, which makes
screen readers read German and Japanese wrongly and browsers offer to translate them.
"""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

_SCRIPT = Path(__file__).parent / "static" / "page.js"
_BEFORE = b"<head>"


class DeepLinks(BaseHTTPMiddleware):
    """Puts a script of ours before Streamlit's into the one HTML page that it serves at every address."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Pass a request on; the page comes back with our script."""
        if request.method != "GET" or "text/html" not in request.headers.get("accept", ""):
            return await call_next(request)
        headers = [(name, value) for name, value in request.scope["headers"] if name != b"accept-encoding"]
        request.scope["headers"] = headers  # else it would come back compressed
        response = await call_next(request)
        html = response.headers.get("content-type", "").startswith("text/html")
        parts = getattr(response, "body_iterator", None)
        if not html or response.status_code != 200 or parts is None:
            return response
        page = b"".join([part async for part in parts])
        kept = {name: value for name, value in response.headers.items() if name in ("cache-control", "vary")}
        return HTMLResponse(page.replace(_BEFORE, _BEFORE + page_script(), 1), headers=kept)


def page_script() -> bytes:
    """Return the script as an element of the page, with the path that the app is served below."""
    path = (st.get_option("server.baseUrlPath") or "").strip("/")
    below = json.dumps(f"/{path}/" if path else "/").replace("<", "\\u003c")
    return f"<script>{_SCRIPT.read_text('utf-8').replace('BASE_PATH', below)}</script>".encode()
