"""What the address holds: the language, the question with its filters, the case. Everything can be linked to."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from matcher.model import COUNTRIES, LANGUAGES, Country, Language


@dataclass(frozen=True)
class Address:
    """The query parameters of the app's pages."""

    language: Language
    query: str = ""
    country: Country | None = None
    domains: tuple[str, ...] = ()
    case_id: str = ""

    @property
    def parameters(self) -> dict[str, str | list[str]]:
        """The parameters for a link; what is empty is left out."""
        all_parameters: dict[str, str | list[str]] = {
            "lang": self.language,
            "q": self.query,
            "country": self.country or "",
            "domain": list(self.domains),
            "id": self.case_id,
        }
        return {name: value for name, value in all_parameters.items() if value}

    def of_case(self, case_id: str) -> dict[str, str | list[str]]:
        """Return the parameters of a case's page, which keep the search to go back to."""
        return replace(self, case_id=case_id).parameters

    def of_search(self) -> dict[str, str | list[str]]:
        """Return the parameters of the search that led here."""
        return replace(self, case_id="").parameters


def read_address() -> Address:
    """Read the address; what is not known there is ignored."""
    parameters = st.query_params
    country = parameters.get("country", "")
    return Address(
        language=_language(parameters.get("lang", "")),
        query=parameters.get("q", "").strip(),
        country=next((known for known in COUNTRIES if known == country), None),
        domains=tuple(parameters.get_all("domain")),
        case_id=parameters.get("id", ""),
    )


def write_address(address: Address) -> None:
    """Make the browser's address show this state."""
    st.query_params.from_dict(address.parameters)


def _language(asked: str) -> Language:
    """Return the language asked for, else the browser's, else English."""
    for wish in (asked, (st.context.locale or "")[:2].lower()):
        for known in LANGUAGES:
            if wish == known:
                return known
    return "en"
