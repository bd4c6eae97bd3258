"""Presentation templates that LibreOffice brings, saved for PowerPoint: a whole production deck on each."""

import subprocess
from pathlib import Path

import pytest

from deckgen.layout_source import layout_of
from deckgen.lint import lint
from deckgen.render import powerpoint
from tests.cards import deck_of
from tests.render.powerpoint.overflow import converted, overflowing
from tests.validator import validate

NAMES = ("Beehive", "Blueprint_Plans", "Candy", "DNA", "Metropolis", "Portfolio", "Vintage", "Yellow_Idea")
"""Light, black and on pictures; with bars behind titles, several masters, and slides of 16:9 and 4:3.

Those in fonts that are not installed with LibreOffice are drawn in others, wider ones among them, and left out here.
"""


@pytest.fixture(scope="module")
def decks(soffice, pdftotext, tmp_path_factory):
    """By template the production deck of the sample on it, and the PDF that LibreOffice makes of that."""
    folder = tmp_path_factory.mktemp("office")
    brought = Path(soffice).resolve().parents[1] / "share/template/common/presnt"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pptx", "--outdir", folder]
    command += [brought / f"{name}.otp" for name in NAMES]
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=240)
    (folder / "decks").mkdir()
    paths = [folder / "decks" / f"{name}.pptx" for name in NAMES]
    for path in paths:
        powerpoint.write(deck_of("production", "call"), layout_of(str(folder / path.name)), path)
    return dict(zip(NAMES, zip(paths, converted(soffice, folder, *paths), strict=True), strict=True))


@pytest.mark.office
@pytest.mark.parametrize("name", NAMES)
def test_a_whole_production_deck_is_sound_on_it_and_all_of_it_fits(decks, name):
    path, pdf = decks[name]
    assert validate(path) == []
    assert [one.message for one in lint(path) if one.rule.level == "error"] == []
    assert overflowing(path, pdf) == []
