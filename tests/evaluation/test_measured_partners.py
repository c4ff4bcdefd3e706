"""The ranking of partners on judged needs."""

import shutil

import pytest

from matcher.errors import CorpusError
from matcher.evaluation.partners import PARTNER_NEEDS, PARTNER_QRELS, measure_partners, read_sought
from matcher.index.store import open_index
from matcher.search.searcher import Searcher
from tests.conftest import ROOT

JUDGMENTS = ROOT / "corpus" / "judgments"
NEEDS = 2


@pytest.fixture(scope="module")
def searcher(built_settings, encoder):
    return Searcher(open_index(built_settings.indexes, encoder=encoder.id), encoder)


@pytest.fixture
def folder(tmp_path):
    """Judgments of two needs, that a test may change."""
    for name in ("needs.yaml", PARTNER_QRELS):
        shutil.copy(JUDGMENTS / name, tmp_path)
    entries = [f"- need: {sought.need.id}\n" for sought in read_sought(JUDGMENTS)[:NEEDS]]
    (tmp_path / PARTNER_NEEDS).write_text("".join(entries), encoding="utf-8")
    return tmp_path


def test_every_design_is_measured_in_each_language(searcher, folder):
    table = measure_partners(searcher, folder)
    assert len(table) == 3
    for row in table.values():
        assert set(row) == {"nDCG@10 en", "nDCG@10 de", "nDCG@10 ja", "good one in the first three"}
        assert all(0 <= value <= 1 for value in row.values())


def test_without_a_good_partner_nothing_is_measured(searcher, folder):
    (folder / PARTNER_QRELS).write_text("other 0 kddi 3\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="no good partner"):
        measure_partners(searcher, folder)


@pytest.mark.parametrize(
    ("entries", "message"),
    [("- need: no-such-need\n", "names no need"), ("- need: x\n  seeking: [friend]\n", r"partners.yaml:2")],
)
def test_a_malformed_entry_is_named(folder, entries, message):
    (folder / PARTNER_NEEDS).write_text(entries, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        read_sought(folder)
