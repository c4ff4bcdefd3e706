"""The parts of an organisation's page: what it is, its cases, with whom and on what it works, who is like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import altair as alt
import pandas as pd
import streamlit as st

from matcher.api import Matcher
from matcher.corpus.vocabulary import Term, Vocabulary
from matcher.model import COUNTRIES, LANGUAGES, Organisation
from matcher.partners.peers import Peer
from matcher.partners.profile import CoPartner, OrganisationProfile
from matcher.texts import Texts
from matcher.ui.charts import ink
from matcher.ui.components import label, organisation_link
from matcher.ui.drawing import draw
from matcher.ui.engine import find_peers
from matcher.ui.markdown import link, plain
from matcher.ui.navigation import CASE
from matcher.ui.network_chart import network_chart
from matcher.ui.state import Address

PAGE = 10
PEERS = 5
MOST_BARS = 12
BAR_COLOUR = "#0072B2"


def show_facts(profile: OrganisationProfile, texts: Texts, vocabulary: Vocabulary) -> None:
    """Show names, kind, country, group, and official identifiers; what is not known is left out."""
    organisation, language = profile.organisation, texts.language
    others = [other for other in LANGUAGES if other != language]
    facts = {
        texts("organisation_other_names"): " · ".join(
            plain(text)
            for text in dict.fromkeys([*(organisation.name.get(one) for one in others), *organisation.aliases])
            if text and text != organisation.name.get(language)
        ),
        texts("organisation_kind"): label(vocabulary.organisation_kinds[organisation.kind].label, language),
        texts("country"): plain(texts.territory(organisation.country)),
        texts("sector"): label(vocabulary.sectors[organisation.sector].label, language)
        if organisation.sector
        else "",
        texts("organisation_population"): texts.number(organisation.population) if organisation.population else "",
        texts("organisation_website"): link(organisation.website, organisation.website)
        if organisation.website
        else "",
        **{texts(f"organisation_id_{name}"): plain(value) for name, value in organisation.identifiers.items()},
    }
    with st.container(border=True, key="facts"):
        for number, (name, value) in enumerate(facts.items()):
            if value:
                with st.container(horizontal=True, wrap=False, gap="small", key=f"fact-{number}"):
                    st.markdown(f"**{name}**", width=150)
                    st.markdown(value, width="stretch")


def show_group(profile: OrganisationProfile, address: Address, texts: Texts) -> None:
    """Show the group that it belongs to, and its members."""
    for key, members in (
        ("organisation_group", [profile.group] if profile.group else []),
        ("organisation_members", list(profile.members)),
    ):
        if members:
            st.markdown(f"**{texts(key)}**")
            with st.container(horizontal=True, gap="small", key=f"row-{key}"):
                for member in members:
                    organisation_link(member, address)


def show_cases(profile: OrganisationProfile, address: Address, texts: Texts, vocabulary: Vocabulary) -> None:
    """Show its cases, the latest first, with its roles."""
    st.subheader(texts("organisation_cases", count=texts.number(len(profile.cases))), anchor=False)
    key = f"cases-shown-{profile.organisation.id}"
    count = st.session_state.get(key, PAGE)
    for part in profile.cases[:count]:
        case = part.case
        title = plain(case.title.pick(texts.language).text)
        roles = [label(vocabulary.roles[role].label, texts.language) for role in part.roles]
        start = [plain(texts.date(case.start.value))] if case.start else []
        with st.container(gap=None, key=f"row-case-{case.id}"):
            st.page_link(CASE.file, label=title, query_params=address.of_item(case.id))
            st.caption(" · ".join([texts(f"country_{case.country}"), texts.join(roles), *start]))
    if count < len(profile.cases) and st.button(texts("show_more"), key="more-cases"):
        st.session_state[key] = count + PAGE
        st.rerun()


def show_network(profile: OrganisationProfile, address: Address, texts: Texts) -> None:
    """Show with whom it worked, as a graph and as a list with links."""
    if not profile.co_partners:
        return
    st.subheader(texts("organisation_network"), anchor=False)
    shown = len(profile.network.nodes) - 1
    if shown < len(profile.co_partners):
        st.caption(
            texts(
                "organisation_network_part",
                count=texts.number(shown),
                all=texts.number(len(profile.co_partners)),
            )
        )
    draw(network_chart(profile.network, texts), key="network")
    with st.expander(texts("organisation_network_list"), icon=":material/table_rows:"):
        for one in profile.co_partners[:shown]:
            _co_partner(one, address, texts)


def _co_partner(one: CoPartner, address: Address, texts: Texts) -> None:
    count = len(one.shared)
    shared = texts("organisation_shared_one") if count == 1 else texts("organisation_shared", count=str(count))
    key = f"row-with-{one.organisation.id}"
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=key):
        organisation_link(one.organisation, address)
        st.caption(f"{plain(texts.territory(one.organisation.country))} · {shared}")


def show_counts(profile: OrganisationProfile, texts: Texts, vocabulary: Vocabulary) -> None:
    """Show sectors and technologies by the number of cases, as bars and as tables."""
    kinds: tuple[tuple[str, Sequence[tuple[str, int]], Mapping[str, Term]], ...] = (
        ("organisation_sectors", profile.sectors, vocabulary.sectors),
        ("organisation_technologies", profile.technologies, vocabulary.technologies),
    )
    for key, counts, terms in kinds:
        if not counts:
            continue
        st.subheader(texts(key), anchor=False)
        columns = [texts(f"{key}_name"), texts("organisation_case_count")]
        language = texts.language
        rows = [(_label(terms[term], texts), count) for term, count in counts]
        table = pd.DataFrame(rows, columns=columns)
        draw(_bars(table.head(MOST_BARS), texts), key=f"{key}-{language}")
        with st.expander(texts("organisation_table"), icon=":material/table_rows:"):
            st.table(table.set_index(columns[0]))


def _label(term: Term, texts: Texts) -> str:
    text = term.label.pick(texts.language).text
    return text[:1].upper() + text[1:]


def _bars(table: pd.DataFrame, texts: Texts) -> alt.LayerChart:
    """Return bars with their names above them, so that long words are whole on a narrow page too."""
    name, count = table.columns
    rows = table.rename(columns={name: "name", count: "count"})
    most = max(1, int(rows["count"].max()))
    y = alt.Y("name:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.72, paddingOuter=0.6))
    x = alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.08], nice=False))
    tooltip = [alt.Tooltip("name:N", title=str(name)), alt.Tooltip("count:Q", title=str(count))]
    base = alt.Chart(rows).encode(y=y, tooltip=tooltip)
    bars = base.mark_bar(color=BAR_COLOUR, cornerRadiusEnd=2).encode(x=x)
    numbers = base.mark_text(align="left", dx=5, fontSize=12, color=ink()).encode(x=x, text="count:Q")
    names = base.mark_text(align="left", baseline="bottom", dy=-8, fontSize=13, color=ink()).encode(
        x=alt.value(0), text="name:N"
    )
    chart = alt.layer(bars, numbers, names).properties(height=38 * len(rows) + 16, width="container")
    return cast("alt.LayerChart", chart.configure_view(stroke=None))


def show_peers(profile: OrganisationProfile, address: Address, texts: Texts, matcher: Matcher) -> None:
    """Show the comparable municipalities of the other country, and why."""
    organisation = profile.organisation
    if organisation.kind != "municipality" or organisation.country not in COUNTRIES or not profile.cases:
        return
    st.subheader(texts(f"organisation_peers_of_{organisation.country}"), anchor=False)
    st.caption(texts("organisation_peers_how"))
    peers = find_peers(matcher.index.manifest.corpus_hash, organisation.id, PEERS, matcher)
    for peer in peers:
        with st.container(border=True, key=f"peer-{peer.organisation.id}"):
            with st.container(key=f"name-peer-{peer.organisation.id}"):
                organisation_link(peer.organisation, address)
            for reason in _peer_reasons(organisation, peer, texts, matcher.index.vocabulary):
                st.caption(reason)
            case = peer.cases[0]
            title = plain(case.title.pick(texts.language).text)
            with st.container(key=f"row-peer-{peer.organisation.id}"):
                st.page_link(CASE.file, label=title, query_params=address.of_item(case.id))


def _peer_reasons(own: Organisation, peer: Peer, texts: Texts, vocabulary: Vocabulary) -> list[str]:
    reasons = []
    if own.population and peer.organisation.population:
        theirs, mine = texts.number(peer.organisation.population), texts.number(own.population)
        reasons.append(texts("organisation_peer_size", theirs=theirs, own=mine))
    kinds: tuple[tuple[str, Mapping[str, Term], tuple[str, ...]], ...] = (
        ("organisation_peer_sectors", vocabulary.sectors, peer.sectors),
        ("organisation_peer_technologies", vocabulary.technologies, peer.technologies),
    )
    for key, terms, shared in kinds:
        if shared:
            labels = [label(terms[one].label, texts.language) for one in shared]
            reasons.append(texts(key, labels=texts.join(labels)))
    return reasons
