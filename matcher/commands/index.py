"""``matcher index``: builds and checks the search index."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from matcher import console
from matcher.errors import WrongUse
from matcher.settings import load_settings

index_app = typer.Typer(help="Build and check the search index.", no_args_is_help=True, rich_markup_mode=None)
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


@index_app.command(name="build")
def index_build(
    force: Annotated[bool, typer.Option("--force", help="Build even where nothing has changed.")] = False,
    as_json: Json = False,
) -> None:
    """Build the index, or bring it up to date; unchanged passages are not encoded again."""
    from matcher.corpus.reader import read_corpus
    from matcher.encoding.opening import encoder_id, open_encoder
    from matcher.errors import IndexUnusable
    from matcher.index.build import build_index
    from matcher.index.store import known_cases, verify_index

    settings = load_settings()
    corpus = read_corpus(settings.corpus, {} if force else known_cases(settings.indexes))
    if not force:
        with suppress(IndexUnusable):
            manifest = verify_index(settings.indexes, encoder=encoder_id(settings), corpus_hash=corpus.hash)
            console.tell(console.manifest_data(manifest), as_json, lambda: console.print_manifest(manifest))
            return
    with console.waiting("Opening the model …", quiet=as_json):
        encoder = open_encoder(settings)
    with console.BuildBar(quiet=as_json) as bar:
        build_index(corpus, encoder, settings.indexes, bar)
    manifest = verify_index(settings.indexes)
    console.tell(console.manifest_data(manifest), as_json, lambda: console.print_manifest(manifest))


@index_app.command(name="keep")
def index_keep(as_json: Json = False) -> None:
    """Keep the vectors of the current index in a file of at most 10 MB, so that other machines need not encode."""
    from matcher.encoding.opening import encoder_id
    from matcher.index.shipped import write_shipped
    from matcher.index.store import kept_of, verify_index

    settings = load_settings()
    verify_index(settings.indexes)
    encoder = encoder_id(settings)
    try:
        path = write_shipped(settings.indexes, kept_of(settings.indexes, encoder).vectors, encoder)
    except (OSError, ValueError) as error:
        raise WrongUse(f"the vectors cannot be kept ({error}).", where=str(settings.indexes)) from error
    console.tell([str(path)], as_json, lambda: console.print_files([path]))


@index_app.command(name="status")
def index_status(as_json: Json = False) -> None:
    """Say which index is there, and whether it fits the corpus and the encoder."""
    _verify(as_json)


@index_app.command(name="verify")
def index_verify(as_json: Json = False) -> None:
    """Check every file of the index, and that it fits the corpus and the encoder."""
    _verify(as_json)


def _verify(as_json: bool) -> None:
    from matcher.corpus.reader import corpus_hash
    from matcher.encoding.opening import encoder_id
    from matcher.index.store import verify_index

    settings = load_settings()
    manifest = verify_index(
        settings.indexes, encoder=encoder_id(settings), corpus_hash=corpus_hash(settings.corpus)
    )
    console.tell(console.manifest_data(manifest), as_json, lambda: console.print_manifest(manifest))
