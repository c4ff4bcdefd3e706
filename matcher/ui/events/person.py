"""The dialog that changes one participant."""

from __future__ import annotations

from typing import Any

import streamlit as st

from matcher.clean import one_line
from matcher.errors import EditConflict, WrongUse
from matcher.events.event import Participant
from matcher.model import LANGUAGES
from matcher.texts import Texts
from matcher.ui.events.visit import Visit
from matcher.ui.markdown import plain

LONGEST_NAME = 160
LONGEST_TEXT = 4_000
_MORE_LANGUAGES = ("fr", "it", "es", "zh", "ko", "nl", "pl", "pt")


def ask_changes(visit: Visit, number: int) -> None:
    """Show what is known of a participant, and keep what is changed."""
    texts = visit.texts
    one = next(person for person in visit.people if person.id == number)
    values = _ask(visit, one)
    if not st.button(texts("eventpage_save"), type="primary", key=f"save-person-{number}"):
        return
    if not one_line(values["organisation"]):
        st.error(texts("eventpage_organisation_missing"))
        return
    changed = Participant.model_validate({**one.model_dump(), **values})
    try:
        visit.store.change_participant(visit.event.id, changed)
    except EditConflict:
        st.error(texts("eventpage_person_conflict"))
        return
    except WrongUse:
        st.error(texts("eventpage_missing"))
        return
    st.toast(texts("eventpage_saved", name=plain(changed.organisation)), icon=":material/check:")
    st.rerun()


def _ask(visit: Visit, one: Participant) -> dict[str, Any]:
    """Show the fields, filled in, and return what they hold."""
    texts, key = visit.texts, f"person-{visit.event.id}-{one.id}"
    organisation = st.text_input(texts("organisation"), one.organisation, max_chars=LONGEST_NAME, key=f"{key}-name")
    left, right = st.columns(2)
    contact = left.text_input(texts("event_contact"), one.contact, max_chars=LONGEST_NAME, key=f"{key}-contact")
    email = right.text_input(texts("intake_field_email"), one.email, max_chars=LONGEST_NAME, key=f"{key}-email")
    attends = left.toggle(
        texts("eventpage_attends"), one.attendance == "expected", help=texts("eventpage_attends_help"),
        key=f"{key}-attends",
    )  # fmt: skip
    on_site = right.toggle(texts("event_on_site"), one.on_site, key=f"{key}-on-site")
    needs = _lines("event_needs", one.needs, f"{key}-needs", texts)
    offers = _lines("event_offers", one.offers, f"{key}-offers", texts)
    languages = st.multiselect(
        texts("event_languages"),
        list(dict.fromkeys((*LANGUAGES, *one.languages, *_MORE_LANGUAGES))),
        list(one.languages),
        format_func=texts.spoken,
        placeholder=texts("filter_any"),
        key=f"{key}-languages",
    )
    wishes = _ask_wishes(visit, one, key)
    linked = _ask_link(visit, one, key)
    return {
        "organisation": organisation,
        "contact": contact,
        "email": email,
        "attendance": "expected" if attends else "absent",
        "on_site": on_site,
        "needs": needs,
        "offers": offers,
        "languages": tuple(languages),
        **wishes,
        "linked": linked,
    }


def _lines(label: str, values: tuple[str, ...], key: str, texts: Texts) -> tuple[str, ...]:
    """Ask for texts, one a line."""
    typed = st.text_area(
        texts("eventpage_one_a_line", what=texts(label)),
        "\n".join(values),
        max_chars=LONGEST_TEXT,
        height=110,
        key=key,
    )
    return tuple(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))


def _ask_wishes(visit: Visit, one: Participant, key: str) -> dict[str, tuple[int, ...]]:
    """Ask whom it has to meet and whom it must not; who is both is not to be met."""
    texts = visit.texts
    others = [person.id for person in visit.people if person.id != one.id]
    found: dict[str, tuple[int, ...]] = {}
    for field, kept in (("must_meet", one.must_meet), ("wont_meet", one.wont_meet)):
        found[field] = tuple(
            st.multiselect(
                texts(f"intake_field_{field}"),
                others,
                [number for number in kept if number in others],
                format_func=lambda number: visit.names[number],
                placeholder=texts("eventpage_nobody"),
                key=f"{key}-{field}",
            )
        )
    found["must_meet"] = tuple(number for number in found["must_meet"] if number not in found["wont_meet"])
    return found


def _ask_link(visit: Visit, one: Participant, key: str) -> str | None:
    """Ask which organisation of the corpus it is."""
    organisations = visit.matcher.index.organisations
    language = visit.texts.language
    names = {
        known.id: known.name.pick(language).text for known in organisations.values() if known.country == one.country
    }
    options = ["", *sorted(names, key=lambda name: names[name].casefold())]
    if one.linked and one.linked not in names:
        options.append(one.linked)
    chosen = st.selectbox(
        visit.texts("eventpage_link_to"),
        options,
        index=options.index(one.linked or ""),
        format_func=lambda name: names.get(name, name) or visit.texts("eventpage_link_none"),
        key=f"{key}-linked",
    )
    return chosen or None
