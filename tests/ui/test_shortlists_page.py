"""Shortlists in the pages: made, filled, edited by two, exported, deleted and brought back."""

import pytest

from matcher.model import LANGUAGES
from matcher.texts import Texts
from matcher.workspace.database import open_database
from matcher.workspace.shortlists import Shortlists
from tests.ui.test_pages import app, links, shown  # noqa: F401 - a fixture


@pytest.fixture
def kenji(app, tmp_path):  # noqa: F811
    """The same workspace, as a colleague at another computer sees it."""
    with open_database(f"sqlite:///{tmp_path / 'workspace.db'}") as database:
        yield Shortlists(database, "Kenji")


@pytest.fixture
def filled(kenji, corpus):
    """A list with two cases and an organisation, for a need."""
    found = kenji.create("Flood 水害", need="Hochwasserwarnung für eine kleine Gemeinde", language="de")
    kenji.add(found.id, "case", list(corpus.cases)[:2])
    return kenji.add(found.id, "organisation", ["ntt-docomo"])


def field(test, kind, key):
    return next(one for one in getattr(test, kind) if one.key == key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_is_made_and_shown(app, kenji, language):  # noqa: F811
    test = app("shortlists", lang=language)
    assert Texts(language)("shortlist_none") in test.info[0].value
    field(test, "text_input", "new-list-name").input("Partner für Sendai")
    field(test, "text_area", "new-list-need").input("Hochwasserwarnung für eine kleine Gemeinde")
    next(one for one in test.button if one.label == Texts(language)("shortlist_create")).click().run()
    assert not test.exception
    (made,) = kenji.all()
    assert (made.name, made.language, made.created_by) == ("Partner für Sendai", "de", "Anna")
    assert any("Partner für Sendai" in link.label for link in links(test))
    assert "Anna" in shown(test)


def test_a_name_that_is_taken_or_missing_is_said(app, kenji):  # noqa: F811
    kenji.create("Flood")
    test = app("shortlists", lang="de")
    create = next(one for one in test.button if one.label == "Liste anlegen")
    create.click().run()
    assert test.error[0].value == Texts("de")("shortlist_name_missing")
    field(test, "text_input", "new-list-name").input("Flood")
    next(one for one in test.button if one.label == "Liste anlegen").click().run()
    assert test.error[0].value == Texts("de")("shortlist_name_taken")
    assert len(kenji.all()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_is_rated_and_noted_at_once(app, kenji, filled, corpus, language):  # noqa: F811
    test = app("shortlists", lang=language, id=str(filled.id))
    first = filled.entries[0]
    title = corpus.cases[first.ref].title.get(language)
    assert any(title in link.label.replace("\\", "") for link in links(test))
    field(test, "selectbox", f"rating-{first.id}").select(4).run()
    field(test, "selectbox", f"status-{first.id}").select("meeting").run()
    field(test, "text_area", f"note-{first.id}").input("Treffen in Hannover\n面談は4月").run()
    assert not test.exception
    saved = kenji.get(filled.id).entries[0]
    assert (saved.rating, saved.status, saved.note) == (4, "meeting", "Treffen in Hannover\n面談は4月")
    assert saved.changed_by == "Anna"


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_two_editors_the_second_loses_nothing(app, kenji, filled, language):  # noqa: F811
    test = app("shortlists", lang=language, id=str(filled.id))
    first = filled.entries[0]
    kenji.edit(first.id, first.version, note="Kenji's note")
    note = field(test, "text_area", f"note-{first.id}")
    note.input("Anna's note").run()
    said = [warning.value.replace("\\", "") for warning in test.warning]
    assert Texts(language)("shortlist_conflict") in said[0]
    assert "Kenji" in said[1]
    assert "Anna's note" in said[1]
    assert field(test, "text_area", f"note-{first.id}").value == "Kenji's note"
    assert kenji.get(filled.id).entries[0].note == "Kenji's note"
    field(test, "button", f"mine-note-{first.id}").click().run()
    assert kenji.get(filled.id).entries[0].note == "Anna's note"
    assert not test.warning


def test_what_was_typed_can_be_dropped_for_the_others_change(app, kenji, filled):  # noqa: F811
    test = app("shortlists", lang="en", id=str(filled.id))
    first = filled.entries[0]
    kenji.edit(first.id, first.version, rating=5)
    field(test, "selectbox", f"rating-{first.id}").select(1).run()
    field(test, "button", f"theirs-rating-{first.id}").click().run()
    assert not test.warning
    assert field(test, "selectbox", f"rating-{first.id}").value == 5


def test_entries_are_moved_taken_off_and_brought_back(app, kenji, filled):  # noqa: F811
    test = app("shortlists", lang="en", id=str(filled.id))
    first, second, third = (entry.id for entry in filled.entries)
    field(test, "button", f"down-{first}").click().run()
    field(test, "button", f"down-{first}").click().run()
    assert [entry.id for entry in kenji.get(filled.id).entries] == [second, third, first]
    assert field(test, "button", f"down-{first}").disabled
    field(test, "button", f"remove-{third}").click().run()
    assert [entry.id for entry in kenji.get(filled.id).entries] == [second, first]
    field(test, "button", "undo").click().run()
    assert [entry.id for entry in kenji.get(filled.id).entries] == [second, third, first]


def test_an_entry_that_another_took_off_is_said(app, kenji, filled):  # noqa: F811
    test = app("shortlists", lang="ja", id=str(filled.id))
    first = filled.entries[0]
    kenji.remove(first.id, first.version)
    field(test, "selectbox", f"rating-{first.id}").select(2).run()
    assert test.warning[0].value == Texts("ja")("shortlist_gone")


def test_a_list_is_deleted_and_brought_back(app, kenji, filled):  # noqa: F811
    test = app("shortlists", lang="en", id=str(filled.id))
    field(test, "button", f"delete-{filled.id}").click().run()
    assert kenji.all() == ()
    assert "id" not in test.query_params
    assert "Flood 水害" in test.success[0].value
    field(test, "button", "undo").click().run()
    assert [one.id for one in kenji.all()] == [filled.id]
    field(test, "button", f"delete-{filled.id}").click().run()
    field(test, "button", f"bring-back-{filled.id}").click().run()
    assert [one.id for one in kenji.all()] == [filled.id]


def test_the_name_is_kept_for_the_session(app, kenji, filled):  # noqa: F811
    test = app("shortlists", lang="en", id=str(filled.id))
    field(test, "text_input", "name-page").input("平林 恵").run()
    field(test, "selectbox", f"rating-{filled.entries[0].id}").select(2).run()
    assert kenji.get(filled.id).entries[0].changed_by == "平林 恵"
    assert "平林 恵" in shown(test)


@pytest.mark.parametrize(("form", "begins"), [("xlsx", b"PK"), ("csv", b"PK"), ("json", b"{"), ("pdf", b"%PDF")])
def test_a_file_is_made_when_asked_for(app, filled, form, begins):  # noqa: F811
    test = app("shortlists", lang="de", id=str(filled.id))
    assert "file-shortlist" not in test.session_state
    field(test, "selectbox", "export-format").select(form).run()
    field(test, "button", "make-shortlist").click().run()
    assert not test.exception
    file = test.session_state["file-shortlist"][1]
    assert file.content.startswith(begins)
    assert len(test.get("download_button")) == 1
    field(test, "selectbox", f"rating-{filled.entries[0].id}").select(3).run()
    assert not test.get("download_button")  # the list is another now


def test_a_list_that_is_not_there_is_said(app, kenji):  # noqa: F811
    test = app("shortlists", lang="en", id="77")
    assert test.warning[0].value == Texts("en")("shortlist_missing")


def test_names_are_shown_not_obeyed(app, kenji):  # noqa: F811
    kenji.create("[x](https://evil.example) <b>")
    test = app("shortlists", lang="en")
    assert any(r"\[x\]\(https" in link.label for link in links(test))


def test_results_can_be_added(app, kenji):  # noqa: F811
    test = app(lang="ja", q="洪水の警報")
    adding = [button for button in test.button if (button.key or "").startswith("add-case-")]
    assert len(adding) == 10
    adding[0].click().run()
    assert not test.exception
    assert field(test, "selectbox", "add-list").options == [Texts("ja")("shortlist_new")]
    assert field(test, "text_input", "add-new-name").value == "洪水の警報"
