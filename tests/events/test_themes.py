"""Themes for sessions, from what participants need."""

import pytest

from matcher.events.themes import FEWEST, propose_themes
from matcher.index.store import open_index
from matcher.search.searcher import Searcher
from tests.events.conftest import participant

NEEDS = {
    "DE": ["Pegelsensoren an kleinen Bächen", "Hochwasserwarnung für die Gemeinde", "Sensoren gegen Starkregen"],
    "JP": ["中小河川の水位センサー", "洪水の早期警報", "豪雨の予測と避難"],
}


@pytest.fixture(scope="module")
def searcher(built_settings, encoder):
    return Searcher(open_index(built_settings.indexes, encoder=encoder.id), encoder)


def test_needs_that_are_alike_become_a_theme_of_both_countries(searcher):
    people = [
        participant(number, f"{country} {number}", country=country, needs=(text,))
        for number, (country, text) in enumerate(
            [(country, text) for country, texts in NEEDS.items() for text in texts], start=1
        )
    ]
    themes = propose_themes(searcher, people)
    assert themes
    widest = themes[0]
    assert len(widest.members) >= FEWEST
    assert widest.countries == ("DE", "JP")
    assert widest.technology in searcher.index.vocabulary.technologies
    for case_id in widest.cases:
        assert widest.technology in searcher.index.cases[case_id].technologies
    assert set(widest.policy_areas) <= set(searcher.index.vocabulary.policy_areas)


def test_without_needs_there_are_no_themes(searcher):
    assert propose_themes(searcher, [participant(1, "A"), participant(2, "B")]) == ()
