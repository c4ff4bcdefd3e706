"""Adds a case or an organisation to a shortlist: a small button, and the dialog behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from matcher.encoding.language import detect_language
from matcher.errors import EditConflict, WrongUse
from matcher.texts import Texts
from matcher.ui.markdown import plain
from matcher.ui.navigation import SHORTLISTS
from matcher.ui.state import Address
from matcher.ui.workspace import ask_name, refusal, shortlists
from matcher.workspace.shortlist import MAX_NOTE, EntryKind, Shortlist
from matcher.workspace.shortlists import Shortlists

NEW = 0
"""Stands for a new list among the numbers of those that there are."""
LONGEST_NAME = 120
_NAME_FROM_NEED = 60
_LAST = "last-shortlist"


def add_button(kind: EntryKind, ref: str, name: str, address: Address, texts: Texts) -> None:
    """Show the button that opens the dialog; ``name`` is what the case or organisation is called."""
    label = texts("shortlist_add")
    if st.button(label, key=f"add-{kind}-{ref}", icon=":material/star:", type="tertiary"):
        st.dialog(label)(_ask)(kind, ref, name, address, texts)


def _ask(kind: EntryKind, ref: str, name: str, address: Address, texts: Texts) -> None:
    """Ask for the list and a note; then say what was done."""
    place = st.empty()
    with place.container():
        lists = shortlists()
        there = lists.all()
        st.markdown(f"**{plain(name)}**")
        target = _choose_list(there, texts)
        title = ""
        if target == NEW:
            title = st.text_input(
                texts("shortlist_name"),
                value=_proposed(address.need_text),
                max_chars=LONGEST_NAME,
                key="add-new-name",
            )
            if address.asks:
                st.caption(texts("shortlist_need_kept"))
        note = st.text_area(texts("shortlist_note"), max_chars=MAX_NOTE, height=80, key=f"add-note-{kind}-{ref}")
        ask_name(texts, "add")
        saved = st.button(texts("shortlist_add_save"), type="primary", key="add-save")
    if not saved:
        return
    if target == NEW and (problem := name_problem(title, there)):
        st.error(texts(problem))
        return
    try:
        found = _list_of(lists, target, title, address)
        _put(lists, found, kind, ref, note.strip())
    except (WrongUse, EditConflict) as error:
        st.error(refusal(error, texts))
        return
    st.session_state[_LAST] = found.id
    place.empty()
    _say_done(found, name, address, texts)


def _choose_list(there: tuple[Shortlist, ...], texts: Texts) -> int:
    names = {one.id: one.name for one in there}
    options = [*names, NEW]
    last = st.session_state.get(_LAST)
    return int(
        st.selectbox(
            texts("shortlist_which"),
            options,
            index=options.index(last) if last in names else 0,
            format_func=lambda number: names.get(number, texts("shortlist_new")),
            key="add-list",
        )
    )


def _proposed(need: str) -> str:
    """Return a name for a list that answers a need: its beginning, ended at a word."""
    line = " ".join(need.split())
    if len(line) <= _NAME_FROM_NEED:
        return line
    cut = line[:_NAME_FROM_NEED]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut} …"


def name_problem(name: str, there: Iterable[Shortlist]) -> str:
    """Return the key of the text that says what is wrong with a new list's name, or nothing."""
    if not name.strip():
        return "shortlist_name_missing"
    return "shortlist_name_taken" if any(one.name == name.strip() for one in there) else ""


def _list_of(lists: Shortlists, target: int, title: str, address: Address) -> Shortlist:
    if target != NEW:
        return lists.get(target)
    need = address.need_text or None
    return lists.create(title, need=need, language=detect_language(need) if need else None)


def _put(lists: Shortlists, found: Shortlist, kind: EntryKind, ref: str, note: str) -> None:
    """Put it on the list; a note joins what is noted there already."""
    listed = lists.add(found.id, kind, [ref], note)
    entry = next(one for one in listed.entries if (one.kind, one.ref) == (kind, ref))
    if note and note not in entry.note:
        lists.edit(entry.id, entry.version, note=f"{entry.note}\n{note}")


def _say_done(found: Shortlist, name: str, address: Address, texts: Texts) -> None:
    st.success(texts("shortlist_added", name=plain(name), list=plain(found.name)))
    st.page_link(
        SHORTLISTS.file,
        label=texts("shortlist_open"),
        icon=":material/star:",
        query_params=replace(address, item=str(found.id)).parameters,
    )
