import datetime as dt
import re
from pathlib import Path

import pytest

import matcher.ui
from matcher.model import LANGUAGES, EvidenceField
from matcher.texts import Texts, catalogue
from matcher.ui.markdown import link, plain

UI = Path(matcher.ui.__file__).parent


def placeholders(text):
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", ["de", "ja"])
def test_catalogues_have_the_same_texts_with_the_same_values(language):
    english = catalogue("en")
    other = catalogue(language)
    assert other.keys() == english.keys()
    for key, text in english.items():
        assert placeholders(other[key]) == placeholders(text), key


def test_every_text_that_the_code_asks_for_is_there():
    code = "".join(path.read_text(encoding="utf-8") for path in UI.rglob("*.py"))
    asked = set(re.findall(r"texts\(\s*\"(\w+)\"", code)) | set(re.findall(r"texts\('(\w+)'", code))
    assert len(asked) > 30
    assert asked <= catalogue("en").keys()


def test_every_name_of_a_field_is_there():
    from typing import get_args

    assert set(get_args(EvidenceField)) <= catalogue("en").keys()


def test_no_text_is_left_in_another_language():
    for key in catalogue("en"):
        texts = [catalogue(language)[key] for language in LANGUAGES]
        if placeholders(texts[0]) or " " not in texts[0].strip(", "):
            continue
        assert len(set(texts)) == 3, key


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("en", 10000, "10,000"),
        ("de", 10000, "10.000"),
        ("ja", 10000, "10,000"),
        ("de", 0.5, "0,5"),
        ("en", 1234.5, "1,234.5"),
        ("de", 1234.5, "1.234,5"),
    ],
)
def test_numbers_are_written_as_the_language_does(language, value, shown):
    assert Texts(language).number(value) == shown


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("en", "2020-12-01", "1 December 2020"),
        ("de", "2020-12-01", "1. Dezember 2020"),
        ("ja", "2020-12-01", "2020年12月1日"),
        ("ja", "2020-12", "2020年12月"),
        ("de", "2020-03", "März 2020"),
        ("ja", "2020", "2020年"),
        ("en", "2020", "2020"),
    ],
)
def test_dates_are_written_as_the_language_does(language, value, shown):
    assert Texts(language).date(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2024", "令和6年"),
        ("2019", "平成31年・令和元年"),
        ("2019-04", "平成31年4月"),
        ("2019-05-01", "令和元年5月1日"),
        ("1989-01-07", "昭和64年1月7日"),
        ("1995-03", "平成7年3月"),
    ],
)
def test_dates_are_written_in_years_of_the_era_where_asked(value, shown):
    assert Texts("ja", era=True).date(value) == shown
    assert Texts("de", era=True).date(value) == Texts("de").date(value)


def test_the_day_of_an_event_is_written_in_years_of_the_era():
    moment = dt.datetime(2027, 3, 9, 1, tzinfo=dt.UTC)
    assert Texts("ja", era=True).day(moment, "Asia/Tokyo") == "令和9年3月9日火曜日"


@pytest.mark.parametrize(
    ("language", "value", "unit", "shown"),
    [
        ("en", 69, "%", "69%"),
        ("de", 69, "%", "69\u00a0%"),
        ("ja", 69, "%", "69%"),
        ("de", 13_200_000, "EUR", "13,2 Millionen\u00a0EUR"),
        ("en", 13_200_000, "EUR", "13.2 million\u00a0EUR"),
        ("ja", 13_200_000, "ユーロ", "1320万ユーロ"),
        ("ja", 145, "ミリ秒", "145ミリ秒"),
    ],
)
def test_quantities_are_written_as_the_language_does(language, value, unit, shown):
    assert Texts(language).quantity(value, unit) == shown


def test_countries_have_names():
    assert [Texts(language).territory("US") for language in ("en", "de", "ja")] == [
        "United States",
        "Vereinigte Staaten",
        "アメリカ合衆国",
    ]


@pytest.mark.parametrize(
    "text", ["[click](https://evil.example)", "<b>bold</b>", "![x](https://evil.example/x.png)", "$x$", ":red[x]"]
)
def test_markup_in_a_text_is_shown_not_obeyed(text):
    shown = plain(text)
    assert re.sub(r"\\(.)", r"\1", shown) == text
    assert not re.search(r"(?<!\\)[\[\]<>$]", shown)


def test_a_link_leads_only_to_the_web():
    assert link("a [b]", "https://example.org/x(1)").startswith(r"[a \[b\]](https://example.org/x%281%29")
    assert link("a", "javascript:alert(1)") == "a"
