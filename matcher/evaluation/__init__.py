"""Judged needs, measures, and the table of what each part of the search adds."""
