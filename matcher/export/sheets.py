"""Writes one case or one organisation as an export shows it, and numbers the sources on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from matcher.corpus.vocabulary import Term, Vocabulary
from matcher.export.report import (
    CaseSheet,
    Citation,
    Editorial,
    EvidenceLine,
    FigureLine,
    Involved,
    Label,
    PartnerSheet,
    Passage,
)
from matcher.model import LANGUAGES, TEXT_FIELDS, Case, Match, Organisation, Source, Text
from matcher.partners.evidence import ROLE_WEIGHT, Partner, year_of
from matcher.texts import Texts
from matcher.wording import figure_value, heading, place_name


class Library(Protocol):
    """What a corpus and an index both offer."""

    @property
    def cases(self) -> Mapping[str, Case]:
        """All cases by id."""

    @property
    def organisations(self) -> Mapping[str, Organisation]:
        """All organisations by id."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the corpus."""


class Numbering:
    """Numbers sources in the order in which they are first cited; a page has one number however often."""

    def __init__(self) -> None:
        self._citations: dict[str, Citation] = {}

    def number(self, source: Source) -> int:
        """Return the source's number."""
        known = self._citations.get(source.url)
        if known is None:
            known = Citation(
                number=len(self._citations) + 1,
                title=source.title,
                publisher=source.publisher,
                date=source.date,
                url=source.url,
                language=source.language,
                seen=source.seen,
            )
            self._citations[source.url] = known
        return known.number

    def citations(self) -> tuple[Citation, ...]:
        """Return all sources that were cited, by number."""
        return tuple(self._citations.values())


class SheetWriter:
    """Writes sheets in one language."""

    def __init__(self, library: Library, texts: Texts, numbering: Numbering) -> None:
        self._library = library
        self._vocabulary = library.vocabulary
        self._texts = texts
        self._language = texts.language
        self._numbering = numbering

    def case(self, case: Case, match: Match | None = None, editorial: Editorial | None = None) -> CaseSheet:
        """Return a case's sheet; with a match, its score and reasons."""
        lists, texts = self._vocabulary, self._texts
        numbers = {source.key: self._numbering.number(source) for source in case.sources}
        return CaseSheet(
            id=case.id,
            title=case.title.pick(self._language).text,
            country=self._country(case.country),
            japan_germany=case.japan_germany,
            score=match.score if match else None,
            band=Label(id=match.band, text=texts(f"band_{match.band}")) if match else None,
            reasons=self._reasons(match),
            summary=self._passage(case.summary),
            problem=self._passage(case.problem) if case.problem else None,
            solution=self._passage(case.solution),
            outcome=self._passage(case.outcome) if case.outcome else None,
            place=place_name(case, self._language, lists),
            region=self._label(lists.regions[case.place.region].label, case.place.region),
            latitude=case.place.lat,
            longitude=case.place.lon,
            domains=self._labels(case.domains, lists.domains),
            sector=self._term(case.sector, lists.sectors),
            site_type=self._term(case.site_type, lists.site_types),
            policy_areas=self._labels(case.policy_areas, lists.policy_areas),
            technologies=self._labels(case.technologies, lists.technologies),
            network=self._term(case.network, lists.networks) if case.network else None,
            bands=self._labels(case.bands, lists.bands),
            start=case.start.value if case.start else None,
            status=self._term(case.status.value, lists.statuses),
            status_as_of=case.status.as_of,
            funding=case.funding.pick(self._language).text if case.funding else None,
            figures=self._figures(case, numbers),
            organisations=self._involved(case),
            citations=tuple(dict.fromkeys(numbers.values())),
            unconfirmed=tuple(Label(id=field, text=texts(field)) for field in case.unconfirmed),
            checked=case.checked,
            editorial=editorial,
        )

    def partner(
        self,
        organisation: Organisation,
        cases: Sequence[Case],
        partner: Partner | None = None,
        editorial: Editorial | None = None,
    ) -> PartnerSheet:
        """Return an organisation's sheet; ``partner`` orders its cases by what they say for a need."""
        lists = self._vocabulary
        relevance = {one.case.id: one.relevance for one in partner.evidence} if partner else {}
        order = sorted(cases, key=lambda case: (-relevance.get(case.id, 0.0), -(year_of(case) or 0), case.id))
        evidence = tuple(self._evidence(case, organisation.id, relevance.get(case.id)) for case in order)
        group = self._library.organisations.get(organisation.group or "")
        name = organisation.name
        return PartnerSheet(
            id=organisation.id,
            name=name.pick(self._language).text,
            names={language: text for language in LANGUAGES if (text := name.get(language))},
            kind=self._term(organisation.kind, lists.organisation_kinds),
            country=self._country(organisation.country),
            sector=self._term(organisation.sector, lists.sectors) if organisation.sector else None,
            group=group.name.pick(self._language).text if group else None,
            population=organisation.population,
            website=organisation.website,
            identifiers=dict(organisation.identifiers),
            score=partner.score if partner else None,
            roles=tuple({line.role.id: line.role for line in evidence}.values()),
            active_in=tuple(self._country(country) for country in sorted({case.country for case in cases})),
            cooperations=tuple(case.title.pick(self._language).text for case in order if case.japan_germany),
            evidence=evidence,
            editorial=editorial,
        )

    def _evidence(self, case: Case, organisation: str, relevance: float | None) -> EvidenceLine:
        roles = [item.role for item in case.organisations if item.organisation == organisation]
        role = max(roles, key=lambda one: ROLE_WEIGHT.get(one, 0.5))
        others = dict.fromkeys(i.organisation for i in case.organisations if i.organisation != organisation)
        telling = [source for source in case.sources if "organisations" in source.supports] or case.sources[:1]
        return EvidenceLine(
            case_id=case.id,
            case_title=case.title.pick(self._language).text,
            country=self._country(case.country),
            place=place_name(case, self._language, self._vocabulary),
            role=self._term(role, self._vocabulary.roles),
            year=year_of(case),
            status=self._term(case.status.value, self._vocabulary.statuses),
            relevance=relevance,
            with_whom=tuple(self._name(other) for other in others),
            citations=tuple(dict.fromkeys(self._numbering.number(source) for source in telling)),
        )

    def _reasons(self, match: Match | None) -> tuple[str, ...]:
        """Return what case and need share and in what they differ; the passage itself is in the sheet."""
        if match is None:
            return ()
        shared = [r.text for r in match.reasons if r.kind not in TEXT_FIELDS and not r.kind.startswith("other_")]
        other = [r.text for r in match.reasons if r.kind.startswith("other_")]
        named = (("reason_shared", shared), ("reason_other", other))
        return tuple(self._texts(key, labels=self._texts.join(labels)) for key, labels in named if labels)

    def _figures(self, case: Case, numbers: Mapping[str, int]) -> tuple[FigureLine, ...]:
        return tuple(
            FigureLine(
                what=figure.what.pick(self._language).text,
                value=figure_value(figure, self._texts, self._vocabulary),
                citations=(numbers[figure.source],) if figure.source else (),
            )
            for figure in case.figures
        )

    def _involved(self, case: Case) -> tuple[Involved, ...]:
        return tuple(
            Involved(
                id=item.organisation,
                name=self._name(item.organisation),
                country=self._country(self._library.organisations[item.organisation].country),
                role=self._term(item.role, self._vocabulary.roles),
            )
            for item in case.organisations
        )

    def _name(self, organisation: str) -> str:
        return self._library.organisations[organisation].name.pick(self._language).text

    def _passage(self, text: Text) -> Passage:
        shown = text.pick(self._language)
        return Passage(text=shown.text, language=shown.language)

    def _country(self, code: str) -> Label:
        return Label(id=code, text=self._texts.territory(code))

    def _label(self, text: Text, identity: str) -> Label:
        return Label(id=identity, text=heading(text, self._language))

    def _term(self, identity: str, terms: Mapping[str, Term]) -> Label:
        return self._label(terms[identity].label, identity)

    def _labels(self, identities: Iterable[str], terms: Mapping[str, Term]) -> tuple[Label, ...]:
        return tuple(self._term(identity, terms) for identity in identities)
