"""Generated files are as their scripts would write them today."""

import re
import sys
from dataclasses import replace
from typing import Any

import pytest
from typer.main import get_command

from matcher.cli import app
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

import add_populations
import make_coverage
import make_schema


@pytest.mark.parametrize("file", make_schema.FILES, ids=lambda file: file.name)
def test_the_schemas_are_the_models(file):
    assert file.read_text(encoding="utf-8") == make_schema.schema(make_schema.FILES[file])


def test_the_coverage_tables_are_todays():
    readme = (ROOT / "corpus" / "README.md").read_text(encoding="utf-8")
    assert make_coverage.with_coverage(readme) == readme, "run: python scripts/make_coverage.py"


def test_a_union_of_municipalities_does_not_take_the_population_of_its_member_of_that_name(corpus):
    union = corpus.organisations["amt-suederbrarup"]
    town = union.model_copy(update={"name": union.name.model_copy(update={"de": "Süderbrarup"})})
    site = corpus.cases["de-suederbrarup-dorfshuttle"].place
    places = {("DE", "suderbrarup"): [add_populations.Place(3_887, site.lat, site.lon)]}
    for one, known in ((union, {}), (town, {union.id: 3_887})):
        changed = replace(corpus, organisations={**corpus.organisations, union.id: one})
        assert dict(add_populations.populations(changed, places)) == known


README = (ROOT / "README.md").read_text(encoding="utf-8")


def verbs(command: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], set[str]]:
    """Return the long options of every verb of the command, by the words that call it."""
    if not hasattr(command, "commands"):
        return {path: {name for option in command.params for name in option.opts if name.startswith("--")}}
    return {k: v for name, below in command.commands.items() for k, v in verbs(below, (*path, name)).items()}


VERBS = verbs(get_command(app))
GROUPS = {path[0] for path in VERBS if len(path) > 1}


def test_the_readme_names_every_verb():
    missing = [" ".join(path) for path in VERBS if not re.search(rf"\bmatcher {' '.join(path)}\b", README)]
    assert missing == []


def test_every_verb_that_the_readme_names_is_there():
    words = re.findall(
        r"^matcher ([a-z]+)(?: ([a-z]+))?|[`:;] ?matcher ([a-z]+)(?: ([a-z]+))?", README, re.MULTILINE
    )
    named = {(one or three, two or four) for one, two, three, four in words}
    assert len(named) > 10
    for first, second in named:
        path = (first, second) if first in GROUPS else (first,)
        assert path in VERBS, f"matcher {first} {second}"


def test_the_readme_names_every_option_of_search_and_no_other():
    synopsis = README.split("```\nmatcher search")[1].split("\nmatcher ")[0]
    assert set(re.findall(r"--[a-z-]+", synopsis)) == VERBS[("search",)]


def test_what_the_readme_says_of_json_holds():
    without = [path for path, options in VERBS.items() if "--json" not in options]
    assert {path[0] for path in without} <= {"app", "event"}
