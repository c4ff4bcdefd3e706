"""How the search page asks: by a question, a profile, or a document. A switch whose state is in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from matcher.texts import Texts
from matcher.ui.profile_address import ASKS, NOBODY, Ask
from matcher.ui.state import Address, read_address, show_value, write_address

_ICONS: Mapping[Ask, str] = {
    "": ":material/chat:",
    "profile": ":material/badge:",
    "file": ":material/upload_file:",
}
_KEPT = "kept-profile"


def show_ask_switch(address: Address, texts: Texts) -> Ask:
    """Show the switch, and return how is asked."""
    key = f"ask-{address.language}"
    show_value(key, address.asking)

    def shown(ask: Ask) -> str:
        name = texts(f"ask_{ask or 'question'}")
        return f"{_ICONS[ask]} {name}"

    st.segmented_control(
        texts("ask_label"),
        list(ASKS),
        format_func=shown,
        required=True,
        key=key,
        on_change=_switch,
        args=(key,),
        label_visibility="collapsed",
    )
    return address.asking


def _switch(key: str) -> None:
    """Ask in another way; a profile is there again when its form is chosen again."""
    address = read_address()
    if address.profile != NOBODY:
        st.session_state[_KEPT] = address.profile
    chosen: Ask = st.session_state[key] or ""
    profile = st.session_state.get(_KEPT, NOBODY) if chosen == "profile" else NOBODY
    write_address(replace(address, ask=chosen, profile=profile))
