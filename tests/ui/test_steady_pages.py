"""Pages hold still: a run shows nothing that it takes away again, and gives no widget the value that it has.

What is shown for a moment moves everything below it, and a press that meets a button on the move is lost. A value
that is given once more is under way to the browser while somebody chooses another there, and takes that back.
"""

import datetime as dt

import pytest
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.testing.v1 import AppTest

from matcher.events.example import example_event, example_participants
from matcher.events.store import EventStore
from matcher.workspace.database import open_database
from tests.conftest import ROOT

QUESTION = "Hochwasserwarnung für eine kleine Gemeinde"
FILTERED = {"q": QUESTION, "country": "JP", "domain": "smart_city", "from": "2015"}
PAGES = [
    ("search", {"q": QUESTION}),
    ("search", FILTERED),
    ("search", {"q": QUESTION, "view": "partners", "country": "DE", "seeking": "operator"}),
    ("search", {"ask": "profile"}),
    ("case", {"id": "jp-fujieda-city-wide-lpwa"}),
    ("atlas", {"country": "JP"}),
    ("shortlists", {}),
    ("data", {}),
    ("about", {}),
    ("events", {}),
    *(("events", {"id": "1", "step": step}) for step in ("participants", "match", "schedule", "files")),
]


@pytest.fixture
def app(built_settings, corpus, tmp_path, monkeypatch):
    """Open a page with an event in the workspace; returns it after two runs, as a reader has it before him."""
    address = f"sqlite:///{tmp_path / 'workspace.db'}"
    monkeypatch.setenv("MATCHER_INDEXES", str(built_settings.indexes))
    monkeypatch.setenv("MATCHER_ENCODER", built_settings.encoder)
    monkeypatch.setenv("MATCHER_WORKSPACE", address)
    with open_database(address) as database:
        store = EventStore(database, "tester")
        event = store.create(example_event(dt.date(2099, 3, 9)))
        some = example_participants(event, corpus.cases, corpus.organisations)[:6]
        store.add(
            event.id, lambda _, first: [one.model_copy(update={"id": first + n}) for n, one in enumerate(some)]
        )

    def open_at(page, **parameters):
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        for _ in range(2):
            for name, value in {"lang": "de", **parameters}.items():
                test.query_params[name] = value
            test.switch_page(f"matcher/ui/pages/{page}.py").run()
        assert not test.exception
        return test

    return open_at


@pytest.fixture
def sent(monkeypatch):
    """The parts of the page that runs send to the browser, each with its place, as they are sent."""
    parts = []
    enqueue = ScriptRunContext.enqueue

    def keep(self, message):
        if message.WhichOneof("type") == "delta":
            parts.append((tuple(message.metadata.delta_path), message.delta))
        enqueue(self, message)

    monkeypatch.setattr(ScriptRunContext, "enqueue", keep)
    return parts


def given(sent):
    """The labels of the widgets that runs gave a value."""
    elements = [
        getattr(delta.new_element, delta.new_element.WhichOneof("type"))
        for _, delta in sent
        if delta.HasField("new_element")
    ]
    return [one.label for one in elements if getattr(one, "set_value", False)]


@pytest.mark.parametrize(("page", "parameters"), PAGES)
def test_a_run_moves_nothing_and_sets_nothing_anew(app, sent, page, parameters):
    test = app(page, **parameters)
    sent.clear()
    test.run()
    places = [place for place, _ in sent]
    assert len(places) > 10
    assert sorted(places) == sorted(set(places))
    assert given(sent) == []


def test_a_widget_follows_the_address(app, sent):
    test = app("events", id="1", step="participants")
    sent.clear()
    test.query_params["step"] = "files"
    test.run()
    assert given(sent) == ["Schritte"]
    assert next(one for one in test.get("button_group") if one.key == "step-de").value == "files"
