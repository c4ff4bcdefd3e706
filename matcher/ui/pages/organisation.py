"""The page of one organisation: what it is, its cases, its network, and who is comparable to it."""

from __future__ import annotations

import streamlit as st

from matcher.errors import WrongUse
from matcher.ui.adding import add_button
from matcher.ui.components import country_badge
from matcher.ui.engine import open_matcher
from matcher.ui.markdown import plain
from matcher.ui.navigation import SEARCH
from matcher.ui.offering import offer_brief
from matcher.ui.organisation_parts import (
    show_cases,
    show_counts,
    show_facts,
    show_group,
    show_network,
    show_peers,
)
from matcher.ui.state import read_address


def show() -> None:
    """Show the organisation that the address names."""
    address = read_address()
    texts = address.texts
    matcher = open_matcher(texts)
    back = "back_to_results" if address.asks else "back_to_search"
    with st.container(key="back"):
        st.page_link(SEARCH.file, label=f"← {texts(back)}", query_params=address.of_search())
    try:
        profile = matcher.organisation(address.item)
    except WrongUse:
        st.warning(texts("organisation_missing"))
        return
    vocabulary = matcher.index.vocabulary
    name = profile.organisation.name.pick(texts.language).text
    country_badge(profile.organisation, texts)
    st.title(plain(name), anchor=False)
    add_button("organisation", profile.organisation.id, name, address, texts)
    show_facts(profile, texts, vocabulary)
    show_group(profile, address, texts)
    offer_brief("organisation", profile.organisation.id, texts, matcher)
    show_cases(profile, address, texts, vocabulary)
    show_network(profile, address, texts)
    show_counts(profile, texts, vocabulary)
    show_peers(profile, address, texts, matcher)


show()
