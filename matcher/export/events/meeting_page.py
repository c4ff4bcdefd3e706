"""One page of a briefing: whom a participant meets, what they need and offer, why, and the cases behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from matcher.events.event import Participant
from matcher.export.events.agenda import Agenda, Planned
from matcher.export.events.names import contact, one_line, other_names
from matcher.export.events.original import original
from matcher.export.events.reasons import ReasonLine, case_ids, for_whom, reason_lines
from matcher.export.events.wording import bullets, interpreter_number, marks, other_time, slot_time, spoken
from matcher.export.pages import Block, Page, Refs, Row, facts_block
from matcher.export.report import CaseSheet, EvidenceLine, Label, PartnerSheet
from matcher.export.sheets import Library, Numbering, SheetWriter
from matcher.model import Case
from matcher.texts import Texts

MOST_CASES = 3
"""Cases behind the reasons that are told with their summary."""
MOST_OTHERS = 3
"""Other cases of the partner, named in one line each."""
MOST_REFS = 2


class MeetingPages:
    """Writes the pages of one briefing; sources are numbered on the way."""

    def __init__(self, agenda: Agenda, library: Library, reader: Participant, texts: Texts) -> None:
        self.numbering = Numbering()
        self.told: dict[str, Case] = {}
        """Cases behind the reasons that a page tells, by id."""
        self.others: dict[str, Case] = {}
        """Other cases of partners that a page names, by id."""
        self._agenda = agenda
        self._library = library
        self._reader = reader
        self._texts = texts
        self._writer = SheetWriter(library, texts, self.numbering)
        self._cases_of: dict[str, list[Case]] = defaultdict(list)
        for case in library.cases.values():
            for name in dict.fromkeys(item.organisation for item in case.organisations):
                self._cases_of[name].append(case)

    def page(self, planned: Planned, number: int) -> Page:
        """Return the page of a meeting, the reader's ``number``-th."""
        texts, reader = self._texts, self._reader
        partner = planned.partner_of(reader.id)
        linked = self._linked(partner)
        reasons = reason_lines(planned.affinity, texts, reader.id)
        cases = [self._library.cases[name] for name in case_ids([planned.affinity]) if name in self._library.cases]
        blocks = [
            self._about(planned, partner, linked),
            *self._why(reasons),
            *self._wants(partner),
            *self._cases(cases[:MOST_CASES], linked),
        ]
        clock = texts.clock(planned.slot.start, planned.slot.end, reader.zone)
        kicker = (texts("event_meeting_number", number=texts.number(number)), clock, one_line(planned.place.name))
        return Page(
            anchor=f"meeting-{number}",
            kicker=" · ".join(kicker),
            title=self._agenda.full_name(partner),
            marks=marks(partner, texts, self._library.vocabulary),
            blocks=tuple(blocks),
            sources=(),
        )

    def _linked(self, partner: Participant) -> PartnerSheet | None:
        organisation = self._library.organisations.get(partner.linked or "")
        return self._writer.partner(organisation, self._cases_of[organisation.id]) if organisation else None

    def _about(self, planned: Planned, partner: Participant, linked: PartnerSheet | None) -> Block:
        texts, reader = self._texts, self._reader
        shown = self._agenda.full_name(partner)
        names = [name for name in other_names(partner, self._library) if name not in shown]
        facts = {
            "event_time": slot_time(planned.slot, reader.zone, texts),
            "event_venue_time": other_time(planned.slot, reader.zone, self._agenda.event.zone, texts),
            "event_place": one_line(planned.place.name),
            "event_contact": contact(partner),
            "event_languages": spoken(partner, texts),
            "event_interpreter": interpreter_number(planned, texts),
            "export_other_names": " · ".join(names),
            "export_group": linked.group or "" if linked else "",
            "export_website": linked.website or "" if linked else "",
        }
        return facts_block(texts, facts)

    def _why(self, reasons: Iterable[ReasonLine]) -> list[Block]:
        rows = tuple(Row(name=for_whom(line, self._reader.id, self._texts), value=line.text) for line in reasons)
        refs = tuple(self._refs(line.case_id) for line in reasons)
        return [Block(kind="figures", heading=self._texts("event_why"), rows=rows, refs=refs)] if rows else []

    def _refs(self, case_id: str | None) -> Refs:
        case = self._library.cases.get(case_id or "")
        return self._writer.case(case).citations[:MOST_REFS] if case else ()

    def _wants(self, partner: Participant) -> list[Block]:
        texts = self._texts
        named = (("event_needs", original(partner.needs, texts)), ("event_offers", original(partner.offers, texts)))
        return [
            Block(kind="section", heading=texts(key) + said.language, text=bullets(said.lines))
            for key, said in named
            if said.lines
        ]

    def _cases(self, cases: list[Case], linked: PartnerSheet | None) -> list[Block]:
        """Return the cases behind the reasons, then others in which the partner took part."""
        sheets = [self._writer.case(case) for case in cases]
        told = {sheet.id for sheet in sheets}
        others = [line for line in linked.evidence if line.case_id not in told] if linked else []
        others = others[:MOST_OTHERS]
        self.told.update((case.id, case) for case in cases)
        self.others.update((line.case_id, self._library.cases[line.case_id]) for line in others)
        blocks = []
        if sheets:
            rows = tuple(Row(name=one_line(one.title), value=_told(one)) for one in sheets)
            refs = tuple(sheet.citations[:MOST_REFS] for sheet in sheets)
            blocks.append(Block(kind="evidence", heading=self._texts("event_cases"), rows=rows, refs=refs))
        if others:
            rows = tuple(Row(name=one_line(one.case_title), value=_named(one)) for one in others)
            refs = tuple(line.citations[:MOST_REFS] for line in others)
            blocks.append(Block(kind="evidence", heading=self._texts("event_other_cases"), rows=rows, refs=refs))
        return blocks


def _told(sheet: CaseSheet) -> str:
    facts = _facts(sheet.place, sheet.start and sheet.start[:4], _status(sheet.status))
    return f"{facts}\n{one_line(sheet.summary.text)}"


def _named(line: EvidenceLine) -> str:
    return _facts(line.place, line.role.text, str(line.year or ""), _status(line.status))


def _facts(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _status(label: Label) -> str:
    return "" if label.id == "unknown" else label.text
