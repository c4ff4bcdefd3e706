"""Cases that a user brings in one language only are found from the other two (with the embedded model)."""

from __future__ import annotations

import shutil

import pytest
import yaml

from matcher.corpus.own import import_cases
from matcher.corpus.reader import read_corpus
from matcher.encoding.language import detect_language
from matcher.encoding.opening import open_encoder
from matcher.index.build import build_index
from matcher.index.store import open_index
from matcher.model import LANGUAGES
from matcher.search.searcher import Searcher
from matcher.settings import Settings
from tests.conftest import ROOT

pytestmark = pytest.mark.embedded

OWN_LANGUAGE = {"JP": "ja", "DE": "de"}
TEXTS = ("title", "summary", "problem", "solution", "outcome", "funding")
FOUND_AT_LEAST = 0.8


def in_one_language(data: dict, language: str) -> dict:
    """Return a case's data with its texts in one language only."""
    short = dict(data)
    for field in TEXTS:
        if short.get(field):
            short[field] = {language: short[field][language]}
    short["figures"] = [{**f, "what": {language: f["what"][language]}} for f in short.get("figures", [])]
    return short


@pytest.fixture(scope="module")
def brought(tmp_path_factory, corpus):
    """The whole corpus, but 20 of its cases imported again, the Japanese in Japanese only, the German in German."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(ROOT / "corpus", folder / "corpus", ignore=shutil.ignore_patterns("own"))
    shutil.copytree(ROOT / "indexes", folder / "indexes")
    chosen = {}
    for country, language in OWN_LANGUAGE.items():
        known = [case for case in corpus.cases.values() if case.country == country and case.problem]
        for case in known[:: len(known) // 10][:10]:
            path = folder / "corpus" / "cases" / country.lower() / f"{case.id}.yaml"
            data = in_one_language(yaml.safe_load(path.read_text(encoding="utf-8")), language)
            path.unlink()
            (folder / f"{case.id}.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
            chosen[case.id] = case
    import_cases(sorted(folder.glob("*.yaml")), folder / "corpus", detect_language)
    settings = Settings(corpus=folder / "corpus", indexes=folder / "indexes")
    encoder = open_encoder(settings)
    build_index(read_corpus(settings.corpus), encoder, settings.indexes)
    return chosen, Searcher(open_index(settings.indexes, encoder=encoder.id), encoder)


def test_cases_in_one_language_are_found_from_the_others(brought, record_property):
    chosen, searcher = brought
    assert len(chosen) == 20
    asked = found = 0
    for case_id, case in chosen.items():
        assert searcher.case(case_id).title.languages == (OWN_LANGUAGE[case.country],)
        for language in LANGUAGES:
            if language != OWN_LANGUAGE[case.country]:
                asked += 1
                result = searcher.search(case.problem.get(language), language=language, top=10)
                found += case_id in {match.case.id for match in result.matches}
    recall = found / asked
    record_property("recall@10", recall)
    print(f"recall@10 of 20 cases in one language, asked in the two others: {recall:.3f} ({found} of {asked})")
    assert recall >= FOUND_AT_LEAST


def test_a_case_in_one_language_is_shown_in_it(brought):
    chosen, searcher = brought
    case = next(case for case in chosen.values() if case.country == "JP")
    match = searcher.explain(case.problem.de, [case.id], language="de")[case.id]
    assert match.reasons[0].language == "ja"
