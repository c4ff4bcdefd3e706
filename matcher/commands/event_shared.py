"""What the commands of ``matcher event`` share."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from matcher.settings import load_settings

if TYPE_CHECKING:
    from matcher.events.store import EventStore

event_app = typer.Typer(help="Plan an event of one-to-one meetings.", no_args_is_help=True, rich_markup_mode=None)
Named = Annotated[str, typer.Argument(metavar="EVENT", help="The event's name or number.")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]
Lang = Annotated[str, typer.Option(help="Language of what is told: ja, de or en.")]


@contextmanager
def stored() -> Iterator[EventStore]:
    """Open the workspace's events."""
    from matcher.events.store import EventStore
    from matcher.workspace.database import open_database

    settings = load_settings()
    with open_database(settings.workspace) as database:
        yield EventStore(database, settings.user)


def write_json(data: Any) -> None:
    """Print data as JSON."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
