"""The import contracts hold, and each of them can fail."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINT = Path(sys.executable).with_name("lint-imports")
BREACHES = {
    "An import points downwards in the flow of the data, never back": ("deck.py", "import deckgen.compose"),
    "Only authored knows yaml": ("compose.py", "import yaml"),
    "Only sandbox knows jinja2": ("compose.py", "import jinja2"),
    "Only the cluster's connection knows kubernetes": ("compose.py", "import kubernetes"),
    "Only render.powerpoint knows pptx": ("compose.py", "import pptx"),
    "Only render.figure knows matplotlib": ("compose.py", "import matplotlib"),
    "Only the commands and their options know typer": ("compose.py", "import typer"),
    "Only window knows rich": ("compose.py", "import rich"),
    "Only pdf knows pikepdf": ("compose.py", "import pikepdf"),
    "Only pdf.office starts programs": ("compose.py", "import subprocess"),
    "Only handout.typeset knows typst": ("compose.py", "import typst"),
    "Only audit.document knows pypdf": ("compose.py", "import pypdf"),
    "Audit shares nothing with what writes decks": ("audit/value.py", "import deckgen.lint.package"),
}


def contracts():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def lint(folder):
    return subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def test_every_contract_holds():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_every_contract_has_a_breach_to_try():
    assert {contract["name"] for contract in contracts()} == set(BREACHES)


@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_is_found(name, tmp_path):
    shutil.copytree(ROOT / "deckgen", tmp_path / "deckgen", ignore=shutil.ignore_patterns("__pycache__", "*.ttf"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    module, line = BREACHES[name]
    path = tmp_path / "deckgen" / module
    path.write_text(f"{line}\n{path.read_text()}")

    done = lint(tmp_path)

    assert done.returncode != 0
    assert f"{name} BROKEN" in " ".join(done.stdout.split())
