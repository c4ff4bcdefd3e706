"""The workspace's database: migrations, many writers, and writers that are killed."""

import os
import signal
import subprocess
import sys
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from matcher.errors import WorkspaceUnavailable, WrongUse
from matcher.workspace.database import open_database
from matcher.workspace.shortlists import Shortlists
from matcher.workspace.tables import Base

WRITER = """
import sys
from matcher.workspace.database import open_database
from matcher.workspace.shortlists import Shortlists
lists = Shortlists(open_database(sys.argv[1]), "Writer")
made = lists.create("Endless")
for number in range(100_000):
    lists.add(made.id, "case", [f"jp-{number}"], note="x" * 2000)
    print(number, flush=True)
"""


def test_migrations_make_the_tables_that_the_code_uses(database):
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_opening_again_keeps_what_is_there(address, database):
    Shortlists(database, "Anna").create("Kept")
    with open_database(address) as again:
        assert Shortlists(again, "Kenji").get("Kept").created_by == "Anna"


def test_several_may_open_an_empty_database_at_once(address):
    failures = []

    def open_it() -> None:
        try:
            open_database(address).close()
        except Exception as error:  # whatever it is, the test tells
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_many_writers_at_once_lose_nothing(address, database):
    made = Shortlists(database, "Anna").create("Together")

    def write(name: str) -> None:
        with open_database(address) as own:
            for number in range(10):
                Shortlists(own, name).add(made.id, "case", [f"jp-{name}-{number}"])

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Shortlists(database, "Anna").get(made.id).entries) == 40


def test_a_killed_writer_loses_nothing_that_was_committed(address):
    with subprocess.Popen([sys.executable, "-c", WRITER, address], stdout=subprocess.PIPE, text=True) as writer:
        told = [int(next(writer.stdout)) for _ in range(20)]
        os.kill(writer.pid, signal.SIGKILL)
    with open_database(address) as database:
        kept = Shortlists(database, "Anna").get("Endless").refs("case")
        assert [f"jp-{number}" for number in told] == list(kept[:20])
        Shortlists(database, "Anna").create("Goes on")
        if database.engine.dialect.name == "sqlite":
            with database.engine.connect() as connection:
                assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"


@pytest.mark.parametrize(
    "wrong",
    ["", "nonsense", "nosuch://x/y", "mysql://x/y", "postgresql://u@h:abc/db", "postgresql+asyncpg://u@h/db"],
)
def test_an_address_that_is_none(wrong):
    with pytest.raises(WrongUse, match="MATCHER_WORKSPACE"):
        open_database(wrong)


def test_a_server_that_does_not_answer():
    with pytest.raises(WorkspaceUnavailable, match="cannot be used") as told:
        open_database("postgresql://someone:secret@127.0.0.1:9/kakehashi")
    assert "secret" not in str(told.value)


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("only a text " * 100)
    with pytest.raises(WorkspaceUnavailable):
        open_database(f"sqlite:///{path}")


def test_a_wrong_address_does_not_tell_its_password():
    for driver in ("foo", "asyncpg"):
        with pytest.raises(WrongUse) as told:
            open_database(f"postgresql+{driver}://someone:se@cret@127.0.0.1/kakehashi")
        assert "cret" not in str(told.value)


@pytest.mark.parametrize("parent", ["file", "file/below"])
def test_a_folder_that_cannot_be_made(tmp_path, parent):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WorkspaceUnavailable, match="folder cannot be made"):
        open_database(f"sqlite:///{tmp_path / parent / 'workspace.db'}")


def test_an_address_as_a_uri_makes_no_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with open_database(f"sqlite:///file:{tmp_path}/workspace.db?uri=true") as database:
        Shortlists(database, "Anna").create("Kept")
    assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {"workspace.db"}


def test_postgresql_without_its_driver(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(WorkspaceUnavailable, match=r"pip install -e '.\[postgres\]'"):
        open_database("postgresql://someone@127.0.0.1:9/kakehashi")


def test_a_workspace_of_a_newer_release(address, database):
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WorkspaceUnavailable, match=r"newer release. Install the newer release."):
        open_database(address)


def test_opening_waits_for_no_writer(address, database):
    with database.writing() as session:
        session.execute(text("UPDATE shortlists SET name = name"))
        with open_database(address) as again:
            assert Shortlists(again, "Anna").all() == ()


def test_one_name_given_at_once_makes_one_list(address, database):
    start = threading.Barrier(6)
    told = []

    def create() -> None:
        with open_database(address) as own:
            start.wait()
            try:
                Shortlists(own, "Anna").create("Together")
            except WrongUse as error:
                told.append(str(error))

    threads = [threading.Thread(target=create) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Shortlists(database, "Anna").all()) == 1
    assert [line.partition(".")[0] for line in told] == ["there is a list “Together” already"] * 5
