import pytest

from matcher.errors import WrongUse
from matcher.partners.profile import OrganisationLookup, names_of


@pytest.fixture(scope="module")
def lookup(searcher):
    return OrganisationLookup(searcher.index)


def test_a_profile_has_all_cases_with_roles(lookup, corpus):
    profile = lookup.profile("ntt-east")
    expected = {c.id for c in corpus.cases.values() if "ntt-east" in {i.organisation for i in c.organisations}}
    assert {part.case.id for part in profile.cases} == expected
    assert all(part.roles for part in profile.cases)
    assert profile.group is not None
    assert profile.group.id == "ntt"
    assert "ntt-east" in {member.id for member in lookup.profile("ntt").members}


def test_co_partners_share_the_cases_that_are_named(lookup, corpus):
    profile = lookup.profile("ntt-east")
    for co_partner in profile.co_partners:
        for case_id in co_partner.shared:
            involved = {item.organisation for item in corpus.cases[case_id].organisations}
            assert {"ntt-east", co_partner.organisation.id} <= involved


def test_the_network_ties_only_its_nodes(lookup):
    network = lookup.profile("ntt-east").network
    names = {node.id for node in network.nodes}
    assert network.nodes[0].id == "ntt-east"
    assert all({one, two} <= names and common > 0 for one, two, common in network.ties)


@pytest.mark.parametrize("text", ["NTT東日本", "ntt east", "NTT E"])
def test_organisations_are_found_by_any_name(lookup, text):
    assert "ntt-east" in {organisation.id for organisation in lookup.find(text)}


def test_nothing_is_found_by_nothing(lookup):
    assert lookup.find("  ") == []
    assert lookup.find("no such name anywhere") == []


def test_an_unknown_organisation_is_named_with_one_spelt_alike(lookup):
    with pytest.raises(WrongUse, match="Did you mean 'ntt-east'"):
        lookup.profile("ntt-easd")


def test_names_come_once(lookup, corpus):
    for organisation in corpus.organisations.values():
        names = names_of(organisation)
        assert len(set(names)) == len(names)
