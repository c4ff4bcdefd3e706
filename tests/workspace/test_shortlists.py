"""Shortlists: kept, shared, and undone."""

import pytest

from matcher.errors import EditConflict, WrongUse


def test_a_list_is_kept_with_its_entries_in_order(anna, kenji):
    made = anna.create("Flood sensors", need="Pegelsensoren an kleinen Bächen", language="de")
    anna.add(made.id, "case", ["jp-maizuru-smart-flood-monitoring", "de-wertheim-flood"])
    anna.add(made.id, "organisation", ["kddi"], note="met in Hannover")
    seen = kenji.get("Flood sensors")
    assert [entry.ref for entry in seen.entries] == [
        "jp-maizuru-smart-flood-monitoring",
        "de-wertheim-flood",
        "kddi",
    ]
    assert seen.refs("organisation") == ("kddi",)
    assert seen.entries[2].note == "met in Hannover"
    assert seen.entries[2].status == "to_contact"
    assert (seen.created_by, seen.language) == ("Anna", "de")
    assert seen.created_at.utcoffset().total_seconds() == 0


def test_who_changed_an_entry_and_when_is_kept(anna, kenji):
    entry = anna.add(anna.create("Visits").id, "organisation", ["kddi"]).entries[0]
    changed = kenji.edit(entry.id, entry.version, rating=4, status="contacted", note="Answered in Japanese")
    assert (changed.changed_by, changed.rating, changed.status) == ("Kenji", 4, "contacted")
    assert changed.changed_at >= entry.changed_at
    assert kenji.edit(entry.id, changed.version, rating=0).rating is None
    assert anna.get("Visits").entries[0].note == "Answered in Japanese"


def test_two_editors_of_one_entry_lose_nothing(anna, kenji):
    entry = anna.add(anna.create("Visits").id, "organisation", ["kddi"]).entries[0]
    kenji.edit(entry.id, entry.version, note="They have no time in May")
    with pytest.raises(EditConflict, match="changed by Kenji") as told:
        anna.edit(entry.id, entry.version, note="Ask for May")
    assert "Load it again" in str(told.value)
    assert anna.get("Visits").entries[0].note == "They have no time in May"


def test_editors_of_different_entries_do_not_disturb_each_other(anna, kenji):
    first, second = anna.add(anna.create("Visits").id, "organisation", ["kddi", "nec"]).entries
    kenji.edit(second.id, second.version, rating=5)
    anna.edit(first.id, first.version, rating=3)
    assert [entry.rating for entry in anna.get("Visits").entries] == [3, 5]


def test_entries_are_moved(anna, kenji):
    shortlist = anna.add(anna.create("Visits").id, "case", ["jp-a", "jp-b", "jp-c"])
    moved = anna.move(shortlist.entries[2].id, 1, shortlist.version)
    assert moved.refs("case") == ("jp-c", "jp-a", "jp-b")
    with pytest.raises(EditConflict):
        kenji.move(shortlist.entries[0].id, 1, shortlist.version)
    assert anna.move(moved.entries[0].id, 99, moved.version).refs("case") == ("jp-a", "jp-b", "jp-c")


def test_what_is_on_a_list_is_not_added_twice(anna):
    made = anna.create("Visits")
    anna.add(made.id, "case", ["jp-a", "jp-a"], note="first")
    again = anna.add(made.id, "case", ["jp-a", "jp-b"], note="second")
    assert [(entry.ref, entry.note) for entry in again.entries] == [("jp-a", "first"), ("jp-b", "second")]


def test_removing_an_entry_can_be_undone(anna):
    shortlist = anna.add(anna.create("Visits").id, "case", ["jp-a", "jp-b"], note="keep me")
    entry = shortlist.entries[0]
    assert anna.remove(entry.id, entry.version).refs("case") == ("jp-b",)
    with pytest.raises(WrongUse, match="not on the list"):
        anna.edit(entry.id, entry.version + 1, rating=1)
    back = anna.restore(entry.id)
    assert [(one.ref, one.note) for one in back.entries] == [("jp-a", "keep me"), ("jp-b", "keep me")]


def test_adding_what_was_removed_brings_its_note_back(anna):
    shortlist = anna.add(anna.create("Visits").id, "case", ["jp-a", "jp-b"], note="keep me")
    anna.remove(shortlist.entries[0].id, shortlist.entries[0].version)
    again = anna.add(shortlist.id, "case", ["jp-a"])
    assert [(one.ref, one.note) for one in again.entries] == [("jp-b", "keep me"), ("jp-a", "keep me")]


def test_deleting_a_list_can_be_undone(anna):
    made = anna.add(anna.create("Visits").id, "case", ["jp-a"])
    anna.delete(made.id, made.version)
    assert anna.all() == ()
    assert [one.name for one in anna.all(deleted=True)] == ["Visits"]
    anna.create("Visits")
    back = anna.undelete(made.id)
    assert (back.name, back.refs("case")) == ("Visits (2)", ("jp-a",))
    assert {one.name for one in anna.all()} == {"Visits", "Visits (2)"}


def test_renaming(anna):
    made = anna.create("Visits")
    anna.create("Other")
    with pytest.raises(WrongUse, match="already"):
        anna.rename(made.id, "Other", made.version)
    assert anna.rename(made.id, "Besuche 訪問", made.version).name == "Besuche 訪問"
    with pytest.raises(EditConflict):
        anna.rename(made.id, "Once more", made.version)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rating": 6}, "Give 1 to 5"),
        ({"status": "friends"}, "to_contact, contacted"),
        ({"note": "x" * 4001}, "4000 are the most"),
    ],
)
def test_wrong_values_are_said(anna, change, message):
    entry = anna.add(anna.create("Visits").id, "case", ["jp-a"]).entries[0]
    with pytest.raises(WrongUse, match=message):
        anna.edit(entry.id, entry.version, **change)


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\x1b", "x" * 121])
def test_a_list_needs_a_name(anna, name):
    with pytest.raises(WrongUse, match="name of the list"):
        anna.create(name)


def test_a_list_that_is_not_there(anna):
    for asked in (7, "7", "Nothing", "²", "7" * 30, "٣"):
        with pytest.raises(WrongUse, match="there is no list"):
            anna.get(asked)


def test_names_that_look_the_same_are_the_same(anna):
    made = anna.create("Ko\u0308ln\u200b \n \u202eBesuch\x1b")
    assert made.name == "K\u00f6ln Besuch"
    assert anna.get("Ko\u0308ln  Besuch").id == made.id
    with pytest.raises(WrongUse, match="already"):
        anna.create("K\u00f6ln Besuch")


@pytest.mark.parametrize(("given", "kept"), [("  ", None), ("", None), (" Pegel\x00 \n", "Pegel")])
def test_a_need_is_kept_as_it_can_be_searched_for(anna, given, kept):
    made = anna.create("Visits", need=given, language="de")
    assert (made.need, made.language) == (kept, "de" if kept else None)


def test_a_need_that_is_too_long(anna):
    with pytest.raises(WrongUse, match="8000 are the most"):
        anna.create("Visits", need="x" * 8001)


def test_a_note_holds_nothing_that_breaks_files(anna):
    entry = anna.add(anna.create("Visits").id, "case", ["jp-a"], note="one\x00").entries[0]
    assert entry.note == "one"
    assert anna.edit(entry.id, entry.version, note="two\ud800").note == "two"
