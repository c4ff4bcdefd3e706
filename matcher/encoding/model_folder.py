"""A folder with a model that is made once per user, checked at each use, and made anew where it is not whole."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock

from matcher.errors import EncoderUnavailable
from matcher.folders import folder_to_fill

_MARKER = "kakehashi.json"


def model_folder(folder: Path, weights: Path, model: str, make: Callable[[Path], None]) -> Path:
    """Return ``folder``, filled by ``make`` from ``weights`` where it is missing or not whole.

    Raises:
        EncoderUnavailable: the folder cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_suffix(".lock")):
            if not _is_whole(folder, weights):
                _make(folder, weights, model, make)
    except OSError as error:
        raise EncoderUnavailable(
            f"the model folder cannot be written ({error.strerror}).",
            where=str(folder),
            mend="Set MATCHER_CACHE to a folder with 500 MB free.",
        ) from error
    return folder


def revision(folder: Path) -> str:
    """Return the first twelve digits of the checksum of the weights that a folder was made from."""
    marker: dict[str, Any] = json.loads((folder / _MARKER).read_text(encoding="utf-8"))
    return str(marker["weights_sha256"])[:12]


def _is_whole(folder: Path, weights: Path) -> bool:
    """Tell whether the folder was made from these weights and its files have the sizes they had then."""
    try:
        marker = json.loads((folder / _MARKER).read_text(encoding="utf-8"))
        sizes: dict[str, int] = marker["sizes"]
        return bool(
            marker["weights_bytes"] == weights.stat().st_size
            and all((folder / name).stat().st_size == size for name, size in sizes.items())
        )
    except (OSError, ValueError, KeyError):
        return False


def _make(folder: Path, weights: Path, model: str, make: Callable[[Path], None]) -> None:
    """Write the folder beside its place, then move it there."""
    with folder_to_fill(folder.parent, ".making-") as beside:
        make(beside)
        files = [path for path in beside.rglob("*") if path.is_file()]
        marker = {
            "model": model,
            "weights_sha256": sha256(weights.read_bytes()).hexdigest(),
            "weights_bytes": weights.stat().st_size,
            "sizes": {path.relative_to(beside).as_posix(): path.stat().st_size for path in files},
        }
        (beside / _MARKER).write_text(json.dumps(marker, indent=1), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(beside, folder)
