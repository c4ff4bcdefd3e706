"""Up to four cases side by side: what they share, then fact by fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st

from matcher.corpus.vocabulary import Term, Vocabulary
from matcher.model import Case, TextField, find_case
from matcher.texts import Texts
from matcher.ui.adding import add_button
from matcher.ui.comparing import LEAST, toggle
from matcher.ui.components import card_badges, label
from matcher.ui.engine import open_matcher
from matcher.ui.markdown import plain
from matcher.ui.navigation import CASE, SEARCH
from matcher.ui.state import Address, read_address
from matcher.wording import figure_value, place_name, status_text

LETTERS = "ABCD"
BODY: tuple[TextField, ...] = ("problem", "solution", "outcome")


def show() -> None:
    """Show the cases that the address chooses beside each other."""
    address = read_address()
    texts = address.texts
    matcher = open_matcher(texts)
    back = "back_to_results" if address.asks else "back_to_search"
    with st.container(key="back-compare"):
        st.page_link(SEARCH.file, label=f"← {texts(back)}", query_params=address.of_search())
    st.title(texts("page_compare"), anchor=False)
    found = [find_case(matcher.index.cases, case_id) for case_id in address.compared]
    cases = list({case.id: case for case in found if case is not None}.values())
    if len(cases) < LEAST:
        st.info(texts("compare_too_few"))
    if not cases:
        return
    with st.container(key="compare"):
        show_heads(cases, address, texts)
        show_shared(cases, texts, matcher.index.vocabulary)
        for name, tell in facts(texts, matcher.index.vocabulary).items():
            show_fact(texts(name), [tell(case) for case in cases], texts)
        organisations = matcher.index.organisations

        def partners(case: Case) -> str:
            ids = dict.fromkeys(item.organisation for item in case.organisations)
            return texts.join([plain(organisations[one].name.pick(texts.language).text) for one in ids])

        show_fact(texts("organisations"), [partners(case) for case in cases], texts)
        show_fact(texts("sources"), [texts.number(len(case.sources)) for case in cases], texts)


def show_heads(cases: Sequence[Case], address: Address, texts: Texts) -> None:
    """Show each case's letter, country and title, with what can be done with it."""
    for column, letter, case in zip(st.columns(len(cases)), LETTERS, cases, strict=False):
        title = case.title.pick(texts.language).text
        with column, st.container(key=f"card-{case.id}", gap="small"):
            with st.container(horizontal=True, gap="small"):
                st.badge(letter, color="gray")
                card_badges(case, texts)
            st.page_link(CASE.file, label=plain(title), query_params=address.of_item(case.id))
            add_button("case", case.id, title, address, texts)
            st.button(
                texts("compare_remove"),
                key=f"compare-{case.id}",
                icon=":material/close:",
                type="tertiary",
                on_click=toggle,
                args=(case.id,),
            )


def show_shared(cases: Sequence[Case], texts: Texts, vocabulary: Vocabulary) -> None:
    """Say what all of them have in common."""
    if len(cases) < LEAST:
        return

    def common(values: Iterable[Iterable[str]], terms: Mapping[str, Term]) -> list[str]:
        first, *rest = [list(each) for each in values]
        return [label(terms[one].label, texts.language) for one in first if all(one in each for each in rest)]

    shared = [
        *common(([case.sector] for case in cases), vocabulary.sectors),
        *common(([case.site_type] for case in cases), vocabulary.site_types),
        *common((case.technologies for case in cases), vocabulary.technologies),
        *common((case.policy_areas for case in cases), vocabulary.policy_areas),
    ]
    told = texts("reason_shared", labels=texts.join(shared)) if shared else texts("compare_nothing_shared")
    st.info(told, icon=":material/join_inner:")


def facts(texts: Texts, vocabulary: Vocabulary) -> dict[str, Callable[[Case], str]]:
    """Return what is told of each case, by the key of its name, in the order of the page."""
    language = texts.language

    def labels(ids: Iterable[str], terms: Mapping[str, Term]) -> str:
        return texts.join([label(terms[one].label, language) for one in ids])

    def body(field: TextField) -> Callable[[Case], str]:
        return lambda case: plain(text.pick(language).text) if (text := case.text(field)) else ""

    def figures(case: Case) -> str:
        lines = [
            f"- **{plain(figure_value(one, texts, vocabulary))}** – {plain(one.what.pick(language).text)}"
            for one in case.figures
        ]
        return "\n".join(lines)

    return {
        "place": lambda case: plain(place_name(case, language, vocabulary)),
        "sector": lambda case: labels([case.sector], vocabulary.sectors),
        "status": lambda case: (
            "" if case.status.value == "unknown" else plain(status_text(case, texts, vocabulary))
        ),
        "start": lambda case: plain(texts.date(case.start.value)) if case.start else "",
        **{field: body(field) for field in BODY},
        "figures": figures,
        "technologies": lambda case: labels(case.technologies, vocabulary.technologies),
        "network": lambda case: labels([case.network] if case.network else [], vocabulary.networks),
        "bands": lambda case: labels(case.bands, vocabulary.bands),
        "policy_areas": lambda case: labels(case.policy_areas, vocabulary.policy_areas),
        "funding": lambda case: plain(case.funding.pick(language).text) if case.funding else "",
    }


def show_fact(name: str, values: Sequence[str], texts: Texts) -> None:
    """Show one fact of all cases in a row; a row that no case fills is left out."""
    if not any(values):
        return
    st.subheader(name, anchor=False, divider="gray")
    for column, letter, value in zip(st.columns(len(values)), LETTERS, values, strict=False):
        with column, st.container(horizontal=True, wrap=False, gap="small"):
            st.badge(letter, color="gray")
            if value:
                st.markdown(value, width="stretch")
            else:
                st.caption(texts("compare_unknown"), width="stretch")


show()
