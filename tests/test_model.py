import pytest
from pydantic import ValidationError

from matcher.model import Figure, Source, Start, Text


def test_a_text_is_shown_in_the_readers_language():
    text = Text(en="bridge", ja="架け橋")
    assert text.pick("ja").text == "架け橋"


def test_a_text_that_is_missing_in_a_language_is_shown_with_the_language_it_is_in():
    shown = Text(ja="架け橋").pick("de")
    assert (shown.text, shown.language) == ("架け橋", "ja")


def test_a_text_needs_at_least_one_language():
    with pytest.raises(ValidationError, match="at least one"):
        Text()


@pytest.mark.parametrize("value", ["2020", "2020-12", "2020-12-31", 2020])
def test_dates_are_as_exact_as_they_are_known(value):
    assert Start(value=value).value == str(value)


@pytest.mark.parametrize("value", ["2020-13", "12/2020", "spring 2020", "2020-1"])
def test_other_dates_are_refused(value):
    with pytest.raises(ValidationError):
        Start(value=value)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "example", "ftp://example.org/a", "https://example.org/\x01"],
)
def test_a_source_has_a_web_address(url):
    with pytest.raises(ValidationError):
        Source(key="s1", url=url, title="A page")


def test_an_unknown_field_is_an_error():
    with pytest.raises(ValidationError, match="Extra inputs"):
        Figure(what=Text(en="delay"), value=1, unit="ms", colour="red")
