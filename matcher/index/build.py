"""Builds an index from a corpus, taking over the vectors of passages that have not changed."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import numpy as np
from filelock import FileLock
from pydantic import BaseModel

from matcher.corpus.reader import Corpus
from matcher.encoding.encoder import Encoder, Vectors
from matcher.errors import CorpusError, IndexUnusable
from matcher.folders import folder_to_fill
from matcher.index.centring import case_vectors, centre, language_centres
from matcher.index.dense import FaissFlatIndex
from matcher.index.files import file_check, files_below, replace_file, sync
from matcher.index.lexical import Bm25Index
from matcher.index.manifest import SCHEMA_VERSION, Counts, Manifest, Pointer, nouns_hash
from matcher.index.passages import Passage, passages_of
from matcher.index.shipped import Half, read_shipped
from matcher.index.store import LEXICAL, POINTER, current_build, kept_of
from matcher.index.words import count_words, write_words

BUILDS_KEPT = 2
"""The build that readers open, and the one before, which a reader may just be opening."""


class BuildProgress(Protocol):
    """Hears how far a build is."""

    def start(self, total: int, taken_over: int) -> None:
        """Begin: ``total`` passages must be encoded, ``taken_over`` need not."""
        ...

    def advance(self, count: int) -> None:
        """Count passages that have just been encoded."""
        ...


class Silent:
    """Tells nobody."""

    def start(self, total: int, taken_over: int) -> None:
        """Ignore the beginning."""

    def advance(self, count: int) -> None:
        """Ignore the step."""


def case_hash(case: BaseModel) -> str:
    """Return the SHA-256 of a case's content."""
    return sha256(case.model_dump_json().encode()).hexdigest()


def build_index(corpus: Corpus, encoder: Encoder, indexes: Path, progress: BuildProgress | None = None) -> Path:
    """Build an index of the corpus, publish it as the current one, and return its folder.

    A reader keeps the build it opened; one that opens during the switch gets the old build or the new.

    Raises:
        CorpusError: there is no case in it.
        IndexUnusable: the folder of indexes cannot be written.
    """
    if not corpus.cases:
        raise CorpusError("the corpus holds no case.", mend="Add one below its folder cases/.")
    started = time.perf_counter()
    try:
        indexes.mkdir(parents=True, exist_ok=True)
        with FileLock(indexes / ".lock"), folder_to_fill(indexes, ".building-") as beside:
            _write_parts(corpus, encoder, indexes, beside, progress or Silent(), started)
            return _publish(beside, indexes)
    except OSError as error:
        raise IndexUnusable(
            f"the index cannot be written ({error.strerror}).",
            where=str(indexes),
            mend="Free the disk, or set MATCHER_INDEXES to another folder.",
        ) from error


def _write_parts(
    corpus: Corpus, encoder: Encoder, indexes: Path, folder: Path, progress: BuildProgress, started: float
) -> None:
    passages = [passage for case in corpus.cases.values() for passage in passages_of(case, corpus)]
    kept = kept_of(indexes, encoder.id)
    vectors, encoded = _vectors(passages, encoder, {**read_shipped(indexes, encoder.id), **kept.vectors}, progress)
    languages = [passage.language for passage in passages]
    centres = language_centres(vectors, languages)
    np.save(folder / "vectors.npy", vectors.astype(np.float16), allow_pickle=False)
    np.savez(folder / "centres.npz", **centres)  # type: ignore[arg-type]
    centred = centre(vectors, languages, centres)
    FaissFlatIndex.from_vectors(centred).save(folder / "dense.faiss")
    np.save(
        folder / "cases.npy",
        case_vectors(centred, [passage.case_id for passage in passages]).astype(np.float16),
        allow_pickle=False,
    )
    counted = count_words(corpus, kept.words)
    Bm25Index.from_words(counted.words).save(folder / LEXICAL)
    write_words(counted, folder)
    _write_lines(folder / "passages.jsonl", passages)
    _write_lines(folder / "cases.jsonl", list(corpus.cases.values()))
    _write_lines(folder / "organisations.jsonl", list(corpus.organisations.values()))
    _write_lines(folder / "vocabulary.json", [corpus.vocabulary])
    manifest = Manifest(
        schema_version=SCHEMA_VERSION,
        nouns_hash=nouns_hash(),
        encoder=encoder.id,
        dimension=encoder.dimension,
        corpus_hash=corpus.hash,
        case_hashes={case.id: case_hash(case) for case in corpus.cases.values()},
        case_files=dict(corpus.files),
        counts=Counts(
            cases=len(corpus.cases),
            organisations=len(corpus.organisations),
            passages=len(passages),
            encoded=encoded,
        ),
        files={path.relative_to(folder).as_posix(): file_check(path) for path in files_below(folder)},
        built_at=dt.datetime.now(dt.UTC).replace(microsecond=0),
        build_seconds=round(time.perf_counter() - started, 2),
    )
    (folder / "manifest.json").write_text(manifest.model_dump_json(indent=1), encoding="utf-8")


def _vectors(
    passages: Sequence[Passage], encoder: Encoder, kept: Mapping[str, Half], progress: BuildProgress
) -> tuple[Vectors, int]:
    """Return one vector per passage, rounded to fp16 as they are kept, and how many were computed.

    Rounding all of them makes an index that grew step by step equal to one built at once.
    """
    missing = [row for row, passage in enumerate(passages) if passage.key not in kept]
    progress.start(len(missing), len(passages) - len(missing))
    computed = encoder.encode_passages([passages[row].encoded_text for row in missing], progress.advance)
    vectors = np.empty((len(passages), encoder.dimension), dtype=np.float16)
    vectors[missing] = computed
    for row, passage in enumerate(passages):
        if passage.key in kept:
            vectors[row] = kept[passage.key]
    return vectors.astype(np.float32), len(missing)


def _write_lines(path: Path, items: Sequence[BaseModel]) -> None:
    path.write_text("".join(f"{item.model_dump_json()}\n" for item in items), encoding="utf-8")


def _publish(beside: Path, indexes: Path) -> Path:
    """Move a finished build to its name, switch the pointer to it, drop builds that nobody opens any more."""
    for path in (*files_below(beside), *(path for path in beside.iterdir() if path.is_dir()), beside):
        sync(path)
    manifest = (beside / "manifest.json").read_bytes()
    digest = sha256(manifest).hexdigest()
    built = Manifest.model_validate_json(manifest).built_at
    folder = indexes / f"{built:%Y%m%dT%H%M%SZ}-{digest[:8]}"
    previous = current_build(indexes)
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(beside, folder)
    sync(indexes)
    pointer = Pointer(build=folder.name, manifest_sha256=digest)
    replace_file(indexes / POINTER, pointer.model_dump_json().encode())
    keep = {folder.name, previous.build if previous else ""}
    builds = sorted((p for p in indexes.iterdir() if (p / "manifest.json").exists()), reverse=True)
    for old in [build for build in builds if build.name not in keep][max(0, BUILDS_KEPT - len(keep)) :]:
        shutil.rmtree(old, ignore_errors=True)
    return folder
