"""The page of one case: its texts, facts, organisations, and the sources behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from matcher.api import Matcher
from matcher.corpus.vocabulary import Term, Vocabulary
from matcher.errors import WrongUse
from matcher.model import Case, TextField
from matcher.texts import Texts
from matcher.ui.adding import add_button
from matcher.ui.comparing import compare_bar, compare_button
from matcher.ui.components import card_badges, label, organisation_link, source_line
from matcher.ui.engine import find_similar, open_matcher
from matcher.ui.markdown import plain
from matcher.ui.navigation import CASE, SEARCH
from matcher.ui.offering import offer_brief
from matcher.ui.state import Address, read_address
from matcher.wording import figure_value, place_name, status_text

BODY: tuple[TextField, ...] = ("problem", "solution", "outcome")
SIMILAR = 5


def show() -> None:
    """Show the case that the address names, in the reader's language."""
    address = read_address()
    texts = address.texts
    matcher = open_matcher(texts)
    back = "back_to_results" if address.asks else "back_to_search"
    st.page_link(SEARCH.file, label=f"← {texts(back)}", query_params=address.of_search())
    try:
        case = matcher.case(address.item)
    except WrongUse:
        st.warning(texts("case_missing"))
        return
    show_texts(case, texts)
    with st.container(horizontal=True, gap="medium", key="actions"):
        add_button("case", case.id, case.title.pick(texts.language).text, address, texts)
        compare_button(case.id, address, texts)
    compare_bar(address, texts)
    show_facts(case, texts, matcher.index.vocabulary)
    show_figures(case, texts, matcher.index.vocabulary)
    show_organisations(case, address, texts, matcher)
    show_sources(case, texts)
    offer_brief("case", case.id, texts, matcher)
    show_similar(case, address, texts, matcher)


def show_texts(case: Case, texts: Texts) -> None:
    """Show title, summary, and what was needed, done and reached."""
    with st.container(horizontal=True, gap="small"):
        card_badges(case, texts)
    title = case.title.pick(texts.language)
    st.title(plain(title.text), anchor=False)
    if title.language != texts.language:
        st.caption(texts("shown_in", language=Texts(title.language)("language")))
    st.markdown(plain(case.summary.pick(texts.language).text))
    for field in BODY:
        text = case.text(field)
        if text is not None:
            st.subheader(texts(field), anchor=False)
            st.markdown(plain(text.pick(texts.language).text))


def show_facts(case: Case, texts: Texts, vocabulary: Vocabulary) -> None:
    """Show the facts as a list of name and value; what is not known is left out."""
    language = texts.language

    def labels(ids: Iterable[str], terms: Mapping[str, Term]) -> str:
        return texts.join([label(terms[term].label, language) for term in ids])

    facts = {
        "place": plain(place_name(case, language, vocabulary)),
        "domain": labels(case.domains, vocabulary.domains),
        "sector": labels([case.sector], vocabulary.sectors),
        "site_type": labels([case.site_type], vocabulary.site_types),
        "network": labels([case.network] if case.network else [], vocabulary.networks),
        "bands": labels(case.bands, vocabulary.bands),
        "technologies": labels(case.technologies, vocabulary.technologies),
        "policy_areas": labels(case.policy_areas, vocabulary.policy_areas),
        "start": plain(texts.date(case.start.value)) if case.start else "",
        "status": "" if case.status.value == "unknown" else plain(status_text(case, texts, vocabulary)),
        "funding": plain(case.funding.pick(language).text) if case.funding else "",
    }
    with st.container(border=True, key="facts"):
        for name, value in facts.items():
            if value:
                with st.container(horizontal=True, wrap=False, gap="small", key=f"fact-{name}"):
                    st.markdown(f"**{texts(name)}**", width=150)
                    st.markdown(value, width="stretch")


def show_figures(case: Case, texts: Texts, vocabulary: Vocabulary) -> None:
    """Show the figures with their units and sources."""
    if not case.figures:
        return
    st.subheader(texts("figures"), anchor=False)
    numbers = {source.key: position for position, source in enumerate(case.sources, start=1)}
    for figure in case.figures:
        what = plain(figure.what.pick(texts.language).text)
        value = plain(figure_value(figure, texts, vocabulary))
        reference = f" \\[{numbers[figure.source]}\\]" if figure.source else ""
        st.markdown(f"- **{value}** – {what}{reference}")


def show_organisations(case: Case, address: Address, texts: Texts, matcher: Matcher) -> None:
    """Show who took part, and as what, each with a link to its page."""
    if not case.organisations:
        return
    st.subheader(texts("organisations"), anchor=False)
    roles: dict[str, list[str]] = {}
    for item in case.organisations:
        role = label(matcher.index.vocabulary.roles[item.role].label, texts.language)
        roles.setdefault(item.organisation, []).append(role)
    with st.container(key="organisations", gap="small"):
        for name, parts in roles.items():
            organisation = matcher.index.organisations[name]
            with st.container(gap=None, key=f"row-{name}"):
                organisation_link(organisation, address)
                st.caption(f"{texts.join(parts)} · {plain(texts.territory(organisation.country))}")


def show_sources(case: Case, texts: Texts) -> None:
    """Show every source with what it supports, and what none was seen to support."""
    st.subheader(texts("sources"), anchor=False)
    for number, source in enumerate(case.sources, start=1):
        st.markdown(f"{number}\\. {source_line(source, texts)}")
        if source.supports:
            fields = texts.join([texts(field) for field in source.supports])
            st.caption(texts("source_supports", fields=fields))
        if not source.seen:
            st.caption(texts("source_not_seen"))
    if case.unconfirmed:
        fields = texts.join([texts(field) for field in case.unconfirmed])
        st.warning(texts("unconfirmed", fields=fields))
    if case.checked:
        st.caption(texts("checked_on", date=texts.date(case.checked.isoformat())))


def show_similar(case: Case, address: Address, texts: Texts, matcher: Matcher) -> None:
    """Show the cases most like this one."""
    st.subheader(texts("similar_cases"), anchor=False)
    found = find_similar(matcher.index.manifest.corpus_hash, case.id, texts.language, SIMILAR, matcher)
    for match in found.matches:
        country = texts(f"country_{match.case.country}")
        title = plain(match.case.title.pick(texts.language).text)
        st.page_link(CASE.file, label=f"{country} · {title}", query_params=address.of_item(match.case.id))


show()
