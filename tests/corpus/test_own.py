"""A user's own cases: in one language, checked, kept apart from the published ones."""

import pytest
import yaml

from matcher.corpus.check import check_corpus
from matcher.corpus.own import import_cases, own_ids, plan_import, remove_case
from matcher.corpus.publish import publish_corpus
from matcher.corpus.reader import read_corpus
from matcher.errors import CorpusError, WrongUse
from matcher.index.build import build_index
from matcher.index.store import open_index
from matcher.search.searcher import Searcher


def own_case(**fields):
    case = {
        "id": "de-own-biergarten-sensors",
        "country": "DE",
        "title": {"de": "Sensoren im Biergarten"},
        "summary": {"de": "Ein Biergarten in München misst mit Funksensoren, welche Tische frei sind."},
        "solution": {
            "de": "Drucksensoren in den Bänken melden freie Plätze über LoRaWAN an eine Anzeige am Eingang."
        },
        "place": {"name": {"de": "München"}, "region": "DE-BY"},
        "domains": ["smart_city"],
        "sector": "tourism",
        "site_type": "other",
        "policy_areas": ["ict_utilisation"],
        "technologies": ["lorawan"],
        "status": {"value": "operational"},
        "sources": [{"key": "s1", "url": "https://example.org/biergarten", "title": "Eigene Angaben"}],
    }
    return {**case, **fields}


@pytest.fixture
def write(tmp_path):
    def write_file(*cases, name="own.yaml"):
        path = tmp_path / name
        content = cases[0] if len(cases) == 1 else list(cases)
        path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return path

    return write_file


def test_a_case_in_one_language_is_imported_and_found_from_the_others(small_corpus, write, encoder, tmp_path):
    (written,) = import_cases([write(own_case())], small_corpus)
    assert written == small_corpus / "cases" / "own" / "de-own-biergarten-sensors.yaml"
    assert check_corpus(small_corpus) == []
    corpus = read_corpus(small_corpus)
    build_index(corpus, encoder, tmp_path / "indexes")
    searcher = Searcher(open_index(tmp_path / "indexes", encoder=encoder.id), encoder)
    questions = {
        "ja": "空席を知らせるセンサー LoRaWAN ミュンヘン",
        "en": "LoRaWAN sensors show free tables in Munich",
    }
    for language, text in questions.items():
        matches = searcher.search(text, language=language, top=3).matches
        match = next(match for match in matches if match.case.id == "de-own-biergarten-sensors")
        assert match.reasons[0].language == "de"


def test_own_cases_are_not_published(small_corpus, write, tmp_path):
    import_cases([write(own_case())], small_corpus)
    publish_corpus(read_corpus(small_corpus, own=False), tmp_path / "out")
    assert "biergarten" not in (tmp_path / "out" / "cases.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"sector": "beer"}, r"own\.yaml:\d+: sector: 'beer' is not in"),
        ({"solution": None}, r"own\.yaml:\d+: solution"),
        ({"organisations": [{"organisation": "nobody", "role": "user"}]}, "nobody"),
        ({"colour": "red"}, r"colour: no such field"),
        ({"id": "de-basf-ludwigshafen-5g-agv"}, None),
    ],
)
def test_a_case_that_is_not_valid_is_named_and_nothing_is_written(small_corpus, write, fields, message):
    published = next(small_corpus.glob("cases/de/*.yaml")).stem
    case = own_case(**fields) if message else own_case(id=published)
    with pytest.raises(CorpusError, match=message or "is a published case") as error:
        import_cases([write(own_case(id="de-own-good"), case)], small_corpus)
    assert "Nothing was imported" in str(error.value)
    assert not (small_corpus / "cases" / "own").exists()


def test_a_second_import_needs_replace(small_corpus, write):
    import_cases([write(own_case())], small_corpus)
    with pytest.raises(CorpusError, match="imported before"):
        import_cases([write(own_case())], small_corpus)
    (written,) = import_cases([write(own_case(sector="retail"))], small_corpus, replace=True)
    assert "sector: retail" in written.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["", "[]", "just words", "- 3"])
def test_a_file_without_a_case_is_named(small_corpus, tmp_path, content):
    (tmp_path / "x.yaml").write_text(content)
    with pytest.raises(CorpusError, match="holds no case"):
        import_cases([tmp_path / "x.yaml"], small_corpus)


def test_one_id_twice_is_named(small_corpus, write):
    with pytest.raises(CorpusError, match="stands twice"):
        import_cases([write(own_case()), write(own_case(), name="again.yaml")], small_corpus)


def test_a_plan_names_every_problem_and_writes_nothing(small_corpus, write):
    plan = plan_import([write(own_case(sector="magic", site_type="nowhere"), own_case())], small_corpus)
    assert [problem.field for problem in plan.problems] == ["sector", "site_type", "id"]
    assert own_ids(small_corpus) == []


def test_an_own_case_can_be_removed_and_a_published_one_cannot(small_corpus, write):
    import_cases([write(own_case())], small_corpus)
    assert own_ids(small_corpus) == ["de-own-biergarten-sensors"]
    remove_case("de-own-biergarten-sensors", small_corpus)
    assert own_ids(small_corpus) == []
    published = next(small_corpus.glob("cases/de/*.yaml"))
    with pytest.raises(WrongUse, match="no own case"):
        remove_case(published.stem, small_corpus)
    assert published.exists()
