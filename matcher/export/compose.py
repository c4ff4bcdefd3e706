"""Puts a report together from a shortlist, a search, or the partners found for a need."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from matcher.errors import WrongUse
from matcher.export.report import CaseSheet, Editorial, Label, Origin, PartnerSheet, Report
from matcher.export.sheets import Library, Numbering, SheetWriter
from matcher.model import Case, Language, Match, find_case
from matcher.partners.evidence import Partner
from matcher.search.searcher import SearchResult
from matcher.texts import Texts
from matcher.workspace.shortlist import Entry, Shortlist

Clock = Callable[[], dt.datetime]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Composer:
    """Composes reports in one language from a corpus or an index."""

    def __init__(
        self, library: Library, language: Language, *, made_by: str | None = None, clock: Clock = _now
    ) -> None:
        self._library = library
        self._language = language
        self._texts = Texts(language)
        self._made_by = made_by
        self._clock = clock
        self._cases_of: dict[str, list[Case]] = defaultdict(list)
        for case in library.cases.values():
            for name in dict.fromkeys(item.organisation for item in case.organisations):
                self._cases_of[name].append(case)

    def shortlist(
        self,
        shortlist: Shortlist,
        *,
        matches: Mapping[str, Match] | None = None,
        partners: Mapping[str, Partner] | None = None,
    ) -> Report:
        """Return the report of a shortlist, in its order.

        Args:
            shortlist: the list; entries that the corpus has no more are named as missing.
            matches: by case id, where the list's need was asked again: adds scores and reasons.
            partners: by organisation id, likewise.

        Raises:
            WrongUse: nothing on the list is in the corpus.
        """
        numbering = Numbering()
        writer = self._writer(numbering)
        cases, organisations, missing = [], [], []
        for place, entry in enumerate(shortlist.entries, start=1):
            editorial = self._editorial(entry, place)
            if entry.kind == "case" and (case := find_case(self._library.cases, entry.ref)) is not None:
                cases.append(writer.case(case, (matches or {}).get(case.id), editorial))
            elif entry.kind == "organisation" and entry.ref in self._library.organisations:
                partner = (partners or {}).get(entry.ref)
                organisations.append(self._partner(writer, entry.ref, partner, editorial))
            else:
                missing.append(entry.ref)
        if not cases and not organisations:
            what = f"there is nothing to export on the list “{shortlist.name}”."
            raise WrongUse(what, mend="Add cases or organisations of the corpus to it first.")
        report = self._report("shortlist", shortlist.name, shortlist.need, organisations, cases, numbering)
        return report.model_copy(update={"missing": tuple(missing)})

    def search(self, result: SearchResult) -> Report:
        """Return the report of a search: its cases, best first."""
        numbering = Numbering()
        writer = self._writer(numbering)
        cases = [writer.case(match.case, match) for match in result.matches]
        return self._report("search", self._texts("export_title_search"), result.query, [], cases, numbering)

    def partners(self, need: str, partners: Sequence[Partner]) -> Report:
        """Return the report of the partners found for a need, with the cases that speak for them."""
        numbering = Numbering()
        writer = self._writer(numbering)
        sheets = [self._partner(writer, partner.organisation.id, partner) for partner in partners]
        return self._report("partners", self._texts("export_title_partners"), need, sheets, [], numbering)

    def case_brief(self, case: Case) -> Report:
        """Return the report of one case alone, for a page to hand over."""
        numbering = Numbering()
        sheet = self._writer(numbering).case(case)
        return self._report("brief", sheet.title, None, [], [sheet], numbering)

    def organisation_brief(self, organisation: str) -> Report:
        """Return the report of one organisation alone.

        Raises:
            WrongUse: there is no such organisation.
        """
        if organisation not in self._library.organisations:
            raise WrongUse(f"there is no organisation {organisation!r}.", mend="Take the id from a case.")
        numbering = Numbering()
        sheet = self._partner(self._writer(numbering), organisation, None)
        return self._report("brief", sheet.name, None, [sheet], [], numbering)

    def _writer(self, numbering: Numbering) -> SheetWriter:
        return SheetWriter(self._library, self._texts, numbering)

    def _partner(
        self, writer: SheetWriter, name: str, partner: Partner | None, editorial: Editorial | None = None
    ) -> PartnerSheet:
        return writer.partner(self._library.organisations[name], self._cases_of[name], partner, editorial)

    def _editorial(self, entry: Entry, place: int) -> Editorial:
        return Editorial(
            place=place,
            note=entry.note,
            rating=entry.rating,
            status=Label(id=entry.status, text=self._texts(f"contact_{entry.status}")),
            changed_by=entry.changed_by,
            changed_at=entry.changed_at,
        )

    def _report(
        self,
        origin: Origin,
        title: str,
        need: str | None,
        partners: Iterable[PartnerSheet],
        cases: Iterable[CaseSheet],
        numbering: Numbering,
    ) -> Report:
        return Report(
            origin=origin,
            language=self._language,
            title=title,
            need=need,
            made_at=self._clock(),
            made_by=self._made_by,
            corpus_cases=len(self._library.cases),
            partners=tuple(partners),
            cases=tuple(cases),
            sources=numbering.citations(),
        )
