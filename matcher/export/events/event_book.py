"""The book of an event: participants by country, the plan, themes of need, policy context, glossary.

It goes to everybody who takes part: organisations alone, a contact only where it tells two of one organisation
apart, no values, no wishes or vetoes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from matcher.events.event import Participant
from matcher.export.events.agenda import Agenda, Planned, by_day
from matcher.export.events.context import TermSpotter, context_part
from matcher.export.events.names import one_line, without_addresses
from matcher.export.events.original import in_language, original
from matcher.export.events.reasons import case_ids
from matcher.export.events.wording import interpreter_number, marks, other_time, pair, zone_names
from matcher.export.pages import Block, Column, Page, Part, Row
from matcher.export.sheets import Library, Numbering
from matcher.texts import Texts
from matcher.wording import heading

HOMES = {"Asia/Tokyo": "JP", "Europe/Berlin": "DE"}
"""Zones of the two countries; the plan shows their times beside the venue's."""
MOST_NAMES = 6


def book_parts(agenda: Agenda, library: Library, numbering: Numbering, texts: Texts) -> list[Part]:
    """Return the parts of the book; those that would be empty are left out."""
    people = [one for one in agenda.participants if one.attendance == "expected"]
    counted = Counter(name for one in agenda.meetings for name in case_ids([one.affinity]))
    cases = [library.cases[name] for name, _ in counted.most_common() if name in library.cases]
    said = [text for one in people for text in (*one.needs, *one.offers)]
    parts = (
        _participants(agenda, people, library, texts),
        _plan(agenda, texts),
        _proposed(agenda, library, numbering, texts) or _themes(agenda, people, library, texts),
        context_part(library, cases, said, numbering, texts),
    )
    return [part for part in parts if part]


def _participants(agenda: Agenda, people: Sequence[Participant], library: Library, texts: Texts) -> Part:
    countries: dict[str, list[Participant]] = {}
    for one in sorted(people, key=lambda one: agenda.name(one).casefold()):
        countries.setdefault(one.country, []).append(one)
    order = sorted(countries, key=lambda code: (-len(countries[code]), code))
    pages = []
    for code in order:
        block = _named(Row(name=agenda.full_name(one), value=_told(one, library, texts)) for one in countries[code])
        pages.append(_page(f"country-{code.lower()}", texts("event_participants"), texts.territory(code), [block]))
    return Part(
        heading=texts("event_participants"),
        columns=(texts("country"), texts("event_number")),
        rows=tuple((texts.territory(code), texts.number(len(countries[code]))) for code in order),
        pages=tuple(pages),
    )


def _told(one: Participant, library: Library, texts: Texts) -> str:
    """Return what is public of a participant: the country stands above."""
    lines = [" · ".join(marks(one, texts, library.vocabulary)[1:])]
    for key, items in (("event_needs", one.needs), ("event_offers", one.offers)):
        said = original(items, texts)
        if said.lines:
            lines.append(texts("event_named", name=texts(key) + said.language, value="; ".join(said.lines)))
    return "\n".join(line for line in lines if line)


def _plan(agenda: Agenda, texts: Texts) -> Part | None:
    days = by_day(agenda.meetings, agenda.event.zone)
    if not days:
        return None
    blocks = [_day(agenda, meetings, texts) for meetings in days.values()]
    title = texts("event_plan")
    rows = ((title, texts.number(len(agenda.meetings))),)
    columns = (texts("title"), texts("event_meetings"))
    return Part(heading=title, columns=columns, rows=rows, pages=(_page("plan", title, title, blocks),))


def _day(agenda: Agenda, meetings: Sequence[Planned], texts: Texts) -> Block:
    zone = agenda.event.zone
    others = [home for home in HOMES if any(other_time(one.slot, zone, home, texts) for one in meetings)]
    columns = [
        Column(heading=texts("event_time"), width=1.4),
        *(Column(heading=texts.territory(HOMES[home]), width=1.4) for home in others),
        Column(heading=texts("event_place"), width=1.4),
        Column(heading=texts("event_organisations"), width=5.5),
        Column(heading=texts("event_interpreter"), width=1.3),
    ]
    cells = [
        (
            texts.clock(one.slot.start, one.slot.end, zone),
            *(other_time(one.slot, zone, home, texts) for home in others),
            one_line(one.place.name),
            pair(agenda, one),
            interpreter_number(one, texts),
        )
        for one in meetings
    ]
    if not any(line[-1] for line in cells):
        columns, cells = columns[:-1], [line[:-1] for line in cells]
    return Block(
        kind="table",
        heading=texts.day(meetings[0].slot.start, zone),
        text=texts("event_named", name=texts("event_time"), value=zone_names(meetings, zone, texts)),
        columns=tuple(columns),
        cells=tuple(cells),
    )


def _proposed(agenda: Agenda, library: Library, numbering: Numbering, texts: Texts) -> Part | None:
    """Return the proposed themes for sessions: whom each concerns, its policy areas, and cases to open it with."""
    lists = library.vocabulary
    pages = []
    for theme in agenda.themes:
        cases = [library.cases[name] for name in theme.cases if name in library.cases]
        areas = [heading(lists.policy_areas[area].label, texts.language) for area in theme.policy_areas]
        members = [agenda.name(agenda.participant(member)) for member in theme.members]
        sources = [[source for source in case.sources if source.seen][:1] for case in cases]
        blocks = (
            Block(kind="section", heading=texts("event_participants"), text=texts.join(members)),
            Block(kind="section", heading=texts("policy_areas"), text=texts.join(areas)),
            Block(
                kind="evidence",
                heading=texts("event_leading_cases"),
                rows=tuple(
                    Row(name=case.title.pick(texts.language).text, value=case.summary.pick(texts.language).text)
                    for case in cases
                ),
                refs=tuple(tuple(numbering.number(source) for source in some) for some in sources),
            ),
        )
        title = heading(lists.technologies[theme.technology].label, texts.language)
        pages.append(_page(f"theme-{theme.technology}", texts("event_theme"), title, blocks))
    if not pages:
        return None
    counts = [texts.number(len(theme.members)) for theme in agenda.themes]
    rows = tuple((page.title, count) for page, count in zip(pages, counts, strict=True))
    columns = (texts("event_theme"), texts("event_participants"))
    return Part(heading=texts("event_session_themes"), columns=columns, rows=rows, pages=tuple(pages))


def _themes(agenda: Agenda, people: Sequence[Participant], library: Library, texts: Texts) -> Part | None:
    """Return which technologies are needed by whom and offered by whom, and the needs that name none."""
    spotter = TermSpotter(library.vocabulary)
    wanted: dict[str, dict[str, None]] = {}
    offered: dict[str, dict[str, None]] = {}
    rest = []
    for one in people:
        name = agenda.name(one)
        for need in one.needs:
            terms = spotter.named(need)
            for term in terms:
                wanted.setdefault(term, {})[name] = None
            if not terms and (said := without_addresses(need)):
                rest.append(Row(name=said + in_language(said, texts, one.needs), value=name))
        for term in spotter.named("\n".join(one.offers)):
            offered.setdefault(term, {})[name] = None
    order = sorted(wanted, key=lambda term: (-len(wanted[term]), term))
    rows = tuple(
        Row(
            name=heading(spotter.terms[term].label, texts.language),
            value=_sides(wanted[term], offered.get(term, {}), texts),
        )
        for term in order
    )
    blocks = []
    if rows:
        blocks.append(_named(rows))
    if rest:
        blocks.append(_named(rest, texts("event_other_needs")))
    title = texts("event_themes")
    page = _page("themes", title, title, blocks)
    return Part(heading=title, columns=(texts("title"),), rows=((title,),), pages=(page,)) if blocks else None


def _sides(needed: dict[str, None], offered: dict[str, None], texts: Texts) -> str:
    lines = [texts("event_named", name=texts("event_needed_by"), value=_names(needed, texts))]
    if offered:
        lines.append(texts("event_named", name=texts("event_offered_by"), value=_names(offered, texts)))
    return "\n".join(lines)


def _names(names: dict[str, None], texts: Texts) -> str:
    shown, more = list(names)[:MOST_NAMES], len(names) - MOST_NAMES
    return texts.join(shown) + (f" +{texts.number(more)}" if more > 0 else "")


def _named(rows: Iterable[Row], title: str = "") -> Block:
    """Return names with what is said of them, no sources."""
    shown = tuple(rows)
    return Block(kind="evidence", heading=title, rows=shown, refs=tuple(() for _ in shown))


def _page(anchor: str, kicker: str, title: str, blocks: Sequence[Block]) -> Page:
    return Page(anchor=anchor, kicker=kicker, title=title, blocks=tuple(blocks))
