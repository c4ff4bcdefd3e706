import pytest

from matcher.errors import WrongUse
from matcher.index.build import build_index
from matcher.index.store import open_index
from matcher.model import Profile
from matcher.search.filters import Filters
from matcher.search.scoring import COMPARABLE
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
    filters = Filters(countries=(country,))
    wanted = {case.id for case in corpus.cases.values() if case.country == country}
    assert {ranked.case_id for ranked in searcher.rank("5G", filters=filters)} == wanted
    assert {match.case.country for match in searcher.search("5G", filters=filters, top=200).matches} == {country}


def test_given_cases_are_explained_for_a_need(searcher):
    found = searcher.search("private 5G in a factory", top=5)
    wanted = ids(found)[3:]
    explained = searcher.explain("private 5G in a factory", [*wanted, "jp-gone"])
    assert explained == {match.case.id: match for match in found.matches[3:]}


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


def test_what_is_no_unicode_text_is_refused(searcher):
    with pytest.raises(WrongUse, match="what is no text"):
        searcher.search(Profile(needs=("Stra\udcdfe",)))


def test_a_case_is_explained_by_a_former_id_too(searcher, corpus):
    case = next(case for case in corpus.cases.values() if case.aliases)
    assert set(searcher.explain("5G", [case.aliases[0]])) == {case.id}


def test_the_cases_like_one_are_counted_without_it(searcher, corpus):
    case = next(iter(corpus.cases.values()))
    result = searcher.similar(case.id, top=200)
    assert len(result.matches) == 200
    assert case.id not in ids(result)
    country = Filters(countries=(case.country,))
    others = searcher.similar(case.id, filters=country, top=200)
    comparable = sum(match.score >= COMPARABLE for match in others.matches)
    assert comparable == 200 or result.counts["countries"].get(case.country, 0) == comparable


@pytest.mark.parametrize("top", [0, -1, 201])
def test_top_has_bounds(searcher, top):
    with pytest.raises(WrongUse, match="1 to 200"):
        searcher.search("5G", top=top)


def test_a_profile_is_searched_by_its_needs_and_says_which_one_a_case_answers(searcher):
    needs = ("driverless transport on the site", "flood warning by water-level sensors")
    result = searcher.search(Profile(text="Chemical works", kind="company", needs=needs))
    assert result.query == "\n".join((*needs, "Chemical works"))
    assert {match.reasons[0].answers for match in result.matches} <= {*needs, "Chemical works"}
    flood = next(match for match in result.matches if "flood" in (match.case.title.en or ""))
    assert flood.reasons[0].answers == needs[1]


def test_an_offer_meets_solutions_and_a_need_meets_problems(searcher, corpus):
    case = corpus.cases["jp-kaga-snowplough-iot"]
    need = searcher.search(Profile(needs=(case.problem.en,)), language="en").matches[0]
    offer = searcher.search(Profile(offers=(case.solution.en,)), language="en").matches[0]
    assert (need.case.id, need.reasons[0].kind) == (case.id, "problem")
    assert (offer.case.id, offer.reasons[0].kind) == (case.id, "solution")


def test_reasons_name_what_is_shared_and_what_differs(searcher):
    profile = Profile(text="AGVs in our factory over private 5G", sector="chemicals")
    filters = Filters(countries=("JP",), site_types=("factory",))
    result = searcher.search(profile, filters=filters, reader="de", top=200)
    match = next(match for match in result.matches if match.case.id == "jp-kakegawa-nec-platforms-local-5g")
    texts = {reason.kind: reason.text for reason in match.reasons}
    assert "fahrerloses Transport" in texts["technology"]
    assert texts["site_type"] == "Fabrik"
    assert texts["other_sector"] == "Elektronik und Elektrotechnik"


def test_counts_tell_how_many_comparable_cases_each_value_has(searcher, corpus):
    result = searcher.search("private 5G in a factory", filters=Filters(countries=("DE",)), top=200)
    open_result = searcher.search("private 5G in a factory", top=200)
    assert result.counts["countries"] == open_result.counts["countries"]  # its own filter does not narrow a facet
    comparable = [match for match in result.matches if match.score >= COMPARABLE]
    assert sum(result.counts["sectors"].values()) == len(comparable)
    assert list(result.counts["sectors"].values()) == sorted(result.counts["sectors"].values(), reverse=True)


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
    # The tiny encoder knows little of what is alike across languages: it need only be among the first hundred.
    result = searcher.search(case.summary.de, language="de", top=100)
    match = next(match for match in result.matches if match.case.id == case.id)
    assert match.reasons[0].language == "ja"


def test_what_is_shared_is_told_once(searcher):
    for match in searcher.search("private 5G network for AGVs in our factory", reader="de").matches:
        told = [reason.text for reason in match.reasons if reason.kind in ("technology", "network")]
        labels = ", ".join(told).split(", ")
        assert len(labels) == len(set(labels))
