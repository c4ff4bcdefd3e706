"""What a ZIP archive says of itself, looked at before anything of it is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from typing import Literal

MOST_UNPACKED = 100_000_000
"""Bytes that an uploaded archive may hold when unpacked."""
MOST_RATIO = 200
"""How many times smaller than its content an archive may be; texts and tables of texts reach about 20."""

Danger = Literal["password", "swelling"]


def danger_of(members: Sequence[zipfile.ZipInfo], size: int) -> Danger | None:
    """Return why an archive of ``size`` bytes must not be unpacked; None where it may be.

    zipfile never unpacks more of a member than the directory says, so that the directory is enough to look at.
    """
    if any(member.flag_bits & 1 for member in members):
        return "password"
    unpacked = sum(member.file_size for member in members)
    return "swelling" if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * size else None
