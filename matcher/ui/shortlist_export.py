"""Files of a shortlist: a format, a language, and a file that is made when it is asked for."""

from __future__ import annotations

import streamlit as st

from matcher.api import Matcher
from matcher.export.compose import Composer
from matcher.export.files import FORMATS, ExportedFile, export_file
from matcher.model import LANGUAGES, Language
from matcher.search.searcher import MAX_TOP
from matcher.texts import Texts
from matcher.ui.offering import made_file, make_button
from matcher.ui.workspace import user_name
from matcher.workspace.shortlist import Shortlist


def show_export(found: Shortlist, texts: Texts, matcher: Matcher) -> None:
    """Offer the list as a file of each format in each language."""
    if not found.entries:
        return
    st.subheader(texts("shortlist_export"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="export"):
        form = st.selectbox(
            texts("shortlist_format"),
            FORMATS,
            format_func=lambda one: texts(f"shortlist_format_{one}"),
            key="export-format",
            filter_mode=None,
            width=260,
        )
        language = st.selectbox(
            texts("shortlist_file_language"),
            LANGUAGES,
            index=LANGUAGES.index(texts.language),
            format_func=lambda one: Texts(one)("language"),
            key=f"export-language-{texts.language}",
            filter_mode=None,
            width=160,
        )
        state = _state(found, form, language, matcher)
        make_button(
            "shortlist",
            texts("shortlist_make"),
            state,
            lambda: shortlist_file(found, form, language, matcher),
            texts,
        )
    made_file("shortlist", state, texts)


def shortlist_file(found: Shortlist, form: str, language: Language, matcher: Matcher) -> ExportedFile:
    """Return a list as a file; a list with a need is searched for again, for scores and reasons.

    Raises:
        WrongUse: nothing of the list is in the corpus.
        ExportFailed: the file could not be made.
    """
    composer = Composer(matcher.index, language, made_by=user_name())
    if not found.need:
        return export_file(composer.shortlist(found), form)
    matches = matcher.searcher.explain(found.need, found.refs("case"), language=found.language, reader=language)
    partners = matcher.partners(found.need, language=found.language, top=MAX_TOP)
    by_name = {one.organisation.id: one for one in partners}
    return export_file(composer.shortlist(found, matches=matches, partners=by_name), form)


def _state(found: Shortlist, form: str, language: Language, matcher: Matcher) -> str:
    """Return what tells whether a file that was made is still the one asked for."""
    entries = ",".join(f"{entry.id}.{entry.version}" for entry in found.entries)
    return f"{found.id} {found.version} {entries} {form} {language} {matcher.index.manifest.corpus_hash}"
