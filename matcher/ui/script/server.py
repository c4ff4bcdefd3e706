"""What ``matcher app`` serves: the script with what its addresses need. Streamlit finds ``app`` by its name."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from matcher.ui.deep_links import DeepLinks

app = st.App(Path(__file__).with_name("entry.py"), middleware=[Middleware(DeepLinks)])
