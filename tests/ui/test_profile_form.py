"""The search page asked with a profile or a file, run by Streamlit's own AppTest with the tiny encoder."""

import io

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from matcher.model import LANGUAGES, Profile
from matcher.search.searcher import Searcher
from matcher.texts import Texts, catalogue
from matcher.ui.profile_address import NOBODY, profile_parameters, read_profile
from tests.conftest import ROOT

NEEDS = ["Flood warning for small rivers", "Fewer trips to read water meters"]
TOWN = {"kind": "municipality", "seat": "DE", "branch": "water", "size": "20000", "need": NEEDS}


@pytest.fixture
def app(built_settings, monkeypatch, tmp_path):
    """Start the search page at an address; returns it after its first run."""
    monkeypatch.setenv("MATCHER_INDEXES", str(built_settings.indexes))
    monkeypatch.setenv("MATCHER_ENCODER", built_settings.encoder)
    monkeypatch.setenv("MATCHER_WORKSPACE", f"sqlite:///{tmp_path / 'workspace.db'}")

    def open_at(**parameters):
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in parameters.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception
        return test

    return open_at


@pytest.fixture
def asked(monkeypatch):
    """All that is searched for, in its order."""
    needs = []
    search = Searcher.search

    def noted(self, need, **options):
        needs.append(need)
        return search(self, need, **options)

    monkeypatch.setattr(Searcher, "search", noted)
    return needs


def labelled(elements, label):
    return next(element for element in elements if element.label == label)


def captions(test):
    return [caption.value.replace("\\", "") for caption in test.caption]


def send(test, texts):
    labelled(test.button, texts("search_button")).click().run()
    assert not test.exception


def cards(test, texts):
    start = catalogue(texts.language)["sources_count"].partition("{")[0]
    return [one for one in test.expander if one.label.startswith(start)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_profile_is_filled_in_and_searched(app, asked, language):
    texts = Texts(language)
    test = app(lang=language, ask="profile")
    labelled(test.selectbox, texts("profile_kind")).select("municipality")
    labelled(test.selectbox, texts("profile_seat")).select("DE")
    labelled(test.selectbox, texts("sector")).select("water")
    labelled(test.number_input, texts("profile_size")).set_value(20_000)
    labelled(test.text_area, texts("profile_needs")).input("- " + "\n\n・".join(NEEDS))
    labelled(test.text_area, texts("profile_offers")).input("Old gauges")
    labelled(test.text_area, texts("profile_text")).input("A town on a river")
    send(test, texts)
    assert asked == [
        Profile(
            text="A town on a river", kind="municipality", country="DE", sector="water", size=20_000,
            needs=tuple(NEEDS), offers=("Old gauges",),
        )
    ]  # fmt: skip
    assert len(cards(test, texts)) == 10
    assert test.query_params["need"] == NEEDS
    assert test.query_params["branch"] == "water"


def test_a_copied_address_opens_the_same_form_and_results(app, asked):
    texts = Texts("de")
    test = app(lang="de", **TOWN)
    assert labelled(test.selectbox, texts("profile_kind")).value == "municipality"
    assert labelled(test.text_area, texts("profile_needs")).value == "\n".join(NEEDS)
    assert len(cards(test, texts)) == 10
    assert asked[0].size == 20_000
    test.run()
    assert len(asked) == 1, "a rerun does not search again"


def test_unknown_values_of_a_profile_are_ignored(app, asked):
    test = app(
        lang="en", kind="bank", seat="FR", branch="nonsense", size="-3", need=["Flood warning", " "], ask="x"
    )
    assert asked == [Profile(needs=("Flood warning",))]
    assert len(cards(test, Texts("en"))) == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_says_which_need_it_answers(app, language):
    texts = Texts(language)
    shown = captions(app(lang=language, **TOWN))
    known = {texts("reason_answers", part=need) for need in NEEDS}
    assert sum(caption in known for caption in shown) == 10
    single = captions(app(lang=language, need=NEEDS[:1]))
    assert not known.intersection(single), "there is nothing to tell apart"


def test_markup_in_a_need_is_not_obeyed(app):
    test = app(lang="en", need=["<b>flood</b> [x](javascript:alert(1))", "water"])
    assert all("[x](" not in caption.value for caption in test.caption)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_profile_gets_help(app, asked, language):
    texts = Texts(language)
    test = app(lang=language, ask="profile")
    assert not test.info
    labelled(test.selectbox, texts("profile_kind")).select("company")
    send(test, texts)
    assert [info.value for info in test.info] == [texts("profile_empty")]
    assert asked == []


@pytest.mark.parametrize(
    ("lines", "said"), [("\n".join(f"need {n}" for n in range(11)), "11"), ("x" * 301, "301")], ids=["many", "long"]
)
def test_too_much_is_said_and_what_was_written_stays(app, asked, lines, said):
    texts = Texts("en")
    test = app(lang="en", ask="profile")
    labelled(test.text_area, texts("profile_needs")).input(lines)
    send(test, texts)
    assert said in test.error[0].value
    assert labelled(test.text_area, texts("profile_needs")).value == lines
    assert asked == []


def test_the_sectors_are_in_the_readers_order(app):
    def order(language):
        return labelled(app(lang=language, ask="profile").selectbox, Texts(language)("sector")).options

    german = order("de")
    assert (
        german.index("Mobilität und Verkehr")
        < german.index("Öffentliche Verwaltung")
        < german.index("Sonstige Branche")
    )
    japanese = order("ja")
    assert japanese.index("医療・介護") < japanese.index("教育") < japanese.index("農業") < japanese.index("防災")


def test_partners_are_found_for_a_profile(app):
    test = app(lang="en", view="partners", **TOWN)
    assert any("organisations" in one.value.lower() or "partners" in one.value.lower() for one in test.subheader)


def test_a_profile_is_there_again_after_another_way_to_ask(app):
    texts = Texts("en")
    test = app(lang="en", **TOWN)
    for way in ("", "profile"):
        switch = next(group for group in test.button_group if group.key == "ask-en")
        switch.set_value(way).run()
        assert not test.exception
        assert test.query_params.get("need", []) == (NEEDS if way else [])
    assert labelled(test.text_area, texts("profile_needs")).value == "\n".join(NEEDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_a_file_is_shown_and_becomes_the_question(app, asked, language):
    texts = Texts(language)
    document = Document()
    document.add_paragraph("We build level sensors for small rivers. " * 200)
    stream = io.BytesIO()
    document.save(stream)
    test = app(lang=language, ask="file", **{k: v for k, v in TOWN.items() if k != "need"})
    test.get("file_uploader")[0].upload("profile.docx", stream.getvalue()).run()
    assert not test.exception
    area = labelled(test.text_area, texts("file_text"))
    assert area.value.startswith("We build level sensors")
    assert 3900 < len(area.value) <= 4000
    assert len(test.info) == 1
    area.input("Level sensors for small rivers")
    labelled(test.button, texts("file_search")).click().run()
    assert asked == ["Level sensors for small rivers"]
    assert test.query_params["q"] == "Level sensors for small rivers"
    assert "ask" not in test.query_params


def test_a_refused_file_is_told_in_the_readers_language(app):
    test = app(lang="de", ask="file")
    test.get("file_uploader")[0].upload("profil.pdf", b"MZ\x90 no PDF").run()
    assert Texts("de")("document_other_kind_mend") in test.error[0].value.replace("\\", "")


def test_a_profile_goes_through_the_address_and_back():
    profile = Profile(kind="company", country="JP", sector="water", size=0, needs=("a", "b"), offers=("c",))
    parameters = profile_parameters(profile)
    assert read_profile({k: v if isinstance(v, list) else [v] for k, v in parameters.items()}) == profile
    assert read_profile({}) == NOBODY


def test_an_address_holds_no_more_than_a_search_takes():
    found = read_profile({"need": ["x" * 400, *map(str, range(8))], "offer": ["o1", "o2", "o3"]})
    assert len(found.needs[0]) == 300
    assert found.offers == ("o1",)
