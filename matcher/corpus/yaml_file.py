"""YAML files with places: what a file holds, and on which line a field stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from matcher.errors import CorpusError

MAX_BYTES = 8 * 1024 * 1024

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_text(path: Path) -> str:
    """Return a file's text.

    Raises:
        CorpusError: missing, too large, or not UTF-8.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CorpusError(f"larger than {MAX_BYTES >> 20} MiB.", where=str(path), mend="Split it.")
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError("not UTF-8.", where=str(path), mend="Save it as UTF-8.") from error
    except OSError as error:
        raise CorpusError(f"cannot be read ({error.strerror}).", where=str(path)) from error


def parse_yaml(text: str, path: Path) -> Any:
    """Return what a YAML text holds; plain data only, no tags that build objects.

    Raises:
        CorpusError: not YAML; names file and line.
    """
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader, in C where it exists
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        problem = getattr(error, "problem", None) or str(error)
        raise CorpusError(f"not readable as YAML: {problem}.", where=where, mend="Mend the line.") from error


def line_of(text: str, location: Sequence[str | int]) -> int:
    """Return the line (from 1) of the field at ``location``, or of the nearest field above it."""
    node = yaml.compose(text, Loader=_Loader)
    line = 1
    for step in location:
        child = _child(node, step)
        if child is None:
            break
        line, node = child.start_mark.line + 1, child
    return line


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    return None
