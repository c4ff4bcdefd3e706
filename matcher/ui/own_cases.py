"""A user's own cases on the data page: taken in from YAML files, listed, removed."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pandas as pd
import streamlit as st

from matcher.api import Matcher
from matcher.corpus.own import MAX_CASES, ImportPlan, import_cases, own_ids, plan_import, remove_case
from matcher.corpus.reader import Problem
from matcher.encoding.language import detect_language
from matcher.errors import CorpusError
from matcher.settings import load_settings
from matcher.texts import Texts
from matcher.ui.engine import corpus_changed
from matcher.ui.markdown import plain
from matcher.ui.navigation import CASE
from matcher.ui.state import Address

MAX_MB = 2
_DONE, _ASKED, _DECIDED = "own-done", "own-asked", "own-decided"


class Upload(Protocol):
    """A file as the browser sent it."""

    name: str
    size: int

    def getvalue(self) -> bytes:
        """Return what it holds."""


def show_own_cases(address: Address, texts: Texts, matcher: Matcher | None) -> None:
    """Show the form to take cases in, what came of it, and the cases that were taken in before."""
    st.subheader(texts("data_own"), anchor=False)
    st.markdown(texts("data_own_text"))
    _remove_decided(texts)
    done = st.session_state.pop(_DONE, None)
    if done:
        st.success(plain(done))
    with st.form("own-cases", clear_on_submit=False):
        uploads = st.file_uploader(
            texts("data_own_files", most=str(MAX_MB), cases=str(MAX_CASES)),
            type=["yaml", "yml"],
            accept_multiple_files=True,
            max_upload_size=MAX_MB,
            key="own-files",
        )
        replace = st.checkbox(texts("data_own_replace"), key="own-replace")
        asked = st.form_submit_button(texts("data_own_import"), type="primary")
    if asked:
        _take_in(uploads or [], texts, replace=replace)
    _show_list(address, texts, matcher)


def _take_in(uploads: Sequence[Upload], texts: Texts, *, replace: bool) -> None:
    """Import all uploaded cases, or none and say why."""
    if not uploads:
        st.info(texts("data_own_none"))
        return
    large = [upload.name for upload in uploads if upload.size > MAX_MB << 20]
    if large:
        st.error(texts("data_own_large", name=plain(large[0]), most=str(MAX_MB)))
        return
    folder = load_settings().corpus
    with tempfile.TemporaryDirectory() as place:
        files = [_kept(upload, Path(place) / str(number)) for number, upload in enumerate(uploads)]
        try:
            plan = plan_import(files, folder, detect_language, replace=replace)
        except CorpusError as error:
            where = Path(error.where or "").name
            st.error(texts("data_own_refused") + " " + plain(f"{where}: {error.what} {error.mend or ''}"))
            return
        if plan.problems:
            st.error(texts("data_own_refused"))
            show_problems(plan.problems, texts)
            return
        import_cases(files, folder, detect_language, replace=replace)
    _say_done(plan, texts)


def _kept(upload: Upload, folder: Path) -> Path:
    folder.mkdir()
    path = folder / Path(upload.name).name
    path.write_bytes(upload.getvalue())
    return path


def _say_done(plan: ImportPlan, texts: Texts) -> None:
    ids = [path.stem for path in plan.texts]
    key = "data_own_done_one" if len(ids) == 1 else "data_own_done"
    st.session_state[_DONE] = texts(key, count=texts.number(len(ids)), ids=texts.join(ids))
    corpus_changed()
    st.rerun()


def _show_list(address: Address, texts: Texts, matcher: Matcher | None) -> None:
    ids = own_ids(load_settings().corpus)
    if not ids:
        st.caption(texts("data_own_empty"))
        return
    st.markdown(f"**{texts('data_own_list')}**")
    for case_id in ids:
        case = matcher.index.cases.get(case_id) if matcher else None
        title = case.title.pick(texts.language).text if case else case_id
        with st.container(horizontal=True, vertical_alignment="center", key=f"own-{case_id}"):
            st.page_link(CASE.file, label=plain(title), query_params=address.of_item(case_id), width="stretch")
            st.button(
                texts("data_own_remove"),
                key=f"remove-{case_id}",
                icon=":material/delete:",
                on_click=_keep,
                args=(_ASKED, case_id),
            )
    asked = st.session_state.pop(_ASKED, None)
    if asked in ids:
        _confirm(str(asked), texts)


def _keep(key: str, case_id: str) -> None:
    st.session_state[key] = case_id


def _confirm(case_id: str, texts: Texts) -> None:
    """Ask in a dialog whether the case shall really go; its title is in the reader's language."""

    @st.dialog(texts("data_own_remove_title"))
    def dialog() -> None:
        st.markdown(texts("data_own_remove_text", id=plain(case_id)))
        sure = texts("data_own_remove_sure")
        if st.button(sure, type="primary", key="remove-sure", on_click=_keep, args=(_DECIDED, case_id)):
            st.rerun()  # closes the dialog

    dialog()


def _remove_decided(texts: Texts) -> None:
    """Remove the case whose removal was confirmed."""
    case_id = st.session_state.pop(_DECIDED, None)
    if case_id:
        remove_case(case_id, load_settings().corpus)
        st.session_state[_DONE] = texts("data_own_removed", id=case_id)
        corpus_changed()
        st.rerun()


def show_problems(problems: Sequence[Problem], texts: Texts) -> None:
    """Show what is wrong: file, line, field, what, how to mend it. The check speaks English."""
    rows = [(problem.path.name, problem.line, problem.field, problem.what, problem.mend) for problem in problems]
    names = [texts(f"data_problem_{name}") for name in ("file", "line", "field", "what", "mend")]
    st.dataframe(pd.DataFrame(rows, columns=names), hide_index=True, width="stretch")
    if texts.language != "en":
        st.caption(texts("data_problem_english"))
