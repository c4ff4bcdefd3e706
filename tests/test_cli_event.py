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


def check_plan_is_shown(run, plan):
    shown = done(run("plan", "Example"))
    assert all(meeting["uid"] in shown for meeting in plan["meetings"])
    assert "1  2027-03-09 08:30 Europe/Berlin" in shown
    listed = json.loads(done(run("plan", "Example", "--json")))["meetings"]
    assert [meeting["uid"] for meeting in listed if meeting["confirmed"]] == [plan["meetings"][0]["uid"]]
    assert listed[0]["start"] == "2027-03-09T08:30:00+01:00"
    assert listed[0]["first_name"]


def check_nonsense_is_refused(run, tmp_path):
    for wrong, message in [
        (("confirm", "Example", "nonsense"), "no meeting 'nonsense'"),
        (("match", "Example", "--for", 999), "no participant 999"),
        (("match", "Example", "--top", -1), "top"),
        (("brief", "Example", "--out", "f", "--for", 1, "--kind", "master"), "of the whole event"),
        (("brief", "Example", "--out", "f", "--for", 999), "no participant 999"),
        (("brief", "Example", "--out", "f", "--kind", "menu"), "no file 'menu'"),
    ]:
        code, _, err = run(*wrong)
        assert (code, err.count("\n")) == (2, 1)
        assert message in err
    assert not list(tmp_path.glob("*f*"))
    assert not list(tmp_path.glob(".writing-*"))


def test_the_example_event_from_making_to_deleting(run, tmp_path):
    done(run("create", "  Example ", "--day", "2027-03-09", "--example"))
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
    check_plan_is_shown(run, plan)
    check_nonsense_is_refused(run, tmp_path)
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


def test_an_events_own_data_are_changed(run, tmp_path):
    done(run("create", "Mine", "--day", "2027-03-09", "--zone", "Asia/Tokyo", "--pause", "2:30"))
    (tmp_path / "list.csv").write_bytes(LIST.encode("utf-8-sig"))
    done(run("import", "Mine", "list.csv", "--yes"))
    done(run("schedule", "Mine", "--seconds", 2))
    out = done(run("change", "Mine", "--name", "Ours", "--day", "2027-03-16", "--tables", 3, "--least", 0))
    assert "2027-03-16 09:00 Asia/Tokyo, 12 slots, 5 places, 2 participants" in out
    assert "mend it: matcher event replan" in out
    change = (
        "--venue",
        "大阪",
        "--most",
        3,
        "--same-country",
        "--keep-until",
        "2027-04-01",
        "--slots",
        4,
        "--json",
    )
    event = json.loads(done(run("change", "Ours", *change)))["event"]
    assert (event["venue"], event["keep_until"], len(event["slots"])) == ("大阪", "2027-04-01", 4)
    assert (event["rules"]["most_meetings"], event["rules"]["least_meetings"]) == (3, 0)
    assert event["rules"]["only_across_countries"] is False
    starts = [slot["start"][11:16] for slot in event["slots"]]
    assert starts == ["00:00", "00:25", "01:15", "01:40"]
    assert "Nothing was changed" in done(run("change", "Ours"))
    assert "no events" not in done(run("list"))


def test_who_cannot_come_on_another_day_is_told(run, tmp_path):
    done(run("create", "Mine", "--day", "2027-03-09"))
    rows = "Organisation;Land;Verfügbarkeit\nEins;Deutschland;09:00-12:00\nZwei;Japan;\n"
    (tmp_path / "list.csv").write_bytes(rows.encode("utf-8-sig"))
    done(run("import", "Mine", "list.csv", "--yes"))
    assert "can meet" not in done(run("change", "Mine", "--tables", 3))
    assert "At none of its times can meet: Eins (1)" in done(run("change", "Mine", "--day", "2027-03-10"))


def test_of_a_list_without_a_good_row_every_problem_is_told(run, tmp_path):
    done(run("create", "Mine", "--day", "2027-03-09"))
    rows = "Organisation;Land;Bedarf;Angebot\nEins;;Etwas;\nZwei;Atlantis;Etwas;\n"
    (tmp_path / "list.csv").write_bytes(rows.encode("utf-8-sig"))
    code, out, err = run("import", "Mine", "list.csv", "--yes")
    assert (code, err.count("\n")) == (2, 1)
    assert "no row could be taken in (2 problems)" in err
    assert "line 2" in out
    assert "line 3" in out
    code, out, _ = run("import", "Mine", "list.csv", "--yes", "--json")
    told = json.loads(out)
    assert (code, told["import"], told["participants"]) == (2, None, 0)
    assert [(problem["line"], problem["value"]) for problem in told["problems"]] == [(2, ""), (3, "Atlantis")]


def test_with_nobody_expected_the_plan_is_empty(run, tmp_path):
    done(run("create", "Mine", "--day", "2027-03-09"))
    (tmp_path / "list.csv").write_bytes(LIST.encode("utf-8-sig"))
    done(run("import", "Mine", "list.csv", "--yes"))
    assert "Fewer meetings than wanted" not in done(run("schedule", "Mine", "--seconds", 2))
    for number in (1, 2):
        done(run("absent", "Mine", number))
    assert "0 / 0 / 0" in done(run("replan", "Mine", "--seconds", 2))
    assert "0 / 0 / 0" in done(run("schedule", "Mine", "--seconds", 2))
    assert "no meetings" in done(run("plan", "Mine"))
    done(run("absent", "Mine", 2, "--back"))
    assert "has 0 (there is nobody else" in done(run("schedule", "Mine", "--seconds", 2))


@pytest.mark.parametrize("out", ["list.csv", "list.csv/files", "nowhere/files", "/proc/1/files"])
def test_files_are_not_begun_where_they_cannot_be_written(run, tmp_path, out):
    done(run("create", "Mine", "--day", "2027-03-09"))
    (tmp_path / "list.csv").write_bytes(b"")
    code, _, err = run("brief", "Mine", "--out", out)
    assert (code, err.count("\n")) == (2, 1)
    assert not list(tmp_path.rglob(".writing-*"))


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


NEW = ("create", "X", "--day", "2027-03-09")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("create", "X", "--day", "9.3.2027"), "is no day"),
        (("create", "X", "--day", "2027-03-09", "--zone", "Mars/Base"), "a time is not right"),
        (("create", "X", "--day", "2027-03-09", "--minutes", 1), "minutes"),
        ((*NEW, "--zone", "Europe"), "a time is not right"),
        ((*NEW, "--start", "25:00"), "a time is not right"),
        ((*NEW, "--keep-days", 99999999), "keep-days"),
        ((*NEW, "--keep-days", -10), "keep-days"),
        ((*NEW, "--gap", 99999999999999), "gap"),
        ((*NEW, "--pause", "99:10"), "not between two slots"),
        ((*NEW, "--pause", "6:-1"), "is no break"),
        ((*NEW, "--least", 9, "--most", 2), "the least number of meetings is above the most"),
        ((*NEW, "--tables", 0, "--video", 0), "needs a place to meet"),
        ((*NEW, "--slots", 200, "--gap", 240, "--keep-days", 1), "deleted before the event is over"),
        (("create", "X", "--day", "9999-12-31"), "outside the years"),
        (("create", "X", "--day", "0001-01-01", "--zone", "Asia/Tokyo", "--start", "00:00"), "outside the years"),
        (("create", "X", "--day", "9999-12-31", "--example"), "outside the years"),
        (("create", "", "--day", "2027-03-09", "--example"), "name: it is empty"),
        (("create", " \u200b ", "--day", "2027-03-09"), "name: it is empty"),
        (("change", "Nobody's"), "there is no event"),
        (("change", "Mine", "--name", "\t "), "name: it is empty"),
        (("change", "Mine", "--name", "7"), "taken for a number"),
        (("change", "Mine", "--day", "9.3.2027"), "is no day"),
        (("change", "Mine", "--day", "2029-03-09"), "deleted before the event is over"),
        (("change", "Mine", "--zone", "Mars/Base"), "a time is not right"),
        (("change", "Mine", "--start", "25:00"), "a time is not right"),
        (("change", "Mine", "--pause", "12:10"), "not between two slots"),
        (("change", "Mine", "--tables", 0, "--video", 0), "needs a place to meet"),
        (("change", "Mine", "--least", 9), "the least number of meetings is above the most"),
        (("change", "Mine", "--day", "9999-12-31"), "outside the years"),
        (("create", "x" * 200, "--day", "2027-03-09", "--example"), "name: "),
        ((*NEW, "--example", "--in-a-row", 3), "--in-a-row has no part in the example"),
        (("create", "Mine", "--day", "2027-03-09"), "an event “Mine” already"),
        (("import", "Mine", "nothing.csv"), "cannot be read"),
        (("schedule", "Nobody's"), "there is no event"),
        (("replan", "Mine"), "no plan yet"),
        (("plan", "Mine"), "no plan yet"),
        (("confirm", "Mine", "x"), "no plan yet"),
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
