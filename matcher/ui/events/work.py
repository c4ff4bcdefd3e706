"""Work that takes long goes on beside the pages: a rerun, or another session, finds it running or done."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import TypeVar, cast

import streamlit as st

from matcher.texts import Texts

MOST_KEPT = 60
"""Results that are kept; the oldest go first."""
_LOOK = 0.25
"""Seconds between two looks at running work; a click of the user acts at the next one."""
_T = TypeVar("_T")
Told = Callable[[float], None]
"""Tells how far work is, 0 to 1."""
Name = tuple[str, str]
"""What work is about, of which one piece is done at a time, and what is done."""


@dataclass
class Progress:
    """How far work is, 0 to 1; None where it does not tell."""

    share: float | None = None

    def tell(self, share: float) -> None:
        """Note how far it is."""
        self.share = share


@dataclass(frozen=True)
class Job:
    """A piece of work: its result to be, how far it is, and when it began (monotonic seconds)."""

    future: Future[object]
    progress: Progress
    began: float = field(default_factory=time.monotonic)


class Bench:
    """The pieces of work of this process. Nothing on it touches Streamlit."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="event")
        self._jobs: OrderedDict[Name, Job] = OrderedDict()
        self._turns: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def start(self, name: Name, make: Callable[[Told], object]) -> Job:
        """Begin a piece of work, unless it runs or is done already."""
        with self._lock:
            known = self._jobs.get(name)
            if known is not None:
                self._jobs.move_to_end(name)
                return known
            turn = self._turns.setdefault(name[0], threading.Lock())
            progress = Progress()
            job = Job(self._pool.submit(_in_turn, turn, make, progress.tell), progress)
            self._jobs[name] = job
            for old in [one for one, kept in self._jobs.items() if kept.future.done()][:-MOST_KEPT]:
                del self._jobs[old]
            return job

    def of(self, name: Name) -> Job | None:
        """Return a piece of work, or None where it was never begun."""
        return self._jobs.get(name)

    def drop(self, name: Name) -> None:
        """Let a result go; work that runs ends unseen."""
        with self._lock:
            self._jobs.pop(name, None)

    def forget(self, about: str) -> None:
        """Let all results go that are about something."""
        with self._lock:
            for name in [one for one in self._jobs if one[0] == about]:
                del self._jobs[name]


def _in_turn(turn: threading.Lock, make: Callable[[Told], object], tell: Told) -> object:
    """Do the work when no other piece about the same is being done."""
    with turn:
        return make(tell)


@st.cache_resource(show_spinner=False)
def bench() -> Bench:
    """Return the bench of this process."""
    return Bench()


def awaited(
    name: Name, make: Callable[[Told], _T], saying: str, texts: Texts, *, seconds: float | None = None
) -> _T:
    """Return the result of a piece of work, and show how far it is until then.

    Args:
        name: under which the work is found again.
        make: does it, in a thread of its own.
        saying: what is being done, for the reader.
        texts: the reader's.
        seconds: how long it may take at most, where that is known.
    """
    job = bench().start(name, make)
    place = st.empty()
    if not job.future.done():
        while not job.future.done():
            elapsed = time.monotonic() - job.began
            said = texts("eventpage_elapsed", what=saying, seconds=texts.number(int(elapsed)))
            share = job.progress.share if seconds is None else elapsed / seconds
            if share is None:
                place.info(said, icon=":material/hourglass_top:")
            else:
                place.progress(min(share, 0.99), said)
            wait([job.future], timeout=_LOOK)
        place.empty()
    if job.future.exception() is not None:
        bench().drop(name)
    return cast("_T", job.future.result())
