"""Opens the workspace's database: SQLite in a file, or PostgreSQL by URL; its tables are brought up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from matcher.errors import WorkspaceUnavailable, WrongUse

MIGRATIONS = Path(__file__).parent / "migrations"
DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql+psycopg")
SERVED = "Take sqlite:///FILE or postgresql://USER@HOST/NAME."
BUSY_SECONDS = 15
MIGRATION_LOCK = 728_263_001
"""PostgreSQL's advisory lock that one migrating process holds."""


class Database:
    """An open workspace; close it, or use it as a context manager."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session that only reads."""
        with Session(self.engine, expire_on_commit=False) as session, _clear_errors(self.engine.url):
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield a session whose changes are all kept at the end, or none of them where something fails."""
        writer = self.engine.execution_options(writes=True)
        with Session(writer, expire_on_commit=False) as session, _clear_errors(self.engine.url), session.begin():
            yield session

    def wipe_log(self) -> None:
        """Write what the log holds into the database and empty it: what was deleted is then nowhere (SQLite)."""
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_database(address: str) -> Database:
    """Open a workspace by its SQLAlchemy URL; makes the SQLite file and all tables where they are missing.

    Raises:
        WrongUse: the address is none.
        WorkspaceUnavailable: no database answers there, or it belongs to a newer release.
    """
    url = _url(address)
    _make_folder(url)
    engine = _engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    database = Database(engine)
    with ExitStack() as stack:
        stack.callback(database.close)
        with _clear_errors(url):
            _migrate(engine)
        stack.pop_all()
    return database


def _url(address: str) -> URL:
    try:
        url = make_url(address)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:  # ValueError: a port that is no number
        shown = re.sub(r"(://[^:/@]*):.*@", r"\1:***@", address)
        mend = "For example: sqlite:////data/workspace.db or postgresql://user@host/kakehashi"
        raise WrongUse(f"{shown!r} is no address of a database.", where="MATCHER_WORKSPACE", mend=mend) from error
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in DRIVERS:
        raise WrongUse(f"{url.drivername} is not served.", where="MATCHER_WORKSPACE", mend=SERVED)
    return url


def _make_folder(url: URL) -> None:
    """Make the folder of a SQLite file; an address in memory or as a URI (``file:``) has none."""
    path = url.database or ""
    if url.get_backend_name() != "sqlite" or path in ("", ":memory:") or path.startswith("file:"):
        return
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"the workspace's folder cannot be made ({error.strerror})."
        raise WorkspaceUnavailable(what, where=str(Path(path).parent), mend="Check MATCHER_WORKSPACE.") from error


def _engine(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True)
    except ImportError as error:
        what = "PostgreSQL's driver is not installed."
        raise WorkspaceUnavailable(what, mend="Run: pip install -e '.[postgres]'") from error


def _migrate(engine: Engine) -> None:
    """Bring the tables up to date where they are not, one process at a time."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        there = set(MigrationContext.configure(connection).get_current_heads())
    if there == set(scripts.get_heads()):
        return
    if not there <= {script.revision for script in scripts.walk_revisions()}:
        what = "the workspace belongs to a newer release."
        where = engine.url.render_as_string(hide_password=True)
        raise WorkspaceUnavailable(what, where=where, mend="Install the newer release.")
    with engine.execution_options(writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _set_up_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Leave transactions to SQLAlchemy, wait for other writers, keep commits safe, and wipe what is deleted."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_SECONDS * 1000}",  # first: to turn to WAL may have to wait, too
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at the start of a writing transaction, so that it cannot fail halfway."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _clear_errors(url: URL) -> Iterator[None]:
    """Turn what a database says into one clear message."""
    where = url.render_as_string(hide_password=True)
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        mend = "Check MATCHER_WORKSPACE and that the database runs and may be written."
        raise WorkspaceUnavailable(f"the workspace cannot be used ({reason}).", where=where, mend=mend) from error
    except SQLAlchemyError as error:
        raise WorkspaceUnavailable(f"the workspace failed ({type(error).__name__}).", where=where) from error
