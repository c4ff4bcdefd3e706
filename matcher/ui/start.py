"""Starts the app: settings of the page, the head, the pages. Runs at every rerun, so it is light."""

from __future__ import annotations

import streamlit as st

from matcher.errors import MatcherError
from matcher.ui.components import foot, head
from matcher.ui.markdown import plain
from matcher.ui.navigation import ALL
from matcher.ui.state import read_address


def start() -> None:
    """Show the page that the address names; an error of ours becomes a message that says what to do."""
    address = read_address()
    texts = address.texts
    st.set_page_config(page_title="Kakehashi", page_icon="🌉", layout="centered")
    pages = [
        st.Page(page.file, title=texts(page.title), url_path=page.name, default=page is ALL[0]) for page in ALL
    ]
    page = st.navigation(pages, position="hidden")
    head(address, texts)
    try:
        page.run()
    except MatcherError as error:
        st.error(f"**{texts('error_title')}** {plain(str(error))}")
    foot(address, texts)
