"""Partners and shortlists from the command line, as a member of staff would use them."""

import json
import zipfile

import pytest
from openpyxl import load_workbook

from matcher.cli import main
from matcher.workspace.database import open_database
from matcher.workspace.shortlists import Shortlists

NEED = "Private 5G for AGVs in a plant"


@pytest.fixture
def run(built_settings, monkeypatch, capsys, tmp_path):
    """Call the command in this process, in a folder of its own; returns exit code, stdout, stderr."""
    monkeypatch.setenv("MATCHER_CORPUS", str(built_settings.corpus))
    monkeypatch.setenv("MATCHER_INDEXES", str(built_settings.indexes))
    monkeypatch.setenv("MATCHER_ENCODER", built_settings.encoder)
    monkeypatch.setenv("MATCHER_WORKSPACE", f"sqlite:///{tmp_path / 'own' / 'workspace.db'}")
    monkeypatch.setenv("MATCHER_USER", "Anna")
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return call


def test_partners_come_with_their_evidence(run):
    code, out, _ = run("partners", NEED, "--country", "JP", "--top", 5, "--json")
    data = json.loads(out)
    assert code == 0
    assert len(data["partners"]) == 5
    for partner in data["partners"]:
        assert partner["evidence"]
        assert partner["evidence"][0]["sources"][0]["url"].startswith("http")
    code, out, _ = run("partners", NEED, "--top", 5, "--reader", "ja")
    assert code == 0
    assert out.count("\n") > 5


def test_partners_can_be_written_to_a_file(run, tmp_path):
    code, out, _ = run("partners", NEED, "--top", 5, "--reader", "de", "--out", "partner.xlsx")
    assert (code, out.strip()) == (0, "partner.xlsx")
    assert load_workbook(tmp_path / "partner.xlsx").sheetnames[0] == "Partner"
    code, _, err = run("partners", NEED, "--out", "partner.xlsx")
    assert code == 2
    assert "--replace" in err
    assert run("partners", NEED, "--top", 5, "--out", "partner.xlsx", "--replace")[0] == 0


def test_a_search_can_be_written_to_a_file(run, tmp_path):
    assert run("search", NEED, "--out", "found.zip")[0] == 0
    assert zipfile.ZipFile(tmp_path / "found.zip").namelist() == ["Cases.csv"]


@pytest.mark.parametrize(("out", "message"), [("x.doc", ".doc is no format"), ("no/x.pdf", "is no folder")])
def test_a_file_that_cannot_be_written_is_said_before_any_work(run, out, message):
    code, _, err = run("partners", NEED, "--out", out)
    assert code == 2
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [("--top", 0, "1 to 200"), ("--top", 201, "1 to 200"), ("--reader", "fr", "'fr'")],
)
def test_wrong_options_are_said_before_any_work(run, monkeypatch, tmp_path, option, value, message):
    monkeypatch.setenv("MATCHER_INDEXES", str(tmp_path))
    code, _, err = run("partners", NEED, option, value)
    assert code == 2
    assert message in err


def test_a_role_that_is_none_is_said(run):
    code, _, err = run("partners", NEED, "--seeking", "friend")
    assert code == 2
    assert "operator, integrator" in err


def test_a_shortlist_from_making_to_export(run, corpus, tmp_path):
    cases = list(corpus.cases)[:2]
    organisation = corpus.cases[cases[0]].organisations[0].organisation
    assert run("shortlist", "create", "Besuche", "--need", "Pegelsensoren für kleine Bäche im Landkreis")[0] == 0
    assert run("shortlist", "add", "Besuche", *cases, organisation)[0] == 0
    note = ("--rating", 5, "--status", "meeting", "--text", "April")
    assert run("shortlist", "note", "Besuche", organisation, *note)[0] == 0
    assert run("shortlist", "move", "Besuche", organisation, 1)[0] == 0
    data = json.loads(run("shortlist", "list", "Besuche", "--json")[1])
    assert [entry["ref"] for entry in data["entries"]] == [organisation, *cases]
    assert data["entries"][0]["rating"] == 5
    assert data["language"] == "de"
    for form in ("xlsx", "csv", "docx", "pdf", "json", "jsonld"):
        code, out, err = run("shortlist", "export", "Besuche", "--format", form, "--lang", "ja")
        assert code == 0, err
        assert (tmp_path / out.strip()).stat().st_size > 500
    report = json.loads(next(tmp_path.glob("Besuche_*_ja.json")).read_text(encoding="utf-8"))
    assert report["cases"][0]["score"] is not None
    assert report["partners"][0]["editorial"]["note"] == "April"


def test_deleting_and_removing_can_be_undone(run, corpus):
    case = next(iter(corpus.cases))
    run("shortlist", "create", "Besuche")
    run("shortlist", "add", "Besuche", case, "--note", "keep")
    assert run("shortlist", "remove", "Besuche", case)[0] == 0
    assert run("shortlist", "list", "Besuche")[1].startswith("1  Besuche: 0 entries")
    run("shortlist", "add", "Besuche", case)
    assert json.loads(run("shortlist", "list", "Besuche", "--json")[1])["entries"][0]["note"] == "keep"
    code, out, _ = run("shortlist", "delete", "Besuche")
    assert (code, "undelete 1" in out) == (0, True)
    assert "Besuche" in run("shortlist", "list", "--deleted")[1]
    assert run("shortlist", "undelete", 1)[0] == 0
    assert run("shortlist", "rename", "Besuche", "Reisen")[0] == 0
    assert "Reisen" in run("shortlist", "list")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("list", "Nothing"), "there is no list “Nothing”"),
        (("create", ""), "name of the list"),
        (("add", "Besuche", "jp-nowhere"), "no case or organisation 'jp-nowhere'"),
        (("note", "Besuche", "jp-nowhere", "--rating", 3), "is not on the list"),
        (("note", "Besuche", "jp-nowhere"), "nothing to note"),
        (("export", "Besuche"), "nothing to export"),
        (("export", "Besuche", "--format", "doc"), "there is no format"),
        (("export", "Besuche", "--lang", "fr"), "there is no language"),
    ],
)
def test_wrong_use_is_one_line(run, arguments, message):
    run("shortlist", "create", "Besuche")
    code, _, err = run("shortlist", *arguments)
    assert code == 2
    assert message in err
    assert err.count("\n") == 1


def test_a_workspace_that_cannot_be_used_is_said(run, monkeypatch):
    monkeypatch.setenv("MATCHER_WORKSPACE", "postgresql://nobody@127.0.0.1:9/none")
    code, _, err = run("shortlist", "list")
    assert code == 1
    assert "workspace cannot be used" in err


def test_the_ending_of_a_file_says_its_format(run, corpus, tmp_path):
    run("shortlist", "create", "Besuche")
    run("shortlist", "add", "Besuche", next(iter(corpus.cases)))
    assert run("shortlist", "export", "Besuche", "--out", "list.pdf")[0] == 0
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")
    code, _, err = run("shortlist", "export", "Besuche", "--out", "list.docx", "--format", "pdf")
    assert (code, "asks for docx" in err) == (2, True)
    code, out, _ = run("shortlist", "export", "Besuche", "--out", "list.json", "--json")
    assert (code, json.loads(out)) == (0, ["list.json"])


def test_entries_keep_the_order_in_which_they_were_given(run, corpus):
    case = next(case for case in corpus.cases.values() if len(case.organisations) > 1)
    first, second = (item.organisation for item in case.organisations[:2])
    run("shortlist", "create", "Besuche")
    added = json.loads(run("shortlist", "add", "Besuche", first, case.id, second, "--json")[1])
    assert [entry["ref"] for entry in added["entries"]] == [first, case.id, second]
    moved = json.loads(run("shortlist", "move", "Besuche", case.id, 1, "--json")[1])
    assert [entry["ref"] for entry in moved["entries"]] == [case.id, first, second]
    assert json.loads(run("shortlist", "delete", "Besuche", "--json")[1]) == {"deleted": 1}


def test_a_former_id_names_the_case_of_today(run, corpus):
    case = next(case for case in corpus.cases.values() if case.aliases)
    run("shortlist", "create", "Besuche")
    added = json.loads(run("shortlist", "add", "Besuche", case.aliases[0], "--json")[1])
    assert [entry["ref"] for entry in added["entries"]] == [case.id]
    assert json.loads(run("case", case.aliases[0], "--json")[1])["id"] == case.id


def test_what_vanished_from_the_corpus_is_said(run, corpus, tmp_path):
    run("shortlist", "create", "Besuche")
    run("shortlist", "add", "Besuche", next(iter(corpus.cases)))
    with open_database(f"sqlite:///{tmp_path / 'own' / 'workspace.db'}") as database:
        Shortlists(database, "Anna").add(1, "case", ["jp-gone"])
    code, _, err = run("shortlist", "export", "Besuche", "--out", "list.json")
    assert (code, err) == (0, "matcher: not in the corpus any more, and so not in the file: jp-gone\n")
    assert json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))["missing"] == ["jp-gone"]


@pytest.mark.parametrize("arguments", [("search", "f\udcfcr"), ("shortlist", "create", "f\udcfcr")])
def test_what_is_not_in_utf_8_is_one_line(run, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "not in UTF-8" in err
    assert err.count("\n") == 1
