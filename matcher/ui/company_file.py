"""A company profile as a file: its text is taken out, shown for editing, and becomes the question."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from matcher.documents.extract import MOST_CHARACTERS, MOST_PAGES
from matcher.documents.reading import (
    KINDS,
    MOST_BYTES,
    DocumentRefused,
    DocumentText,
    Refusal,
    first_part,
    read_document,
)
from matcher.texts import Texts
from matcher.ui.markdown import plain
from matcher.ui.profile_address import NOBODY
from matcher.ui.state import MOST_QUESTION, Address, write_address

_READ = "company-file-read"
_QUOTED = 60
"""Characters of what was left out that are shown."""


def ask_file(address: Address, texts: Texts) -> None:
    """Show the upload, then the text for editing; a search with it goes to the address as a question.

    The widget takes what the server does, so that a file that is too large is told in the reader's language.
    """
    size = MOST_BYTES // 1_000_000
    file = st.file_uploader(texts("file_label"), type=list(KINDS), key="company-file", accept_multiple_files=False)
    st.caption(texts("file_limits", size=texts.number(size), pages=texts.number(MOST_PAGES)))
    if file is None:
        st.session_state.pop(_READ, None)
        return
    found = _read_once(file, texts)
    if isinstance(found, DocumentText):
        _edit(found, file.file_id, address, texts)
        return
    refused = DocumentRefused(found, language=texts.language)
    said = "\n\n".join(plain(one) for one in (refused.what, refused.mend or ""))
    st.error(f"**{plain(file.name)}**\n\n{said}", icon=":material/error:")


def _read_once(file: UploadedFile, texts: Texts) -> DocumentText | Refusal:
    """Return the text or why there is none; a file is read once, and known only while the page is open."""
    known: tuple[str, DocumentText | Refusal] | None = st.session_state.get(_READ)
    if known is None or known[0] != file.file_id:
        with st.spinner(texts("file_reading")):
            known = (file.file_id, _read(file))
        st.session_state[_READ] = known
    return known[1]


def _read(file: UploadedFile) -> DocumentText | Refusal:
    try:
        return read_document(file.getvalue(), file.name)
    except DocumentRefused as refused:  # told in the reader's language, which may change
        return refused.reason


def _edit(found: DocumentText, file_id: str, address: Address, texts: Texts) -> None:
    """Show what a question can hold of the text, and say what it cannot."""
    proposed = first_part(found.text, MOST_QUESTION)
    if len(proposed) < len(found.text):
        rest = " ".join(found.text[len(proposed) :].split())[:_QUOTED]
        length = texts.number(MOST_CHARACTERS if found.cut else len(found.text))
        st.info(
            texts(
                "file_shortened_long" if found.cut else "file_shortened",
                kept=texts.number(len(proposed)),
                length=length,
                rest=plain(f"{rest}…"),
            )
        )
    with st.form("file", border=False):
        text = st.text_area(
            texts("file_text"), value=proposed, height=320, max_chars=MOST_QUESTION, key=f"file-text-{file_id}"
        )
        st.caption(texts("file_privacy"))
        sent = st.form_submit_button(texts("file_search"), type="primary")
    question = (text or "").strip()
    if sent and question:
        write_address(replace(address, query=question, ask="", profile=NOBODY))
        st.rerun()
    elif sent:
        st.info(texts("file_text_empty"))
