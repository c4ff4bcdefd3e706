"""Shared by all tests: the real corpus, a tiny real encoder, an index of the one by the other."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from matcher.corpus.reader import Corpus, read_corpus
from matcher.encoding.encoder import Encoder
from matcher.encoding.opening import open_encoder
from matcher.index.build import build_index
from matcher.settings import Settings

ROOT = Path(__file__).parent.parent
TINY_ENCODER = ROOT / "tests" / "data" / "tiny-encoder"

os.environ["HF_HUB_OFFLINE"] = "1"


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return read_corpus(ROOT / "corpus")


@pytest.fixture(scope="session")
def tiny_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with the tiny encoder and a folder of indexes of their own."""
    return Settings(
        corpus=ROOT / "corpus",
        indexes=tmp_path_factory.mktemp("indexes"),
        encoder=str(TINY_ENCODER),
    )


@pytest.fixture(scope="session")
def encoder(tiny_settings: Settings) -> Encoder:
    return open_encoder(tiny_settings)


@pytest.fixture(scope="session")
def built_settings(tiny_settings: Settings, corpus: Corpus, encoder: Encoder) -> Settings:
    """As ``tiny_settings``, with an index of the whole corpus built. Read only."""
    build_index(corpus, encoder, tiny_settings.indexes)
    return tiny_settings


@pytest.fixture
def own_index(built_settings: Settings, tmp_path: Path) -> Settings:
    """A copy of the built index that a test may damage."""
    shutil.copytree(built_settings.indexes, tmp_path / "indexes")
    return built_settings.model_copy(update={"indexes": tmp_path / "indexes"})


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """A copy of the corpus with six cases, that a test may change."""
    folder = tmp_path / "corpus"
    for name in ("jp", "de"):
        (folder / "cases" / name).mkdir(parents=True)
        for path in sorted((ROOT / "corpus" / "cases" / name).glob("*.yaml"))[:3]:
            shutil.copy(path, folder / "cases" / name)
    shutil.copytree(ROOT / "corpus" / "vocabulary", folder / "vocabulary")
    shutil.copy(ROOT / "corpus" / "organisations.yaml", folder)
    return folder
