"""What organisers do with an event, from the first plan to the day itself (the tiny encoder)."""

import pytest

from matcher.errors import WrongUse
from matcher.events.desk import EventDesk, cancelled, reading_language
from matcher.events.store import EventStore
from matcher.index.store import open_index
from matcher.partners.ranking import PartnerFinder
from matcher.search.searcher import Searcher
from matcher.workspace.database import open_database
from tests.events.conftest import participant

NEED, OFFER = "Private 5G network for AGVs in a plant", "Private 5G networks for AGVs"


@pytest.fixture(scope="module")
def searcher(built_settings, encoder):
    return Searcher(open_index(built_settings.indexes, encoder=encoder.id), encoder)


@pytest.fixture
def desk(searcher, event, tmp_path):
    with open_database(f"sqlite:///{tmp_path / 'w.db'}") as database:
        store = EventStore(database, "Anna")
        made = store.create(event)

        def people(known, first):
            return [
                participant(first + n, f"{country} {n}", country=country, needs=(NEED,), offers=(OFFER,))
                for n, country in enumerate(("DE", "DE", "JP", "JP"))
            ]

        store.add(made.id, people)
        desk = EventDesk(store, searcher, PartnerFinder(searcher), made.id)
        desk.store = store
        yield desk


def pairs(schedule):
    return {(meeting.first, meeting.second): meeting for meeting in schedule.meetings}


def test_planning_again_keeps_what_both_agreed_to(desk):
    first = desk.schedule(3)
    uid = first.meetings[0].uid
    assert desk.confirm([uid]) == 1
    again = desk.schedule(3)
    kept = next(meeting for meeting in again.meetings if meeting.uid == uid)
    assert (kept.slot, kept.place, kept.confirmed) == (first.meetings[0].slot, first.meetings[0].place, True)


def test_a_pair_that_is_planned_again_stays_the_same_meeting(desk):
    first, again = desk.schedule(3), desk.schedule(3)
    for pair, meeting in pairs(again).items():
        if pair in pairs(first):
            assert meeting.uid == pairs(first)[pair].uid


def test_a_confirmed_meeting_of_somebody_who_stays_away_is_not_kept(desk):
    desk.schedule(3)
    desk.confirm()
    gone = desk.participants[0]
    desk.store.change_participant(desk.event.id, gone.model_copy(update={"attendance": "absent"}))
    for plan in (desk.schedule(3), desk.replan(seconds=3)):
        assert all(gone.id not in (meeting.first, meeting.second) for meeting in plan.meetings)


def test_only_meetings_that_files_were_made_for_are_cancelled(desk):
    desk.schedule(3)
    gone = desk.participants[0]
    desk.store.change_participant(desk.event.id, gone.model_copy(update={"attendance": "absent"}))
    desk.replan(seconds=3)
    assert desk.cancelled() == ()
    back = desk.participants[0]
    desk.store.change_participant(desk.event.id, back.model_copy(update={"attendance": "expected"}))
    full = desk.replan(seconds=3)
    desk.issue()
    gone = desk.participants[0]
    desk.store.change_participant(desk.event.id, gone.model_copy(update={"attendance": "absent"}))
    now = desk.replan(seconds=3)
    told = {meeting.uid for meeting in desk.cancelled()}
    assert told == {one.uid for one in full.meetings} - {one.uid for one in now.meetings}
    assert told
    assert {meeting.sequence for meeting in desk.cancelled()} == {0}
    assert cancelled([full], full) == ()


def test_without_a_plan_there_is_nothing_to_mend(desk):
    with pytest.raises(WrongUse, match="no plan yet"):
        desk.replan()
    with pytest.raises(WrongUse, match="no plan yet"):
        desk.plan_in("de")


def test_files_are_in_the_language_of_their_reader():
    assert reading_language(participant(1, "A", country="DE", languages=("de", "en"))) == "de"
    assert reading_language(participant(1, "A", country="DE", languages=("en",))) == "en"
    assert reading_language(participant(1, "A", country="JP", languages=())) == "ja"
    assert reading_language(participant(1, "A", country="FR", languages=("fr", "ja"))) == "ja"
