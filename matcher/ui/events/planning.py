"""The step of planning: plan, see how good it is, confirm, mark who is absent, and plan again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from matcher.errors import EditConflict, WrongUse
from matcher.events.event import Participant, Schedule
from matcher.export.events.wording import short_time
from matcher.ui.events.figures import show_figures
from matcher.ui.events.steps import need_people
from matcher.ui.events.timetable import show_changes, show_grid, show_own
from matcher.ui.events.visit import Visit
from matcher.ui.events.work import awaited, bench
from matcher.ui.markdown import plain

SECONDS = (5, 10, 30, 60)
_PLANNING = "planning"


def show_schedule(visit: Visit) -> None:
    """Show the plan and everything that can be done with it."""
    if not need_people(visit):
        return
    _await_plan(visit)
    texts, plan = visit.texts, visit.plan
    if plan is None:
        st.markdown(texts("eventpage_plan_lead"))
        _ask_to_plan(visit)
        return
    _warn_of_absent(visit, plan)
    show_figures(visit, plan)
    show_changes(visit)
    show_grid(visit, plan)
    show_own(visit, plan)
    st.subheader(texts("eventpage_confirm"), anchor=False)
    _confirm(visit, plan)
    st.subheader(texts("eventpage_again"), anchor=False)
    _ask_absent(visit)
    with st.expander(texts("eventpage_plan_anew"), icon=":material/restart_alt:"):
        st.caption(texts("eventpage_plan_anew_hint"))
        _ask_to_plan(visit)


def _ask_to_plan(visit: Visit) -> None:
    texts = visit.texts
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="ask-plan"):
        seconds = _ask_seconds(visit, "plan")
        if st.button(texts("eventpage_plan_now"), type="primary", icon=":material/play_arrow:", key="plan-now"):
            desk = visit.desk
            _start(visit, seconds, lambda: desk.schedule(seconds))


def _ask_seconds(visit: Visit, key: str) -> int:
    texts = visit.texts
    chosen = st.segmented_control(
        texts("eventpage_seconds"),
        SECONDS,
        default=SECONDS[1],
        format_func=lambda seconds: texts("seconds_short", seconds=str(seconds)),
        required=True,
        key=f"seconds-{key}-{texts.language}",
    )
    return int(chosen or SECONDS[1])


def _start(visit: Visit, seconds: int, make: Callable[[], Schedule]) -> None:
    """Begin to plan, unless somebody does so already, and show that."""
    bench().start(visit.job(_PLANNING), lambda _: make())
    st.session_state[f"event-{visit.event.id}-seconds"] = seconds
    st.rerun()


def _await_plan(visit: Visit) -> None:
    """Wait for a plan that is being made, with progress; it is in the workspace when it is done."""
    name, texts = visit.job(_PLANNING), visit.texts
    job = bench().of(name)
    if job is None:
        return
    seconds = st.session_state.get(f"event-{visit.event.id}-seconds", SECONDS[-1])
    saying = texts("eventpage_planning", count=texts.number(len(visit.people)))
    try:
        awaited(name, lambda _: None, saying, texts, seconds=seconds)
    except EditConflict:
        st.error(f"**{texts('eventpage_plan_failed')}** {texts('eventpage_plan_overtaken')}")
        return
    except WrongUse as error:
        st.error(f"**{texts('eventpage_plan_failed')}** {plain(str(error))}")
        return
    bench().drop(name)
    st.rerun()


def _warn_of_absent(visit: Visit, plan: Schedule) -> None:
    """Say where somebody who does not come has meetings still."""
    busy = {side for meeting in plan.meetings for side in (meeting.first, meeting.second)}
    absent = [visit.names[one.id] for one in visit.people if one.attendance == "absent" and one.id in busy]
    if absent:
        text = visit.texts("eventpage_absent_planned", names=visit.texts.join(absent))
        st.warning(plain(text), icon=":material/person_off:")


def _confirm(visit: Visit, plan: Schedule) -> None:
    """Confirm all meetings, or chosen ones."""
    texts = visit.texts
    open_ones = [one for one in plan.meetings if not one.confirmed]
    count, everything = texts.number(len(plan.meetings) - len(open_ones)), texts.number(len(plan.meetings))
    st.caption(texts("eventpage_confirmed_count", count=count, all=everything))
    if not open_ones:
        return
    slots = {slot.number: slot for slot in visit.event.slots}
    names = {
        one.uid: f"{short_time(slots[one.slot], visit.event.zone, texts)} · "
        f"{visit.names.get(one.first, one.first)} ↔ {visit.names.get(one.second, one.second)}"
        for one in open_ones
    }
    chosen = st.multiselect(
        texts("eventpage_confirm_which"),
        list(names),
        format_func=lambda uid: names.get(uid, uid),
        placeholder=texts("eventpage_choose"),
        key=f"confirm-{visit.event.id}-{texts.language}",
    )
    with st.container(horizontal=True, gap="small"):
        if st.button(texts("eventpage_confirm_chosen"), disabled=not chosen, key="confirm-chosen"):
            _keep_confirmed(visit, chosen)
        if st.button(texts("eventpage_confirm_all"), icon=":material/done_all:", key="confirm-all"):
            _keep_confirmed(visit, None)


def _keep_confirmed(visit: Visit, uids: Sequence[str] | None) -> None:
    try:
        visit.desk.confirm(uids)
    except EditConflict:
        st.error(visit.texts("eventpage_conflict"))
        return
    st.rerun()


def _ask_absent(visit: Visit) -> None:
    """Ask who does not come and from when on, and mend the plan."""
    texts = visit.texts
    st.caption(texts("eventpage_again_hint"))
    absent = st.multiselect(
        texts("eventpage_absent"),
        [one.id for one in visit.people],
        [one.id for one in visit.people if one.attendance == "absent"],
        format_func=lambda number: visit.names.get(number, str(number)),
        placeholder=texts("eventpage_nobody"),
        key=f"absent-{visit.event.id}-{texts.language}",
    )
    numbers = {slot.number: slot for slot in visit.event.slots}
    from_slot = st.selectbox(
        texts("eventpage_from_slot"),
        list(numbers),
        format_func=lambda number: short_time(numbers[number], visit.event.zone, texts),
        key=f"from-slot-{visit.event.id}-{texts.language}",
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="ask-again"):
        seconds = _ask_seconds(visit, "again")
        if st.button(texts("eventpage_again_now"), type="primary", icon=":material/sync:", key="plan-again"):
            try:
                _note_absent(visit, set(absent))
            except EditConflict:
                st.error(texts("eventpage_conflict"))
                return
            desk, start = visit.desk, int(from_slot or 1)
            _start(visit, seconds, lambda: desk.replan(from_slot=start, seconds=seconds))


def _note_absent(visit: Visit, absent: set[int]) -> None:
    """Keep who comes and who does not, where that changed."""
    for one in visit.store.participants(visit.event.id):
        attendance = _attendance(one, absent)
        if attendance != one.attendance:
            changed = one.model_copy(update={"attendance": attendance})
            visit.store.change_participant(visit.event.id, changed)


def _attendance(one: Participant, absent: set[int]) -> str:
    return "absent" if one.id in absent else "expected"
