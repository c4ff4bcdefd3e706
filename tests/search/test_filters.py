import pytest

from matcher.errors import WrongUse
from matcher.search.filters import FACETS, CaseFacets, Filters


@pytest.fixture
def facets(corpus):
    return CaseFacets(corpus.organisations)


@pytest.mark.parametrize("facet", FACETS)
def test_each_filter_keeps_exactly_the_cases_that_have_the_value(corpus, facets, facet):
    cases = list(corpus.cases.values())
    value = facets.values(cases[0], facet)[0]
    kept = {case.id for case in facets.accepted(cases, Filters.model_validate({facet: (value,)}))}
    assert kept == {case.id for case in cases if value in facets.values(case, facet)}
    assert cases[0].id in kept


def test_years_keep_cases_that_began_then(corpus, facets):
    kept = facets.accepted(corpus.cases.values(), Filters(year_from=2020, year_to=2021))
    assert kept
    assert all(case.start and case.start.value[:4] in {"2020", "2021"} for case in kept)


def test_years_in_the_wrong_order_are_named(corpus):
    with pytest.raises(WrongUse, match=r"from 2022 to 2020\. Swap them"):
        Filters(year_from=2022, year_to=2020).check(corpus.vocabulary)


def test_a_year_out_of_range_is_named(corpus):
    with pytest.raises(WrongUse, match="20 is no year"):
        Filters.model_construct(year_from=20).check(corpus.vocabulary)
