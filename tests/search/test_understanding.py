import pytest

from matcher.encoding.compounds import CompoundSplitter
from matcher.encoding.tokens import Tokeniser
from matcher.index.documents import german_words
from matcher.search.understanding import Understanding


@pytest.fixture(scope="module")
def understanding(corpus):
    return Understanding(
        corpus.vocabulary, corpus.cases.values(), Tokeniser(CompoundSplitter(german_words(corpus)))
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Drones and AGVs in a hospital in Bavaria", "en"),
        ("Drohnen und AGV in einem Krankenhaus in Bayern", "de"),
        ("バイエルン州の病院でドローンとAGVを使う", "ja"),
    ],
)
def test_a_need_names_the_same_in_each_language(understanding, text, language):
    named = understanding.named(text, language)
    assert {"drone", "agv"} <= named.technology
    assert "hospital" in named.site_type
    assert "DE-BY" in named.region


@pytest.mark.parametrize(
    ("text", "language"),
    [("cases from Germany", "en"), ("Beispiele aus Deutschland", "de"), ("ドイツの事例", "ja")],
)
def test_a_country_is_named(understanding, text, language):
    assert understanding.named(text, language).country == {"DE"}


@pytest.mark.parametrize("text", ["private network at 28 GHz", "Campusnetz bei 28,2 GHz", "28GHz帯のローカル5G"])
def test_a_frequency_names_its_bands(understanding, text):
    assert "jp_28" in understanding.named(text, "en").band


def test_a_place_names_its_cases(understanding):
    assert "jp-iwamizawa-remote-tractor-local-5g" in understanding.named("岩見沢市の取り組み", "ja").place


def test_nothing_is_named_by_nothing(understanding):
    named = understanding.named("wir suchen Hefe und Malz", "de")
    assert not named.technology
    assert not named.place
