"""The search page: one question, a few filters, explained results."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from matcher.api import Matcher
from matcher.texts import Texts
from matcher.ui.asking import show_ask_switch
from matcher.ui.company_file import ask_file
from matcher.ui.comparing import compare_bar
from matcher.ui.components import result_card
from matcher.ui.engine import find, open_matcher
from matcher.ui.facets import show_filters
from matcher.ui.maps import show_map
from matcher.ui.markdown import plain
from matcher.ui.partner_view import show_partners
from matcher.ui.profile_address import known_profile
from matcher.ui.profile_form import ask_profile
from matcher.ui.state import MOST_QUESTION, Address, read_address, write_address
from matcher.ui.views import show_view_switch

PAGE = 10
MOST = 50


def show() -> None:
    """Show the form, and the results of the question in the address."""
    address = read_address()
    texts = address.texts
    matcher = open_matcher(texts)
    vocabulary = matcher.index.vocabulary
    address = replace(
        address,
        filters=address.filters.only_known(vocabulary),
        profile=known_profile(address.profile, vocabulary),
    )
    way = show_ask_switch(address, texts)
    if way == "file":
        ask_file(address, texts)
        return
    if way == "profile":
        ask_profile(address, texts, vocabulary)
    asked = address if way == "profile" else ask(address, texts)
    if asked != address:
        write_address(asked)
    if asked.asks:
        show_results(asked, texts, matcher)
    elif way != "profile":
        show_welcome(asked, texts, matcher)


def ask(address: Address, texts: Texts) -> Address:
    """Show the form and return the address that its current values stand for."""
    with st.form("ask", border=False):
        query = st.text_area(
            texts("query_label"),
            value=address.query,
            placeholder=texts("query_placeholder"),
            height=112,
            max_chars=MOST_QUESTION,
            key=f"query-{address.language}-{address.query}",
        )
        st.form_submit_button(texts("search_button"), type="primary")
    return replace(address, query=(query or "").strip())


def show_welcome(address: Address, texts: Texts, matcher: Matcher) -> None:
    """Say what can be asked, with examples to try."""
    st.subheader(texts("empty_title"), anchor=False)
    st.markdown(texts("empty_text"))
    for number in (1, 2, 3):
        example = texts(f"example_{number}")
        if st.button(
            example, key=f"example-{number}-{address.language}", type="tertiary", icon=":material/search:"
        ):
            write_address(replace(address, query=example))
            st.rerun()
    cases = matcher.index.cases.values()
    japanese = sum(case.country == "JP" for case in cases)
    st.caption(
        texts(
            "corpus_size",
            cases=texts.number(len(cases)),
            jp=texts.number(japanese),
            de=texts.number(len(cases) - japanese),
        )
    )


def show_results(address: Address, texts: Texts, matcher: Matcher) -> None:
    """Show the matches as cards, best first, on a map, or the organisations behind them."""
    view = show_view_switch(address, texts)
    result = find(matcher.index.manifest.corpus_hash, address.without_view(), MOST, matcher)
    if view == "partners":
        show_partners(address, result.counts, texts, matcher)
        return
    show_filters(address, result.counts, texts, matcher.index.vocabulary)
    if not result.matches:
        st.info(f"**{texts('no_results_title')}** {texts('no_results_hint')}")
        return
    shown_key = f"shown-{address}"
    shown = st.session_state.get(shown_key, PAGE)
    count = min(shown, len(result.matches)) if view != "map" else len(result.matches)
    counted = texts("results_count_one") if count == 1 else texts("results_count", count=str(count))
    spoken = texts("results_language", language=Texts(result.language)("language"))
    st.subheader(counted, anchor=False)
    st.caption(plain(spoken))
    if not result.answered:
        st.info(texts("not_answered"))
    if view == "map":
        show_map([match.case for match in result.matches], address, texts, matcher.index.vocabulary)
        return
    compare_bar(address, texts)
    for match in result.matches[:count]:
        result_card(match, address, texts, matcher.index.vocabulary)
    if count < len(result.matches) and st.button(texts("show_more"), key="more"):
        st.session_state[shown_key] = count + PAGE
        st.rerun()


show()
