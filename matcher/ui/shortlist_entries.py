"""The entries of one shortlist: order, note, rating and contact status, each saved as soon as it is changed."""

from __future__ import annotations

import streamlit as st

from matcher.api import Matcher
from matcher.errors import WrongUse
from matcher.texts import Texts
from matcher.ui.markdown import plain
from matcher.ui.navigation import CASE, ORGANISATION, AppPage
from matcher.ui.shortlist_changes import EntryField, edit, forget, keep_mine, move, remove, saw, unsaved
from matcher.ui.state import Address
from matcher.ui.workspace import moment_text, put_value
from matcher.workspace.shortlist import CONTACT_STATUSES, MAX_NOTE, Entry, Shortlist

PAGE = 20
RATINGS = (0, 1, 2, 3, 4, 5)


def show_entries(found: Shortlist, address: Address, texts: Texts, matcher: Matcher) -> None:
    """Show the entries in the list's order."""
    key = f"entries-shown-{found.id}"
    count = st.session_state.get(key, PAGE)
    for place, entry in enumerate(found.entries[:count], start=1):
        _entry(entry, place, found, address, texts, matcher)
    if count < len(found.entries) and st.button(texts("shortlist_more"), key="more-entries"):
        st.session_state[key] = count + PAGE
        st.rerun()


def _entry(entry: Entry, place: int, found: Shortlist, address: Address, texts: Texts, matcher: Matcher) -> None:
    saw("entry", entry.id, entry.version)
    name = _name(entry, texts, matcher)
    with st.container(border=True, key=f"entry-{entry.id}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"icons-{entry.id}"):
            st.markdown(f"**{place}** · {texts(f'shortlist_kind_{entry.kind}')}", width="stretch")
            _order(entry, place, found, plain(name or entry.ref), texts)
        if name is None:
            st.markdown(f"{plain(entry.ref)} – {texts('shortlist_not_in_corpus')}")
        else:
            page: AppPage = CASE if entry.kind == "case" else ORGANISATION
            with st.container(key=f"name-entry-{entry.id}"):
                st.page_link(page.file, label=plain(name), query_params=address.of_item(entry.ref))
        _fields(entry, texts)
        _conflicts(entry, texts)
        when = plain(moment_text(entry.changed_at, texts))
        st.caption(texts("shortlist_changed", who=plain(entry.changed_by), when=when))


def _name(entry: Entry, texts: Texts, matcher: Matcher) -> str | None:
    """Return what an entry is called, or None where the corpus has it no more."""
    if entry.kind == "organisation":
        organisation = matcher.index.organisations.get(entry.ref)
        return organisation.name.pick(texts.language).text if organisation else None
    try:
        return matcher.case(entry.ref).title.pick(texts.language).text
    except WrongUse:
        return None


def _order(entry: Entry, place: int, found: Shortlist, name: str, texts: Texts) -> None:
    for step, icon, key in ((-1, "arrow_upward", "up"), (1, "arrow_downward", "down")):
        st.button(
            texts(f"shortlist_{key}"),
            icon=f":material/{icon}:",
            key=f"{key}-{entry.id}",
            help=texts(f"shortlist_{key}"),
            type="tertiary",
            disabled=not 1 <= place + step <= len(found.entries),
            on_click=move,
            args=(entry, found.id, place + step, texts),
        )
    st.button(
        texts("shortlist_remove"),
        icon=":material/close:",
        key=f"remove-{entry.id}",
        help=texts("shortlist_remove"),
        type="tertiary",
        on_click=remove,
        args=(entry, name, texts),
    )


def _fields(entry: Entry, texts: Texts) -> None:
    with st.container(horizontal=True, gap="small"):
        for field, options, value in (
            ("rating", RATINGS, entry.rating or 0),
            ("status", CONTACT_STATUSES, entry.status),
        ):
            key = _key(field, entry)
            put_value(key, value)
            st.selectbox(
                texts(f"shortlist_{field}"),
                options,
                format_func=lambda one, field=field: shown_value(field, one, texts),
                key=key,
                filter_mode=None,
                width=220,
                on_change=edit,
                args=(entry, key, field, texts),
            )
    key = _key("note", entry)
    put_value(key, entry.note)
    st.text_area(
        texts("shortlist_note"),
        max_chars=MAX_NOTE,
        height="content",
        key=key,
        on_change=edit,
        args=(entry, key, "note", texts),
    )


def shown_value(field: str, value: str | int, texts: Texts) -> str:
    """Return a rating as stars, a status in words, a note as it is."""
    if field == "rating":
        return "★" * int(value) or texts("shortlist_unrated")
    if field == "status":
        text = texts(f"contact_{value}")
        return text[:1].upper() + text[1:]
    return str(value)


def _conflicts(entry: Entry, texts: Texts) -> None:
    """Show what could not be saved since another changed the entry, and let the user take it over or drop it."""
    for field, kept in list(unsaved(entry.id).items()):
        st.warning(
            texts(
                "shortlist_unsaved",
                who=plain(entry.changed_by),
                when=plain(moment_text(entry.changed_at, texts)),
                field=texts(f"shortlist_{field}"),
                value=plain(shown_value(field, kept.value, texts)),
            )
        )
        with st.container(horizontal=True, gap="small"):
            st.button(
                texts("shortlist_take_mine"),
                key=f"mine-{field}-{entry.id}",
                on_click=keep_mine,
                args=(entry.id, field, kept.value, texts),
            )
            st.button(
                texts("shortlist_take_theirs"),
                key=f"theirs-{field}-{entry.id}",
                on_click=forget,
                args=(entry.id, field),
            )


def _key(field: str | EntryField, entry: Entry) -> str:
    return f"{field}-{entry.id}"
