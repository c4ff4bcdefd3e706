import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import WrongUse
from matcher.index.build import build_index
from matcher.index.store import open_index
from matcher.model import Profile
from matcher.search.filters import Filters
from matcher.search.scoring import band_of, score_of
from matcher.search.searcher import Searcher


@pytest.fixture(scope="module")
def searcher(built_settings, encoder):
    return Searcher(open_index(built_settings.indexes, encoder=encoder.id), encoder)


def ids(result):
    return [match.case.id for match in result.matches]


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_a_cases_own_solution_finds_it_in_each_language(searcher, corpus, language):
    cases = list(corpus.cases.values())
    first = [ids(searcher.search(case.solution.get(language), language=language, top=3)) for case in cases]
    found = sum(case.id in result for case, result in zip(cases, first, strict=True))
    assert found / len(cases) >= 0.95


def test_reasons_are_in_the_language_of_the_question(searcher):
    for text, language in [("洪水の警報", "ja"), ("Hochwasserwarnung", "de"), ("flood warning", "en")]:
        result = searcher.search(text)
        assert result.language == language
        assert {reason.language for match in result.matches for reason in match.reasons} == {language}


def test_reasons_come_in_the_readers_language_where_asked(searcher):
    result = searcher.search("Hochwasserwarnung", reader="ja")
    match = result.matches[0]
    assert match.reasons[0].text == match.case.text(match.reasons[0].kind).ja


def test_matches_come_best_first_and_once(searcher):
    result = searcher.search("private 5G in a factory", top=25)
    scores = [match.score for match in result.matches]
    assert scores == sorted(scores, reverse=True)
    assert len(set(ids(result))) == len(result.matches) == 25


@pytest.mark.parametrize("country", ["JP", "DE"])
def test_a_filter_on_country_is_exact_and_loses_nothing(searcher, corpus, country):
    result = searcher.search("5G", filters=Filters(countries=(country,)), top=200)
    assert sorted(ids(result)) == sorted(case.id for case in corpus.cases.values() if case.country == country)


def test_filters_join(searcher):
    filters = Filters(countries=("DE",), domains=("private_5g", "smart_factory"), policy_areas=("ict_utilisation",))
    for match in searcher.search("AGV", filters=filters, top=200).matches:
        assert match.case.country == "DE"
        assert {"private_5g", "smart_factory"} & set(match.case.domains)
        assert "ict_utilisation" in match.case.policy_areas


def test_filters_that_nothing_meets_give_no_match(searcher):
    filters = Filters(domains=("private_5g",), sectors=("finance",))
    assert searcher.search("5G", filters=filters).matches == ()


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (Filters(domains=("smart_cty",)), "no domain 'smart_cty'. Did you mean 'smart_city'?"),
        (Filters(sectors=("banking!",)), "no sector 'banking!'."),
        (Filters.model_construct(countries=("FR",)), "no country 'FR'. There are: JP, DE."),
    ],
)
def test_an_unknown_filter_value_is_named(searcher, filters, message):
    with pytest.raises(WrongUse, match=message.replace("?", r"\?")):
        searcher.search("5G", filters=filters)


@pytest.mark.parametrize("text", ["", "  \n", "　"])
def test_an_empty_query_is_refused(searcher, text):
    with pytest.raises(WrongUse, match="query is empty"):
        searcher.search(text)


def test_a_query_of_any_size_gets_an_answer_or_one_clear_word(searcher):
    assert searcher.search("5G " * 2000).matches
    with pytest.raises(WrongUse, match="longer than 8000"):
        searcher.search("5G " * 4000)


@pytest.mark.parametrize("top", [0, -1, 201])
def test_top_has_bounds(searcher, top):
    with pytest.raises(WrongUse, match="1 to 200"):
        searcher.search("5G", top=top)


def test_a_profile_is_searched_by_its_needs(searcher):
    profile = Profile(
        text="Chemical works", kind="company", country="JP", needs=("driverless transport on the site",)
    )
    assert searcher.search(profile).query == "driverless transport on the site\nChemical works"


def test_similar_leaves_the_case_itself_out(searcher, corpus):
    for case_id in list(corpus.cases)[:5]:
        result = searcher.similar(case_id, reader="de", top=5)
        assert case_id not in ids(result)
        assert len(result.matches) == 5


def test_an_unknown_case_is_named(searcher):
    with pytest.raises(WrongUse, match="no case 'jp-nowhere'"):
        searcher.case("jp-nowhere")


def test_a_case_in_one_language_is_found_from_the_others(corpus, encoder, tmp_path):
    """Its rows stand in for the missing ones, so that it is compared across languages."""
    from dataclasses import replace

    case = next(case for case in corpus.cases.values() if case.outcome is not None)
    fields = ("title", "summary", "problem", "solution", "outcome")
    japanese = {
        field: text.model_copy(update={"en": None, "de": None})
        for field in fields
        if (text := case.text(field)) is not None
    }
    cases = {**corpus.cases, case.id: case.model_copy(update=japanese)}
    build_index(replace(corpus, cases=cases, hash="one language"), encoder, tmp_path)
    searcher = Searcher(open_index(tmp_path, encoder=encoder.id), encoder)
    result = searcher.search(case.summary.de, language="de", top=len(cases))
    match = next(match for match in result.matches if match.case.id == case.id)
    assert match.reasons[0].language == "ja"
    assert ids(result).index(case.id) < len(cases) / 2


@given(st.floats(-1, 1))
def test_scores_lie_between_0_and_100_and_rise_with_likeness(likeness):
    score = score_of(likeness)
    assert 0 <= score <= 100
    assert score_of(min(1.0, likeness + 0.1)) >= score
    assert (band_of(score) == "strong") == (score >= 70)
