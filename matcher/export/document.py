"""A report as a document: a cover, contents, one page a partner or case, sources. DOCX and PDF are set from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from matcher.clean import clean
from matcher.export.about import about
from matcher.export.pages import Block, Document, Page, Part, Row, facts_block, reference, renumbered
from matcher.export.report import CaseSheet, Editorial, PartnerSheet, Passage, Report
from matcher.texts import Texts

MOST_EVIDENCE = 6
"""Cases on a partner's page; the tables have all."""
MOST_NAMES = 12
MOST_REFS = 2
"""Sources named behind a case on a partner's page; the case's own page has all."""


def document_of(report: Report) -> Document:
    """Lay a report out."""
    texts = Texts(report.language)
    layout = _Layout(texts)
    skipped = {texts("export_about_title"), texts("export_about_need")}
    laid = []
    if report.partners:
        laid.append(layout.partners(report.partners))
    if report.cases:
        laid.append(layout.cases(report.cases))
    parts, cited = renumbered(laid)
    citations = {citation.number: citation for citation in report.sources}
    return Document(
        language=report.language,
        title=clean(report.title),
        need=clean(report.need or ""),
        need_heading=texts("export_about_need"),
        cover=tuple(Row(name=name, value=clean(value)) for name, value in about(report) if name not in skipped),
        contents_heading=texts("export_contents"),
        page_heading=texts("export_page"),
        parts=parts,
        sources_heading=texts("sources"),
        sources=tuple(reference(citations[old], new, texts) for old, new in cited.items()),
        footer=texts("export_footer", date=texts.date(report.made_at.date().isoformat())),
        brief=report.origin == "brief",
    )


class _Layout:
    """Lays sheets out in one language."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def partners(self, sheets: tuple[PartnerSheet, ...]) -> Part:
        texts = self._texts
        rows = [
            (
                clean(one.name), one.country.text, one.kind.text, texts.number(len(one.evidence)),
                _state(one.editorial),
            )
            for one in sheets
        ]  # fmt: skip
        keys = ("organisation", "country", "export_kind", "export_case_count", "export_contact_status")
        return _part(texts, "export_partners", keys, rows, [self._partner(sheet) for sheet in sheets])

    def cases(self, sheets: tuple[CaseSheet, ...]) -> Part:
        texts = self._texts
        rows = [
            (
                clean(one.title), one.place, one.status.text,
                texts.number(one.score) if one.score is not None else "", _state(one.editorial),
            )
            for one in sheets
        ]  # fmt: skip
        keys = ("export_case", "place", "status", "export_score", "export_contact_status")
        return _part(texts, "export_cases", keys, rows, [self._case(sheet) for sheet in sheets])

    def _partner(self, one: PartnerSheet) -> Page:
        texts = self._texts
        others = [name for language, name in one.names.items() if name != one.name]
        facts = {
            "export_other_names": " · ".join(dict.fromkeys(others)),
            "sector": one.sector.text if one.sector else "",
            "export_group": one.group or "",
            "export_roles": texts.join([role.text for role in one.roles]),
            "export_active_in": texts.join([country.text for country in one.active_in]),
            "export_population": texts.number(one.population) if one.population else "",
            "export_website": one.website or "",
        }
        partners = _most_frequent(name for line in one.evidence for name in line.with_whom)
        blocks = [facts_block(texts, facts), *self._note(one.editorial), self._evidence(one)]
        if partners:
            text = clean(texts.join(partners))
            blocks.append(Block(kind="section", heading=texts("export_with_whom"), text=text))
        if one.cooperations:
            text = clean(texts.join(list(one.cooperations)))
            blocks.append(Block(kind="section", heading=texts("japan_germany"), text=text))
        return Page(
            anchor=f"partner-{one.id}",
            kicker=texts("export_partner"),
            title=clean(one.name),
            marks=(one.country.text, one.kind.text),
            blocks=tuple(blocks),
            sources=(),
        )

    def _evidence(self, one: PartnerSheet) -> Block:
        """Return the first cases that speak for a partner, and how many more there are."""
        texts = self._texts
        shown = one.evidence[:MOST_EVIDENCE]
        more = len(one.evidence) - len(shown)
        rows = []
        for line in shown:
            parts = (line.place, line.role.text, str(line.year or ""), line.status.text)
            rows.append(Row(name=clean(line.case_title), value=clean(" · ".join(part for part in parts if part))))
        return Block(
            kind="evidence",
            heading=texts("export_evidence_heading"),
            rows=tuple(rows),
            refs=tuple(line.citations[:MOST_REFS] for line in shown),
            text=texts("export_more_cases", count=texts.number(more)) if more else "",
        )

    def _case(self, one: CaseSheet) -> Page:
        texts = self._texts
        status = one.status.text if one.status.id != "unknown" else ""
        if status and one.status_as_of:
            status = texts("status_as_of", status=status, date=texts.date(one.status_as_of))
        facts = {
            "place": one.place,
            "sector": one.sector.text,
            "technologies": texts.join([label.text for label in one.technologies]),
            "network": one.network.text if one.network else "",
            "bands": texts.join([label.text for label in one.bands]),
            "policy_areas": texts.join([label.text for label in one.policy_areas]),
            "start": texts.date(one.start) if one.start else "",
            "status": status,
            "funding": one.funding or "",
            "organisations": texts.join([f"{o.name} ({o.role.text})" for o in one.organisations]),
            "export_reasons": " ".join(one.reasons),
            "export_unconfirmed": texts.join([label.text for label in one.unconfirmed]),
        }
        passages = (("problem", one.problem), ("solution", one.solution), ("outcome", one.outcome))
        blocks = [
            Block(kind="lead", text=self._shown(one.summary)),
            *self._note(one.editorial),
            *(
                Block(kind="section", heading=texts(name), text=self._shown(passage))
                for name, passage in passages
                if passage
            ),
        ]
        if one.figures:
            rows = tuple(Row(name=clean(line.value), value=clean(line.what)) for line in one.figures)
            refs = tuple(line.citations for line in one.figures)
            blocks.append(Block(kind="figures", heading=texts("figures"), rows=rows, refs=refs))
        blocks.append(facts_block(texts, facts))
        score = (texts("score_label", score=texts.number(one.score)),) if one.score is not None else ()
        return Page(
            anchor=f"case-{one.id}",
            kicker=texts("page_case"),
            title=clean(one.title),
            marks=(one.country.text, *([texts("japan_germany")] if one.japan_germany else []), *score),
            blocks=tuple(blocks),
            sources=one.citations,
        )

    def _shown(self, passage: Passage) -> str:
        """Return a passage; where it exists only in another language, that is said."""
        text = clean(passage.text)
        if passage.language == self._texts.language:
            return text
        return f"{text} ({self._texts('shown_in', language=Texts(passage.language)('language'))})"

    def _note(self, editorial: Editorial | None) -> tuple[Block, ...]:
        if editorial is None:
            return ()
        stars = "★" * (editorial.rating or 0) + "☆" * (5 - editorial.rating if editorial.rating else 0)
        state = " · ".join(part for part in (editorial.status.text, stars) if part)
        return (Block(kind="note", heading=state, text=clean(editorial.note)),)


def _state(editorial: Editorial | None) -> str:
    return editorial.status.text if editorial else ""


def _most_frequent(names: Iterable[str]) -> list[str]:
    return [name for name, _ in Counter(names).most_common(MOST_NAMES)]


def _part(
    texts: Texts, heading: str, keys: Sequence[str], rows: Sequence[tuple[str, ...]], pages: Sequence[Page]
) -> Part:
    """Return a part; columns of its overview in which no row has anything are left out."""
    rows = [tuple(clean(cell) for cell in row) for row in rows]
    kept = [place for place in range(len(keys)) if any(row[place] for row in rows)]
    return Part(
        heading=texts(heading),
        columns=tuple(texts(keys[place]) for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
        pages=tuple(pages),
    )
