import pytest

from matcher.index.store import open_index
from matcher.search.searcher import Searcher


@pytest.fixture(scope="package")
def searcher(built_settings, encoder):
    return Searcher(open_index(built_settings.indexes, encoder=encoder.id), encoder)
