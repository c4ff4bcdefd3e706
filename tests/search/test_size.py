"""A comparable size is a reason, a very different one is told."""

import pytest

from matcher.index.store import open_index
from matcher.model import Profile
from matcher.search.searcher import Searcher
from matcher.search.size import compare_sizes, named_inhabitants, rounded


@pytest.fixture(scope="module")
def searcher(built_settings, encoder):
    return Searcher(open_index(built_settings.indexes, encoder=encoder.id), encoder)


@pytest.mark.parametrize(
    ("text", "language", "inhabitants"),
    [
        ("We are a town of 20,000 inhabitants", "en", 20_000),
        ("a city with 1.5 million residents", "en", 1_500_000),
        ("a population of about 48 000", "en", 48_000),
        ("Stadt mit 20.000 Einwohnern", "de", 20_000),
        ("rund 35 Tsd. Einwohner und drei Ortsteile", "de", 35_000),
        ("Einwohnerzahl: 8.400", "de", 8_400),
        ("人口約2万人の町です", "ja", 20_000),
        ("人口3万5千人", "ja", 35_000),
        ("人口は12,345人で", "ja", 12_345),
        ("人口減少が進む町", "ja", None),
        ("200 machines and 14 halls", "en", None),
        ("20 Einwohner je Quadratkilometer", "de", None),
    ],
)
def test_inhabitants_are_read_from_a_text(text, language, inhabitants):
    assert named_inhabitants(text, language) == inhabitants


@pytest.mark.parametrize(
    ("asked", "population", "kind"),
    [
        (20_000, 40_000, "size"),
        (20_000, 11_000, "size"),
        (20_000, 90_000, None),
        (20_000, 3_700_000, "other_size"),
        (1_000_000, 9_000, "other_size"),
    ],
)
def test_sizes_are_comparable_within_a_factor_of_two(asked, population, kind):
    assert compare_sizes(asked, population) == kind


def test_a_population_is_told_as_people_say_it():
    assert [rounded(one) for one in (98, 8_412, 20_650, 1_352_333)] == [98, 8_400, 21_000, 1_400_000]


def test_size_stands_among_the_reasons_of_a_municipality(searcher, corpus):
    asker = Profile(text="Sensoren warnen vor Hochwasser", kind="municipality", size=60_000)
    told = {
        reason.kind: (match.case, reason)
        for match in searcher.search(asker, language="de", top=100).matches
        for reason in match.reasons
        if reason.kind in ("size", "other_size")
    }
    assert set(told) == {"size", "other_size"}
    for kind, (case, reason) in told.items():
        populations = [corpus.organisations[one.organisation].population for one in case.organisations]
        sizes = [one for one in populations if one]
        assert any(compare_sizes(60_000, one) == kind for one in sizes)
        assert "Einwohner" in reason.text
        assert reason.language == "de"


def test_staff_is_not_held_against_inhabitants(searcher):
    asker = Profile(text="Sensoren warnen vor Hochwasser", kind="company", size=60_000)
    kinds = {reason.kind for match in searcher.search(asker, top=100).matches for reason in match.reasons}
    assert not kinds & {"size", "other_size"}


def test_a_similar_case_of_comparable_size_says_so(searcher, corpus):
    """The asker is then the case's own municipality."""
    kinds = {
        reason.kind
        for match in searcher.similar("jp-koshigaya-pole-flood-sensors", top=100).matches
        for reason in match.reasons
    }
    assert "size" in kinds
