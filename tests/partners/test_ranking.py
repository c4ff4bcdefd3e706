import datetime as dt

import pytest

from matcher.errors import WrongUse
from matcher.partners.evidence import ROLE_WEIGHT, STATUS_WEIGHT, recency, year_of
from matcher.partners.ranking import PartnerFinder, Wish

AGVS = "Driverless transport vehicles in a factory over private 5G"


@pytest.fixture(scope="module")
def finder(searcher):
    return PartnerFinder(searcher, today=dt.date(2026, 11, 27))


def ids(partners):
    return [partner.organisation.id for partner in partners]


def test_partners_come_with_the_cases_that_speak_for_them(finder, corpus):
    for partner in finder.partners(AGVS):
        assert partner.evidence
        for evidence in partner.evidence:
            case = corpus.cases[evidence.case.id]
            assert (partner.organisation.id, evidence.role) in {
                (i.organisation, i.role) for i in case.organisations
            }
            assert partner.organisation.id not in evidence.co_partners
            assert len(set(evidence.co_partners)) == len(evidence.co_partners)


def test_the_best_come_first_and_once(finder):
    partners = finder.partners(AGVS, top=50)
    scores = [partner.score for partner in partners]
    assert scores == sorted(scores, reverse=True)
    assert len(set(ids(partners))) == len(partners)


def test_who_only_paid_does_not_crowd_out_who_built(finder):
    partners = finder.partners("flood warning by sensors", top=10)
    paid = {"funder", "ministry"}
    assert not paid & set(partners[0].roles)
    with_others = [partner for partner in partners[:5] if set(partner.roles) <= paid]
    assert with_others == []


def test_a_funder_is_found_by_who_seeks_one(finder):
    first = finder.partners("flood warning by sensors", Wish(seeking=("funder",)))[0]
    assert set(first.roles) & {"funder", "ministry"}


@pytest.mark.parametrize(
    ("seeking", "roles"),
    [
        ("operator", {"mobile_operator"}),
        ("research", {"research"}),
        ("vendor", {"solution_vendor", "network_vendor"}),
    ],
)
def test_the_role_sought_comes_first(finder, seeking, roles):
    partners = finder.partners(AGVS, Wish(seeking=(seeking,)))
    assert all(set(partner.roles) & roles for partner in partners[:2])


def test_the_country_wished_comes_first(finder):
    assert {p.organisation.country for p in finder.partners(AGVS, Wish(countries=("JP",)))[:3]} == {"JP"}


def test_cooperations_can_be_preferred(finder, searcher):
    usual = {p.organisation.id: p for p in finder.behind(searcher.rank(AGVS), Wish(), 1000)}
    preferred = finder.partners(AGVS, Wish(prefer_cooperation=True), top=60)
    lifted = [p for p in preferred if p.cooperations or p.in_both_countries]
    assert lifted
    assert all(p.score >= usual[p.organisation.id].score for p in preferred)
    assert all(p.score > usual[p.organisation.id].score or p.score == 100 for p in lifted)


def test_more_cases_are_more_evidence(finder, searcher):
    ranked = searcher.rank(AGVS, language="en")
    many = {p.organisation.id: p.score for p in finder.behind(ranked, Wish(), 1000)}
    one = {p.organisation.id: p.score for p in finder.behind(ranked[:1], Wish(), 1000)}
    assert all(many[name] >= score for name, score in one.items())


@pytest.mark.parametrize("top", [0, -1, 201])
def test_top_has_bounds(finder, top):
    with pytest.raises(WrongUse, match="1 to 200"):
        finder.partners(AGVS, top=top)


@pytest.mark.parametrize("wish", [Wish(seeking=("wizard",)), Wish(countries=("FR",))])
def test_an_unknown_wish_is_named(finder, wish):
    with pytest.raises(WrongUse, match="There are:"):
        finder.partners(AGVS, wish)


def test_every_role_and_status_has_a_weight(corpus):
    assert set(ROLE_WEIGHT) == set(corpus.vocabulary.roles)
    assert set(STATUS_WEIGHT) == set(corpus.vocabulary.statuses)


def test_a_case_counts_half_after_a_half_life():
    assert recency(2026, 2026) == 1
    assert recency(2018, 2026) == 0.5
    assert recency(None, 2026) == 0.5


def test_the_year_is_the_latest_that_is_known(corpus):
    for case in corpus.cases.values():
        year = year_of(case)
        assert (year is None) == (case.status.as_of is None and case.start is None)
