"""Two-sided affinity, with reasons and the cases behind them (the tiny encoder)."""

import pytest

from matcher.events.affinity import AffinityMaker
from matcher.events.event import Affinity
from matcher.index.store import open_index
from matcher.partners.ranking import PartnerFinder
from matcher.search.searcher import Searcher
from tests.events.conftest import participant

NEED = "We need a private 5G network for AGVs in our plant"
OFFER = "Private 5G networks for AGVs in plants"


@pytest.fixture(scope="module")
def searcher(built_settings, encoder):
    return Searcher(open_index(built_settings.indexes, encoder=encoder.id), encoder)


def affinities(searcher, *participants, reader="en"):
    return AffinityMaker(searcher, PartnerFinder(searcher), participants).affinities(reader)


def kinds(affinity):
    return [reason.kind for reason in affinity.reasons]


def test_an_offer_that_answers_a_need_serves_the_one_who_needs(searcher):
    (pair,) = affinities(
        searcher, participant(1, "Plant", needs=(NEED,)), participant(2, "Vendor", country="JP", offers=(OFFER,))
    )
    assert pair.first_gains > 50 > pair.second_gains
    assert pair.one_sided
    reason = next(reason for reason in pair.reasons if reason.kind == "need_offer")
    assert (reason.serves, reason.text, reason.answers) == (1, OFFER, NEED)


def test_a_participant_of_the_corpus_is_served_by_its_cases(searcher):
    ranked = searcher.search(NEED, language="en", top=1).matches[0].case
    organisation = next(item.organisation for item in ranked.organisations if item.role != "funder")
    known = participant(2, "Known", linked=organisation, country="JP")
    unknown = participant(3, "Unknown", country="JP")
    pairs = affinities(searcher, participant(1, "Plant", needs=(NEED,)), known, unknown)
    by_pair = {(pair.first, pair.second): pair for pair in pairs}
    assert by_pair[1, 2].first_gains > by_pair[1, 3].first_gains
    cited = [reason.case_id for reason in by_pair[1, 2].reasons if reason.kind == "case"]
    assert ranked.id in cited


def test_reasons_come_in_the_readers_language(searcher):
    one = participant(1, "Plant", needs=(NEED,), sector="machinery")
    two = participant(2, "Vendor", offers=(OFFER,), sector="machinery")
    (pair,) = affinities(searcher, one, two, reader="ja")
    sector = next(reason.text for reason in pair.reasons if reason.kind == "sector")
    assert sector == searcher.index.vocabulary.sectors["machinery"].label.ja
    for reason in pair.reasons:
        if reason.case_id:
            assert reason.text == searcher.case(reason.case_id).title.ja


def test_wishes_vetoes_and_languages(searcher):
    one = participant(1, "A", must_meet=(2,), languages=("de", "en"))
    two = participant(2, "B", languages=("ja",), wont_meet=(3,))
    three = participant(3, "C", languages=("ja", "en"))
    pairs = {(pair.first, pair.second): pair for pair in affinities(searcher, one, two, three)}
    assert pairs[1, 2].must
    assert pairs[1, 2].first_gains == 60
    assert pairs[1, 2].interpreter
    assert "wish" in kinds(pairs[1, 2])
    assert "interpreter" in kinds(pairs[1, 2])
    assert pairs[2, 3].vetoed
    assert not pairs[1, 3].interpreter
    assert next(reason.text for reason in pairs[1, 3].reasons if reason.kind == "language") == "en"


def test_those_who_said_nothing_gain_nothing(searcher):
    (pair,) = affinities(searcher, participant(1, "A"), participant(2, "B"))
    assert (pair.first_gains, pair.second_gains, pair.value) == (0, 0, 0)


def test_the_value_of_a_meeting_needs_both_sides():
    def value(first, second):
        return Affinity(first=1, second=2, first_gains=first, second_gains=second).value

    assert value(80, 80) == 80
    assert value(100, 0) == 25
    assert value(90, 60) == 75
