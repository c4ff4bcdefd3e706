import pytest

from matcher.encoding.compounds import CompoundSplitter
from matcher.encoding.tokens import Tokeniser

GERMAN = {
    "pegel": 3,
    "sensor": 4,
    "sensoren": 5,
    "transport": 8,
    "fahrzeug": 6,
    "fahrzeuge": 6,
    "daten": 9,
    "netz": 7,
}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("pegelsensoren", ("pegel", "sensoren")),
        ("transportfahrzeuge", ("transport", "fahrzeuge")),
        ("datentransportnetz", ("daten", "transport", "netz")),
        ("transportsfahrzeug", ("transport", "fahrzeug")),  # a linking s
        ("netz", ("netz",)),
        ("unbekanntes", ("unbekanntes",)),
        ("x" * 500, ("x" * 500,)),
    ],
)
def test_compounds_come_apart_into_known_words(word, parts):
    assert CompoundSplitter(GERMAN).parts(word) == parts


def test_the_more_frequent_parts_win():
    splitter = CompoundSplitter({"wasser": 9, "werk": 9, "werke": 1, "wasserwerk": 1, "netz": 9})
    assert splitter.parts("wasserwerknetz") == ("wasser", "werk", "netz")


def test_a_german_compound_is_found_by_its_parts():
    tokeniser = Tokeniser(CompoundSplitter(GERMAN))
    words = tokeniser.tokens("Die Pegelsensoren im Bach", "de")
    assert tokeniser.tokens("Sensoren", "de")[0] in words
    assert "die" not in words


def test_english_words_are_stemmed_and_stop_words_left_out():
    assert Tokeniser().tokens("The AGVs are moving", "en") == ["agv", "move"]


def test_japanese_is_cut_into_short_units_in_their_normal_form():
    words = Tokeniser().tokens("無人搬送車をローカル5Gで走らせたい。", "ja")
    assert {"無人", "搬送", "車", "ローカル", "5g", "走る"} <= set(words)
    assert not {"を", "で", "。", "たい"} & set(words)


def test_full_width_and_half_width_are_one():
    assert Tokeniser().tokens("5Gネットワーク", "ja") == Tokeniser().tokens("5Gネットワーク", "ja")


def test_a_very_long_japanese_text_is_taken():
    assert len(Tokeniser().tokens("除雪車" * 20_000, "ja")) > 20_000
