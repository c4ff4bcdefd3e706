"""Chooses cases to compare: a mark on each case, and the bar that leads to the page with all of them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from matcher.texts import Texts
from matcher.ui.navigation import COMPARE
from matcher.ui.state import MOST_COMPARED, Address, read_address, write_address

LEAST = 2
"""One case alone is not compared."""


def compare_button(case_id: str, address: Address, texts: Texts) -> None:
    """Show the button that puts a case beside others, or takes it away again."""
    chosen = case_id in address.compared
    full = len(address.compared) >= MOST_COMPARED and not chosen
    st.button(
        texts("compare_remove" if chosen else "compare_add"),
        key=f"compare-{case_id}",
        icon=":material/check_box:" if chosen else ":material/compare:",
        type="tertiary",
        disabled=full,
        help=texts("compare_full", most=str(MOST_COMPARED)) if full else None,
        on_click=toggle,
        args=(case_id,),
    )


def compare_bar(address: Address, texts: Texts) -> None:
    """Say how many cases are chosen, with the way to the page that compares them; nothing where none is."""
    count = len(address.compared)
    if not count:
        return
    with st.container(key="compare-bar", border=True, horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            texts("compare_chosen_one" if count == 1 else "compare_chosen", count=str(count)), width="stretch"
        )
        if count >= LEAST:
            st.page_link(
                COMPARE.file,
                label=texts("compare_open"),
                icon=":material/compare:",
                query_params=address.parameters,
            )
        st.button(
            texts("compare_clear"), key="compare-clear", icon=":material/close:", type="tertiary", on_click=clear
        )


def toggle(case_id: str) -> None:
    """Choose a case, or no longer; the address tells which are chosen."""
    address = read_address()
    if case_id in address.compared:
        compared = tuple(one for one in address.compared if one != case_id)
    else:
        compared = (*address.compared, case_id)[:MOST_COMPARED]
    write_address(replace(address, compared=compared))


def clear() -> None:
    """Choose none."""
    write_address(replace(read_address(), compared=()))
