"""The about page: what this is, how it works, how good it is, whose it is, and where it ends."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from matcher.evaluation.measured import PerLanguage, measured
from matcher.index.store import Index
from matcher.model import LANGUAGES
from matcher.search.scoring import COMPARABLE, GOOD, STRONG
from matcher.texts import Texts
from matcher.ui.engine import open_matcher
from matcher.ui.markdown import link, plain
from matcher.ui.state import read_address
from matcher.ui.tally import tally
from matcher.wording import heading

LICENCES = ("corpus", "code", "model", "fonts", "map")
LINKS: Sequence[tuple[str, str]] = (
    ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("intfloat/multilingual-e5-small", "https://huggingface.co/intfloat/multilingual-e5-small"),
    ("Natural Earth", "https://www.naturalearthdata.com/about/terms-of-use/"),
)


def show() -> None:
    """Show the sections in the order in which a reader asks."""
    texts = read_address().texts
    matcher = open_matcher(texts)
    st.title(texts("about_title"), anchor=False)
    st.markdown(texts("about_what"))
    show_method(texts)
    show_quality(texts)
    show_policy_areas(matcher.index, texts)
    show_rights(texts)
    show_limits(matcher.index, texts)


def show_method(texts: Texts) -> None:
    """Say how cases are found, and what scores and bands mean."""
    st.subheader(texts("about_method"), anchor=False)
    st.markdown(texts("about_method_text"))
    bands = {"strong": STRONG, "good": GOOD, "weak": COMPARABLE}
    lines = [
        f"- **{texts(f'band_{band}')}**: {texts(f'about_band_{band}', score=texts.number(int(score)))}"
        for band, score in bands.items()
    ]
    st.markdown("\n".join(lines))
    st.markdown(texts("about_score_text"))


def show_quality(texts: Texts) -> None:
    """Show the measured quality with its date and how it was measured."""
    figures = measured()
    st.subheader(texts("about_quality"), anchor=False)
    values = {
        "date": texts.date(figures.date.isoformat()),
        "needs": texts.number(figures.needs),
        "graded": texts.number(figures.graded),
        "test": texts.number(figures.test_needs),
        "kappa": texts.number(figures.kappa),
    }
    st.markdown(texts("about_quality_text", **values))
    rows: dict[str, PerLanguage] = {
        "ndcg": figures.ndcg_at_10,
        "model_alone": figures.ndcg_at_10_model_alone,
        "words_alone": figures.ndcg_at_10_words_alone,
        "recall": figures.recall_at_20,
    }
    table = pd.DataFrame({texts("about_measure"): [texts(f"about_quality_{name}") for name in rows]})
    for language in LANGUAGES:
        table[Texts(language)("language")] = [texts.fixed(row[language], 2) for row in rows.values()]
    st.table(table.set_index(texts("about_measure")))
    shared, alone = (texts.number(value) for value in (figures.shared_of_ten, figures.shared_of_ten_model_alone))
    st.markdown(texts("about_shared", shared=shared, alone=alone))


def show_policy_areas(index: Index, texts: Texts) -> None:
    """Show the areas of the Joint Working Plan, each with what it means and how many cases touch it."""
    st.subheader(texts("about_plan"), anchor=False)
    st.markdown(texts("about_plan_text"))
    counted = {row.value: row.total for row in tally(list(index.cases.values()), lambda case: case.policy_areas)}
    for area in index.vocabulary.policy_areas.values():
        name = plain(heading(area.label, texts.language))
        count = texts("about_plan_cases", count=texts.number(counted.get(area.id, 0)))
        meaning = plain(area.description.pick(texts.language).text) if area.description else ""
        st.markdown(f"- **{name}** ({count}): {meaning}")


def show_rights(texts: Texts) -> None:
    """Show under which licence everything stands."""
    st.subheader(texts("about_rights"), anchor=False)
    st.markdown("\n".join(f"- {texts(f'about_licence_{name}')}" for name in LICENCES))
    st.caption(" · ".join(link(name, url) for name, url in LINKS))


def show_limits(index: Index, texts: Texts) -> None:
    """Say what the cases are not, and where they come from."""
    st.subheader(texts("about_limits"), anchor=False)
    st.markdown(texts("about_limits_text"))
    st.subheader(texts("about_sources"), anchor=False)
    sources = sum(len(case.sources) for case in index.cases.values())
    numbers = {"cases": texts.number(len(index.cases)), "sources": texts.number(sources)}
    st.markdown(texts("about_sources_text", **numbers))


show()
