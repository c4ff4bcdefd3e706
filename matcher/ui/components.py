"""What several pages show: head and foot, result cards, facts, sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import streamlit as st

from matcher.corpus.vocabulary import Vocabulary
from matcher.model import LANGUAGES, TEXT_FIELDS, Band, Case, Language, Match, Organisation, Reason, Source, Text
from matcher.texts import Texts
from matcher.ui.adding import add_button
from matcher.ui.comparing import compare_button
from matcher.ui.markdown import link, plain
from matcher.ui.navigation import ALL, CASE, ORGANISATION, SEARCH
from matcher.ui.state import Address, read_address, write_address
from matcher.wording import heading, place_name, status_text

LONGEST_PART = 120
STYLE = Path(__file__).parent / "static" / "style.css"

_COUNTRY_COLOURS: dict[str, Literal["orange", "violet"]] = {"JP": "orange", "DE": "violet"}
_BAND_COLOURS: dict[Band, Literal["green", "blue", "gray"]] = {"strong": "green", "good": "blue", "weak": "gray"}


def head(address: Address, texts: Texts) -> None:
    """Show name, tagline and the switch of languages."""
    st.html(STYLE)
    with st.container(key="head", horizontal=True, vertical_alignment="center", gap="medium"):
        with st.container(key="brand", width="stretch", gap=None):
            st.page_link(SEARCH.file, label="架け橋 Kakehashi", query_params=address.menu)
            st.caption(texts("tagline"))
        chosen = st.segmented_control(
            texts("interface_language"),
            LANGUAGES,
            default=address.language,
            format_func=lambda language: Texts(language)("language"),
            required=True,
            key=f"language-{address.language}",
            label_visibility="collapsed",
        )
    menu(address, texts)
    if chosen and chosen != address.language:
        write_address(replace(address, language=chosen))
        st.rerun()


def menu(address: Address, texts: Texts) -> None:
    """Show the links to all pages that the menu names."""
    named = [page for page in ALL if page.in_menu]
    if len(named) < 2:
        return
    with st.container(key="menu", horizontal=True, gap="small"):
        for page in named:
            st.page_link(page.file, label=texts(page.title), icon=page.icon, query_params=address.menu)


def foot(address: Address, texts: Texts) -> None:
    """Show licences and what the corpus rests on; in Japanese also how years are counted."""
    with st.container(key="foot"):
        if address.language == "ja":
            st.toggle(texts("era_years"), value=address.era, key=f"era-{address.era}", on_change=_switch_era)
        st.caption(texts("footer"))


def _switch_era() -> None:
    address = read_address()
    write_address(replace(address, era=not address.era))


def label(term: Text, language: Language) -> str:
    """Return a vocabulary label as a heading or badge shows it: capitalised, escaped."""
    return plain(heading(term, language))


def result_card(match: Match, address: Address, texts: Texts, vocabulary: Vocabulary) -> None:
    """Show one match: country, band, title, the passage that fits, facts, sources."""
    case = match.case
    with st.container(border=True, key=f"card-{case.id}"):
        with st.container(horizontal=True, gap="small"):
            card_badges(case, texts)
            st.badge(texts(f"band_{match.band}"), color=_BAND_COLOURS[match.band])
            st.caption(plain(texts("score_label", score=f"{match.score:.0f}")))
        title = case.title.pick(address.language)
        st.page_link(CASE.file, label=plain(title.text), query_params=address.of_item(case.id))
        show_reasons(match.reasons, texts)
        st.caption(card_facts(case, texts, vocabulary))
        with st.container(horizontal=True, gap="medium", key=f"actions-{case.id}"):
            add_button("case", case.id, title.text, address, texts)
            compare_button(case.id, address, texts)
        with st.expander(texts("sources_count", count=str(len(case.sources)))):
            for source in case.sources:
                st.markdown(source_line(source, texts))


def card_badges(case: Case, texts: Texts) -> None:
    """Show a case's country, and that both countries work together in it."""
    st.badge(texts(f"country_{case.country}"), color="orange" if case.country == "JP" else "violet")
    if case.japan_germany:
        st.badge(texts("japan_germany"), color="red")


def show_reasons(reasons: Sequence[Reason], texts: Texts) -> None:
    """Show the passage that fits best, then what need and case share, then in what they differ."""
    shared: list[str] = []
    other: list[str] = []
    for reason in reasons:
        if reason.kind in TEXT_FIELDS:
            st.markdown(f"**{texts(reason.kind)}**  {plain(reason.text)}")
            if reason.language != texts.language:
                st.caption(texts("shown_in", language=Texts(reason.language)("language")))
            if reason.answers:
                st.caption(texts("reason_answers", part=plain(shortened(reason.answers))))
        else:
            (other if reason.kind.startswith("other_") else shared).append(plain(reason.text))
    for name, labels in (("reason_shared", shared), ("reason_other", other)):
        if labels:
            st.caption(texts(name, labels=texts("list_separator").join(labels)))


def shortened(part: str) -> str:
    """Return a part of a profile as a card repeats it: its beginning, where it is a long text."""
    return part if len(part) <= LONGEST_PART else f"{part[:LONGEST_PART].rstrip()}…"


def card_facts(case: Case, texts: Texts, vocabulary: Vocabulary) -> str:
    """Return the line under a card's text: place, sector, status."""
    language = texts.language
    facts = [
        plain(place_name(case, language, vocabulary)),
        label(vocabulary.sectors[case.sector].label, language),
    ]
    if case.status.value != "unknown":
        facts.append(plain(status_text(case, texts, vocabulary)))
    return " · ".join(facts)


def organisation_link(organisation: Organisation, address: Address) -> None:
    """Show an organisation's name as a link to its page."""
    name = organisation.name.pick(address.language).text
    st.page_link(ORGANISATION.file, label=plain(name), query_params=address.of_item(organisation.id))


def country_badge(organisation: Organisation, texts: Texts) -> None:
    """Show an organisation's country, in the colour that its cases have."""
    st.badge(plain(texts.territory(organisation.country)), color=_COUNTRY_COLOURS.get(organisation.country, "gray"))


def source_line(source: Source, texts: Texts) -> str:
    """Return a source as Markdown: linked title, publisher, date."""
    parts = [link(source.title, source.url)]
    if source.publisher:
        parts.append(plain(source.publisher))
    if source.date:
        parts.append(plain(texts.date(source.date)))
    return " · ".join(parts)
