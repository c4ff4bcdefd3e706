"""Verbs of the command ``matcher`` that are longer than a few lines; ``matcher/cli.py`` puts them together."""
