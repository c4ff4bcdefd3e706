"""Recognising columns: in three languages, exactly or nearly, and always for a person to confirm."""

import pytest
from intake_files import xlsx

from matcher.events.intake.headings import FIELDS, propose_mapping, recognise
from matcher.events.intake.reading import read_table
from matcher.model import LANGUAGES
from matcher.texts import Texts


def mapping_of(*headings):
    table = read_table(xlsx([headings]), "list.xlsx")
    return table, propose_mapping(table)


def fields(mapping):
    return {guess.field: guess.heading for guess in mapping.guesses}


@pytest.mark.parametrize(
    "headings",
    [
        ("Company", "Contact", "E-mail", "Country", "Type", "Industry", "Employees", "Looking for", "Offers",
         "Languages", "Availability", "Must meet", "Won’t meet", "Time zone", "On site or online"),
        ("Unternehmen", "Ansprechpartner", "E-Mail", "Land", "Art", "Branche", "Größe", "Bedarf", "Angebot",
         "Sprachen", "Verfügbarkeit", "Pflichttreffen", "Nicht treffen", "Zeitzone", "vor Ort oder online"),
        ("会社名", "ご担当者名", "メールアドレス", "国", "種別", "業種", "従業員数", "ニーズ", "提供できるもの",
         "対応言語", "参加可能時間", "必ず会いたい相手", "会いたくない相手", "タイムゾーン", "参加方法"),
    ],
)  # fmt: skip
def test_usual_headings_of_three_languages_are_known(headings):
    _, mapping = mapping_of(*headings)
    assert fields(mapping) == dict(zip(FIELDS, headings, strict=True))
    assert mapping.unsure == mapping.unknown == mapping.missing == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fields_own_names_are_known(language):
    for field in FIELDS:
        assert recognise(Texts(language)(f"intake_field_{field}")).field == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("  ORGANISATION * ", "organisation"),
        ("ｅ－ｍａｉｌ", "email"),
        ("団体名 / Organisation", "organisation"),
        ("Land\n国", "country"),
        ("Branche (bitte auswählen)", "sector"),
        ("業種（選択してください）", "sector"),
        ("従業員数・人口", "size"),
    ],
)
def test_case_width_brackets_and_second_languages_do_not_matter(heading, field):
    assert (recognise(heading).field, recognise(heading).sureness) == (field, 1.0)


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Organisaton", "organisation"), ("Verfügbarkeiten", "available"), ("会社名称", "organisation"),
     ("貴社の業種をお選びください", "sector"), ("Name", "contact"), ("Ihre Branchenzugehörigkeit", "sector")],
)  # fmt: skip
def test_headings_that_are_nearly_known_are_proposed_as_unsure(heading, field):
    assert recognise(heading).field == field
    assert 0.5 < recognise(heading).sureness < 1


@pytest.mark.parametrize(
    "heading", ["", "No.", "Bemerkung", "備考", "Dietary needs are to be told to the organisation team"]
)
def test_other_headings_are_not_taken_for_something(heading):
    assert recognise(heading) is None


def test_unknown_columns_are_listed_and_a_second_column_of_a_field_too():
    _, mapping = mapping_of("No.", "Organisation", "Land", "Bemerkung", "Firma")
    assert fields(mapping) == {"organisation": "Organisation", "country": "Land"}
    assert [(one.column, one.heading) for one in mapping.unknown] == [(0, "No."), (3, "Bemerkung"), (4, "Firma")]


def test_the_surer_of_two_columns_is_proposed():
    _, mapping = mapping_of("Organisaton", "Company", "Country")
    assert fields(mapping)["organisation"] == "Company"


def test_a_person_changes_the_mapping():
    table, mapping = mapping_of("Name", "Firma", "Land", "Wer kommt")
    assert [guess.field for guess in mapping.unsure] == ["contact"]
    changed = mapping.assign(table, "contact", 3)
    assert changed.of("contact").sure
    assert [one.heading for one in changed.unknown] == ["Name"]
    assert fields(changed.assign(table, "organisation", 0)) == {
        "organisation": "Name", "country": "Land", "contact": "Wer kommt",
    }  # fmt: skip
    assert mapping.assign(table, "country", None).missing == ("country",)
