"""The workspace behind the pages: opened once for all sessions, and changed in the user's name."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from matcher.errors import EditConflict, MatcherError, WrongUse
from matcher.settings import load_settings
from matcher.texts import Texts
from matcher.workspace.database import Database, open_database
from matcher.workspace.shortlists import Shortlists

_NAME = "user-name"
_LONGEST_NAME = 80


@st.cache_resource(show_spinner=False)
def open_workspace(url: str) -> Database:
    """Open the database of a URL; once for all sessions.

    Raises:
        WrongUse: the address is none.
        WorkspaceUnavailable: no database answers there.
    """
    return open_database(url)


def shortlists() -> Shortlists:
    """Return the shortlists of the workspace, to be changed in the user's name.

    Raises:
        WorkspaceUnavailable: the database does not answer.
    """
    return Shortlists(open_workspace(load_settings().workspace), user_name())


def user_name() -> str:
    """Return the name that the user gave in this session, else the one of the settings."""
    return str(st.session_state.get(_NAME) or load_settings().user)


def ask_name(texts: Texts, place: str) -> None:
    """Show the field for the user's name; what it holds is kept for the session. ``place`` tells fields apart."""
    key = f"name-{place}"
    put_value(key, user_name())
    st.text_input(
        texts("shortlist_your_name"),
        max_chars=_LONGEST_NAME,
        help=texts("shortlist_your_name_help"),
        key=key,
        on_change=_keep_name,
        args=(key,),
    )


def put_value(key: str, value: object) -> None:
    """Put a value into a field, only where it is another than what the field was given last.

    A field that is given its value anew at every run would lose what is being typed into it meanwhile.
    """
    given = f"given-{key}"
    if key not in st.session_state or given not in st.session_state or st.session_state[given] != value:
        st.session_state[key] = value
        st.session_state[given] = value


def taken_over(key: str) -> None:
    """Note that what a field holds is the value that it should have."""
    st.session_state[f"given-{key}"] = st.session_state[key]


def put_again(key: str) -> None:
    """Have a field be given its value anew: what it holds was not taken over."""
    st.session_state.pop(f"given-{key}", None)


def _keep_name(key: str) -> None:
    st.session_state[_NAME] = st.session_state[key].strip()


def moment_text(moment: dt.datetime, texts: Texts) -> str:
    """Return date and time as the user's clock shows them."""
    local = moment.astimezone(_zone())
    return texts("shortlist_moment", date=texts.date(local.date().isoformat()), time=f"{local:%H:%M}")


def _zone() -> dt.tzinfo:
    """Return the browser's time zone, else UTC."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return dt.UTC


def refusal(error: MatcherError, texts: Texts) -> str:
    """Return what a refused change means, in the user's language.

    Raises:
        MatcherError: the error is none of those that a user's change may meet.
    """
    if isinstance(error, EditConflict):
        return texts("shortlist_conflict")
    if isinstance(error, WrongUse):
        return texts("shortlist_gone")
    raise error
