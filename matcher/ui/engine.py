"""The search behind the pages: opened once for all sessions, brought up to date where the corpus changed."""

from __future__ import annotations

import streamlit as st

from matcher.api import Matcher
from matcher.corpus.reader import corpus_hash, read_corpus
from matcher.encoding.language import detect_language
from matcher.encoding.opening import encoder_id, open_encoder
from matcher.errors import IndexUnusable
from matcher.index.build import build_index
from matcher.index.store import known_cases, open_index, verify_index
from matcher.model import Profile
from matcher.partners.evidence import ROLES_SOUGHT, Partner, Seeking
from matcher.partners.peers import Peer
from matcher.search.filters import Filters
from matcher.search.searcher import Searcher, SearchResult
from matcher.settings import Settings, load_settings
from matcher.texts import Texts
from matcher.ui.state import Address

MOST_PARTNERS = 200


class _Bar:
    """Shows the progress of an index build on the page."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._bar = st.progress(0.0)
        self._done = self._total = 0

    def start(self, total: int, taken_over: int) -> None:
        self._total = total

    def advance(self, count: int) -> None:
        self._done += count
        done, total = self._texts.number(self._done), self._texts.number(self._total)
        self._bar.progress(
            min(1.0, self._done / max(1, self._total)),
            self._texts("preparing_progress", done=done, total=total),
        )


@st.cache_resource(show_spinner=False)
def _open(state: str, _settings: Settings) -> Matcher:
    """Open index and encoder; ``state`` is the corpus' hash, so that a changed corpus is opened anew."""
    detect_language("Warm up")  # its first call reads a model too
    index = open_index(_settings.indexes, encoder=encoder_id(_settings), corpus_hash=state)
    return Matcher(Searcher(index, open_encoder(_settings)))


@st.cache_data(show_spinner=False, ttl=2)
def _state(corpus: str) -> str:
    """Return the corpus' hash; looked at again every two seconds at most."""
    return corpus_hash(load_settings().corpus)


def corpus_changed() -> None:
    """Look at the corpus anew at the next run, after the app itself changed it."""
    _state.clear()


def corpus_state() -> str:
    """Return the hash of the corpus as it is now; what depends on the corpus alone is kept by it."""
    return _state(str(load_settings().corpus))


def open_matcher(texts: Texts) -> Matcher:
    """Return the matcher over the corpus as it is now; builds the index where it is missing or outdated.

    Raises:
        MatcherError: the corpus is not valid, the model cannot be loaded, the index cannot be written.
    """
    settings = load_settings()
    state = _state(str(settings.corpus))
    place = st.empty()  # at every run, so that what follows keeps its place among the page's parts
    if state not in _ready():
        with place.container():
            _prepare(state, settings, texts)
        place.empty()
        _ready().add(state)
    return _open(state, settings)


@st.cache_resource(show_spinner=False)
def _ready() -> set[str]:
    """Return the corpora whose matcher is open; for them the page shows nothing, so that it does not move."""
    return set()


def _prepare(state: str, settings: Settings, texts: Texts) -> None:
    """Bring the index up to date and open it, saying so on the page."""
    try:
        verify_index_once(state, settings)
    except IndexUnusable:
        st.info(texts("preparing_index"))
        corpus = read_corpus(settings.corpus, known_cases(settings.indexes))
        build_index(corpus, open_encoder(settings), settings.indexes, _Bar(texts))
    with st.spinner(texts("loading_model")):
        _open(state, settings)


@st.cache_resource(show_spinner=False)
def verify_index_once(state: str, _settings: Settings) -> None:
    """Check the index once per state of the corpus.

    Raises:
        IndexUnusable: it must be built.
    """
    verify_index(_settings.indexes, encoder=encoder_id(_settings), corpus_hash=state)


@st.cache_data(show_spinner=False, max_entries=500)
def find(state: str, address: Address, top: int, _matcher: Matcher) -> SearchResult:
    """Search for the address' question; the same question is answered once per state of the index."""
    return _matcher.search(address.need, reader=address.language, filters=address.filters, top=top)


@st.cache_data(show_spinner=False, max_entries=500)
def find_similar(state: str, case_id: str, reader: str, top: int, _matcher: Matcher) -> SearchResult:
    """Find the cases most like a given one."""
    return _matcher.similar(case_id, reader=reader, top=top)


@st.cache_data(show_spinner=False, max_entries=500)
def find_partners(
    state: str, need: str | Profile, seeking: tuple[Seeking, ...], filters: Filters, _matcher: Matcher
) -> list[Partner]:
    """Find the organisations behind a question's matches, in the roles that are sought.

    ``filters.countries`` says where they have their seat; their cases may be anywhere.
    """
    open_to_all = filters.model_copy(update={"countries": ()})
    found = _matcher.partners(
        need, seeking=seeking, country=filters.countries, filters=open_to_all, top=MOST_PARTNERS
    )
    roles = {role for sought in seeking for role in ROLES_SOUGHT[sought]}
    return [
        one
        for one in found
        if (not filters.countries or one.organisation.country in filters.countries)
        and (not seeking or roles.intersection(one.roles))
    ]


@st.cache_data(show_spinner=False, max_entries=200)
def find_peers(state: str, municipality: str, top: int, _matcher: Matcher) -> list[Peer]:
    """Find the municipalities of the other country that are comparable to a given one, which has a case."""
    return _matcher.peers(municipality, top)
