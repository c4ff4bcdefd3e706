"""The way from a file to participants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from intake_files import Rows, xlsx

from matcher.corpus.vocabulary import Vocabulary
from matcher.events.intake.headings import propose_mapping
from matcher.events.intake.reading import read_table
from matcher.events.intake.rows import Intake, read_participants

EVENT_DAY = dt.date(2027, 3, 9)


@pytest.fixture(scope="session")
def vocabulary(corpus) -> Vocabulary:
    return corpus.vocabulary


@pytest.fixture
def take_in(vocabulary) -> Callable[..., Intake]:
    """Return what a file's bytes, or rows, bring into an event in Berlin on 9 March 2027."""

    def take_in(source: bytes | Rows, language="en", event_day=EVENT_DAY, known=()) -> Intake:
        table = read_table(source if isinstance(source, bytes) else xlsx(source), "list", language)
        return read_participants(
            table,
            propose_mapping(table),
            vocabulary=vocabulary,
            event_day=event_day,
            default_zone="Europe/Berlin",
            language=language,
            known=known,
        )

    return take_in
