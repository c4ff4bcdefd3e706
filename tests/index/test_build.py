import shutil
from dataclasses import replace

import numpy as np
import pytest

from matcher.corpus import reader
from matcher.corpus.reader import read_corpus
from matcher.errors import CorpusError, IndexUnusable
from matcher.index.build import build_index
from matcher.index.store import current_build, known_cases, open_index, verify_index
from matcher.model import Text
from matcher.search.searcher import Searcher


class Counting:
    """Counts what a build encodes."""

    def __init__(self):
        self.total = self.taken_over = self.done = 0

    def start(self, total, taken_over):
        self.total, self.taken_over = total, taken_over

    def advance(self, count):
        self.done += count


def changed(corpus, case_id):
    """The corpus with another German outcome in one case."""
    case = corpus.cases[case_id]
    solution = case.solution.model_copy(update={"de": "Eine ganz andere Lösung."})
    cases = {**corpus.cases, case_id: case.model_copy(update={"solution": solution})}
    return replace(corpus, cases=cases, hash="changed")


@pytest.fixture
def first_id(corpus):
    return next(iter(corpus.cases))


def test_progress_counts_every_passage(corpus, encoder, tmp_path):
    counting = Counting()
    build_index(corpus, encoder, tmp_path, counting)
    manifest = verify_index(tmp_path)
    assert counting.done == counting.total == manifest.counts.passages == manifest.counts.encoded > 0


def test_unchanged_passages_are_not_encoded_again(corpus, encoder, own_index, first_id):
    counting = Counting()
    build_index(changed(corpus, first_id), encoder, own_index.indexes, counting)
    assert counting.total == 1
    assert counting.taken_over == verify_index(own_index.indexes).counts.passages - 1


def test_growing_step_by_step_gives_the_same_index_as_building_at_once(
    corpus, encoder, own_index, tmp_path, first_id
):
    grown = changed(corpus, first_id)
    build_index(grown, encoder, own_index.indexes)
    build_index(grown, encoder, tmp_path / "at-once")
    stepwise = open_index(own_index.indexes, encoder=encoder.id)
    at_once = open_index(tmp_path / "at-once", encoder=encoder.id)
    assert stepwise.passages == at_once.passages
    assert stepwise.manifest.case_hashes == at_once.manifest.case_hashes
    assert stepwise.manifest.files["dense.faiss"] == at_once.manifest.files["dense.faiss"]


def test_a_damaged_index_is_not_taken_over(corpus, encoder, own_index):
    pointer = current_build(own_index.indexes)
    (own_index.indexes / pointer.build / "vectors.npy").write_bytes(b"\x93NUMPY")
    counting = Counting()
    build_index(corpus, encoder, own_index.indexes, counting)
    assert counting.taken_over == 0
    open_index(own_index.indexes, encoder=encoder.id, corpus_hash=corpus.hash)


def test_a_build_that_fails_leaves_the_old_index(corpus, encoder, own_index, first_id):
    class Broken:
        id, dimension = encoder.id, encoder.dimension

        def encode_passages(self, texts, progress=None):
            raise KeyboardInterrupt

    before = current_build(own_index.indexes)
    with pytest.raises(KeyboardInterrupt):
        build_index(changed(corpus, first_id), Broken(), own_index.indexes)
    assert current_build(own_index.indexes) == before
    assert verify_index(own_index.indexes).corpus_hash == corpus.hash
    assert [p.name for p in own_index.indexes.iterdir() if p.name.startswith(".building")] == []


def test_a_reader_keeps_the_build_it_opened(corpus, encoder, own_index, first_id):
    index = open_index(own_index.indexes, encoder=encoder.id)
    for number in range(3):
        build_index(replace(changed(corpus, first_id), hash=f"state {number}"), encoder, own_index.indexes)
    rows = np.arange(index.dense.size)
    found, _ = index.dense.search(encoder.encode_queries(["water"])[0], rows, 3)
    assert len(found) == 3
    assert index.manifest.corpus_hash == corpus.hash


def test_old_builds_are_removed(corpus, encoder, own_index):
    for number in range(4):
        build_index(replace(corpus, hash=f"state {number}"), encoder, own_index.indexes)
    assert len([p for p in own_index.indexes.iterdir() if p.is_dir()]) == 2


def test_a_folder_that_cannot_be_written_is_named(corpus, encoder, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexUnusable, match="cannot be written"):
        build_index(corpus, encoder, tmp_path / "file" / "indexes")


def test_only_files_that_changed_are_read_again(small_corpus, encoder, tmp_path, monkeypatch):
    indexes = tmp_path / "indexes"
    build_index(read_corpus(small_corpus), encoder, indexes)
    changed = sorted(small_corpus.glob("cases/jp/*.yaml"))[0]
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace("checked: 2026", "checked: 2025"), encoding="utf-8")
    parsed = []
    read_case = reader.read_case
    monkeypatch.setattr(reader, "read_case", lambda path: parsed.append(path) or read_case(path))
    corpus = read_corpus(small_corpus, known_cases(indexes))
    assert parsed == [changed]
    assert corpus == read_corpus(small_corpus)


def test_words_of_unchanged_cases_are_taken_over_and_the_index_is_the_same(
    corpus, encoder, built_settings, tmp_path
):
    shutil.copytree(built_settings.indexes, tmp_path / "again")
    folder = build_index(corpus, encoder, tmp_path / "again")
    fresh = build_index(corpus, encoder, tmp_path / "fresh")
    for name in ("dense.faiss", "words.json", "german_words.json", "lexical/ja/data.csc.index.npy"):
        assert (folder / name).read_bytes() == (fresh / name).read_bytes(), name


def test_a_corpus_of_one_case_in_one_language_can_be_searched(corpus, encoder, tmp_path):
    case = next(case for case in corpus.cases.values() if case.country == "JP")
    texts = {
        field: Text(ja=text.ja)
        for field in ("title", "summary", "problem", "solution", "outcome", "funding")
        if (text := getattr(case, field)) is not None
    }
    alone = case.model_copy(update={**texts, "figures": ()})
    build_index(replace(corpus, cases={case.id: alone}), encoder, tmp_path)
    searcher = Searcher(open_index(tmp_path, encoder=encoder.id), encoder)
    for need in ("洪水の警報", "Hochwasserwarnung", "flood warning"):
        assert [match.case.id for match in searcher.search(need).matches] == [case.id]


def test_a_corpus_without_a_case_is_refused(corpus, encoder, tmp_path):
    with pytest.raises(CorpusError, match="holds no case"):
        build_index(replace(corpus, cases={}), encoder, tmp_path)
    assert not list(tmp_path.iterdir())
