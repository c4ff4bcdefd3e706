"""Writes which organisations have to be judged as partners: the first of three rankings per language. Run it with:

    python scripts/pool_partners.py FILE.jsonl [DEPTH]

One line per need: its texts, the wish, and organisations that have no grade yet, each with its cases, those nearest
to the need first. Grades go into corpus/judgments/qrels-partners.txt.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from matcher.api import Matcher
from matcher.evaluation.judged import read_qrels
from matcher.evaluation.partners import PARTNER_QRELS, rankings, read_sought
from matcher.model import LANGUAGES
from matcher.partners.ranking import PartnerFinder
from matcher.settings import load_settings

DEPTH = 15
MOST_CASES = 5


def main(target: Path, depth: int = DEPTH) -> None:
    """Write the pool."""
    folder = load_settings().corpus / "judgments"
    known = read_qrels(folder / PARTNER_QRELS) if (folder / PARTNER_QRELS).exists() else {}
    matcher = Matcher.open()
    finder = PartnerFinder(matcher.searcher)
    with target.open("w", encoding="utf-8") as lines:
        for sought in read_sought(folder):
            found: set[str] = set()
            for language in LANGUAGES:
                for order in rankings(matcher.searcher, finder, sought, language).values():
                    found |= set(order[:depth])
            names = sorted(found - set(known.get(sought.need.id, {})))
            ranked = matcher.searcher.rank(sought.need.text.pick("en").text, language="en")
            places = {one.case_id: place for place, one in enumerate(ranked)}
            line = {
                "qid": sought.need.id,
                "texts": sought.need.text.model_dump(),
                "seeking": sought.wish.seeking,
                "countries": sought.wish.countries,
                "organisations": {name: _told(matcher, name, places) for name in names},
            }
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")


def _told(matcher: Matcher, name: str, places: dict[str, int]) -> dict[str, object]:
    profile = matcher.organisation(name)
    parts = sorted(profile.cases, key=lambda part: places[part.case.id])[:MOST_CASES]
    organisation = profile.organisation
    return {
        "name": organisation.name.pick("en").text,
        "kind": organisation.kind,
        "country": organisation.country,
        "cases": [
            f"{part.case.title.pick('en').text} [{', '.join(part.roles)}; {part.case.status.value}] "
            f"{part.case.summary.pick('en').text}"
            for part in parts
        ],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(number) for number in sys.argv[2:3]))
