"""What the command prints for people."""

import pytest

from matcher import console
from matcher.search.searcher import SearchResult


@pytest.mark.parametrize(
    ("filtered", "message"), [(True, "what the filters ask"), (False, "There is no other case.")]
)
def test_an_empty_result_is_explained(capsys, filtered, message):
    console.print_result(SearchResult("5G", "en", 1.0, ()), "en", filtered=filtered)
    assert message in capsys.readouterr().out


def test_a_warning_is_one_line_on_stderr(capsys):
    console.warn("gone:\njp-a\x1b")
    assert capsys.readouterr() == ("", "matcher: gone: jp-a\n")


def test_what_is_printed_has_no_markup_and_steers_no_terminal():
    assert console.plain("[bold]x\x1b[2J") == r"\[bold]x[2J"
