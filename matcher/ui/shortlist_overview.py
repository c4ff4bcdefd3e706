"""All shortlists: made, opened, renamed, deleted and brought back."""

from __future__ import annotations

import streamlit as st

from matcher.encoding.language import detect_language
from matcher.errors import EditConflict, WrongUse
from matcher.model import Language
from matcher.texts import Texts
from matcher.ui.adding import LONGEST_NAME, name_problem
from matcher.ui.markdown import plain
from matcher.ui.navigation import SHORTLISTS
from matcher.ui.shortlist_changes import Notice, bring_back, delete, notice, saw, seen, tell
from matcher.ui.state import Address
from matcher.ui.workspace import moment_text, refusal, shortlists
from matcher.workspace.shortlist import Shortlist

LONGEST_NEED = 4000


def show_overview(address: Address, texts: Texts) -> None:
    """Show all lists, a form for a new one, and what was deleted."""
    lists = shortlists()
    there = lists.all()
    if not there:
        st.info(f"**{texts('shortlist_none')}** {texts('shortlist_none_hint')}")
    for found in there:
        _row(found, address, texts)
    _new_list(there, texts)
    _deleted(lists.all(deleted=True), texts)


def show_notice(texts: Texts) -> None:
    """Show what the last change came to, with a way back."""
    said = notice()
    if said is None:
        return
    with st.container(key="notice"):
        (st.success if said.done else st.warning)(said.text)
        if said.undo:
            st.button(
                texts("shortlist_undo"),
                icon=":material/undo:",
                key="undo",
                on_click=bring_back,
                args=(said.undo, said.number, texts),
            )


def _row(found: Shortlist, address: Address, texts: Texts) -> None:
    with st.container(border=True, key=f"list-{found.id}"):
        with st.container(key=f"name-list-{found.id}"):
            st.page_link(SHORTLISTS.file, label=plain(found.name), query_params=address.of_item(str(found.id)))
        if found.need:
            st.caption(texts("shortlist_need", need=plain(found.need)))
        st.caption(f"{entries_text(found, texts)} · {changed_text(found, texts)}")
        list_actions(found, texts)


def entries_text(found: Shortlist, texts: Texts) -> str:
    """Return how many entries a list has."""
    count = len(found.entries)
    return texts("shortlist_entries_one") if count == 1 else texts("shortlist_entries", count=texts.number(count))


def changed_text(found: Shortlist, texts: Texts) -> str:
    """Return who changed a list last, and when."""
    when = moment_text(found.changed_at, texts)
    return texts("shortlist_changed", who=plain(found.changed_by), when=plain(when))


def list_actions(found: Shortlist, texts: Texts) -> None:
    """Show the buttons that rename and delete a list."""
    saw("list", found.id, found.version)
    with st.container(horizontal=True, gap="small"):
        rename = texts("shortlist_rename")
        if st.button(rename, icon=":material/edit:", type="tertiary", key=f"rename-{found.id}"):
            st.dialog(rename)(_rename)(found.id, texts)
        st.button(
            texts("shortlist_delete"),
            icon=":material/delete:",
            type="tertiary",
            key=f"delete-{found.id}",
            on_click=delete,
            args=(found, plain(found.name), texts),
        )


def _rename(number: int, texts: Texts) -> None:
    """Ask for the new name; what was typed stays where it could not be saved."""
    lists = shortlists()
    found = lists.get(number)
    name = st.text_input(
        texts("shortlist_name"), value=found.name, max_chars=LONGEST_NAME, key=f"new-name-{number}"
    )
    if not st.button(texts("shortlist_save"), type="primary", key="rename-save"):
        return
    others = [one for one in lists.all() if one.id != number]
    if problem := name_problem(name, others):
        st.error(texts(problem))
        return
    try:
        lists.rename(number, name, seen("list", number))
    except (EditConflict, WrongUse) as error:
        saw("list", number, found.version)
        st.warning(refusal(error, texts))
        if isinstance(error, EditConflict):
            st.caption(texts("shortlist_conflict_name", name=plain(found.name), who=plain(found.changed_by)))
        return
    tell(Notice(texts("shortlist_renamed", name=plain(name.strip()))))
    st.rerun()


def _new_list(there: tuple[Shortlist, ...], texts: Texts) -> None:
    with st.form("new-list", clear_on_submit=False):
        st.markdown(f"**{texts('shortlist_new')}**")
        name = st.text_input(texts("shortlist_name"), max_chars=LONGEST_NAME, key="new-list-name")
        need = st.text_area(
            texts("shortlist_need_label"),
            max_chars=LONGEST_NEED,
            height=80,
            help=texts("shortlist_need_help"),
            key="new-list-need",
        ).strip()
        if not st.form_submit_button(texts("shortlist_create"), icon=":material/add:"):
            return
    if problem := name_problem(name, there):
        st.error(texts(problem))
        return
    language: Language | None = detect_language(need) if need else None
    made = shortlists().create(name, need=need or None, language=language)
    tell(Notice(texts("shortlist_created", name=plain(made.name))))
    for key in ("new-list-name", "new-list-need"):
        del st.session_state[key]
    st.rerun()


def _deleted(gone: tuple[Shortlist, ...], texts: Texts) -> None:
    if not gone:
        return
    with st.expander(texts("shortlist_deleted_lists", count=texts.number(len(gone))), icon=":material/delete:"):
        for found in gone:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"{plain(found.name)} · {entries_text(found, texts)}", width="stretch")
                st.button(
                    texts("shortlist_bring_back"),
                    icon=":material/undo:",
                    key=f"bring-back-{found.id}",
                    on_click=bring_back,
                    args=("list", found.id, texts),
                )
