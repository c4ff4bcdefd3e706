"""The way through an event: its facts, the steps, and what comes next. Step and event stand in the address."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from matcher.events.event import Event
from matcher.texts import Texts
from matcher.ui.events.editing import offer_change
from matcher.ui.events.visit import Visit
from matcher.ui.markdown import plain
from matcher.ui.navigation import EVENTS
from matcher.ui.state import read_address, show_value, write_address

STEPS = ("participants", "match", "schedule", "files", "themes")
_ICONS = ("group", "join_inner", "calendar_view_day", "draft", "forum")


def show_head(visit: Visit) -> None:
    """Show what the event is, and a warning where its data should have been deleted."""
    texts, event = visit.texts, visit.event
    st.title(plain(event.name), anchor=False)
    facts = [*event_facts(event, texts), texts("eventpage_count_people", count=texts.number(len(visit.people)))]
    if visit.plan:
        facts.append(texts("eventpage_count_meetings", count=texts.number(len(visit.plan.meetings))))
    st.caption(plain(" · ".join(facts)))
    offer_change(visit)
    warn_if_expired(event, texts)


def event_facts(event: Event, texts: Texts) -> list[str]:
    """Return day, time, venue and size of an event."""
    first, last = event.slots[0], event.slots[-1]
    facts = [
        texts.day(first.start, event.zone),
        f"{texts.clock(first.start, last.end, event.zone)} ({texts.zone(first.start, event.zone)})",
        event.venue,
        texts("eventpage_frame", slots=str(len(event.slots)), places=str(len(event.places))),
    ]
    return [fact for fact in facts if fact]


def warn_if_expired(event: Event, texts: Texts) -> None:
    """Say that participants' data are kept for longer than was meant."""
    if event.keep_until < dt.datetime.now(dt.UTC).date():
        until = texts.date(event.keep_until.isoformat())
        st.warning(texts("eventpage_expired", name=plain(event.name), date=plain(until)), icon=":material/policy:")


def show_steps(visit: Visit) -> str:
    """Show the steps, and return the one that the address names."""
    texts = visit.texts
    now = visit.address.step if visit.address.step in STEPS else STEPS[0]
    key = f"step-{texts.language}"
    show_value(key, now)
    st.segmented_control(
        texts("eventpage_steps"),
        STEPS,
        format_func=lambda step: f":material/{_ICONS[STEPS.index(step)]}: {step_title(step, texts)}",
        required=True,
        key=key,
        on_change=_go,
        args=(key,),
        label_visibility="collapsed",
    )
    return now


def step_title(step: str, texts: Texts) -> str:
    """Return a step's number and name."""
    return f"{STEPS.index(step) + 1}\u2009·\u2009{texts(f'eventpage_step_{step}')}"


def _go(key: str) -> None:
    write_address(replace(read_address(), step=st.session_state[key], pair=""))


def show_next(visit: Visit, step: str) -> None:
    """Show the link to the next step, once there is something to go on with."""
    place = STEPS.index(step) + 1
    if place == len(STEPS) or len(visit.people) < 2 or (step == "schedule" and visit.plan is None):
        return
    following = STEPS[place]
    with st.container(key="next-step"):
        st.page_link(
            EVENTS.file,
            label=f"{visit.texts('eventpage_next')} {step_title(following, visit.texts)}",
            icon=":material/arrow_forward:",
            query_params=visit.step(following),
        )


def need_people(visit: Visit) -> bool:
    """Tell whether there are people to work with, and say what to do where there are not."""
    if len(visit.people) >= 2:
        return True
    st.info(visit.texts("eventpage_too_few"), icon=":material/group_add:")
    st.page_link(
        EVENTS.file, label=step_title(STEPS[0], visit.texts), icon=":material/arrow_back:",
        query_params=visit.step(STEPS[0]),
    )  # fmt: skip
    return False


def need_plan(visit: Visit) -> bool:
    """Tell whether there is a plan, and say what to do where there is none."""
    if visit.plan is not None:
        return True
    st.info(visit.texts("eventpage_no_plan_yet"), icon=":material/calendar_view_day:")
    st.page_link(
        EVENTS.file, label=step_title("schedule", visit.texts), icon=":material/arrow_back:",
        query_params=visit.step("schedule"),
    )  # fmt: skip
    return False
