"""What a new plan changed against the one before it, pair by pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.events.event import Meeting, Schedule

Pair = frozenset[int]


@dataclass(frozen=True)
class Changes:
    """The meetings of two plans that differ."""

    added: tuple[Meeting, ...]
    gone: tuple[Meeting, ...]
    moved: tuple[tuple[Meeting, Meeting], ...]
    """As planned before, and now."""
    kept: int
    """Meetings that stayed at their slot and place."""


def last_changes(plans: Sequence[Schedule]) -> Changes | None:
    """Return what the last plan changed; None where no earlier plan differs. Confirming changes nothing."""
    if not plans:
        return None
    now = _by_pair(plans[-1])
    for plan in reversed(plans[:-1]):
        before = _by_pair(plan)
        changes = _between(before, now)
        if changes.added or changes.gone or changes.moved:
            return changes
    return None


def _between(before: dict[Pair, Meeting], now: dict[Pair, Meeting]) -> Changes:
    both = [(before[pair], now[pair]) for pair in now if pair in before]
    moved = tuple((old, new) for old, new in both if (old.slot, old.place) != (new.slot, new.place))
    return Changes(
        added=tuple(now[pair] for pair in now if pair not in before),
        gone=tuple(before[pair] for pair in before if pair not in now),
        moved=moved,
        kept=len(both) - len(moved),
    )


def _by_pair(plan: Schedule) -> dict[Pair, Meeting]:
    return {frozenset((one.first, one.second)): one for one in plan.meetings}
