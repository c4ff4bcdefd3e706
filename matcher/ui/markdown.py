"""Text from the corpus or a user, shown as it is: nothing in it is markup."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$:~^=&@])")


def plain(text: str) -> str:
    """Return text that Streamlit's Markdown shows letter by letter: no links, images, formulas, colours."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def link(label: str, url: str) -> str:
    """Return a Markdown link, or only the label where the address is not http or https."""
    if urlsplit(url).scheme not in {"http", "https"}:
        return plain(label)
    safe = quote(url, safe="/:?#@!$&'*+,;=%~-._")
    return f"[{plain(label)}]({safe})"
