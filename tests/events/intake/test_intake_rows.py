"""From rows to participants: lists as staff receive them, in three languages."""

import datetime as dt

from intake_files import csv

from matcher.events.event import Participant

FULL = {
    "organisation": "Nordlicht Sensorik GmbH",
    "contact": "",
    "email": "treffen@example.com",
    "country": "DE",
    "kind": "company",
    "sector": "machinery",
    "size": 1200,
    "needs": ("5G-Campusnetz", "Pilotkommune"),
    "offers": ("Schwingungssensoren",),
    "languages": ("de", "en"),
    "must_meet": ("横浜市", "Acme Co., Ltd."),
    "wont_meet": ("Südlicht AG",),
    "zone": "Europe/Berlin",
    "on_site": False,
}


def only(intake):
    assert intake.problems == ()
    return intake.participants[0]


def test_a_german_list_as_excel_saves_it(take_in):
    content = csv([
        ["Firma", "E-Mail", "Land", "Art", "Branche", "Größe", "Bedarf", "Angebot", "Sprachen", "Verfügbarkeit",
         "Pflichttreffen", "Nicht treffen", "Zeitzone", "Vor Ort oder online"],
        ["Nordlicht Sensorik GmbH", "treffen@example.com", "Deutschland", "Unternehmen", "Maschinenbau", "1.200",
         "5G-Campusnetz; Pilotkommune", "Schwingungssensoren", "Deutsch, Englisch", "9-12 Uhr", "Stadt Yokohama",
         "Südlicht AG", "MEZ", "online"],
    ], ";", "cp1252")  # fmt: skip
    found = only(take_in(content, "de"))
    told = found.model_dump(exclude={"line", "available"})
    assert told == FULL | {"must_meet": ("Stadt Yokohama",)}
    assert [window.start for window in found.available] == [dt.datetime(2027, 3, 9, 8, tzinfo=dt.UTC)]


def test_a_japanese_list_as_excel_saves_it(take_in):
    content = csv([
        ["会社名", "メールアドレス", "国", "種別", "業種", "従業員数", "ニーズ", "提供できるもの", "対応言語",
         "参加可能時間", "必ず会いたい相手", "会いたくない相手", "タイムゾーン", "参加方法"],
        ["Nordlicht Sensorik GmbH", "treffen@example.com", "ドイツ", "企業", "産業機械", "1,200人",
         "・5G-Campusnetz\n・Pilotkommune", "Schwingungssensoren", "ドイツ語・英語", "3月9日 9:00~12:00",
         "横浜市、Acme Co., Ltd.", "Sudlicht AG", "ドイツ時間", "オンライン"],
    ], ",", "cp932")  # fmt: skip
    found = only(take_in(content, "ja"))
    assert found.model_dump(exclude={"line", "available"}) == FULL | {"wont_meet": ("Sudlicht AG",)}
    assert [window.end for window in found.available] == [dt.datetime(2027, 3, 9, 11, tzinfo=dt.UTC)]


def test_only_organisation_and_country_are_needed(take_in):
    found = only(take_in([["Organisation", "Country"], ["City of Kobe", "Japan"]]))
    assert (found.line, found.organisation, found.country) == (2, "City of Kobe", "JP")
    assert (found.kind, found.zone, found.on_site, found.available) == ("company", "Europe/Berlin", True, ())


def test_a_list_may_name_the_same_organisation_in_two_countries(take_in):
    intake = take_in([["Organisation", "Country"], ["Acme", "Japan"], ["Acme", "Germany"]])
    assert [one.country for one in intake.participants] == ["JP", "DE"]


def test_who_is_in_the_event_already_does_not_come_in_again(take_in):
    known = [Participant(id=1, organisation="Acme GmbH", email="a@example.com", country="DE")]
    intake = take_in(
        [["Organisation", "E-mail", "Country"], ["ACME", "", "DE"], ["Beta", "A@example.com", "DE"]], known=known
    )
    assert intake.participants == ()
    assert [one.what for one in intake.problems] == [
        "The organisation is already in the event, and no contact person tells the two apart.",
        "The e-mail address belongs to a participant who is already in the event.",
    ]


def test_times_of_an_event_without_a_day_need_dates(take_in):
    rows = [
        ["Organisation", "Country", "Availability"],
        ["Acme", "JP", "9-12"],
        ["Beta", "JP", "2027-03-09 9:00-12:00"],
    ]
    intake = take_in(rows, event_day=None)
    assert [one.organisation for one in intake.participants] == ["Beta"]
    assert "the event has no day yet" in intake.problems[0].what


def test_problems_are_told_in_the_readers_language_under_the_lists_own_headings(take_in):
    rows = [["Firma", "国", "Type"], ["Acme", "ドイッ", "Kommunee"]]
    intake = take_in(rows, "ja")
    assert [(one.column, one.what, one.mend) for one in intake.problems] == [
        ("国", "「国」の値「ドイッ」を認識できません。", "「ドイツ」ではありませんか。"),
        (
            "Type",
            "「Type」の値「Kommunee」を認識できません。",
            "記入例:企業、自治体、省庁・官公庁、研究機関、団体、その他。",
        ),
    ]
