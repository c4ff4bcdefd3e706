"""Which organisations of the corpus participants seem to be: a person confirms each."""

from __future__ import annotations

import streamlit as st

from matcher.errors import EditConflict
from matcher.events.intake.linking import LinkProposal, propose_links
from matcher.ui.events.visit import Visit
from matcher.ui.markdown import plain
from matcher.ui.navigation import ORGANISATION


def show_links(visit: Visit) -> None:
    """Show the proposals, each with its reason and the button that confirms it."""
    texts = visit.texts
    key = f"event-{visit.event.id}-links"
    state = (visit.fingerprint, texts.language)
    known: tuple[tuple[str, str], list[LinkProposal]] | None = st.session_state.get(key)
    if known is None or known[0] != state:
        known = (state, propose_links(visit.people, visit.matcher.index.organisations, texts.language))
        st.session_state[key] = known
    refused: set[tuple[int, str]] = st.session_state.setdefault(f"{key}-refused", set())
    found = [one for one in known[1] if (one.participant, one.organisation_id) not in refused]
    if not found:
        return
    with st.expander(texts("eventpage_links", count=texts.number(len(found))), icon=":material/link:"):
        st.caption(texts("eventpage_links_hint"))
        for one in found:
            _proposal(visit, one, refused)


def _proposal(visit: Visit, one: LinkProposal, refused: set[tuple[int, str]]) -> None:
    texts = visit.texts
    name = f"{one.participant}-{one.organisation_id}"
    with st.container(border=True, key=f"link-{name}"):
        st.markdown(f"**{plain(visit.names[one.participant])}** → {plain(one.name)}")
        sure = texts("eventpage_sure", share=texts.quantity(round(100 * one.sureness), "%"))
        st.caption(plain(f"{one.why} · {sure}"))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if st.button(texts("eventpage_link_confirm"), key=f"confirm-link-{name}", icon=":material/link:"):
                _link(visit, one)
            if st.button(texts("eventpage_link_refuse"), key=f"refuse-link-{name}", type="tertiary"):
                refused.add((one.participant, one.organisation_id))
                st.rerun()
            st.page_link(
                ORGANISATION.file,
                label=texts("eventpage_link_look"),
                query_params=visit.address.of_item(one.organisation_id),
            )


def _link(visit: Visit, one: LinkProposal) -> None:
    """Note which organisation a participant is, on what is kept of it now."""
    people = {person.id: person for person in visit.store.participants(visit.event.id)}
    try:
        if one.participant in people:
            linked = people[one.participant].model_copy(update={"linked": one.organisation_id})
            visit.store.change_participant(visit.event.id, linked)
    except EditConflict:
        st.error(visit.texts("eventpage_conflict"))
        return
    st.rerun()
