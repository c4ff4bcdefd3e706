"""Wishes become participants where a name is certain; links to the corpus are proposed, never made."""

import pytest

from matcher.events.event import Participant
from matcher.events.intake.linking import propose_links
from matcher.events.intake.rows import DraftParticipant
from matcher.events.intake.wishes import resolve_wishes


def draft(line, organisation, must=(), wont=(), **more):
    values = {"country": "DE", "zone": "Europe/Berlin", **more}
    return DraftParticipant(line=line, organisation=organisation, must_meet=must, wont_meet=wont, **values)


LIST = [
    draft(2, "Acme Sensor GmbH & Co. KG"),
    draft(3, "株式会社アルファ", country="JP"),
    draft(4, "Omega Co., Ltd.", country="JP"),
    draft(5, "Stadt Ulm", contact="A. Roth", email="roth@example.com"),
    draft(6, "Stadt Ulm", contact="B. Weiß"),
]


@pytest.mark.parametrize(
    ("wish", "ids"),
    [
        ("ACME SENSOR", (10,)), ("acme sensor gmbh & co. kg", (10,)), ("Ａｃｍｅ　Ｓｅｎｓｏｒ", (10,)),
        ("アルファ", (11,)), ("ｱﾙﾌｧ㈱", (11,)), ("(株)アルファ", (11,)), ("OMEGA", (12,)), ("オメガ", ()),
        ("Omega Co., Ltd., Acme Sensor", (12, 10)), ("roth@example.com", (13,)), ("Stadt Ulm (B. Weiss)", (14,)),
        ("A. Roth", (13,)), ("Stadt Ulm", ()), ("Beta Handels AG", (7,)),
    ],
)  # fmt: skip
def test_names_are_found_without_case_width_and_legal_form(wish, ids):
    known = [Participant(id=7, organisation="Beta Handels", country="DE")]
    participants, problems = resolve_wishes([*LIST, draft(7, "Gamma", (wish,))], known, 10)
    assert participants[-1].must_meet == ids
    assert bool(problems) is not bool(ids)


def test_a_name_in_full_is_preferred_to_one_without_its_legal_form():
    drafts = [draft(2, "Acme AG"), draft(3, "Acme GmbH"), draft(4, "Beta", ("Acme GmbH", "Acme"))]
    participants, problems = resolve_wishes(drafts, [], 1)
    assert participants[2].must_meet == (2,)
    assert [(one.line, one.column, one.value, one.what) for one in problems] == [
        (4, "Must meet", "Acme", "“Acme” fits 2 participants.")
    ]


def test_what_is_not_certain_is_reported_and_not_guessed():
    drafts = [*LIST, draft(7, "Gamma", ("Acme Sensors", "Gamma GmbH", "アルファ"), ("Nobody", "アルファ"))]
    participants, problems = resolve_wishes(drafts, [], 1, "de")
    assert (participants[-1].must_meet, participants[-1].wont_meet) == ((), (2,))
    assert [(one.value, one.what) for one in problems] == [
        ("Nobody", "„Nobody“ ist nicht unter den Teilnehmenden."),
        ("Acme Sensors", "„Acme Sensors“ ist nicht unter den Teilnehmenden."),
        ("Gamma GmbH", "„Gamma GmbH“ ist die teilnehmende Organisation selbst."),
        ("アルファ", "„アルファ“ soll getroffen und nicht getroffen werden."),
    ]
    assert problems[1].mend == "Meinten Sie „Acme Sensor GmbH & Co. KG“? Der Wunsch wurde weggelassen."


def test_ids_go_on_from_the_first_free_one_and_nothing_else_changes():
    participants, problems = resolve_wishes(LIST, [], 41)
    assert [one.id for one in participants] == [41, 42, 43, 44, 45]
    assert participants[3].model_dump(include={"organisation", "contact", "email"}) == {
        "organisation": "Stadt Ulm", "contact": "A. Roth", "email": "roth@example.com",
    }  # fmt: skip
    assert problems == []


def links(corpus, organisation, country, kind="company", language="en", **more):
    participant = Participant(id=1, organisation=organisation, country=country, kind=kind, **more)
    return propose_links([participant], corpus.organisations, language)


@pytest.mark.parametrize(
    ("name", "country", "kind", "linked", "least"),
    [
        ("Siemens AG", "DE", "company", "siemens", 0.95), ("富士通㈱", "JP", "company", "fujitsu", 0.95),
        ("FUJITSU LIMITED", "JP", "company", "fujitsu", 0.95), ("adesso SE", "DE", "company", "adesso", 0.9),
        ("Stadt Ulm", "DE", "municipality", "city-of-ulm", 1.0), ("Ulm", "DE", "municipality", "city-of-ulm", 0.8),
        ("横浜市役所", "JP", "municipality", "city-of-yokohama", 0.8),
        ("愛知県庁", "JP", "municipality", "aichi-prefecture", 0.8),
        ("Okinawa Celular Telephone", "JP", "company", "okinawa-cellular", 0.75),
    ],
)  # fmt: skip
def test_organisations_of_the_corpus_are_proposed(corpus, name, country, kind, linked, least):
    best = links(corpus, name, country, kind)[0]
    assert best.organisation_id == linked
    assert least <= best.sureness <= 1


def test_a_proposal_says_why_in_the_readers_language(corpus):
    best = links(corpus, "Ulm", "DE", "municipality", "de")[0]
    assert (best.name, best.why) == ("Stadt Ulm", "Gleiche Kommune: City of Ulm")


def test_the_country_has_to_agree_and_strangers_get_nothing(corpus):
    assert links(corpus, "Siemens AG", "JP") == []
    assert links(corpus, "Utterly Unheard-of Systems", "DE") == []
    assert links(corpus, "NEK", "JP") == []


def test_who_is_linked_already_is_left_alone(corpus):
    assert links(corpus, "Siemens AG", "DE", linked="siemens") == []
