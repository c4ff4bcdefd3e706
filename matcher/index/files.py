"""Files that are whole or not there: written beside, fsynced, moved into place."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from matcher.index.manifest import FileCheck


def file_check(path: Path) -> FileCheck:
    """Return size and SHA-256 of a file."""
    digest = sha256()
    size = 0
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
            size += len(block)
    return FileCheck(bytes=size, sha256=digest.hexdigest())


def files_below(folder: Path) -> list[Path]:
    """Return all files of a folder and the folders in it, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def sync(path: Path) -> None:
    """Force a file, or a folder's list of names, onto the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open folders
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old content or the new, never a part."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    sync(beside)
    os.replace(beside, path)
    sync(path.parent)
