"""The page of an organisation, and the search's view of partners."""

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.model import LANGUAGES, Organisation, Text
from matcher.partners.profile import Network
from matcher.texts import Texts
from matcher.ui.network_chart import network_chart, ring_layout
from tests.ui.test_pages import QUESTIONS, app, links, shown  # noqa: F401 - a fixture


def labels(test):
    return [link.label.replace("\\", "") for link in links(test)]


def sought(test):
    """The ids of the partners that are shown."""
    begin = "add-organisation-"
    return [button.key.removeprefix(begin) for button in test.button if (button.key or "").startswith(begin)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_organisation_shows_names_cases_and_network(app, corpus, language):  # noqa: F811
    test = app("organisation", lang=language, id="ntt-docomo")
    organisation = corpus.organisations["ntt-docomo"]
    text = shown(test)
    assert organisation.name.get(language) in text
    assert all(value in text for value in organisation.identifiers.values())
    cases = [
        case
        for case in corpus.cases.values()
        if any(item.organisation == organisation.id for item in case.organisations)
    ]
    assert Texts(language)("organisation_cases", count=Texts(language).number(len(cases))) in text
    titles = {case.title.get(language) for case in cases}
    assert len(titles.intersection(labels(test))) == 10
    assert len(test.get("vega_lite_chart")) == 3  # network, sectors, technologies
    assert len(test.table) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_municipality_shows_its_peers(app, corpus, language):  # noqa: F811
    kinds = Counter(
        item.organisation
        for case in corpus.cases.values()
        for item in case.organisations
        if corpus.organisations[item.organisation].kind == "municipality" and case.country == "JP"
    )
    (name, _), *_ = kinds.most_common(1)
    test = app("organisation", lang=language, id=name)
    assert Texts(language)("organisation_peers_of_JP") in shown(test)
    assert not test.exception


def test_every_kind_of_organisation_can_be_shown(app, corpus):  # noqa: F811
    kinds = {organisation.kind: organisation.id for organisation in corpus.organisations.values()}
    for name in kinds.values():
        assert corpus.organisations[name].name.de in shown(app("organisation", lang="de", id=name))


def test_an_organisation_that_is_not_there_is_said(app):  # noqa: F811
    test = app("organisation", lang="en", id="nobody")
    assert test.warning[0].value == Texts("en")("organisation_missing")


@pytest.mark.parametrize(("page", "item"), [("organisation", "ntt-docomo"), ("case", None)])
def test_a_brief_is_made_when_asked_for(app, corpus, page, item):  # noqa: F811
    test = app(page, lang="ja", id=item or next(iter(corpus.cases)))
    assert not test.get("download_button")
    next(button for button in test.button if button.key == "make-brief-pdf").click().run()
    assert not test.exception
    assert test.session_state["file-brief-pdf"][1].content.startswith(b"%PDF")
    assert len(test.get("download_button")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_partners_are_shown_with_their_evidence(app, corpus, language):  # noqa: F811
    test = app(lang=language, q=QUESTIONS[language], view="partners")
    names = sought(test)
    assert 3 < len(names) <= 10
    assert Texts(language)("partners_count", count=str(len(names))) in shown(test)
    assert len(links(test)) > 2 * len(names)
    assert {corpus.organisations[name].name.get(language) for name in names} <= set(labels(test))


def test_partners_come_from_the_country_and_in_the_role_that_are_sought(app, corpus):  # noqa: F811
    everyone = sought(app(lang="en", q=QUESTIONS["en"], view="partners"))
    test = app(lang="en", q=QUESTIONS["en"], view="partners", country="DE", seeking="operator")
    names = sought(test)
    assert names
    assert {corpus.organisations[name].country for name in names} == {"DE"}
    assert set(names) != set(everyone)
    role = Texts("en")("partners_roles", roles="")
    said = [caption.value for caption in test.caption if role in caption.value]
    assert all("Mobile network operator" in caption.replace("\\", "") for caption in said)


def test_the_view_is_switched_in_the_address(app):  # noqa: F811
    test = app(lang="en", q=QUESTIONS["en"], seeking="nonsense")
    switch = next(group for group in test.button_group if group.key == "view-en")
    switch.set_value("partners").run()
    assert test.query_params["view"] == "partners"
    assert Texts("en")("partners_how") in shown(test)


@settings(deadline=None, max_examples=40, derandomize=True)
@given(count=st.integers(1, 24), strong=st.integers(1, 9))
def test_no_two_names_of_a_network_can_meet(count, strong):
    nodes = tuple(
        Organisation(id=f"o{number}", name=Text(en=f"Name {number}"), kind="company", country="JP")
        for number in range(count + 1)
    )
    ties = tuple((nodes[0].id, node.id, strong) for node in nodes[1:])
    network = Network(nodes, ties)
    spots = ring_layout(network)
    assert {spot.organisation.id for spot in spots} == {node.id for node in nodes}
    assert spots == ring_layout(network)
    height = network_chart(network, Texts("en")).height
    for side in (-1, 1):
        rows = sorted(spot.y for spot in spots[1:] if spot.x * side > 0)
        steps = [(two - one) * height / 2.4 for one, two in itertools.pairwise(rows)]
        assert all(step > 24 for step in steps)  # pixels; a name is 12 high
