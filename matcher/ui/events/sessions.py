"""The step of themes: sessions that participants' needs call for, with members and leading cases."""

from __future__ import annotations

import streamlit as st

from matcher.events.event import Theme
from matcher.ui.components import label
from matcher.ui.events.steps import need_people
from matcher.ui.events.visit import Visit
from matcher.ui.events.work import awaited
from matcher.ui.markdown import plain
from matcher.ui.navigation import CASE

MOST = 6


def show_themes(visit: Visit) -> None:
    """Show the proposed themes, the widest first."""
    if not need_people(visit):
        return
    texts, desk = visit.texts, visit.desk
    st.markdown(texts("eventpage_themes_lead"))
    name = visit.job(f"themes {visit.fingerprint}")
    themes = awaited(name, lambda _: desk.themes(MOST), texts("eventpage_themes_making"), texts)
    if not themes:
        st.info(texts("eventpage_themes_none"))
    for theme in themes:
        _theme(visit, theme)


def _theme(visit: Visit, theme: Theme) -> None:
    texts, index = visit.texts, visit.matcher.index
    lists, people = index.vocabulary, {one.id: one for one in visit.people}
    with st.container(border=True, key=f"theme-{theme.technology}"):
        st.subheader(label(lists.technologies[theme.technology].label, texts.language), anchor=False)
        areas = [label(lists.policy_areas[area].label, texts.language) for area in theme.policy_areas]
        if areas:
            st.caption(f"{texts('policy_areas')}: {texts.join(areas)}")
        members = [number for number in theme.members if number in people]
        countries = [texts.territory(country) for country in theme.countries]
        counted = texts(
            "eventpage_theme_members", count=texts.number(len(members)), countries=texts.join(countries)
        )
        st.markdown(f"**{plain(counted)}**")
        st.markdown(plain(texts.join([visit.names[number] for number in members])))
        st.markdown(f"**{texts('eventpage_theme_cases')}**")
        for case_id in theme.cases:
            title = plain(index.cases[case_id].title.pick(texts.language).text)
            st.page_link(
                CASE.file, label=title, icon=":material/article:", query_params=visit.address.of_item(case_id)
            )
