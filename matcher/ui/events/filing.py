"""The step of files: one of them, or all in a folder to download; made once, beside the page."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import streamlit as st

from matcher.events.desk import reading_language
from matcher.export.events.event_files import FORMATS, PERSONAL, EventFileKind, EventFiles
from matcher.export.files import ExportedFile, plain_name
from matcher.model import LANGUAGES, Language
from matcher.texts import Texts
from matcher.ui.events.steps import need_people, need_plan
from matcher.ui.events.visit import Visit, fingerprint
from matcher.ui.events.work import Name, Told, awaited, bench
from matcher.ui.markdown import plain

_OF_ORGANISERS = 5
_PERSONAL_FILES = sum(len(FORMATS[kind]) for kind in PERSONAL)


def show_files(visit: Visit) -> None:
    """Show what files there are, and make those that are asked for."""
    if not need_people(visit) or not need_plan(visit):
        return
    texts = visit.texts
    st.markdown(texts("eventpage_files_lead"))
    language = _ask_language(texts.language, "files", texts)
    _offer_all(visit, language)
    st.subheader(texts("eventpage_files_one"), anchor=False)
    _offer_one(visit, language)
    st.subheader(texts("eventpage_files_own"), anchor=False)
    _offer_own(visit)


def _ask_language(first: Language, key: str, texts: Texts) -> Language:
    chosen = st.segmented_control(
        texts("eventpage_files_language"),
        LANGUAGES,
        default=first,
        format_func=lambda one: Texts(one)("language"),
        required=True,
        key=f"language-of-{key}-{texts.language}",
    )
    return chosen or first


def _offer_all(visit: Visit, language: Language) -> None:
    """Make every file, those of participants in the language of each, and pack them."""
    texts, desk, files = visit.texts, visit.desk, _files(visit)
    busy = (
        {side for meeting in visit.plan.meetings for side in (meeting.first, meeting.second)} if visit.plan else ()
    )
    expected = _OF_ORGANISERS + _PERSONAL_FILES * len(busy)
    name = f"{plain_name(visit.event.name)}.zip"

    def make(tell: Told) -> ExportedFile:
        desk.issue()
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for count, file in enumerate(files.all(language, reading_language), start=1):
                archive.writestr(file.name, file.content)
                tell(count / expected)
        return ExportedFile(name, "application/zip", stream.getvalue())

    with st.container(border=True, key="all-files"):
        label = texts("eventpage_files_all", count=texts.number(len(visit.people)))
        st.caption(texts("eventpage_files_all_hint"))
        made = _asked(visit, f"zip {language}", label)
        if made:
            _download(awaited(made, make, texts("eventpage_files_making"), texts), "all", texts)


def _offer_one(visit: Visit, language: Language) -> None:
    """Make a file of the organisers."""
    texts = visit.texts
    kinds: list[EventFileKind] = ["master", "briefing", "badges", "cards"]
    with st.container(horizontal=True, gap="small", key="organisers-files"):
        for kind in kinds:
            for form in FORMATS[kind]:
                word = texts("event_book" if kind == "briefing" else f"event_file_{kind}")
                _offer(visit, f"{word} ({form.upper()})", kind, form, language, None)
    _show_made(visit, [(kind, form, language, None) for kind in kinds for form in FORMATS[kind]])


def _offer_own(visit: Visit) -> None:
    """Make the files of one participant."""
    texts = visit.texts
    people = {one.id: one for one in visit.people}
    chosen = st.selectbox(
        texts("eventpage_participant"),
        list(people),
        format_func=lambda number: f"{number} · {visit.names.get(number, '')}",
        key=f"files-of-{visit.event.id}-{texts.language}",
    )
    if chosen is None:
        return
    language = _ask_language(reading_language(people[chosen]), f"own-{chosen}", texts)
    with st.container(horizontal=True, gap="small", key="own-files"):
        for kind in PERSONAL:
            for form in FORMATS[kind]:
                label = f"{texts(f'event_file_{kind}')} ({form.upper()})"
                _offer(visit, label, kind, form, language, chosen)
    _show_made(visit, [(kind, form, language, chosen) for kind in PERSONAL for form in FORMATS[kind]])


def _offer(visit: Visit, label: str, kind: str, form: str, language: Language, who: int | None) -> None:
    """Show the button that asks for a file."""
    key = _key(kind, form, language, who)
    if st.button(label, key=f"make {key}", icon=":material/draft:"):
        desk, files = visit.desk, _files(visit)

        def make(_: Told) -> ExportedFile:
            desk.issue()
            return files.file(kind, language, form=form, participant_id=who)

        bench().start(_name(visit, key), make)


def _show_made(visit: Visit, asked: list[tuple[str, str, Language, int | None]]) -> None:
    """Wait for the files that were asked for, and show their downloads."""
    texts = visit.texts
    for kind, form, language, who in asked:
        key = _key(kind, form, language, who)
        name = _name(visit, key)
        if bench().of(name) is not None:
            _download(awaited(name, _never, texts("eventpage_files_making"), texts), key, texts)


def _never(_: Told) -> ExportedFile:
    """Stand for work that was begun before: it is only waited for."""
    raise LookupError("the work was begun already")


def _asked(visit: Visit, key: str, label: str) -> Name | None:
    """Show the button that asks for work, and return the work's name once it was asked for."""
    name = _name(visit, key)
    if st.button(label, key=f"make {key}", icon=":material/folder_zip:", type="primary") or bench().of(name):
        return name
    return None


def _key(kind: str, form: str, language: Language, who: int | None) -> str:
    return f"{kind} {form} {language} {who or ''}"


def _name(visit: Visit, key: str) -> Name:
    """Return the name of work that makes files from the event as it is now."""
    state = fingerprint([visit.event, *([visit.plan] if visit.plan else [])])
    return visit.job(f"file {key} {state} {visit.fingerprint}")


def _files(visit: Visit) -> EventFiles:
    desk = visit.desk
    now = dt.datetime.now(dt.UTC)
    return EventFiles(desk.plan_in, visit.matcher.index, now=now, cancelled=desk.cancelled())


def _download(file: ExportedFile, key: str, texts: Texts) -> None:
    st.download_button(
        texts("eventpage_download", name=plain(file.name)),
        file.content,
        file.name,
        file.mime,
        key=f"download {key}",
        icon=":material/download:",
        type="primary",
        on_click="ignore",
    )
