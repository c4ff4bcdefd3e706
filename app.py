"""Starts the web app: ``streamlit run app.py``, or ``matcher app``."""

from matcher.ui.start import start

start()
