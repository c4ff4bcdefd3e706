"""The script that ``matcher app`` runs; ``app.py`` does the same in a checkout."""

from matcher.ui.start import start

start()
