"""The data page: what the corpus covers, the index, the check, cases of one's own, the corpus as a package."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from matcher.api import Matcher
from matcher.corpus.check import check_corpus
from matcher.corpus.coverage import shares
from matcher.corpus.publish import publish_corpus
from matcher.corpus.reader import Corpus, Problem, case_files, read_corpus
from matcher.corpus.vocabulary import Term
from matcher.encoding.language import detect_language
from matcher.errors import CorpusError
from matcher.index.store import Index
from matcher.model import COUNTRIES
from matcher.search.filters import CaseFacets, Facet
from matcher.settings import load_settings
from matcher.texts import Texts
from matcher.ui.components import label
from matcher.ui.engine import corpus_state, open_matcher
from matcher.ui.markdown import plain
from matcher.ui.own_cases import show_own_cases, show_problems
from matcher.ui.state import read_address
from matcher.ui.tally import tally
from matcher.ui.workspace import moment_text

# the shares of matcher.corpus.coverage.SHARES in their order, as the catalogue names them
SHARE_NAMES = ("outcome", "figures", "two_sources", "status", "supported", "reviewed")


def show() -> None:
    """Show all parts; a corpus that is not valid is said, and can still be checked."""
    address = read_address()
    texts = address.texts
    st.title(texts("page_data"), anchor=False)
    matcher: Matcher | None = None
    try:
        matcher = open_matcher(texts)
    except CorpusError as error:
        st.error(f"**{texts('error_title')}** {plain(str(error))}")
    if matcher:
        show_coverage(matcher.index, texts)
        show_index(matcher.index, texts)
    show_check(texts)
    show_own_cases(address, texts, matcher)
    if matcher:
        show_download(texts)


def show_coverage(index: Index, texts: Texts) -> None:
    """Show how many cases there are of what, and how well they are told."""
    st.subheader(texts("data_coverage"), anchor=False)
    cases = list(index.cases.values())
    numbers = {
        "cases": len(cases),
        "organisations": len(index.organisations),
        "sources": sum(len(case.sources) for case in cases),
        "cooperations": sum(case.japan_germany for case in cases),
    }
    with st.container(horizontal=True, key="numbers"):
        for name, number in numbers.items():
            st.metric(texts(f"data_{name}"), texts.number(number))
    vocabulary = index.vocabulary
    names: Mapping[Facet, str] = {"domains": "filter_domain", "policy_areas": "filter_policy_areas"}
    values = CaseFacets(index.organisations).values
    for facet, name in names.items():
        terms: Mapping[str, Term] = getattr(vocabulary, facet)
        rows = tally(cases, partial(values, facet=facet))
        table = pd.DataFrame(
            {
                texts(name): [label(terms[row.value].label, texts.language) for row in rows],
                **{texts(f"country_{c}"): [row.counts[c] for row in rows] for c in COUNTRIES},
                texts("data_both"): [row.total for row in rows],
            }
        )
        st.table(table.set_index(texts(name)))
    corpus = Corpus(index.cases, index.organisations, vocabulary, index.manifest.corpus_hash)
    told = shares(corpus)
    told.columns = pd.Index([*(texts(f"country_{country}") for country in COUNTRIES), texts("data_both")])
    told.index = pd.Index([texts(f"data_share_{name}") for name in SHARE_NAMES], name=texts("data_shares"))
    st.table(told)


def show_index(index: Index, texts: Texts) -> None:
    """Show what the search index holds, and by what it was built."""
    st.subheader(texts("data_index"), anchor=False)
    manifest = index.manifest
    megabytes = round(sum(file.bytes for file in manifest.files.values()) / 1_000_000, 1)
    facts = {
        "data_index_cases": texts.number(manifest.counts.cases),
        "data_index_passages": texts.number(manifest.counts.passages),
        "data_index_encoder": f"{Path(manifest.encoder.name).name} ({manifest.encoder.precision})",
        "data_index_built": moment_text(manifest.built_at, texts),
        "data_index_seconds": texts("seconds_short", seconds=texts.number(round(manifest.build_seconds, 1))),
        "data_index_size": texts.quantity(megabytes, "MB"),
    }
    with st.container(border=True, key="index-facts"):
        for name, value in facts.items():
            with st.container(horizontal=True, wrap=False, gap="small", key=f"fact-{name}"):
                st.markdown(f"**{texts(name)}**", width=170)
                st.markdown(plain(value), width="stretch")


@st.cache_data(show_spinner=False, max_entries=4)
def _checked(state: str) -> list[Problem]:
    """Check the corpus; the same state of it is checked once."""
    return check_corpus(load_settings().corpus, detect_language)


def show_check(texts: Texts) -> None:
    """Check every file of the corpus when asked, and show the report."""
    st.subheader(texts("data_check"), anchor=False)
    st.markdown(texts("data_check_text"))
    if not st.button(texts("data_check_button"), icon=":material/fact_check:", key="check"):
        return
    with st.spinner(texts("data_checking")):
        problems = _checked(corpus_state())
    count = texts.number(len(case_files(load_settings().corpus)))
    if problems:
        st.warning(texts("data_check_problems", count=texts.number(len(problems)), files=count))
        show_problems(problems, texts)
    else:
        st.success(texts("data_check_fine", files=count))


def show_download(texts: Texts) -> None:
    """Offer the published corpus as a ZIP file; it is made when it is asked for."""
    st.subheader(texts("data_download"), anchor=False)
    st.markdown(texts("data_download_text"))
    st.download_button(
        texts("data_download_button"),
        _package,
        file_name="kakehashi-corpus.zip",
        mime="application/zip",
        icon=":material/download:",
        key="package",
        on_click="ignore",
    )


def _package() -> bytes:
    """Return the data package of the published corpus as a ZIP file."""
    corpus = read_corpus(load_settings().corpus, own=False)
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as place, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in publish_corpus(corpus, Path(place) / "kakehashi-corpus"):
            archive.write(file, f"kakehashi-corpus/{file.name}")
    return packed.getvalue()


show()
