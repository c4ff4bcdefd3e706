"""The command as its users call it: what it prints, and with which exit code it ends."""

import json
import os
import subprocess
import sys

import pytest
from pydantic import BaseModel, ConfigDict

from matcher.cli import main
from matcher.index.store import current_build

TEXTS = {
    "ja": "工場の構内搬送AGVを自営5Gで安定させたい",
    "de": "Fahrerlose Transportfahrzeuge im Werk über ein 5G-Campusnetz",
    "en": "Reliable AGVs in a plant over a private 5G network",
}


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class ReasonJson(Strict):
    kind: str
    text: str
    language: str


class SourceJson(Strict):
    url: str
    title: str


class MatchJson(Strict):
    id: str
    country: str
    title: str
    score: float
    band: str
    reasons: list[ReasonJson]
    sources: list[SourceJson]


class SearchJson(Strict):
    """The documented form of ``matcher search --json``."""

    query: str
    language: str
    took_ms: float
    matches: list[MatchJson]


@pytest.fixture
def run(built_settings, monkeypatch, capsys):
    """Call the command in this process; returns exit code, stdout, stderr."""
    monkeypatch.setenv("MATCHER_INDEXES", str(built_settings.indexes))
    monkeypatch.setenv("MATCHER_ENCODER", built_settings.encoder)

    def call(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        captured = capsys.readouterr()
        return ended.value.code, captured.out, captured.err

    return call


def one_line(text):
    return text.count("\n") == 1 and text.endswith("\n") and "Traceback" not in text


@pytest.mark.parametrize("language", TEXTS)
def test_search_answers_in_the_documented_form(run, language):
    code, out, err = run("search", TEXTS[language], "--json", "--top", "5")
    assert (code, err) == (0, "")
    answer = SearchJson.model_validate_json(out)
    assert (answer.query, answer.language) == (TEXTS[language], language)
    assert len(answer.matches) == 5
    for match in answer.matches:
        assert match.reasons[0].language == language
        assert match.sources


def test_search_prints_titles_and_sources_for_people(run):
    code, out, _ = run("search", TEXTS["de"], "--country", "DE", "--top", "3")
    assert code == 0
    assert out.count("https://") >= 3
    assert "3 cases · de" in out


def test_the_reader_may_have_another_language_than_the_question(run):
    _, out, _ = run("search", TEXTS["ja"], "--reader", "de", "--json", "--top", "1")
    (match,) = SearchJson.model_validate_json(out).matches
    assert match.reasons[0].language == "de"


def test_filters_are_exact(run):
    _, out, _ = run("search", "5G", "--country", "JP", "--domain", "smart_factory", "--top", "50", "--json")
    assert {match.country for match in SearchJson.model_validate_json(out).matches} == {"JP"}


def test_similar_finds_other_cases(run, corpus):
    case_id = next(iter(corpus.cases))
    code, out, _ = run("similar", case_id, "--json", "--top", "3", "--reader", "ja")
    assert code == 0
    assert case_id not in {match.id for match in SearchJson.model_validate_json(out).matches}


def test_case_shows_sources(run, corpus):
    case = next(iter(corpus.cases.values()))
    code, out, _ = run("case", case.id, "--reader", "ja")
    assert code == 0
    assert case.title.ja.split()[0] in out
    assert case.sources[0].url in out
    _, out, _ = run("case", case.id, "--json")
    assert json.loads(out)["id"] == case.id


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["search", "x", "--no-such-option"], "No such option"),
        (["search"], "Missing argument"),
        (["search", "x", "--top", "many"], "--top"),
        (["search", "x", "--top", "0"], "1 to 200"),
        (["search", ""], "query is empty"),
        (["search", "   "], "query is empty"),
        (["search", "x", "--lang", "fr"], "no language 'fr'"),
        (["search", "x", "--country", "FR"], "no country 'FR'"),
        (["search", "x", "--domain", "smart_cty"], "Did you mean 'smart_city'"),
        (["case", "jp-nowhere"], "no case 'jp-nowhere'"),
        (["case", "../../etc/passwd"], "no case"),
        (["similar", "jp-nowhere"], "no case 'jp-nowhere'"),
        (["nonsense"], "No such command"),
    ],
)
def test_wrong_use_gives_one_line_and_exit_code_2(run, arguments, message):
    code, out, err = run(*arguments)
    assert code == 2
    assert out == ""
    assert message in err
    assert one_line(err)


def test_a_missing_index_gives_one_line_and_exit_code_1(run, monkeypatch, tmp_path):
    monkeypatch.setenv("MATCHER_INDEXES", str(tmp_path))
    code, _, err = run("search", "flood")
    assert code == 1
    assert "no index has been built. Run: matcher index build" in err
    assert one_line(err)


@pytest.mark.parametrize("arguments", [["search", "flood"], ["index", "verify"], ["index", "status"]])
def test_a_damaged_index_gives_one_line_and_exit_code_1(run, monkeypatch, own_index, arguments):
    pointer = current_build(own_index.indexes)
    path = own_index.indexes / pointer.build / "dense.faiss"
    path.write_bytes(path.read_bytes()[:-1])
    monkeypatch.setenv("MATCHER_INDEXES", str(own_index.indexes))
    code, _, err = run(*arguments)
    assert code == 1
    assert "dense.faiss: is not as it was built. Run: matcher index build" in err
    assert one_line(err)


@pytest.mark.parametrize("arguments", [["search", "flood"], ["index", "build"]])
def test_an_unknown_model_gives_one_line_and_exit_code_1(run, monkeypatch, tmp_path, arguments):
    monkeypatch.setenv("MATCHER_ENCODER", "no/such-model")
    code, _, err = run(*arguments)
    assert code == 1
    assert "no/such-model" in err
    assert one_line(err)


def test_an_invalid_setting_gives_one_line_and_exit_code_2(run, monkeypatch):
    monkeypatch.setenv("MATCHER_THREADS", "many")
    code, _, err = run("search", "flood")
    assert code == 2
    assert "MATCHER_THREADS" in err
    assert one_line(err)


def test_a_missing_corpus_gives_one_line_and_exit_code_1(run, monkeypatch, tmp_path):
    monkeypatch.setenv("MATCHER_CORPUS", str(tmp_path))
    code, _, err = run("search", "flood")
    assert code == 1
    assert "no corpus here" in err
    assert one_line(err)


def test_index_build_then_status(run, monkeypatch, tmp_path):
    monkeypatch.setenv("MATCHER_INDEXES", str(tmp_path))
    code, out, _ = run("index", "build")
    assert code == 0
    assert "newly encoded" in out
    code, out, _ = run("index", "status", "--json")
    assert code == 0
    assert json.loads(out)["encoder"]["name"] == "tiny-encoder"


def test_corpus_check_names_each_problem_and_fails(run, monkeypatch, small_corpus):
    path = next(small_corpus.glob("cases/jp/*.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("sector: ", "sector: x_", 1), encoding="utf-8")
    monkeypatch.setenv("MATCHER_CORPUS", str(small_corpus))
    code, out, _ = run("corpus", "check", "--json")
    assert code == 1
    (problem,) = json.loads(out)["problems"]
    assert (problem["file"], problem["field"]) == (str(path), "sector")


def test_the_installed_command_works(built_settings):
    environment = {
        **os.environ,
        "MATCHER_INDEXES": str(built_settings.indexes),
        "MATCHER_ENCODER": built_settings.encoder,
    }
    command = [sys.executable, "-m", "matcher", "search", TEXTS["ja"], "--json", "--top", "1"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    SearchJson.model_validate_json(done.stdout)
