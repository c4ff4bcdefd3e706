"""The form of a profile: who asks, what for, and what they offer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from matcher.clean import one_line
from matcher.corpus.vocabulary import Vocabulary
from matcher.encoding.tokens import sort_key
from matcher.model import COUNTRIES, Profile
from matcher.texts import Texts
from matcher.ui.components import shortened
from matcher.ui.markdown import plain
from matcher.ui.profile_address import ASKER_KINDS, LARGEST, LONGEST_LINE, MOST_LINES, NOBODY
from matcher.ui.state import MOST_QUESTION, Address, read_address, write_address
from matcher.wording import heading

_BULLET = re.compile(r"^(?:[•・●▪◦]\s*|[-–*]\s+)")
_QUOTED = 40
"""Characters of a line that a message repeats."""


_PROBLEM = "profile-problem"


@dataclass(frozen=True)
class _Fields:
    """The fields of one form; ``end`` sets them apart from those of another address, which are filled anew."""

    end: str

    def key(self, name: str) -> str:
        """Return the key of a field."""
        return f"profile-{name}-{self.end}"

    @property
    def text(self) -> str:
        """The free text that stands there, which goes into the question."""
        return str(st.session_state[self.key("text")] or "").strip()

    @property
    def profile(self) -> Profile:
        """The profile that stands there."""
        state = st.session_state
        return Profile(
            kind=state[self.key("kind")],
            country=state[self.key("seat")],
            sector=state[self.key("branch")],
            size=state[self.key("size")],
            needs=_lines(state[self.key("needs")]),
            offers=_lines(state[self.key("offers")]),
        )


def ask_profile(address: Address, texts: Texts, vocabulary: Vocabulary) -> None:
    """Show the form; what is asked for goes to the address, or a message says what to mend."""
    fields = _Fields(f"{address.language}-{hash((address.profile, address.query))}")
    with _place(address, texts), st.form("profile", border=False):
        _show_fields(fields, address, texts, vocabulary)
        sent = st.form_submit_button(texts("search_button"), type="primary", on_click=_send, args=(fields, texts))
    problem = st.session_state.pop(_PROBLEM, "")
    if problem:
        st.error(problem)
    elif not address.asks and (sent or address.profile != NOBODY):
        st.info(texts("profile_empty"))


def _send(fields: _Fields, texts: Texts) -> None:
    """Write what was filled in to the address, unless something is to be mended."""
    profile = fields.profile
    problem = _problem(profile, texts)
    if problem:
        st.session_state[_PROBLEM] = problem
    else:
        write_address(replace(read_address(), ask="profile", profile=profile, query=fields.text))


def _place(address: Address, texts: Texts) -> DeltaGenerator:
    """Return where the form stands: folded once there are results, which a phone shows below it."""
    if not address.asks:
        return st.container()
    first = address.need_text.split("\n")[0]
    return st.expander(texts("profile_asked", part=plain(shortened(first))), icon=":material/edit:")


def _show_fields(fields: _Fields, address: Address, texts: Texts, vocabulary: Vocabulary) -> None:
    st.caption(texts("profile_lead"))
    profile = address.profile
    left, right = st.columns(2)
    with left:
        kinds: dict[str, str] = {kind: texts(f"profile_kind_{kind}") for kind in ASKER_KINDS}
        _choice("kind", texts("profile_kind"), kinds, profile.kind, fields, texts)
    with right:
        countries: dict[str, str] = {country: texts(f"country_{country}") for country in COUNTRIES}
        _choice("seat", texts("profile_seat"), countries, profile.country, fields, texts)
    left, right = st.columns(2)
    with left:
        _choice("branch", texts("sector"), _sectors(vocabulary, texts), profile.sector, fields, texts)
    with right:
        st.number_input(
            texts("profile_size"),
            min_value=0,
            max_value=LARGEST,
            value=profile.size,
            step=1,
            placeholder=texts("profile_open"),
            key=fields.key("size"),
        )
    _show_lines("needs", profile.needs, fields, texts)
    _show_lines("offers", profile.offers, fields, texts)
    st.caption(texts("profile_limits", lines=texts.number(MOST_LINES), letters=texts.number(LONGEST_LINE)))
    st.text_area(
        texts("profile_text"),
        value=address.query,
        height=84,
        max_chars=MOST_QUESTION,
        key=fields.key("text"),
    )


def _choice(
    name: str, label: str, names: Mapping[str, str], chosen: str | None, fields: _Fields, texts: Texts
) -> None:
    """Show a list of which one or nothing is chosen."""
    values = list(names)
    st.selectbox(
        label,
        values,
        index=values.index(chosen) if chosen else None,
        format_func=lambda one: names[one],
        placeholder=texts("profile_open"),
        key=fields.key(name),
    )


def _show_lines(name: str, lines: Sequence[str], fields: _Fields, texts: Texts) -> None:
    st.text_area(
        texts(f"profile_{name}"),
        value="\n".join(lines),
        placeholder=texts(f"profile_{name}_example"),
        height=112,
        key=fields.key(name),
    )


def _sectors(vocabulary: Vocabulary, texts: Texts) -> dict[str, str]:
    """Return the sectors' names in the order of the reader's language."""
    names = {one: heading(term.label, texts.language) for one, term in vocabulary.sectors.items()}
    return dict(sorted(names.items(), key=lambda item: sort_key(item[1], texts.language)))


def _lines(text: str | None) -> tuple[str, ...]:
    """Return the lines that say something, each once, without the marks of a list."""
    lines = (_BULLET.sub("", one_line(line)) for line in (text or "").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def _problem(profile: Profile, texts: Texts) -> str:
    """Return what is to be mended, or nothing."""
    lines = (*profile.needs, *profile.offers)
    if len(lines) > MOST_LINES:
        return texts("profile_too_many", count=texts.number(len(lines)), most=texts.number(MOST_LINES))
    long = next((line for line in lines if len(line) > LONGEST_LINE), None)
    if long is None:
        return ""
    return texts(
        "profile_too_long",
        line=plain(f"{long[:_QUOTED]}…"),
        count=texts.number(len(long)),
        most=texts.number(LONGEST_LINE),
    )
