"""The atlas: the whole corpus on maps and in numbers, Japan and Germany beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from matcher.api import Matcher
from matcher.corpus.vocabulary import Region, Term, Vocabulary
from matcher.model import COUNTRIES, Case
from matcher.search.filters import FACETS, CaseFacets, Facet, Filters
from matcher.texts import Texts
from matcher.ui.charts import Labelled, show_columns, show_counts, show_gaps, show_pairs
from matcher.ui.components import label
from matcher.ui.engine import open_matcher
from matcher.ui.maps import show_map
from matcher.ui.navigation import SEARCH
from matcher.ui.state import Address, read_address, show_value, write_address
from matcher.ui.tally import EARLIEST, Row, tally, tally_facet, tally_years, widest_gaps
from matcher.ui.views import switch
from matcher.wording import heading

SCOPE: tuple[Facet, ...] = ("domains", "sectors", "policy_areas")
SEARCHED: tuple[Facet, ...] = ("domains", "policy_areas", "sectors", "technologies")
# What the countries are compared by; the other facets are too coarse to show a gap.
COMPARED: tuple[Facet, ...] = ("sectors", "technologies")
# The charts, as the address names them, each with the text that names it.
SECTIONS: Mapping[str, str] = {
    "gaps": "atlas_gaps",
    "domains": "filter_domain",
    "policy_areas": "filter_policy_areas",
    "sectors": "filter_sectors",
    "technologies": "filter_technologies",
    "statuses": "filter_statuses",
    "years": "atlas_years",
    "regions": "atlas_regions",
}
FACET_SECTIONS: Mapping[str, Facet] = {facet: facet for facet in FACETS if facet in SECTIONS}
MOST = 20
GAPS = 12


def show() -> None:
    """Show maps and charts of the cases that the filters of the address leave."""
    address = read_address()
    texts = address.texts
    matcher = open_matcher(texts)
    vocabulary = matcher.index.vocabulary
    known = address.filters.only_known(vocabulary)
    address = replace(
        address, filters=Filters(domains=known.domains, sectors=known.sectors, policy_areas=known.policy_areas)
    )
    st.title(texts("page_atlas"), anchor=False)
    show_scope(address, texts, vocabulary)
    facets = CaseFacets(matcher.index.organisations)
    cases = facets.accepted(matcher.index.cases.values(), address.filters)
    show_size(cases, texts)
    if not cases:
        st.info(f"**{texts('no_results_title')}** {texts('no_results_hint')}")
        return
    st.subheader(texts("atlas_map"), anchor=False)
    show_map(cases, Address(address.language, era=address.era), texts, vocabulary, key="atlas-map")
    show_charts(cases, facets, address, texts, matcher)


def show_scope(address: Address, texts: Texts, vocabulary: Vocabulary) -> None:
    """Show the filters of the atlas; the address is their state."""
    with st.container(horizontal=True, key="filters"):
        for facet in SCOPE:
            terms: Mapping[str, Term] = getattr(vocabulary, facet)
            key = f"atlas-{facet}-{address.language}"
            show_value(key, list(getattr(address.filters, facet)))
            st.multiselect(
                texts("filter_domain" if facet == "domains" else f"filter_{facet}"),
                list(terms),
                format_func=partial(_name, terms, texts),
                placeholder=texts("filter_any"),
                key=key,
                on_change=_choose,
                args=(key, facet),
            )


def _name(terms: Mapping[str, Term], texts: Texts, term: str) -> str:
    return label(terms[term].label, texts.language)


def _choose(key: str, facet: Facet) -> None:
    address = read_address()
    filters = address.filters.model_copy(update={facet: tuple(st.session_state[key])})
    write_address(replace(address, filters=filters))


def show_size(cases: Sequence[Case], texts: Texts) -> None:
    """Say how many cases are shown."""
    japanese = sum(case.country == "JP" for case in cases)
    numbers = {"cases": len(cases), "jp": japanese, "de": len(cases) - japanese}
    st.caption(texts("atlas_size", **{name: texts.number(number) for name, number in numbers.items()}))


def show_charts(
    cases: Sequence[Case], facets: CaseFacets, address: Address, texts: Texts, matcher: Matcher
) -> None:
    """Show the switch between the charts, and the one that is on: all at once took more than a second."""
    vocabulary = matcher.index.vocabulary
    st.subheader(texts("atlas_numbers"), anchor=False)
    told = {section: texts(name) for section, name in SECTIONS.items() if _has_any(section, cases, facets)}
    section = switch(told, address, texts("atlas_numbers"))
    if section == "gaps":
        _show_gaps(cases, facets, address, texts, vocabulary)
    elif section == "years":
        years = [Labelled(row, _year(row, texts)) for row in tally_years(cases)]
        show_columns(years, texts("atlas_years"), texts, key="atlas-years")
        st.caption(texts("atlas_years_hint", count=texts.number(sum(case.start is None for case in cases))))
    elif section == "regions":
        show_regions(cases, texts, vocabulary)
    else:
        _show_facet(FACET_SECTIONS[section], cases, facets, address, texts, vocabulary)


def _has_any(section: str, cases: Sequence[Case], facets: CaseFacets) -> bool:
    """Tell whether a section has anything to show; gaps need cases of both countries."""
    if section == "gaps":
        return len({case.country for case in cases}) == len(COUNTRIES)
    if section == "years":
        return any(case.start for case in cases)
    facet = FACET_SECTIONS.get(section)
    return facet is None or any(facets.values(case, facet) for case in cases)


def _show_gaps(
    cases: Sequence[Case], facets: CaseFacets, address: Address, texts: Texts, vocabulary: Vocabulary
) -> None:
    """Show the sectors and technologies in which the countries differ most."""
    st.caption(texts("atlas_gaps_hint"))
    everything = [
        item
        for facet in COMPARED
        for item in _labelled(tally_facet(cases, facets, facet)[:MOST], facet, address, texts, vocabulary)
    ]
    widest = {id(row) for row in widest_gaps([item.row for item in everything], GAPS)}
    gaps = sorted((i for i in everything if id(i.row) in widest), key=lambda item: -item.row.gap)
    show_gaps(gaps, texts("atlas_gap_what"), texts, key="atlas-gaps")


def _show_facet(
    facet: Facet,
    cases: Sequence[Case],
    facets: CaseFacets,
    address: Address,
    texts: Texts,
    vocabulary: Vocabulary,
) -> None:
    """Show one facet; a picked bar offers the search for its cases."""
    name = texts(SECTIONS[facet])
    found = tally_facet(cases, facets, facet)
    if len(found) > MOST:
        st.caption(texts("atlas_top", name=name, count=str(MOST)))
    rows = _labelled(found[:MOST], facet, address, texts, vocabulary)
    picked = show_pairs(rows, name, texts, key=f"atlas-{facet}")
    for item in rows:
        if item.row.value == picked:
            shown = texts("atlas_search_for", label=label(getattr(vocabulary, facet)[picked].label, texts.language))
            parameters = search_for(picked, facet, address, vocabulary).parameters
            st.page_link(SEARCH.file, label=shown, icon=":material/search:", query_params=parameters)


def show_regions(cases: Sequence[Case], texts: Texts, vocabulary: Vocabulary) -> None:
    """Show the regions of each country with most cases; regions have no counterpart to compare with."""
    rows = tally(cases, lambda case: [case.place.region])
    for country in COUNTRIES:
        regions = [row for row in rows if row.counts[country]]
        if not regions:
            continue
        shown = texts(f"country_{country}")
        found = [Labelled(row, _region(vocabulary.regions[row.value], texts)) for row in regions]
        show_counts(found, country, texts("atlas_regions_of", country=shown), texts)


def _labelled(
    rows: Sequence[Row], facet: Facet, address: Address, texts: Texts, vocabulary: Vocabulary
) -> list[Labelled]:
    terms: Mapping[str, Term] = getattr(vocabulary, facet)
    return [
        Labelled(
            row,
            heading(terms[row.value].label, texts.language),
            _link(search_for(row.value, facet, address, vocabulary)) if facet in SEARCHED else "",
        )
        for row in rows
    ]


def search_for(value: str, facet: Facet, address: Address, vocabulary: Vocabulary) -> Address:
    """Return the search for the cases of a value: its name as the question, and the value as a filter."""
    terms: Mapping[str, Term] = getattr(vocabulary, facet)
    filters = address.filters.model_copy(update={facet: (value,)})
    return Address(address.language, terms[value].label.pick(address.language).text, filters, era=address.era)


def _link(address: Address) -> str:
    return f"./?{urlencode(address.parameters, doseq=True)}"


def _region(region: Region, texts: Texts) -> str:
    return region.label.pick(texts.language).text


def _year(row: Row, texts: Texts) -> str:
    return texts("atlas_until", year=row.value) if row.value == str(EARLIEST) else row.value


show()
