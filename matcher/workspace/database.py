"""Opens the workspace's database: SQLite in a file, or PostgreSQL by URL; its tables are brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from matcher.errors import WorkspaceUnavailable, WrongUse

MIGRATIONS = Path(__file__).parent / "migrations"
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
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    with _clear_errors(url):
        _migrate(engine)
    return Database(engine)


def _url(address: str) -> URL:
    try:
        url = make_url(address)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        mend = "For example: sqlite:////data/workspace.db or postgresql://user@host/kakehashi"
        raise WrongUse(f"{address!r} is no address of a database.", where="MATCHER_WORKSPACE", mend=mend) from error
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise WrongUse(
            f"{url.get_backend_name()} is not served.", where="MATCHER_WORKSPACE", mend="Take SQLite or PostgreSQL."
        )
    return url


def _migrate(engine: Engine) -> None:
    """Bring the tables up to date; one process at a time."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
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
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
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
