"""The search page's view of partners: the organisations behind the matches, with the cases that speak for them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from matcher.api import Matcher
from matcher.corpus.vocabulary import Vocabulary
from matcher.model import COUNTRIES
from matcher.partners.evidence import SEEKING, Evidence, Partner
from matcher.search.filters import Facet
from matcher.texts import Texts
from matcher.ui.adding import add_button
from matcher.ui.components import country_badge, label, organisation_link
from matcher.ui.engine import find_partners
from matcher.ui.facets import Counts, show_filters
from matcher.ui.markdown import plain
from matcher.ui.navigation import CASE
from matcher.ui.state import Address, read_address, show_value, write_address

PAGE = 10
EVIDENCE = 3
_COUNTRY: Facet = "countries"


def show_partners(address: Address, counts: Counts, texts: Texts, matcher: Matcher) -> None:
    """Show whom to choose from, and the partners found, those with the best evidence first."""
    vocabulary = matcher.index.vocabulary
    _wishes(address, texts)
    show_filters(address, counts, texts, vocabulary, countries=False)
    state = matcher.index.manifest.corpus_hash
    found = find_partners(state, address.need, address.seeking, address.filters, matcher)
    if not found:
        st.info(f"**{texts('partners_none')}** {texts('partners_none_hint')}")
        return
    shown_key = f"shown-{address}"
    count = min(st.session_state.get(shown_key, PAGE), len(found))
    counted = texts("partners_count_one") if count == 1 else texts("partners_count", count=texts.number(count))
    st.subheader(counted, anchor=False)
    st.caption(texts("partners_how"))
    for partner in found[:count]:
        _card(partner, address, texts, vocabulary)
    if count < len(found) and st.button(texts("partners_more"), key="more"):
        st.session_state[shown_key] = count + PAGE
        st.rerun()


def _wishes(address: Address, texts: Texts) -> None:
    """Show what is sought and where; the address is their state."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="wishes"):
        key = f"seat-{address.language}"
        asked = address.filters.countries
        show_value(key, asked[0] if len(asked) == 1 else "")
        st.segmented_control(
            texts("partners_country"),
            ["", *COUNTRIES],
            format_func=lambda country: texts(f"country_{country or 'all'}"),
            required=True,
            key=key,
            on_change=_choose_country,
            args=(key,),
        )
        key = f"seeking-{address.language}"
        show_value(key, list(address.seeking))
        st.pills(
            texts("partners_seeking"),
            SEEKING,
            selection_mode="multi",
            wrap=True,
            format_func=lambda sought: texts(f"partners_seeking_{sought}"),
            key=key,
            on_change=_choose_seeking,
            args=(key,),
        )


def _choose_country(key: str) -> None:
    address = read_address()
    chosen = (st.session_state[key],) if st.session_state[key] else ()
    write_address(replace(address, filters=address.filters.model_copy(update={_COUNTRY: chosen})))


def _choose_seeking(key: str) -> None:
    write_address(replace(read_address(), seeking=tuple(st.session_state[key])))


def _card(partner: Partner, address: Address, texts: Texts, vocabulary: Vocabulary) -> None:
    """Show one organisation: where and what it is, its roles, and its best cases."""
    organisation = partner.organisation
    name = organisation.name.pick(address.language).text
    with st.container(border=True, key=f"partner-{organisation.id}"):
        with st.container(horizontal=True, gap="small"):
            country_badge(organisation, texts)
            if partner.in_both_countries:
                st.badge(texts("partners_both_countries"), color="green")
            if partner.cooperations:
                st.badge(texts("japan_germany"), color="red")
        with st.container(key=f"name-{organisation.id}"):
            organisation_link(organisation, address)
        roles = texts.join([label(vocabulary.roles[role].label, texts.language) for role in partner.roles])
        kind = label(vocabulary.organisation_kinds[organisation.kind].label, texts.language)
        st.caption(f"{kind} · {texts('partners_roles', roles=roles)}")
        for one in partner.evidence[:EVIDENCE]:
            _evidence(organisation.id, one, address, texts, vocabulary)
        rest = len(partner.evidence) - EVIDENCE
        if rest > 0:
            more = "partners_more_cases_one" if rest == 1 else "partners_more_cases"
            st.caption(texts(more) if rest == 1 else texts(more, count=texts.number(rest)))
        add_button("organisation", organisation.id, name, address, texts)


def _evidence(organisation: str, one: Evidence, address: Address, texts: Texts, vocabulary: Vocabulary) -> None:
    title = one.case.title.pick(texts.language).text
    facts = [
        plain(texts(f"country_{one.case.country}")),
        label(vocabulary.roles[one.role].label, texts.language),
        *([plain(texts.date(str(one.year)))] if one.year else []),
        plain(texts("score_label", score=f"{one.relevance:.0f}")),
    ]
    with st.container(gap=None, key=f"row-{organisation}-{one.case.id}"):
        st.page_link(CASE.file, label=plain(title), query_params=address.of_item(one.case.id))
        st.caption(" · ".join(facts))
