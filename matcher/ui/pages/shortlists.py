"""The page of shortlists: all of them, or the one that the address names."""

from __future__ import annotations

import streamlit as st

from matcher.errors import WrongUse
from matcher.texts import Texts
from matcher.ui.engine import open_matcher
from matcher.ui.markdown import plain
from matcher.ui.navigation import SEARCH, SHORTLISTS
from matcher.ui.shortlist_entries import show_entries
from matcher.ui.shortlist_export import show_export
from matcher.ui.shortlist_overview import (
    changed_text,
    entries_text,
    list_actions,
    show_notice,
    show_overview,
)
from matcher.ui.state import Address, read_address
from matcher.ui.workspace import ask_name, shortlists
from matcher.workspace.shortlist import Shortlist


def show() -> None:
    """Show the overview, or one list."""
    address = read_address()
    texts = address.texts
    matcher = open_matcher(texts)
    found = _asked(address)
    if found is None:
        st.title(texts("page_shortlists"), anchor=False)
        ask_name(texts, "page")
        show_notice(texts)
        if address.item:
            st.warning(texts("shortlist_missing"))
        show_overview(address, texts)
        return
    with st.container(key="back"):
        st.page_link(SHORTLISTS.file, label=f"← {texts('shortlist_all')}", query_params=address.of_search())
    _head(found, address, texts)
    ask_name(texts, "page")
    show_notice(texts)
    if not found.entries:
        st.info(texts("shortlist_empty"))
    show_entries(found, address, texts, matcher)
    show_export(found, texts, matcher)


def _asked(address: Address) -> Shortlist | None:
    """Return the list that the address names, where there is one."""
    if not (address.item.isascii() and address.item.isdigit()):
        return None
    try:
        return shortlists().get(int(address.item))
    except WrongUse:
        return None


def _head(found: Shortlist, address: Address, texts: Texts) -> None:
    st.title(plain(found.name), anchor=False)
    if found.need:
        st.markdown(texts("shortlist_need", need=plain(found.need)))
        parameters = {**address.menu, "q": found.need}
        st.page_link(
            SEARCH.file, label=texts("shortlist_search"), icon=":material/search:", query_params=parameters
        )
    st.caption(f"{entries_text(found, texts)} · {changed_text(found, texts)}")
    list_actions(found, texts)


show()
