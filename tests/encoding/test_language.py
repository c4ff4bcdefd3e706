import pytest

from matcher.encoding.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("工場の構内搬送AGVを自営5Gで安定させたい", "ja"),
        ("スマートシティ", "ja"),
        ("Smart City を都市OSで", "ja"),
        ("Fahrerlose Transportfahrzeuge in der Fertigung", "de"),
        ("Hochwasser", "de"),
        ("Wir suchen Partner", "de"),
        ("A network of our own for vehicles in a plant", "en"),
        ("Überflutung", "de"),
        ("flood warning", "en"),
        ("The city of Schwabmünchen and the plant of Osram share a network", "en"),
        ("predictive maintenance", "en"),
    ],
)
def test_languages_are_told_apart(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["5G", "", "123", "!?"])
def test_a_text_that_does_not_tell_gets_the_fallback(text):
    assert detect_language(text, fallback="de") == "de"


def test_latin_letters_are_never_japanese():
    assert detect_language("5G", fallback="ja") in {"en", "ja"}
    assert detect_language("Open RAN trial in a city", fallback="ja") == "en"


def test_every_case_is_in_the_languages_that_it_says(corpus):
    wrong = [
        (case.id, language)
        for case in corpus.cases.values()
        for language in case.summary.languages
        if detect_language(case.summary.get(language) or "") != language
    ]
    assert wrong == []
