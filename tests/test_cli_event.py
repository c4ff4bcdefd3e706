"""An event from the command line, from an empty workspace to its files."""

import json

import pytest
from openpyxl import load_workbook

from matcher.cli import main

LIST = """Organisation;Land;Bedarf;Angebot;Sprachen;Pflichttreffen
Stadtwerke Beispiel;Deutschland;Sensoren für Pegel an Bächen;;Deutsch, Englisch;例示電機
例示電機;Japan;;Pegelsensoren und Frühwarnung;Japanisch, Englisch;
Ohne Land;;Etwas;;Deutsch;
"""


@pytest.fixture
def run(built_settings, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("MATCHER_CORPUS", str(built_settings.corpus))
    monkeypatch.setenv("MATCHER_INDEXES", str(built_settings.indexes))
    monkeypatch.setenv("MATCHER_ENCODER", built_settings.encoder)
    monkeypatch.setenv("MATCHER_WORKSPACE", f"sqlite:///{tmp_path / 'own' / 'workspace.db'}")
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(["event", *(str(argument) for argument in arguments)])
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return call


def done(result):
    code, out, err = result
    assert code == 0, err
    return out


def test_the_example_event_from_making_to_deleting(run, tmp_path):
    done(run("create", "Example", "--day", "2027-03-09", "--example"))
    people = json.loads(done(run("list", "Example", "--json")))["participants"]
    assert len(people) == 40
    assert all(one["contact"] == "" for one in people)
    assert {one["country"] for one in people} == {"JP", "DE"}
    pairs = json.loads(done(run("match", "Example", "--for", 1, "--top", 3, "--json")))
    assert all(1 in (pair["first"], pair["second"]) for pair in pairs)
    assert pairs[0]["reasons"]
    plan = json.loads(done(run("schedule", "Example", "--seconds", 5, "--json")))
    assert plan["meetings"]
    assert plan["value"] <= plan["bound"] + 1e-6
    assert "confirmed" in done(run("confirm", "Example", plan["meetings"][0]["uid"]))
    gone = plan["meetings"][-1]["first"]
    done(run("absent", "Example", gone))
    again = json.loads(done(run("replan", "Example", "--seconds", 5, "--json")))
    assert all(gone not in (meeting["first"], meeting["second"]) for meeting in again["meetings"])
    kept = {meeting["uid"]: meeting for meeting in again["meetings"]}[plan["meetings"][0]["uid"]]
    assert (kept["slot"], kept["confirmed"]) == (plan["meetings"][0]["slot"], True)
    assert done(run("themes", "Example", "--lang", "ja"))
    who = again["meetings"][0]["first"]
    assert "3 files" in done(run("brief", "Example", "--out", "own-files", "--for", who))
    assert "1 files" in done(run("brief", "Example", "--out", "master", "--kind", "master", "--lang", "ja"))
    assert load_workbook(next((tmp_path / "master").rglob("*.xlsx"))).sheetnames
    held = json.loads(done(run("export", "Example", who)))
    assert held["meetings"]
    done(run("delete", "Example", "--yes"))
    assert "no events" in done(run("list"))


def test_a_list_is_imported_row_by_row_and_taken_back(run, tmp_path):
    done(
        run("create", "Mine", "--day", "2027-03-09", "--start", "10:00", "--zone", "Asia/Tokyo", "--pause", "2:30")
    )
    (tmp_path / "list.csv").write_bytes(LIST.encode("utf-8-sig"))
    out = done(run("import", "Mine", "list.csv", "--yes", "--lang", "de"))
    assert "2 participants came in, 1 problems" in out
    assert "line 4" in out
    people = json.loads(done(run("list", "Mine", "--json")))["participants"]
    assert people[0]["must_meet"] == [2]
    assert "taken back" in done(run("undo", "Mine"))
    assert json.loads(done(run("list", "Mine", "--json")))["participants"] == []


def test_a_template_can_be_filled_in(run, tmp_path):
    for language in ("ja", "de", "en"):
        done(run("template", f"{language}.xlsx", "--lang", language))
        assert load_workbook(tmp_path / f"{language}.xlsx").worksheets[0].max_row > 1


def test_links_are_proposed_and_made_by_hand(run, tmp_path, corpus):
    organisation = next(
        one for one in corpus.organisations.values() if one.country == "JP" and one.kind == "company"
    )
    done(run("create", "Mine", "--day", "2027-03-09"))
    (tmp_path / "list.csv").write_text(f"Company,Country\n{organisation.name.ja},Japan\n", encoding="utf-8")
    done(run("import", "Mine", "list.csv", "--yes"))
    assert json.loads(done(run("links", "Mine", "--json")))[0]["organisation_id"] == organisation.id
    assert json.loads(done(run("list", "Mine", "--json")))["participants"][0]["linked"] is None
    done(run("link", "Mine", 1, organisation.id))
    assert json.loads(done(run("list", "Mine", "--json")))["participants"][0]["linked"] == organisation.id


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("create", "X", "--day", "9.3.2027"), "is no day"),
        (("create", "X", "--day", "2027-03-09", "--zone", "Mars/Base"), "a time is not right"),
        (("create", "X", "--day", "2027-03-09", "--minutes", 1), "minutes"),
        (("create", "Mine", "--day", "2027-03-09"), "an event “Mine” already"),
        (("import", "Mine", "nothing.csv"), "cannot be read"),
        (("schedule", "Nobody's"), "there is no event"),
        (("replan", "Mine"), "no plan yet"),
        (("schedule", "Mine"), "needs two participants"),
        (("absent", "Mine", 7), "no participant 7"),
        (("link", "Mine", 1, "nobody"), "no organisation"),
        (("delete", "Mine"), "--yes"),
        (("undo", "Mine"), "no such import"),
    ],
)
def test_wrong_use_is_one_line(run, arguments, message):
    done(run("create", "Mine", "--day", "2027-03-09"))
    code, _, err = run(*arguments)
    assert code in (1, 2)
    assert message in err
    assert err.count("\n") == 1
