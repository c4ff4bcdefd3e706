"""JSON in its documented form, JSON-LD for machines, and what a report is composed of."""

import json

import jsonschema
import pytest
from pyld import jsonld

from matcher.errors import WrongUse
from matcher.export.about import about
from matcher.export.compose import Composer
from matcher.export.files import FORMATS, export_file
from matcher.export.json_file import json_bytes, json_ld_bytes
from matcher.export.report import Report
from matcher.index.store import open_index
from matcher.partners.ranking import PartnerFinder
from matcher.search.searcher import Searcher
from matcher.texts import Texts
from tests.conftest import ROOT
from tests.export.conftest import entry, shortlist_of

SCHEMA = json.loads((ROOT / "matcher" / "export" / "report.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def searcher(built_settings, encoder):
    return Searcher(open_index(built_settings.indexes, encoder=encoder.id), encoder)


def test_json_has_its_documented_form(report):
    data = json.loads(json_bytes(report))
    jsonschema.validate(data, SCHEMA)
    assert Report.model_validate(data) == report
    assert (len(data["partners"]), len(data["cases"])) == (25, 40)


def test_json_ld_is_a_list_of_cases_and_organisations(report):
    data = json.loads(json_ld_bytes(report))
    context = data["@context"]
    flat = jsonld.flatten(data, context, {"documentLoader": None})
    by_type = {}
    for node in flat["@graph"]:
        by_type.setdefault(node.get("@type"), []).append(node)
    assert by_type["ItemList"][0]["numberOfItems"] == 65
    titles = [jsonld.JsonLdProcessor.get_values(node, "name") for node in by_type["CreativeWork"]]
    assert len(titles) == 40
    assert {node["position"] for node in by_type["ListItem"]} == set(range(1, 66))


def test_every_format_gives_a_file_with_a_name_that_tells(report):
    for form in FORMATS:
        made = export_file(report, form)
        assert made.content
        assert made.name.startswith("Flood-水害-Hochwasser_2026-11-28_")
        assert made.name.endswith({"csv": "csv.zip"}.get(form, form))


def test_an_unknown_format_is_said(report_en):
    with pytest.raises(WrongUse, match="xlsx, csv, docx"):
        export_file(report_en, "doc")


def test_a_search_is_exported_with_scores_and_reasons(searcher):
    result = searcher.search("Private 5G for AGVs in a plant", language="en", top=12)
    report = Composer(searcher.index, "en").search(result)
    assert [sheet.score for sheet in report.cases] == [match.score for match in result.matches]
    assert all(sheet.band for sheet in report.cases)
    assert any("In common" in reason for sheet in report.cases for reason in sheet.reasons)
    assert report.need == "Private 5G for AGVs in a plant"


def test_partners_are_exported_with_the_cases_that_speak_for_them_first(searcher):
    partners = PartnerFinder(searcher).partners("Private 5G for AGVs in a plant", top=20)
    report = Composer(searcher.index, "de").partners("Private 5G for AGVs in a plant", partners)
    for sheet, partner in zip(report.partners, partners, strict=True):
        assert sheet.score == partner.score
        relevances = [line.relevance or 0 for line in sheet.evidence]
        assert relevances == sorted(relevances, reverse=True)
        assert {one.case.id for one in partner.evidence} <= {line.case_id for line in sheet.evidence}


def test_what_the_corpus_has_no_more_is_left_out(corpus):
    known = next(iter(corpus.cases))
    report = Composer(corpus, "en").shortlist(
        shortlist_of([entry(1, "case", "jp-gone"), entry(2, "case", known), entry(3, "organisation", "gone")])
    )
    assert [sheet.id for sheet in report.cases] == [known]
    assert report.missing == ("jp-gone", "gone")
    assert (Texts(report.language)("export_about_missing"), "jp-gone, gone") in about(report)


def test_an_entry_with_a_former_id_is_exported(corpus):
    case = next(case for case in corpus.cases.values() if case.aliases)
    report = Composer(corpus, "en").shortlist(shortlist_of([entry(1, "case", case.aliases[0])]))
    assert ([sheet.id for sheet in report.cases], report.missing) == ([case.id], ())


def test_a_list_without_anything_is_said(corpus):
    with pytest.raises(WrongUse, match="nothing to export"):
        Composer(corpus, "en").shortlist(shortlist_of([]))


def test_every_source_that_is_cited_is_listed(report):
    listed = {citation.number for citation in report.sources}
    cited = {number for sheet in report.cases for number in sheet.citations}
    cited |= {number for sheet in report.partners for line in sheet.evidence for number in line.citations}
    assert cited == listed
