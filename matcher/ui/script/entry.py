"""The script behind ``matcher app``; ``app.py`` does the same in a checkout.

It lies in a folder of its own: beside ``pages/`` Streamlit would take those files for pages of its older kind, and
show a page without head and menu when it is the first that is asked for.
"""

from matcher.ui.start import start

start()
