"""What cells mean: countries, kinds, sectors, languages, zones, sizes and addresses in three languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.events.intake import values
from matcher.events.intake.problems import Unreadable
from matcher.model import LANGUAGES
from matcher.texts import Texts, catalogue

EN = Texts("en")


@pytest.mark.parametrize(
    ("text", "code"),
    [("Japan", "JP"), ("日本", "JP"), ("JP", "JP"), ("deutschland", "DE"), ("ドイツ", "DE"), ("Germany", "DE"),
     ("独", "DE"), ("U.S.A.", "US"), ("イギリス", "GB"), ("Schweiz", "CH"), ("ｊａｐａｎ", "JP")],
)  # fmt: skip
def test_countries(text, code):
    assert values.read_country(text, EN) == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_is_known_by_its_name(language):
    for code, name in values.country_names(language).items():
        assert values.read_country(name, EN) == code


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Company", "company"), ("Unternehmen", "company"), ("企業", "company"), ("Kommune", "municipality"),
     ("自治体", "municipality"), ("省庁", "ministry"), ("Hochschule", "research"), ("商工会議所", "association")],
)  # fmt: skip
def test_kinds(text, kind):
    assert values.read_kind(text, EN) == kind


def test_sectors_by_id_label_and_synonym(vocabulary):
    known = values.sector_words(vocabulary)
    labels = {one.id: one.label.get("de") for one in vocabulary.sectors.values()}
    for text in ("machinery", "Maschinen- und Anlagenbau", "工作機械", "Mechanical engineering"):
        assert values.read_sector(text, Texts("de"), labels, known) == "machinery"
    with pytest.raises(Unreadable) as told:
        values.read_sector("Logistk", Texts("de"), labels, known)
    assert told.value.values["near"] == labels["logistics"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [("Japanisch, 英語", ("ja", "en")), ("EN/DE", ("en", "de")), ("日本語・ドイツ語", ("ja", "de")),
     ("JP", ("ja",)), ("Deutsch (Muttersprache) und Englisch", ("de", "en")), ("英語と日本語", ("en", "ja")),
     ("French", ("fr",))],
)  # fmt: skip
def test_languages(text, codes):
    assert values.read_languages(text, EN) == codes


@pytest.mark.parametrize(
    ("text", "zone"),
    [("JST", "Asia/Tokyo"), ("日本時間", "Asia/Tokyo"), ("tokyo", "Asia/Tokyo"), ("CET", "Europe/Berlin"),
     ("MEZ", "Europe/Berlin"), ("ドイツ時間", "Europe/Berlin"), ("europe/zurich", "Europe/Zurich"),
     ("UTC+9", "Etc/GMT-9")],
)  # fmt: skip
def test_time_zones(text, zone):
    assert values.read_zone(text, EN) == zone


@pytest.mark.parametrize(
    ("text", "size"),
    [("1.200", 1200), ("1,200", 1200), ("1 200", 1200), ("1’200", 1200), ("1200人", 1200), ("１２００名", 1200),
     ("ca. 300", 300), ("約300名", 300), ("300 Mitarbeitende", 300), ("1.234.567", 1_234_567), ("15万人", 150_000),
     ("人口1.5万人", 15_000), ("12万3,456人", 123_456), ("1,5 Mio.", 1_500_000), ("20 Tsd.", 20_000), ("0", 0)],
)  # fmt: skip
def test_sizes(text, size):
    assert values.read_size(text) == size


@pytest.mark.parametrize(
    "text", ["1,5", "50-100", "1.200.50", "many", "500+", "-3", "1,5万2", "12.000,5", "1200²", "①②"]
)
def test_what_is_no_number_of_people_is_not_guessed(text):
    with pytest.raises(Unreadable):
        values.read_size(text)


@given(st.integers(0, 10**9), st.sampled_from([".", ",", " ", "'", ""]))
def test_any_thousands_separator_gives_the_same_number(number, mark):
    assert values.read_size(f"{number:,}".replace(",", mark)) == number


@pytest.mark.parametrize(
    ("text", "items"),
    [("A; B；C", ("A", "B", "C")), ("・AI検査\n・スマート・シティ", ("AI検査", "スマート・シティ")),
     ("- eins\n- zwei", ("eins", "zwei")), ("• one • two", ("one", "two")), ("AI, IoT and 5G", ("AI, IoT and 5G",)),
     ("near-real-time data", ("near-real-time data",)), ("one; one; ;", ("one",))],
)  # fmt: skip
def test_needs_and_offers_are_parted_at_lines_semicolons_and_bullets(text, items):
    assert values.read_items(text) == items


@pytest.mark.parametrize(
    ("text", "there"), [("vor Ort", True), ("会場", True), ("Online", False), ("オンライン", False)]
)
def test_on_site_or_online(text, there):
    assert values.read_on_site(text, EN) is there


@pytest.mark.parametrize(
    "text", ["nobody", "a@b", "a@example.com; b@example.com", "a b@example.com", "@example.com"]
)
def test_what_is_no_email_address(text):
    with pytest.raises(Unreadable):
        values.read_email(text)


def test_an_email_address_of_full_width():
    assert values.read_email("ａ．ｂ＠ｅｘａｍｐｌｅ．ｊｐ") == "a.b@example.jp"


def refused(read, text):
    """Return why a text is refused, or None."""
    try:
        read(text)
    except Unreadable as error:
        return error.reason
    return None


READERS = (values.read_size, values.read_email, lambda text: values.read_zone(text, EN),
           lambda text: values.read_country(text, EN), lambda text: values.read_languages(text, EN))  # fmt: skip


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    for read in READERS:
        reason = refused(read, text)
        assert reason is None or f"intake_{reason}" in catalogue("en")
