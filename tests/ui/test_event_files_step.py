"""The step of an event's files, run by Streamlit's own AppTest with the tiny encoder."""

import io
import zipfile

import pytest
import streamlit as st

from matcher.export.files import plain_name
from matcher.texts import Texts
from tests.ui.test_events_page import LANGUAGES, app, button, event, store

__all__ = ["app", "event", "store"]  # fixtures


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_made_once_and_offered(app, store, event, language):
    planned = app(language, id=event.id, step="schedule")
    button(planned, "plan-now").click().run()
    test = app(language, id=event.id, step="files")
    button(test, f"make master xlsx {language} ").click().run()
    assert not test.exception
    assert len(test.get("download_button")) == 1
    assert len(app(language, id=event.id, step="files").get("download_button")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_files_come_in_one_zip(app, store, event, language, monkeypatch):
    """The organisers' files and a folder for each who has a meeting, in the languages of each; none is empty."""
    for one in store.participants(event.id):
        change = {1: {"must_meet": (7,)}, 7: {}}.get(one.id, {"attendance": "absent"})
        store.change_participant(event.id, one.model_copy(update=change))
    planned = app(language, id=event.id, step="schedule")
    button(planned, "plan-now").click().run()
    assert len(store.schedule(event.id).meetings) == 1
    offered = []
    monkeypatch.setattr(st, "download_button", lambda label, data, name, *_, **__: offered.append((name, data)))
    test = app(language, id=event.id, step="files")
    button(test, f"make zip {language}").click().run()
    assert not test.exception
    ((name, content),) = offered
    assert name.endswith(".zip")
    texts = Texts(language)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        sizes = {one.filename: one.file_size for one in archive.infolist()}
    assert all(sizes.values())
    whole = sorted(one for one in sizes if "/" not in one)
    kinds = [("master", "xlsx"), ("book", "pdf"), ("book", "docx"), ("badges", "pdf"), ("cards", "pdf")]
    words = [plain_name(texts(f"event_file_{kind}")) for kind, _ in kinds]
    assert [one.partition("_")[0] for one in whole] == sorted(words)
    assert sorted(one.rpartition(".")[2] for one in whole) == sorted(form for _, form in kinds)
    assert all(f"_{language}." in one for one in whole)
    for number, own in ((1, "ja"), (7, "de")):
        forms = [one.partition("_" + own + ".")[2] for one in sizes if one.startswith(f"{number:03d}-")]
        assert sorted(forms) == ["docx", "docx", "ics", "pdf", "pdf"]
    assert len(sizes) == 15
