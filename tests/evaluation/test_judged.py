import pytest

from matcher.errors import CorpusError, WrongUse
from matcher.evaluation.judged import read_needs, read_qrels, read_queries


def test_queries_are_read_line_by_line(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_text(
        '{"qid": "q1", "lang": "de", "text": "AGV", "want": "JP"}\n\n{"qid": "q1", "lang": "en", "text": "x"}\n'
    )
    assert [query.topic for query in read_queries(path)] == ["q1.de", "q1.en"]


@pytest.mark.parametrize(
    ("line", "what"),
    [("{", "is no query"), ('{"qid": "q"}', "lang"), ('{"qid": "q", "lang": "fr", "text": "x"}', "lang")],
)
def test_a_line_that_is_no_query_is_named(tmp_path, line, what):
    path = tmp_path / "q.jsonl"
    path.write_text(f'{{"qid": "q1", "lang": "de", "text": "AGV"}}\n{line}\n')
    with pytest.raises(WrongUse, match=what) as error:
        read_queries(path)
    assert f"{path}:2" in str(error.value)


def test_qrels_are_in_trecs_format(tmp_path):
    path = tmp_path / "qrels.txt"
    path.write_text("q1 0 jp-a 3\nq1 0 de-b 0\n")
    assert read_qrels(path) == {"q1": {"jp-a": 3, "de-b": 0}}


def test_a_line_that_is_no_judgment_is_named(tmp_path):
    path = tmp_path / "qrels.txt"
    path.write_text("q1 0 jp-a 3\nq1 jp-a good\n")
    with pytest.raises(WrongUse, match=r"qrels.txt:2: is no judgment"):
        read_qrels(path)


@pytest.mark.parametrize("grade", ["--2", "²", "2.0", "9" * 400])
def test_a_grade_is_a_whole_number(tmp_path, grade):
    path = tmp_path / "qrels.txt"
    path.write_text(f"q1 0 jp-a {grade}\n", encoding="utf-8")
    with pytest.raises(WrongUse, match=r"qrels.txt:1: is no judgment"):
        read_qrels(path)


def test_a_query_may_hold_a_line_separator_and_a_file_a_byte_order_mark(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_bytes('\ufeff{"qid": "q1", "lang": "de", "text": "AGV\u2028Werk"}\r\n'.encode())
    assert [query.text for query in read_queries(path)] == ["AGV\u2028Werk"]


def test_a_query_that_is_there_twice_is_named(tmp_path):
    path = tmp_path / "q.jsonl"
    line = '{"qid": "q1", "lang": "de", "text": "AGV"}\n'
    path.write_text(line + "\n" + line)
    with pytest.raises(WrongUse, match=r"q.jsonl:3: 'q1' is asked in 'de' a second time"):
        read_queries(path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(WrongUse, match="cannot be read"):
        read_queries(tmp_path / "none.jsonl")


def test_a_malformed_need_is_named(tmp_path):
    (tmp_path / "needs.yaml").write_text("- id: one\n  part: both\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"needs.yaml:2"):
        read_needs(tmp_path, "test")
