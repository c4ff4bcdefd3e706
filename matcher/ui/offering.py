"""Offers files for download: made only when asked for, and kept until what they show has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from matcher.api import Matcher
from matcher.export.compose import Composer
from matcher.export.files import ExportedFile, export_file
from matcher.texts import Texts
from matcher.ui.workspace import user_name

BriefKind = Literal["case", "organisation"]
BRIEF_FORMATS = ("pdf", "docx")


def make_button(key: str, label: str, state: str, make: Callable[[], ExportedFile], texts: Texts) -> None:
    """Show a button that makes a file, with progress; ``state`` says what the file was made from."""
    if st.button(label, key=f"make-{key}", icon=":material/draft:"):
        with st.spinner(texts("shortlist_making"), show_time=True):
            st.session_state[f"file-{key}"] = (state, make())


def made_file(key: str, state: str, texts: Texts) -> None:
    """Show the download of a file that was made from this very state."""
    made: tuple[str, ExportedFile] | None = st.session_state.get(f"file-{key}")
    if made is None or made[0] != state:
        return
    file = made[1]
    st.download_button(
        texts("shortlist_download", name=file.name),
        file.content,
        file.name,
        file.mime,
        key=f"download-{key}",
        icon=":material/download:",
        type="primary",
        on_click="ignore",
    )


def offer_brief(kind: BriefKind, ref: str, texts: Texts, matcher: Matcher) -> None:
    """Offer the brief of a case or an organisation as PDF and Word."""

    def make(form: str) -> ExportedFile:
        composer = Composer(matcher.index, texts.language, made_by=user_name())
        brief = composer.case_brief(matcher.case(ref)) if kind == "case" else composer.organisation_brief(ref)
        return export_file(brief, form)

    state = f"{ref} {texts.language} {matcher.index.manifest.corpus_hash}"
    with st.container(horizontal=True, gap="small", key="briefs"):
        for form in BRIEF_FORMATS:
            label = texts("organisation_brief", format=texts(f"shortlist_format_{form}"))
            make_button(f"brief-{form}", label, state, lambda form=form: make(form), texts)  # type: ignore[misc]
    for form in BRIEF_FORMATS:
        made_file(f"brief-{form}", state, texts)
