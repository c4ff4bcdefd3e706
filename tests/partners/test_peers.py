import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import WrongUse
from matcher.partners.peers import PeerFinder, size_likeness


@pytest.fixture(scope="module")
def finder(searcher):
    return PeerFinder(searcher.index)


def test_peers_are_municipalities_of_the_other_country(finder):
    for own, other in (("city-of-takamatsu", "DE"), ("town-of-lemgo", "JP")):
        peers = finder.peers(own)
        assert peers
        assert {(p.organisation.kind, p.organisation.country) for p in peers} == {("municipality", other)}
        scores = [peer.score for peer in peers]
        assert scores == sorted(scores, reverse=True)


def test_what_is_common_is_in_the_cases_of_both(finder, corpus):
    own = [c for c in corpus.cases.values() if "city-of-takamatsu" in {i.organisation for i in c.organisations}]
    for peer in finder.peers("city-of-takamatsu"):
        for technology in peer.technologies:
            assert any(technology in case.technologies for case in own)
            assert any(technology in case.technologies for case in peer.cases)


@given(st.integers(1, 10_000_000), st.integers(1, 10_000_000))
def test_size_likeness_has_no_direction(one, two):
    assert size_likeness(one, two) == size_likeness(two, one)
    assert 0 <= size_likeness(one, two) <= 1


def test_size_likeness_is_halved_at_four_times_the_size():
    assert size_likeness(10_000, 10_000) == 1
    assert size_likeness(10_000, 40_000) == 0.5
    assert size_likeness(10_000, None) is None


@pytest.mark.parametrize("name", ["city-of-atlantis", "ericsson"])
def test_what_is_no_municipality_with_cases_is_named(finder, name):
    with pytest.raises(WrongUse, match=f"no municipality '{name}'"):
        finder.peers(name)
