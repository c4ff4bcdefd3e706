"""The filters beside a search: every facet with how many comparable cases each value has. A change acts at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from matcher.corpus.vocabulary import Term, Vocabulary
from matcher.model import COUNTRIES
from matcher.search.filters import FIRST_YEAR, LAST_YEAR, Facet, Filters
from matcher.texts import Texts
from matcher.ui.components import label
from matcher.ui.state import Address, read_address, show_value, write_address

FOLDED: tuple[Facet, ...] = (
    "sectors", "site_types", "technologies", "policy_areas", "statuses", "organisation_kinds",
)  # fmt: skip
"""The facets behind "more filters"; country and domain stand open."""
Counts = Mapping[Facet, Mapping[str, int]]


def show_filters(
    address: Address, counts: Counts, texts: Texts, vocabulary: Vocabulary, *, countries: bool = True
) -> None:
    """Show all filters, or all but the cases' countries; the address is their state, so that it can be copied."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="filters"):
        if countries:
            _countries(address, counts, texts)
        _domains(address, counts, texts, vocabulary)
        _more(address, counts, texts, vocabulary)


def _countries(address: Address, counts: Counts, texts: Texts) -> None:
    found = counts.get("countries", {})

    def shown(country: str) -> str:
        name = texts(f"country_{country or 'all'}")
        return texts("filter_value", label=name, count=texts.number(found.get(country, 0))) if country else name

    asked = address.filters.countries
    key = _key("countries", address)
    show_value(key, asked[0] if len(asked) == 1 else "")
    st.segmented_control(
        texts("filter_country"),
        ["", *COUNTRIES],
        format_func=shown,
        required=True,
        key=key,
        on_change=_choose,
        args=(key, "countries"),
    )


def _domains(address: Address, counts: Counts, texts: Texts, vocabulary: Vocabulary) -> None:
    key = _key("domains", address)
    show_value(key, list(address.filters.domains))
    st.pills(
        texts("filter_domain"),
        list(vocabulary.domains),
        selection_mode="multi",
        wrap=True,
        format_func=_Counted("domains", counts, texts, vocabulary.domains),
        key=key,
        on_change=_choose,
        args=(key, "domains"),
    )


def _more(address: Address, counts: Counts, texts: Texts, vocabulary: Vocabulary) -> None:
    """Show the other facets in a popover, and a way to clear all."""
    asked = address.filters
    folded = asked.model_copy(update={"countries": (), "domains": ()}).active
    name = texts("filter_more_active", count=str(folded)) if folded else texts("filter_more")
    with st.popover(name, icon=":material/tune:"):
        for facet in FOLDED:
            terms: Mapping[str, Term] = getattr(vocabulary, facet)
            chosen = list(getattr(asked, facet))
            offered = list(dict.fromkeys([*chosen, *counts.get(facet, {})]))
            key = _key(facet, address)
            show_value(key, chosen)
            st.multiselect(
                texts(f"filter_{facet}"),
                offered,
                format_func=_Counted(facet, counts, texts, terms),
                placeholder=texts("filter_any"),
                key=key,
                on_change=_choose,
                args=(key, facet),
            )
        _years(address, texts)
    if asked.active:
        st.button(
            texts("filter_clear"),
            icon=":material/filter_alt_off:",
            type="tertiary",
            on_click=_clear,
            key="clear-filters",
        )


def _years(address: Address, texts: Texts) -> None:
    with st.container(horizontal=True):
        for field in ("year_from", "year_to"):
            key = f"filter-{field}-{address.language}"
            show_value(key, getattr(address.filters, field))
            st.number_input(
                texts(f"filter_{field}"),
                min_value=FIRST_YEAR,
                max_value=LAST_YEAR,
                step=1,
                value=None,
                placeholder=texts("filter_any"),
                key=key,
                on_change=_set_year,
                args=(key, field),
            )


class _Counted:
    """Writes a value's label with its count."""

    def __init__(self, facet: Facet, counts: Counts, texts: Texts, terms: Mapping[str, Term]) -> None:
        self._found = counts.get(facet, {})
        self._texts = texts
        self._terms = terms

    def __call__(self, value: str) -> str:
        name = label(self._terms[value].label, self._texts.language)
        return self._texts("filter_value", label=name, count=self._texts.number(self._found.get(value, 0)))


def _key(facet: Facet, address: Address) -> str:
    return f"filter-{facet}-{address.language}"


def _choose(key: str, facet: Facet) -> None:
    """Take over what was chosen for a facet."""
    value = st.session_state[key]
    values = tuple(value) if isinstance(value, list) else (value,) if value else ()
    _update({facet: values})


def _set_year(key: str, field: str) -> None:
    _update({field: st.session_state[key]})


def _clear() -> None:
    write_address(replace(read_address(), filters=Filters()))


def _update(changed: Mapping[str, object]) -> None:
    address = read_address()
    write_address(replace(address, filters=address.filters.model_copy(update=dict(changed))))
