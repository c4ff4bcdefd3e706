from matcher.index.passages import MAX_ROWS_PER_CASE, passages_of


def test_each_field_and_language_is_a_passage(corpus):
    for case in corpus.cases.values():
        passages = list(passages_of(case))
        assert len({(p.field, p.language) for p in passages}) == len(passages) <= MAX_ROWS_PER_CASE
        assert {p.language for p in passages} == {"en", "de", "ja"}
        assert ("outcome" in {p.field for p in passages}) == (case.outcome is not None)


def test_the_key_follows_the_text(corpus):
    case = next(iter(corpus.cases.values()))
    before = {p.key for p in passages_of(case)}
    retitled = case.model_copy(update={"title": case.title.model_copy(update={"ja": "別の題名"})})
    after = {p.key for p in passages_of(retitled)}
    assert len(before - after) == len([p for p in passages_of(case) if p.language == "ja"])
