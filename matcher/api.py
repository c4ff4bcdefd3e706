"""What a notebook needs: open once, then search."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from matcher.corpus.reader import corpus_hash
from matcher.encoding.opening import encoder_id, open_encoder
from matcher.errors import WrongUse
from matcher.index.store import open_index, verify_index
from matcher.model import LANGUAGES, Case, Country, Language, Organisation, Profile
from matcher.partners.evidence import Partner
from matcher.partners.peers import Peer, PeerFinder
from matcher.partners.profile import OrganisationLookup, OrganisationProfile
from matcher.partners.ranking import PartnerFinder, Wish
from matcher.search.filters import Filters
from matcher.search.searcher import Searcher, SearchResult
from matcher.settings import Settings, load_settings

if TYPE_CHECKING:
    from matcher.index.store import Index


class Matcher:
    """Searches the corpus. Opening loads index and model, which takes seconds: do it once.

    >>> matcher = Matcher.open()                                          # doctest: +SKIP
    >>> for match in matcher.search("private 5G for AGVs in a plant").matches:   # doctest: +SKIP
    ...     print(match.score, match.case.title.en)
    """

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._partners = PartnerFinder(searcher)
        self._organisations = OrganisationLookup(searcher.index)
        self._peers = PeerFinder(searcher.index)

    @classmethod
    def open(cls, settings: Settings | None = None) -> Matcher:
        """Open the current index with its encoder.

        Raises:
            IndexUnusable: there is no index, or it is stale, foreign or damaged.
            EncoderUnavailable: the model cannot be loaded.
        """
        settings = settings or load_settings()
        verify_index(settings.indexes)  # before a model is made or loaded
        index = open_index(settings.indexes, encoder=encoder_id(settings), corpus_hash=corpus_hash(settings.corpus))
        return cls(Searcher(index, open_encoder(settings)))

    @property
    def searcher(self) -> Searcher:
        """What searches; knows its encoder and ranker."""
        return self._searcher

    @property
    def index(self) -> Index:
        """The opened index: cases, organisations, vocabulary, manifest."""
        return self._searcher.index

    def search(
        self,
        need: str | Profile,
        *,
        language: str | None = None,
        reader: str | None = None,
        country: str | Iterable[str] = (),
        filters: Filters | None = None,
        top: int = 10,
    ) -> SearchResult:
        """Return the cases most like a need, best first.

        ``country`` is the usual filter; ``filters`` has all there are, and goes before it.

        Raises:
            WrongUse: an empty need, or an unknown language, country or filter value.
        """
        asked = filters or Filters.model_construct(countries=_values(country))
        return self._searcher.search(
            need, language=_language(language), reader=_language(reader), filters=asked, top=top
        )

    def similar(
        self, case_id: str, *, reader: str = "en", country: str | Iterable[str] = (), top: int = 10
    ) -> SearchResult:
        """Return the cases most like a given one.

        Raises:
            WrongUse: there is no such case.
        """
        filters = Filters.model_construct(countries=_values(country))
        return self._searcher.similar(case_id, reader=_language(reader) or "en", filters=filters, top=top)

    def partners(
        self,
        need: str | Profile,
        *,
        seeking: Iterable[str] = (),
        country: str | Iterable[str] = (),
        prefer_cooperation: bool = False,
        filters: Filters | None = None,
        language: str | None = None,
        top: int = 20,
    ) -> list[Partner]:
        """Return organisations that could help with a need, those with the best evidence first.

        Args:
            need: free text or a profile.
            seeking: roles sought: operator, integrator, vendor, research, peer, funder; none asks for all.
            country: the partners' country, JP or DE.
            prefer_cooperation: prefer those that work in both countries.
            filters: what the cases behind them must have.
            language: the need's language; detected where None.
            top: how many at most, 1 to 200.

        Raises:
            WrongUse: an empty need, or an unknown role, language, country or filter value.
        """
        wish = Wish(tuple(seeking), _values(country), prefer_cooperation)  # type: ignore[arg-type] # it checks
        return self._partners.partners(need, wish, language=_language(language), filters=filters, top=top)

    def organisation(self, organisation_id: str) -> OrganisationProfile:
        """Return what the corpus knows of an organisation.

        Raises:
            WrongUse: there is no such organisation.
        """
        return self._organisations.profile(organisation_id)

    def organisations(self, text: str, top: int = 10) -> list[Organisation]:
        """Return organisations whose name contains a text."""
        return self._organisations.find(text, top)

    def peers(self, municipality: str, top: int = 10) -> list[Peer]:
        """Return municipalities of the other country that are comparable to a given one.

        Raises:
            WrongUse: there is no such municipality, or it has no case.
        """
        return self._peers.peers(municipality, top)

    def case(self, case_id: str) -> Case:
        """Return a case by its id or a former id.

        Raises:
            WrongUse: there is no such case.
        """
        return self._searcher.case(case_id)


def _values(value: str | Iterable[str]) -> tuple[Country, ...]:
    """Return one value or several as a tuple; the searcher checks that they are known."""
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[return-value,arg-type]


def _language(value: str | None) -> Language | None:
    if value is None or value == "auto":
        return None
    for language in LANGUAGES:
        if value == language:
            return language
    raise WrongUse(f"there is no language {value!r}.", mend="There are: auto, ja, de, en.")
