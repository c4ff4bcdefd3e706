from matcher.index.passages import PASSAGE_FIELDS, passages_of
from matcher.model import LANGUAGES


def test_each_field_and_language_is_a_passage(corpus):
    for case in corpus.cases.values():
        passages = list(passages_of(case, corpus))
        of_fields = {(p.field, p.language) for p in passages}
        assert len(of_fields) == len(passages) <= len(PASSAGE_FIELDS) * len(LANGUAGES)
        assert {p.language for p in passages} == {"en", "de", "ja"}
        assert ("outcome" in {p.field for p in passages}) == (case.outcome is not None)


def test_the_facets_are_a_passage_of_labels(corpus):
    case = corpus.cases["jp-kaga-snowplough-iot"]
    facets = {p.language: p.text for p in passages_of(case, corpus) if p.field == "facets"}
    assert facets["en"].startswith("public administration, road, smart city")
    assert "道路" in facets["ja"]
    assert "Cloud" in facets["de"]


def test_the_key_follows_the_text(corpus):
    case = next(iter(corpus.cases.values()))
    before = {p.key for p in passages_of(case, corpus)}
    retitled = case.model_copy(update={"title": case.title.model_copy(update={"ja": "別の題名"})})
    after = {p.key for p in passages_of(retitled, corpus)}
    assert len(before - after) == len([p for p in passages_of(case, corpus) if p.language == "ja"])
