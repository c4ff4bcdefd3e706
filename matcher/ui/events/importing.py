"""A list of participants comes in: file, columns as a person confirms them, a preview, the import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from matcher.corpus.vocabulary import Vocabulary
from matcher.errors import WrongUse
from matcher.events.event import Participant
from matcher.events.intake.headings import FIELDS, REQUIRED, ColumnMapping, ParticipantField, propose_mapping
from matcher.events.intake.problems import RowProblem
from matcher.events.intake.reading import MOST_BYTES, read_table
from matcher.events.intake.rows import Intake, read_participants
from matcher.events.intake.table import RawTable
from matcher.events.intake.template import template_xlsx
from matcher.events.intake.wishes import resolve_wishes
from matcher.export.events.event_files import MIMES
from matcher.model import LANGUAGES, Language
from matcher.texts import Texts
from matcher.ui.events.problems import show_problems
from matcher.ui.events.visit import Visit
from matcher.ui.markdown import plain

PREVIEW = 8


@dataclass(frozen=True)
class Report:
    """What an import brought."""

    count: int
    problems: tuple[RowProblem, ...]


def show_import(visit: Visit) -> None:
    """Show the template, the upload, and what the uploaded list would bring."""
    texts = visit.texts
    _offer_templates(visit)
    key = f"event-{visit.event.id}-upload"
    turn = st.session_state.get(f"{key}-turn", 0)
    file = st.file_uploader(
        texts("eventpage_upload", most=str(MOST_BYTES // 1_000_000)),
        type=["xlsx", "csv", "txt"],
        key=f"{key}-{turn}",
    )
    if file is None:
        st.session_state.pop(f"{key}-table", None)
        return
    read_as = (file.file_id, texts.language)
    known: tuple[tuple[str, Language], RawTable] | None = st.session_state.get(f"{key}-table")
    if known is None or known[0] != read_as:
        try:
            with st.spinner(texts("eventpage_reading")):
                known = (read_as, read_table(file.getvalue(), file.name, texts.language))
        except WrongUse as error:  # told in the reader's language
            st.error(plain(f"{error.what} {error.mend or ''}"))
            return
        st.session_state[f"{key}-table"] = known
    _take_in(visit, known[1], file.file_id, key)


def _take_in(visit: Visit, table: RawTable, file_id: str, key: str) -> None:
    texts = visit.texts
    mapping = _confirm_columns(table, propose_mapping(table), file_id, texts)
    if mapping is None:
        return
    intake = _read(visit, table, mapping, visit.people)
    _preview(intake, visit)
    count = len(intake.participants)
    if not count:
        st.error(texts("eventpage_nothing_to_import"))
        return
    label = texts("eventpage_import_one" if count == 1 else "eventpage_import_now", count=texts.number(count))
    if st.button(label, type="primary", icon=":material/group_add:", key="import-now"):
        report = _keep(visit, table, mapping)
        st.session_state[f"event-{visit.event.id}-report"] = report
        st.session_state[f"{key}-turn"] = st.session_state.get(f"{key}-turn", 0) + 1
        st.session_state.pop(f"{key}-table", None)
        st.rerun()


def _keep(visit: Visit, table: RawTable, mapping: ColumnMapping) -> Report:
    """Import the good rows; those that came in meanwhile count as known."""
    problems: list[RowProblem] = []
    made: list[Participant] = []

    def make(known: Sequence[Participant], first: int) -> Sequence[Participant]:
        intake = _read(visit, table, mapping, known)
        found, unresolved = resolve_wishes(intake.participants, known, first, visit.texts.language)
        made.extend(found)
        problems.extend([*intake.problems, *unresolved])
        return found

    visit.store.add(visit.event.id, make)
    return Report(len(made), tuple(problems))


def _read(visit: Visit, table: RawTable, mapping: ColumnMapping, known: Sequence[Participant]) -> Intake:
    event = visit.event
    return read_participants(
        table,
        mapping,
        vocabulary=visit.matcher.index.vocabulary,
        event_day=event.slots[0].start.astimezone(ZoneInfo(event.zone)).date(),
        default_zone=event.zone,
        language=visit.texts.language,
        known=known,
    )


def _confirm_columns(table: RawTable, proposed: ColumnMapping, file_id: str, texts: Texts) -> ColumnMapping | None:
    """Show which column is taken for what, and return the mapping as the user left it; None while it cannot be."""
    st.markdown(f"**{texts('eventpage_columns')}**")
    st.caption(texts("eventpage_columns_hint"))
    choices = [-1, *range(len(table.headings))]
    chosen: dict[ParticipantField, int] = {}
    rows = [st.columns(3) for _ in range(0, len(FIELDS), 3)]
    for place, field in enumerate(FIELDS):
        guess = proposed.of(field)
        unsure = guess is not None and not guess.sure
        name = texts(f"intake_field_{field}") + (" \\*" if field in REQUIRED else "")
        chosen[field] = rows[place // 3][place % 3].selectbox(
            f"{name} :orange-badge[{texts('eventpage_check')}]" if unsure else name,
            choices,
            index=guess.column + 1 if guess else 0,
            format_func=lambda column: _heading(table, column, texts),
            key=f"column-{file_id}-{field}",
        )
    taken = [column for column in chosen.values() if column >= 0]
    if len(set(taken)) < len(taken):
        st.error(texts("eventpage_column_twice"))
        return None
    mapping = ColumnMapping(())
    for field, column in chosen.items():
        if column >= 0:
            mapping = mapping.assign(table, field, column)
    if mapping.missing:
        missing = texts.join([texts(f"intake_field_{field}") for field in mapping.missing])
        st.error(plain(texts("intake_no_column", column=missing)))
        return None
    left_out = [one.heading for one in mapping.unknown if one.heading.strip()]
    if left_out:
        st.caption(plain(texts("eventpage_left_out", columns=texts.join(left_out))))
    return mapping


def _heading(table: RawTable, column: int, texts: Texts) -> str:
    if column < 0:
        return texts("eventpage_no_column")
    return " ".join(table.headings[column].split()) or texts("eventpage_column", number=str(column + 1))


def _preview(intake: Intake, visit: Visit) -> None:
    texts = visit.texts
    st.markdown(f"**{texts('eventpage_preview')}**")
    rows = [
        {
            texts("eventpage_problem_line"): one.line,
            texts("organisation"): one.organisation,
            texts("country"): texts.territory(one.country),
            texts("event_languages"): texts.join([texts.spoken(code) for code in one.languages]),
            texts("event_needs"): "; ".join(one.needs),
            texts("event_offers"): "; ".join(one.offers),
        }
        for one in intake.participants[:PREVIEW]
    ]
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
    rest = len(intake.participants) - PREVIEW
    if rest > 0:
        st.caption(texts("eventpage_preview_more", count=texts.number(rest)))
    show_problems(intake.problems, texts)


@st.cache_data(show_spinner=False)
def _template(language: Language, state: str, _vocabulary: Vocabulary) -> bytes:
    return template_xlsx(language, _vocabulary)


def _offer_templates(visit: Visit) -> None:
    """Offer the list to fill in, in each language, the reader's first."""
    st.caption(visit.texts("eventpage_template_hint"))
    index = visit.matcher.index
    languages = sorted(LANGUAGES, key=lambda language: language != visit.texts.language)
    with st.container(horizontal=True, gap="small", key="templates"):
        for language in languages:
            texts = Texts(language)
            st.download_button(
                texts("eventpage_template"),
                _template(language, index.manifest.corpus_hash, index.vocabulary),
                f"kakehashi_{language}.xlsx",
                MIMES["xlsx"],
                icon=":material/download:",
                key=f"template-{language}",
                on_click="ignore",
            )
