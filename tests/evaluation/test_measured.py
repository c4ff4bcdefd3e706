"""The figures that the app shows are those of the README."""

import re

import pytest

from matcher.evaluation.measured import measured
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
ROWS = {
    "nDCG@10": "ndcg_at_10",
    "nDCG@10 of the embedded model alone, as it is": "ndcg_at_10_model_alone",
    "nDCG@10 of words alone (BM25)": "ndcg_at_10_words_alone",
    "good cases (grade 2 or 3) among the first 20": "recall_at_20",
}


@pytest.mark.parametrize("row", ROWS)
def test_the_tables_of_readme_and_app_agree(row):
    figures = getattr(measured(), ROWS[row])
    shown = " | ".join(f"{figures[language]:.2f}" for language in ("en", "de", "ja"))
    assert f"| {row} | {shown} |" in README


def test_the_sentences_of_the_readme_agree():
    figures = measured()
    text = re.sub(r"\s+", " ", README)
    assert f"Measured on {figures.needs} needs" in text
    assert f"with {figures.graded:,} graded cases" in text
    assert (
        f"a second judge for {figures.second_judge_needs} needs agrees with Cohen's kappa {figures.kappa}" in text
    )
    assert f"learns from {figures.tuning_needs} of them; on the other {figures.test_needs}" in text
    assert f"`matcher evaluate`, {figures.date.isoformat()}" in text
    assert f"shares {figures.shared_of_ten} of its first 10 cases" in text
    assert f"(the model alone: {figures.shared_of_ten_model_alone})" in text
