"""Switches of how or what a page shows; their state is the ``view`` of the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from matcher.texts import Texts
from matcher.ui.state import Address, read_address, show_value, write_address

VIEWS: Mapping[str, str] = {"": ":material/list:", "map": ":material/map:", "partners": ":material/handshake:"}
"""Each view of what a search found, with its icon. Its text is ``view_NAME``, that of the first ``view_cases``."""


def show_view_switch(address: Address, texts: Texts) -> str:
    """Show the switch of the search page, and return the view that is on."""
    named = {view: texts(f"view_{view or 'cases'}") for view in VIEWS}
    return switch({view: f"{VIEWS[view]} {name}" for view, name in named.items()}, address, texts("view_label"))


def switch(shown: Mapping[str, str], address: Address, label: str) -> str:
    """Show a switch between views, each with the words that stand on it, and return the one that is on.

    An address that names none of them turns the first one on.
    """
    now = address.view if address.view in shown else next(iter(shown))
    key = f"view-{address.language}"
    show_value(key, now)
    st.segmented_control(
        label,
        list(shown),
        format_func=lambda view: shown[view],
        required=True,
        key=key,
        on_change=_switch,
        args=(key,),
        label_visibility="collapsed",
    )
    return now


def _switch(key: str) -> None:
    write_address(replace(read_address(), view=st.session_state[key] or ""))
