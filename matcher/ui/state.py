"""What the address holds: language, question with filters, view, item. Everything can be linked to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from matcher.model import LANGUAGES, Language, Profile
from matcher.partners.evidence import SEEKING, Seeking
from matcher.search.filters import FACETS, FIRST_YEAR, LAST_YEAR, Facet, Filters
from matcher.texts import Texts
from matcher.ui.profile_address import ASKS, NOBODY, Ask, profile_parameters, read_profile

MOST_QUESTION = 4_000
"""Characters that the fields for a question take."""
MOST_COMPARED = 4
"""Cases side by side; more would be too narrow to read."""

PARAMETERS: Mapping[Facet, str] = {
    "countries": "country",
    "domains": "domain",
    "sectors": "sector",
    "site_types": "site",
    "technologies": "technology",
    "policy_areas": "policy",
    "statuses": "status",
    "organisation_kinds": "organisation",
}
"""The parameter of each facet, named like the command's options."""


@dataclass(frozen=True)
class Address:
    """The query parameters of the app's pages."""

    language: Language
    query: str = ""
    filters: Filters = field(default_factory=Filters)
    """May hold unknown values until ``Filters.only_known`` takes them out: users type addresses."""
    item: str = ""
    """What a page is about: the id of a case or an organisation, the number of a shortlist or an event."""
    view: str = ""
    """Which view of a page is on; empty stands for its first."""
    seeking: tuple[Seeking, ...] = ()
    """Kinds of partners that are sought; unknown ones are taken out as they are read."""

    step: str = ""
    """Which step of an event is shown."""
    pair: str = ""
    """Two participants of an event, by number: 3-17."""
    era: bool = False
    """Japanese dates in years of the era (和暦)."""
    compared: tuple[str, ...] = ()
    """Ids of the cases that are compared; those that there are not are left out by who shows them."""
    profile: Profile = NOBODY
    """Who asks and what for; its free text is ``query``."""
    ask: Ask = ""
    """How is asked; a profile in the address says so itself."""

    @property
    def asking(self) -> Ask:
        """How is asked."""
        return self.ask or ("profile" if self.profile != NOBODY else "")

    @property
    def asks(self) -> bool:
        """Whether there is something to search for."""
        return bool(self.query or self.profile.needs or self.profile.offers)

    @property
    def need(self) -> str | Profile:
        """What is searched for."""
        return self.query if self.profile == NOBODY else self.profile.model_copy(update={"text": self.query})

    @property
    def need_text(self) -> str:
        """What is searched for as one text, for a shortlist."""
        return "\n".join(one for one in (*self.profile.needs, *self.profile.offers, self.query) if one)

    @property
    def texts(self) -> Texts:
        """The texts of its language, with dates as it asks for them."""
        return Texts(self.language, era=self.era)

    @property
    def menu(self) -> dict[str, str | list[str]]:
        """The parameters that go to every other page: how it is read, not what."""
        return Address(self.language, era=self.era).parameters

    @property
    def parameters(self) -> dict[str, str | list[str]]:
        """The parameters for a link; what is empty is left out."""
        asked = self.filters
        all_parameters: dict[str, str | list[str]] = {
            "lang": self.language,
            "q": self.query,
            **{PARAMETERS[facet]: list(getattr(asked, facet)) for facet in FACETS},
            "from": str(asked.year_from or ""),
            "to": str(asked.year_to or ""),
            "id": self.item,
            "view": self.view,
            "seeking": list(self.seeking),
            "step": self.step,
            "pair": self.pair,
            "compare": list(self.compared),
            "ask": self.ask,
            **profile_parameters(self.profile),
            "era": "1" if self.era and self.language == "ja" else "",
        }
        return {name: value for name, value in all_parameters.items() if value}

    def of_item(self, item: str) -> dict[str, str | list[str]]:
        """Return the parameters of the page of a case or another item, which keep the search to go back to."""
        return replace(self, item=item, step="", pair="").parameters

    def of_search(self) -> dict[str, str | list[str]]:
        """Return the parameters of the search that led here."""
        return replace(self, item="", step="", pair="").parameters

    def without_view(self) -> Address:
        """Return what the search depends on: the same search is found again however it is shown."""
        return replace(self, item="", view="", seeking=(), compared=(), era=False, ask="")


def read_address() -> Address:
    """Read the address; a language or a year that is none is ignored."""
    parameters = st.query_params
    values = {facet: tuple(parameters.get_all(PARAMETERS[facet])) for facet in FACETS}
    years = {"year_from": _year(parameters.get("from", "")), "year_to": _year(parameters.get("to", ""))}
    return Address(
        language=_language(parameters.get("lang", "")),
        query=parameters.get("q", "").strip(),
        filters=Filters.model_construct(**values, **years),  # type: ignore[arg-type]
        item=parameters.get("id", ""),
        view=parameters.get("view", ""),
        seeking=tuple(one for one in SEEKING if one in parameters.get_all("seeking")),
        step=parameters.get("step", ""),
        pair=parameters.get("pair", ""),
        era=parameters.get("era") == "1",
        compared=tuple(dict.fromkeys(parameters.get_all("compare")))[:MOST_COMPARED],
        profile=read_profile({name: parameters.get_all(name) for name in profile_parameters(NOBODY)}),
        ask=next((one for one in ASKS if one == parameters.get("ask")), ""),
    )


def write_address(address: Address) -> None:
    """Make the browser's address show this state."""
    st.query_params.from_dict(address.parameters)


def show_value(key: str, value: object) -> None:
    """Have the widget with this key show a value of the address; call it before the widget.

    A value that the widget holds already is not given again. Streamlit would send it to the browser once more, and
    there it takes back whatever the reader chose while it was under way.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _year(text: str) -> int | None:
    year = int(text) if text.isascii() and text.isdigit() else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _language(asked: str) -> Language:
    """Return the language asked for, else the browser's, else English."""
    for wish in (asked, (st.context.locale or "")[:2].lower()):
        for known in LANGUAGES:
            if wish == known:
                return known
    return "en"
