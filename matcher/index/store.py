"""Opens an index: verified against its manifest, the corpus and the encoder, or refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from matcher.corpus.vocabulary import Vocabulary
from matcher.encoding.encoder import EncoderId, Vectors
from matcher.encoding.tokens import Tokeniser
from matcher.errors import IndexDamaged, IndexForeign, IndexMissing, IndexStale, IndexUnusable
from matcher.index.centring import Centres
from matcher.index.dense import DenseIndex, FaissFlatIndex
from matcher.index.files import file_check
from matcher.index.lexical import Bm25Index, LexicalIndex
from matcher.index.manifest import SCHEMA_VERSION, Manifest, Pointer, nouns_hash
from matcher.index.passages import Passage
from matcher.index.words import read_compounds, read_kept
from matcher.model import LANGUAGES, Case, Organisation

POINTER = "current.json"
LEXICAL = "lexical"
REBUILD = "Run: matcher index build"

_Item = TypeVar("_Item", bound=BaseModel)


@dataclass(frozen=True)
class Index:
    """An opened index: everything that a search needs, in memory."""

    manifest: Manifest
    cases: Mapping[str, Case]
    organisations: Mapping[str, Organisation]
    vocabulary: Vocabulary
    passages: tuple[Passage, ...]
    """Row by row as in ``dense``."""
    dense: DenseIndex
    centres: Centres
    case_vectors: Vectors
    """A unit vector per case, the mean of its centred passages; case by case as in ``cases``."""
    lexical: LexicalIndex
    """Case by case as in ``cases``."""
    tokeniser: Tokeniser


def current_build(indexes: Path) -> Pointer | None:
    """Return the pointer to the current build, or None where there is none that can be read."""
    try:
        return Pointer.model_validate_json((indexes / POINTER).read_bytes())
    except (OSError, ValidationError):
        return None


def verify_index(indexes: Path, *, encoder: EncoderId | None = None, corpus_hash: str | None = None) -> Manifest:
    """Check the current build and return its manifest; what is not given is not compared.

    Raises:
        IndexMissing: there is no build.
        IndexDamaged: a file is missing or altered; names it.
        IndexForeign: made by another encoder or another version of this program.
        IndexStale: the corpus has changed since.
    """
    folder, manifest = _read_manifest(indexes)
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.exists():
            raise IndexDamaged("is missing from the index.", where=str(path), mend=REBUILD)
        if file_check(path) != expected:
            raise IndexDamaged("is not as it was built.", where=str(path), mend=REBUILD)
    if encoder is not None and manifest.encoder != encoder:
        raise IndexForeign(
            f"the index was built by the encoder {_name(manifest.encoder)}, not by {_name(encoder)}.",
            where=str(folder),
            mend=REBUILD,
        )
    if corpus_hash is not None and manifest.corpus_hash != corpus_hash:
        raise IndexStale("the corpus has changed since the index was built.", where=str(folder), mend=REBUILD)
    return manifest


def _read_manifest(indexes: Path) -> tuple[Path, Manifest]:
    if not (indexes / POINTER).exists():
        raise IndexMissing("no index has been built.", where=str(indexes), mend=REBUILD)
    pointer = current_build(indexes)
    if pointer is None:
        raise IndexDamaged("is not readable.", where=str(indexes / POINTER), mend=REBUILD)
    folder = indexes / Path(pointer.build).name
    path = folder / "manifest.json"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise IndexDamaged("is missing from the index.", where=str(path), mend=REBUILD) from error
    if sha256(content).hexdigest() != pointer.manifest_sha256:
        raise IndexDamaged("is not as it was built.", where=str(path), mend=REBUILD)
    try:
        manifest = Manifest.model_validate_json(content)
    except ValidationError:
        manifest = None
    if manifest is None or (manifest.schema_version, manifest.nouns_hash) != (SCHEMA_VERSION, nouns_hash()):
        raise IndexForeign("the index was built by another version.", where=str(folder), mend=REBUILD)
    return folder, manifest


def _name(encoder: EncoderId) -> str:
    return f"{encoder.name}@{encoder.revision} ({encoder.precision})"


def open_index(indexes: Path, *, encoder: EncoderId, corpus_hash: str | None = None) -> Index:
    """Verify the current build and read it into memory.

    Raises:
        IndexUnusable: as ``verify_index`` does.
    """
    manifest = verify_index(indexes, encoder=encoder, corpus_hash=corpus_hash)
    folder, _ = _read_manifest(indexes)
    with np.load(folder / "centres.npz", allow_pickle=False) as stored:
        centres: dict[str, Vectors] = {name: stored[name] for name in stored.files if name in LANGUAGES}
    return Index(
        manifest=manifest,
        cases={case.id: case for case in _read_lines(folder / "cases.jsonl", Case)},
        organisations={item.id: item for item in _read_lines(folder / "organisations.jsonl", Organisation)},
        vocabulary=_read_lines(folder / "vocabulary.json", Vocabulary)[0],
        passages=tuple(_read_lines(folder / "passages.jsonl", Passage)),
        dense=FaissFlatIndex.from_file(folder / "dense.faiss"),
        centres=centres,  # type: ignore[arg-type]
        case_vectors=np.load(folder / "cases.npy", allow_pickle=False).astype(np.float32),
        lexical=Bm25Index.from_folder(folder / LEXICAL),
        tokeniser=Tokeniser(read_compounds(folder)),
    )


def read_vectors(indexes: Path) -> Vectors:
    """Return the vectors of the current build as the encoder gave them, row by row as its passages.

    Raises:
        IndexUnusable: there is no build, or it is damaged.
    """
    verify_index(indexes)
    folder, _ = _read_manifest(indexes)
    vectors: Vectors = np.load(folder / "vectors.npy", allow_pickle=False).astype(np.float32)
    return vectors


@dataclass(frozen=True)
class Kept:
    """What the next build may take over: vectors by the hash of their passage, words by the hash of their text."""

    vectors: Mapping[str, NDArray[np.float16]]
    words: Mapping[str, str]


def kept_of(indexes: Path, encoder: EncoderId) -> Kept:
    """Return what the current build keeps; nothing where it cannot be used."""
    try:
        verify_index(indexes, encoder=encoder)
        folder, _ = _read_manifest(indexes)
    except IndexUnusable:
        return Kept({}, {})
    vectors = np.load(folder / "vectors.npy", allow_pickle=False)
    passages = _read_lines(folder / "passages.jsonl", Passage)
    return Kept({passage.key: vectors[row] for row, passage in enumerate(passages)}, read_kept(folder))


def known_cases(indexes: Path) -> dict[str, Case]:
    """Return the cases of the current build by the hash of their file; none where it cannot be used."""
    try:
        manifest = verify_index(indexes)
        folder, _ = _read_manifest(indexes)
    except IndexUnusable:
        return {}
    cases = _read_lines(folder / "cases.jsonl", Case)
    return {manifest.case_files[case.id]: case for case in cases if case.id in manifest.case_files}


def _read_lines(path: Path, kind: type[_Item]) -> list[_Item]:
    with path.open("rb") as lines:
        return [kind.model_validate_json(line) for line in lines]
