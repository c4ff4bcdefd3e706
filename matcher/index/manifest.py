"""The manifest of an index: what it was built from, by what, and how its files must look."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from hashlib import sha256

from pydantic import BaseModel, ConfigDict

from matcher.corpus.vocabulary import Vocabulary
from matcher.encoding.encoder import EncoderId
from matcher.index.passages import Passage
from matcher.model import Case, Organisation

SCHEMA_VERSION = 3
"""Raise it when the form of an index changes: indexes of another number are refused."""


class FileCheck(BaseModel):
    """Size and SHA-256 of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bytes: int
    sha256: str


class Counts(BaseModel):
    """How much an index holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cases: int
    organisations: int
    passages: int
    encoded: int
    """Passages whose vectors were computed for this build; the others were taken over."""


class Manifest(BaseModel):
    """Stands as ``manifest.json`` in the folder of a build."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int
    nouns_hash: str
    """Of the models whose content the index keeps; another version of them cannot read it."""
    encoder: EncoderId
    dimension: int
    corpus_hash: str
    case_hashes: dict[str, str]
    case_files: dict[str, str]
    """The hash of each case's file, by the case's id."""
    counts: Counts
    files: dict[str, FileCheck]
    built_at: dt.datetime
    build_seconds: float


class Pointer(BaseModel):
    """Stands as ``current.json`` beside the builds: names the one that readers open."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    build: str
    manifest_sha256: str


@lru_cache(maxsize=1)
def nouns_hash() -> str:
    """Return a SHA-256 over the schemas of what an index keeps."""
    schemas = [noun.model_json_schema() for noun in (Case, Organisation, Vocabulary, Passage)]
    return sha256(json.dumps(schemas, sort_keys=True).encode()).hexdigest()
