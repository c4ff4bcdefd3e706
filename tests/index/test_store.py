"""An index is opened whole or refused by name; nothing is ever half used."""

import json

import pytest

from matcher.encoding.encoder import EncoderId
from matcher.errors import IndexDamaged, IndexForeign, IndexMissing, IndexStale
from matcher.index.store import current_build, open_index, verify_index


def build_folder(settings):
    pointer = current_build(settings.indexes)
    assert pointer is not None
    return settings.indexes / pointer.build


def test_an_opened_index_holds_the_corpus(built_settings, corpus, encoder):
    index = open_index(built_settings.indexes, encoder=encoder.id, corpus_hash=corpus.hash)
    assert dict(index.cases) == dict(corpus.cases)
    assert dict(index.organisations) == dict(corpus.organisations)
    assert index.dense.size == len(index.passages) == index.manifest.counts.passages


def test_a_missing_index_is_named(tmp_path, encoder):
    with pytest.raises(IndexMissing, match="matcher index build"):
        open_index(tmp_path, encoder=encoder.id)


@pytest.mark.parametrize(
    "name", ["dense.faiss", "vectors.npy", "centres.npz", "passages.jsonl", "cases.jsonl", "vocabulary.json"]
)
def test_one_altered_byte_is_named(own_index, encoder, name):
    path = build_folder(own_index) / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(IndexDamaged, match=rf"{name}: is not as it was built.*matcher index build"):
        open_index(own_index.indexes, encoder=encoder.id)


def test_a_missing_file_is_named(own_index, encoder):
    (build_folder(own_index) / "cases.jsonl").unlink()
    with pytest.raises(IndexDamaged, match=r"cases.jsonl: is missing"):
        open_index(own_index.indexes, encoder=encoder.id)


def test_an_altered_manifest_is_named(own_index, encoder):
    path = build_folder(own_index) / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"cases": ', '"cases":  '), encoding="utf-8")
    with pytest.raises(IndexDamaged, match=r"manifest.json: is not as it was built"):
        open_index(own_index.indexes, encoder=encoder.id)


def test_an_index_of_another_version_is_refused(own_index, encoder, monkeypatch):
    monkeypatch.setattr("matcher.index.store.nouns_hash", lambda: "as a later version counts")
    with pytest.raises(IndexForeign, match="built by another version"):
        open_index(own_index.indexes, encoder=encoder.id)


def test_a_pointer_leads_to_no_other_folder(own_index, encoder, tmp_path):
    pointer = own_index.indexes / "current.json"
    content = json.loads(pointer.read_text(encoding="utf-8"))
    pointer.write_text(json.dumps({**content, "build": f"../../{content['build']}"}), encoding="utf-8")
    assert verify_index(own_index.indexes).encoder == encoder.id  # the name alone counts


def test_an_index_of_another_encoder_is_refused(built_settings):
    other = EncoderId(name="another", revision="1", precision="fp32")
    with pytest.raises(IndexForeign, match=r"built by the encoder tiny-encoder@.* not by another@1"):
        open_index(built_settings.indexes, encoder=other)


def test_an_index_of_another_state_of_the_corpus_is_refused(built_settings, encoder):
    with pytest.raises(IndexStale, match="corpus has changed"):
        open_index(built_settings.indexes, encoder=encoder.id, corpus_hash="0" * 64)
