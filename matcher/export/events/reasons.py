"""Why two participants meet, as sentences: what serves the one, the other, or both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from matcher.events.event import Affinity, AffinityReason
from matcher.export.events.names import without_addresses
from matcher.export.events.original import in_language
from matcher.texts import Texts

STRENGTH = ("need_offer", "wish", "case", "technology", "policy_area", "sector", "language", "interpreter")
"""Kinds of reasons, the most telling first."""
GATHERED = ("technology", "policy_area", "sector")
"""Labels of these kinds stand together in one line."""


@dataclass(frozen=True)
class ReasonLine:
    """One reason in words."""

    serves: int | None
    """The participant whom it serves; None where it is both."""
    text: str
    case_id: str | None = None


def reason_lines(affinity: Affinity | None, texts: Texts, reader: int | None = None) -> tuple[ReasonLine, ...]:
    """Return the reasons of an affinity, the most telling first; the reader's own before the other side's."""
    if affinity is None:
        return ()
    lines = []
    for kind in STRENGTH:
        found = [reason for reason in affinity.reasons if reason.kind == kind]
        if kind in GATHERED and found:
            labels = dict.fromkeys(without_addresses(reason.text) for reason in found)
            lines.append(ReasonLine(None, texts(f"event_reason_{kind}", text=texts.join(list(labels)))))
        else:
            lines += [ReasonLine(one.serves, _sentence(one, texts), one.case_id) for one in found]
    order = {reader: 0, None: 2} if reader is not None else {}
    return tuple(sorted(lines, key=lambda line: order.get(line.serves, 1)))


def for_whom(line: ReasonLine, reader: int, texts: Texts) -> str:
    """Return whom a reason serves, as its reader sees it."""
    if line.serves is None:
        return texts("event_for_both")
    return texts("event_for_you" if line.serves == reader else "event_for_them")


def case_ids(affinities: Iterable[Affinity | None]) -> tuple[str, ...]:
    """Return the cases that reasons rest on, each once, in their order."""
    known = (one for one in affinities if one is not None)
    return tuple(dict.fromkeys(reason.case_id for one in known for reason in one.reasons if reason.case_id))


def _sentence(reason: AffinityReason, texts: Texts) -> str:
    if reason.kind == "need_offer" and reason.answers:
        need, offer = (without_addresses(text).rstrip(".。 ") for text in (reason.answers, reason.text))
        wanted = texts("event_reason_need", text=need) + in_language(need, texts)
        return texts(
            "event_reason_answer",
            need=wanted,
            offer=texts("event_reason_need_offer", text=offer) + in_language(offer, texts),
        )
    if reason.kind == "wish":
        return texts("event_reason_wish")
    shown = without_addresses(reason.text)
    if reason.kind in ("language", "interpreter"):
        sides = (texts.join([texts.spoken(code) for code in side.split()]) for side in shown.split(" / "))
        shown = " / ".join(sides)
    said = texts(f"event_reason_{reason.kind}", text=shown)
    return said + in_language(shown, texts) if reason.kind == "need_offer" else said
