"""Folders that are whole or not there: filled beside their place, then moved into it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def folder_to_fill(parent: Path, prefix: str) -> Iterator[Path]:
    """Yield a new, empty folder below ``parent``, to fill and then move; what was not moved is removed.

    It has the usual permissions, so that others can read what is moved; ``tempfile`` alone would give a folder
    that only its owner can open.
    """
    with tempfile.TemporaryDirectory(dir=parent, prefix=prefix, ignore_cleanup_errors=True) as private:
        folder = Path(private) / "new"
        folder.mkdir()
        yield folder
