"""How the search page shows what it found: a switch whose state is in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from matcher.texts import Texts
from matcher.ui.state import Address, read_address, write_address

VIEWS: Mapping[str, str] = {"": ":material/list:", "map": ":material/map:", "partners": ":material/handshake:"}
"""Each view with its icon. The name is the address' ``view``; its text is ``view_NAME``, that of the first
``view_cases``."""


def show_view_switch(address: Address, texts: Texts) -> str:
    """Show the switch, and return the view that is on."""
    now = address.view if address.view in VIEWS else ""
    key = f"view-{address.language}"
    st.session_state[key] = now

    def shown(view: str) -> str:
        name = texts(f"view_{view or 'cases'}")
        return f"{VIEWS[view]} {name}"

    st.segmented_control(
        texts("view_label"),
        list(VIEWS),
        format_func=shown,
        required=True,
        key=key,
        on_change=_switch,
        args=(key,),
        label_visibility="collapsed",
    )
    return now


def _switch(key: str) -> None:
    write_address(replace(read_address(), view=st.session_state[key] or ""))
