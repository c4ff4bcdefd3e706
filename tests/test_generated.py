"""Generated files are as their scripts would write them today."""

import re
import sys

import pytest

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

import make_coverage
import make_schema


@pytest.mark.parametrize("file", make_schema.FILES, ids=lambda file: file.name)
def test_the_schemas_are_the_models(file):
    assert file.read_text(encoding="utf-8") == make_schema.schema(make_schema.FILES[file])


def test_the_coverage_tables_are_todays():
    readme = (ROOT / "corpus" / "README.md").read_text(encoding="utf-8")
    assert make_coverage.with_coverage(readme) == readme, "run: python scripts/make_coverage.py"


COMMANDS = ["search", "similar", "case", "app", "index", "corpus", "partners", "shortlist", "event"]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command_and_option(command, capsys):
    from matcher.cli import main

    with pytest.raises(SystemExit):
        main([command, "--help"])
    help_text = capsys.readouterr().out
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"matcher {command}" in readme
    if command == "search":
        synopsis = readme.split("```\nmatcher search")[1].split("\n")[0]
        for option in re.findall(r"--[a-z-]+", synopsis):
            assert option in help_text
    if command in ("index", "corpus", "shortlist", "event"):
        for verb in re.findall(rf"matcher {command} (\w+)", readme):
            assert verb in help_text
