"""Writes which cases have to be judged for each need: the best of every design in every language. Run it with:

    python scripts/pool_for_judging.py tuning|test FILE.jsonl [DEPTH]

One line per need: its texts, and the cases that have no grade yet. Grades go into corpus/judgments/qrels-PART.txt.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from matcher.api import Matcher
from matcher.evaluation.designs import designs, look, run_of
from matcher.evaluation.judged import NEEDS, PARTS, Judged, read_needs
from matcher.index.store import read_vectors
from matcher.search.feedback import Neighbours
from matcher.settings import load_settings

DEPTH = 20


def pool(matcher: Matcher, judged: Judged, depth: int) -> dict[str, list[str]]:
    """Return per need the cases that any design puts among its first ``depth``, without those that have a grade."""
    searcher = matcher.searcher
    seen = look(judged.queries, matcher.index, searcher.encoder, read_vectors(load_settings().indexes))
    case_ids = list(matcher.index.cases)
    found: dict[str, set[str]] = {query.qid: set() for query in judged.queries}
    for design in designs(searcher.ranker, Neighbours(matcher.index)).values():
        run = run_of(design, seen, case_ids, depth)
        for one in seen:
            found[one.query.qid] |= set(run[one.query.topic])
    return {qid: sorted(cases - set(judged.grades.get(qid, {}))) for qid, cases in found.items()}


def main(part: str, target: Path, depth: int = DEPTH) -> None:
    """Write the pool of one part of the needs."""
    if part not in PARTS:
        raise SystemExit(f"There are: {', '.join(PARTS)}.")
    folder = load_settings().corpus / "judgments"
    qrels = folder / f"qrels-{part}.txt"
    qrels.touch()
    judged = read_needs(folder, "tuning" if part == "tuning" else "test")
    matcher = Matcher.open()
    texts = {query.topic: query.text for query in judged.queries}
    with target.open("w", encoding="utf-8") as lines:
        for qid, cases in pool(matcher, judged, depth).items():
            line = {
                "qid": qid,
                "texts": {lang: texts[f"{qid}.{lang}"] for lang in ("en", "de", "ja")},
                "cases": cases,
            }
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(f"{target}: the needs of {folder / NEEDS} with the cases that have no grade yet.")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *(int(number) for number in sys.argv[3:4]))
