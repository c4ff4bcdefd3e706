"""Files that the command writes: whole or not at all, and with the permissions that they should have."""

import os
import stat

import pytest

from matcher.commands.writing import check_target, chosen_format, format_of, write_content
from matcher.errors import WrongUse
from matcher.export.files import FORMATS


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def umask():
    old = os.umask(0o027)
    yield
    os.umask(old)


def test_a_new_file_obeys_the_umask(tmp_path, umask):
    assert mode(write_content(b"new", tmp_path / "list.pdf")) == 0o640


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path, umask):
    path = tmp_path / "list.pdf"
    path.write_bytes(b"old")
    path.chmod(0o600)
    assert write_content(b"new", path).read_bytes() == b"new"
    assert mode(path) == 0o600


def test_a_failure_leaves_nothing_behind(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(WrongUse, match="cannot be written"):
        write_content(b"new", tmp_path / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize(
    ("name", "replace", "message"),
    [
        ("there.pdf", False, "is there already"),
        ("folder", True, "is no file"),
        ("no/x.pdf", False, "is no folder"),
        ("x" * 300 + ".pdf", False, "cannot be written"),
    ],
)
def test_where_no_file_can_be_is_said_before_any_work(tmp_path, name, replace, message):
    (tmp_path / "there.pdf").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(WrongUse, match=message):
        check_target(tmp_path / name, replace=replace)


def test_every_format_has_an_ending(tmp_path):
    assert {format_of(tmp_path / f"x{end}") for end in (".xlsx", ".ZIP", ".docx", ".pdf", ".json", ".jsonld")} == {
        *FORMATS
    }


def test_the_format_is_asked_for_by_name_or_by_ending(tmp_path):
    assert chosen_format(None, None) == "xlsx"
    assert chosen_format("pdf", None) == "pdf"
    assert chosen_format(None, tmp_path / "list.pdf") == "pdf"
    assert chosen_format("csv", tmp_path / "list.csv.zip") == "csv"
    with pytest.raises(WrongUse, match="asks for pdf, --format for docx"):
        chosen_format("docx", tmp_path / "list.pdf")
    with pytest.raises(WrongUse, match=r".csv is no format"):
        chosen_format("csv", tmp_path / "list.csv")
