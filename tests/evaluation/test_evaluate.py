import json

import pytest

from matcher.evaluation.designs import designs, look, run_of
from matcher.evaluation.evaluate import DEPTH, answer, measures_of, report, trec_run
from matcher.evaluation.judged import Judged, Query
from matcher.index.store import open_index, read_vectors
from matcher.search.feedback import Neighbours
from matcher.search.ranker import default_ranker
from matcher.search.searcher import Searcher


@pytest.fixture(scope="module")
def searcher(built_settings, encoder):
    return Searcher(open_index(built_settings.indexes, encoder=encoder.id), encoder)


@pytest.fixture(scope="module")
def judged(corpus):
    """Each case's own problem must find it: known items, in three languages."""
    cases = [case for case in corpus.cases.values() if case.problem is not None][:6]
    queries = [
        Query(qid=case.id, lang=lang, text=case.problem.get(lang), want=case.country, seeker="DE")
        for case in cases
        for lang in ("en", "de", "ja")
    ]
    return Judged(tuple(queries), {case.id: {case.id: 3} for case in cases})


def test_known_items_are_found_in_every_language(searcher, judged):
    result = report(answer(searcher, judged.queries), judged)
    assert (result.needs, result.queries) == (6, 18)
    assert all(result.by_language[name]["nDCG@10"] > 0.4 for name in ("all", "en", "de", "ja"))
    assert set(result.by_seeker) == {"DE"}
    for times in result.latency_ms.values():
        assert 0 <= times["p50"] <= times["p95"]
    assert result.latency_ms["encoder"]["p50"] <= result.latency_ms["whole search"]["p50"]


def test_only_wanted_searches_in_one_country(searcher, judged):
    answers = answer(searcher, judged.queries, only_wanted=True)
    for query in judged.queries:
        assert {case[:2].upper() for case in answers.run[query.topic]} == {query.want}


def test_the_run_is_in_trecs_format(searcher, judged):
    answers = answer(searcher, judged.queries[:1])
    lines = [line.split() for line in trec_run(answers).splitlines()]
    assert {len(line) for line in lines} == {6}
    assert lines[0][0] == judged.queries[0].topic
    assert [int(line[3]) for line in lines] == list(range(1, len(lines) + 1))
    scores = [float(line[4]) for line in lines]
    assert scores == sorted(scores, reverse=True)


def test_every_design_ranks_all_cases(searcher, judged, corpus, built_settings):
    seen = look(judged.queries, searcher.index, searcher.encoder, read_vectors(built_settings.indexes))
    ids = list(searcher.index.cases)
    for name, design in designs(default_ranker(), Neighbours(searcher.index)).items():
        run = run_of(design, seen, ids, DEPTH)
        assert all(len(set(cases)) == len(cases) == min(DEPTH, len(ids)) for cases in run.values()), name
        assert measures_of(run, judged.queries, judged.grades)["nDCG@10 de"] > 0.1, name


def test_the_command_prints_what_it_measured(built_settings, judged, tmp_path, monkeypatch, capsys):
    from matcher.cli import main

    for name in ("corpus", "indexes", "encoder"):
        monkeypatch.setenv(f"MATCHER_{name.upper()}", str(getattr(built_settings, name)))
    (tmp_path / "q.jsonl").write_text("".join(f"{query.model_dump_json()}\n" for query in judged.queries))
    grades = "".join(f"{qid} 0 {case} {g}\n" for qid, by in judged.grades.items() for case, g in by.items())
    (tmp_path / "qrels.txt").write_text(grades)
    arguments = ["--queries", str(tmp_path / "q.jsonl"), "--qrels", str(tmp_path / "qrels.txt")]
    with pytest.raises(SystemExit) as done:
        main(["evaluate", *arguments, "--run-out", str(tmp_path / "run.txt"), "--json"])
    assert done.value.code == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["by_language"]["ja"]["nDCG@10"] > 0.5  # 0.77 with the tiny encoder on the corpus of 2026-11-28
    assert (tmp_path / "run.txt").exists()
    with pytest.raises(SystemExit) as done:
        main(["evaluate", "--queries", str(tmp_path / "q.jsonl")])
    assert done.value.code == 2
    assert "--queries and --qrels go together" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--run-out", "nowhere/run.txt"], "nowhere: is no folder"),
        (["--partners", "--designs"], "goes with --json alone"),
        (["--partners", "--part", "test"], "goes with --json alone"),
        (["--part", "all"], "there is no part 'all'"),
    ],
)
def test_wrong_use_is_said_before_any_work(built_settings, monkeypatch, capsys, arguments, message):
    from matcher.cli import main

    monkeypatch.setenv("MATCHER_CORPUS", str(built_settings.corpus))
    with pytest.raises(SystemExit) as done:
        main(["evaluate", *arguments])
    assert done.value.code == 2
    assert message in capsys.readouterr().err
