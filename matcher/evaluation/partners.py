"""Measures the ranking of partners on judged needs, beside two simpler rankings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from pydantic import TypeAdapter, ValidationError

from matcher.corpus.yaml_file import line_of, parse_yaml, read_text
from matcher.errors import CorpusError
from matcher.evaluation.judged import NEEDS, JudgedNeed, Query, read_qrels
from matcher.evaluation.measures import against_grades
from matcher.model import LANGUAGES, Country, Language, Noun
from matcher.partners.evidence import Seeking
from matcher.partners.ranking import MOST_CASES, PartnerFinder, Wish
from matcher.search.scoring import COMPARABLE
from matcher.search.searcher import Searcher

PARTNER_NEEDS, PARTNER_QRELS = "partners.yaml", "qrels-partners.txt"
DEPTH = 20
RELEVANT_FROM = 2
FIRST = 3


class PartnerNeed(Noun):
    """Whom the seeker of a judged need looks for."""

    need: str
    seeking: tuple[Seeking, ...] = ()
    country: Country | None = None


@dataclass(frozen=True)
class Sought:
    """A need with the wish for partners."""

    need: JudgedNeed
    wish: Wish


Ranking = Mapping[str, Sequence[str]]
"""Per design the organisations' ids, best first."""


def read_sought(folder: Path) -> tuple[Sought, ...]:
    """Read ``partners.yaml`` with the needs that it names.

    Raises:
        CorpusError: an entry is malformed or names no need; names file and line.
    """
    path = folder / PARTNER_NEEDS
    text = read_text(path)
    try:
        entries = TypeAdapter(list[PartnerNeed]).validate_python(parse_yaml(text, path))
        needs = TypeAdapter(list[JudgedNeed]).validate_python(parse_yaml(read_text(folder / NEEDS), folder / NEEDS))
    except ValidationError as error:
        where = f"{path}:{line_of(text, error.errors()[0]['loc'])}"
        raise CorpusError(
            f"is no entry ({error.errors()[0]['msg']}).", where=where, mend="Mend the entry."
        ) from error
    known = {need.id: need for need in needs}
    missing = [entry.need for entry in entries if entry.need not in known]
    if missing:
        raise CorpusError(f"names no need of {NEEDS}: {missing[0]}.", where=str(path), mend="Mend the entry.")
    return tuple(_sought(entry, known[entry.need]) for entry in entries)


def _sought(entry: PartnerNeed, need: JudgedNeed) -> Sought:
    return Sought(need, Wish(entry.seeking, (entry.country,) if entry.country else ()))


def rankings(searcher: Searcher, finder: PartnerFinder, sought: Sought, language: Language) -> Ranking:
    """Return the ranking of partners, and two simpler ones, for a need in one language."""
    ranked = searcher.rank(sought.need.text.pick(language).text, language=language)
    front = [one for one in ranked[:MOST_CASES] if one.score >= COMPARABLE]
    index = searcher.index
    wished = sought.wish.countries
    in_front = [
        item.organisation
        for one in front
        for item in index.cases[one.case_id].organisations
        if not wished or index.organisations[item.organisation].country in wished
    ]
    return {
        "partners as ranked": [one.organisation.id for one in finder.behind(ranked, sought.wish, DEPTH)],
        "by number of comparable cases": [name for name, _ in Counter(in_front).most_common(DEPTH)],
        "in the order of the cases": list(dict.fromkeys(in_front))[:DEPTH],
    }


def measure_partners(searcher: Searcher, folder: Path) -> dict[str, dict[str, float]]:
    """Return per design nDCG@10 per language, and the share of needs with a good partner among the first three.

    Raises:
        CorpusError: no need has a good partner among its grades; or a file is malformed.
    """
    finder = PartnerFinder(searcher)
    grades = read_qrels(folder / PARTNER_QRELS)
    wanted = read_sought(folder)
    good = {qid for qid, by_partner in grades.items() if max(by_partner.values()) >= RELEVANT_FROM}
    if not good & {sought.need.id for sought in wanted}:
        raise CorpusError("names no good partner of a need.", where=str(folder / PARTNER_QRELS), mend="Grade some.")
    runs: dict[str, dict[str, Sequence[str]]] = {}
    queries: list[Query] = []
    for sought in wanted:
        for language in LANGUAGES:
            query = Query(qid=sought.need.id, lang=language, text=sought.need.text.pick(language).text)
            queries.append(query)
            for name, order in rankings(searcher, finder, sought, language).items():
                runs.setdefault(name, {})[query.topic] = order
    table: dict[str, dict[str, float]] = {}
    for name, run in runs.items():
        row = {}
        for language in LANGUAGES:
            own = [query for query in queries if query.lang == language]
            row[f"nDCG@10 {language}"] = against_grades(run, own, grades, RELEVANT_FROM)["nDCG@10"]
        answerable = [query for query in queries if query.qid in good]
        row["good one in the first three"] = fmean(
            any(grades[q.qid].get(one, 0) >= RELEVANT_FROM for one in run[q.topic][:FIRST]) for q in answerable
        )
        table[name] = row
    return table
