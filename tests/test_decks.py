"""The finished files: sound to the Open XML SDK, to our own lint and to LibreOffice, from sample and live clusters."""

import json
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen import layout
from deckgen.audience import AUDIENCES
from deckgen.cluster.snapshot import FORMAT
from deckgen.render import powerpoint
from tests.cards import SCRIPTS, deck_of
from tests.render.powerpoint.lint import lint
from tests.render.powerpoint.overflow import converted, overflowing
from tests.validator import validate

ROOT = Path(__file__).parent.parent
DECKGEN = Path(sys.executable).with_name("deckgen")
MARKER = "deckgen-must-never-see-this"


@pytest.fixture
def pages(soffice, pdfinfo, tmp_path):
    """Gives `pages(deck)`: how many pages LibreOffice makes of a deck."""
    return partial(count_pages, soffice, pdfinfo, tmp_path)


def count_pages(soffice, pdfinfo, folder, deck):
    (pdf,) = converted(soffice, folder, deck)
    told = subprocess.run([pdfinfo, pdf], check=True, capture_output=True, text=True).stdout
    return int(next(line for line in told.splitlines() if line.startswith("Pages:")).split()[1])


def words(path):
    """Give all text of a deck, notes too."""
    deck = Presentation(path)
    frames = [shape.text_frame for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    cells = [
        cell.text_frame
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    notes = [slide.notes_slide.notes_text_frame for slide in deck.slides if slide.has_notes_slide]
    return "\n".join(frame.text for frame in [*frames, *cells, *notes])


@pytest.mark.office
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("script", SCRIPTS)
def test_each_sample_deck_is_sound_and_has_a_page_a_slide(script, audience, pages, pdftotext, tmp_path):
    path = tmp_path / "deck.pptx"
    slides = powerpoint.write(deck_of(script, audience), layout.find("default"), path)
    assert validate(path) == []
    assert lint(path) == []
    assert len(Presentation(path).slides) == slides
    assert pages(path) == slides
    assert overflowing(path, path.with_suffix(".pdf")) == []
    assert all(
        "Sample data" in "\n".join(s.text for s in slide.shapes if s.has_text_frame)
        for slide in Presentation(path).slides
    )


@pytest.mark.office
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("script", SCRIPTS)
def test_each_sample_deck_is_sound_and_fits_in_the_plain_layout_too(script, audience, soffice, pdftotext, tmp_path):
    path = tmp_path / "deck.pptx"
    powerpoint.write(deck_of(script, audience), layout.find("plain"), path)
    assert validate(path) == []
    assert lint(path) == []
    assert overflowing(path, *converted(soffice, tmp_path, path)) == []


def test_a_deck_for_the_customer_has_the_explanation_alone_in_its_notes(tmp_path):
    path = tmp_path / "deck.pptx"
    powerpoint.write(deck_of("production", "customer"), layout.find("default"), path)
    noted = [one.notes_slide.notes_text_frame.text for one in Presentation(path).slides if one.has_notes_slide]
    assert len(noted) > 40
    assert not [text for text in noted if re.search(r"^(Time|Cue|Type|Ask|Mind)$", text, re.MULTILINE)]


def test_a_deck_for_presales_names_nobody(tmp_path):
    path = tmp_path / "deck.pptx"
    powerpoint.write(deck_of("production", "presales"), layout.find("default"), path)
    said = words(path).lower()
    for name in (
        "example retail",
        "retail",
        "203.0.113",
        "10.4",
        "retail.example",
        "shop",
        "lindqvist",
        "etcd-snapshots",
    ):
        assert name not in said


@pytest.mark.bed
@pytest.mark.parametrize("version", ["old", "newest"])
@pytest.mark.parametrize("name", ["bare", "bgp", "canal", "capi", "empty", "hosted", "kaas1", "mixed"])
def test_a_deck_from_a_live_cluster_is_sound_and_claims_nothing_of_the_sample(name, version, cluster, tmp_path):
    path = tmp_path / "deck.pptx"
    kubeconfig = cluster(name, version).kubeconfig("reader")
    command = [DECKGEN, "build", "production", "--kubeconfig", kubeconfig, "-o", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert validate(path) == []
    assert lint(path) == []
    said = words(path)
    assert "Sample data" not in said
    assert "None" not in said
    assert MARKER not in said
    assert not [own for own in ("Example Retail", "retail-prod", "retail.example.com") if own in said]


@pytest.mark.bed
@pytest.mark.parametrize("version", ["old", "newest"])
def test_with_view_rights_only_a_deck_is_made_and_says_what_was_not_visible(version, cluster, tmp_path):
    path = tmp_path / "deck.pptx"
    kubeconfig = cluster("sample", version).kubeconfig("viewer")
    command = [DECKGEN, "build", "production", "--kubeconfig", kubeconfig, "-o", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "forbidden to this user; list nodes is in `deckgen manifests rbac`" in done.stderr
    assert validate(path) == []
    assert "gp.8.32.200" not in words(path)


@pytest.mark.bed
def test_without_any_rights_the_deck_observes_the_version_alone(cluster, tmp_path):
    path = tmp_path / "deck.pptx"
    kubeconfig = cluster("sample", "newest").kubeconfig("nobody")
    command = [DECKGEN, "build", "demo", "--kubeconfig", kubeconfig, "-o", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "forbidden to this user; list nodes is in `deckgen manifests rbac`" in done.stderr
    assert validate(path) == []
    assert "retail" not in words(path)


@pytest.mark.bed
@pytest.mark.office
def test_a_deck_from_the_oldest_server_has_a_page_a_slide(cluster, pages, tmp_path):
    path = tmp_path / "deck.pptx"
    kubeconfig = cluster("kaas1", "old").kubeconfig("reader")
    subprocess.run([DECKGEN, "build", "demo", "--kubeconfig", kubeconfig, "-o", path], check=True, capture_output=True)
    assert pages(path) == len(Presentation(path).slides)


@pytest.mark.bed
def test_a_snapshot_builds_the_same_deck_as_the_live_cluster(cluster, tmp_path):
    kubeconfig = cluster("canal", "newest").kubeconfig("reader")
    taken = tmp_path / "canal.json"
    subprocess.run([DECKGEN, "snapshot", "--kubeconfig", kubeconfig, "-o", taken], check=True, capture_output=True)
    assert json.loads(taken.read_text())["format"] == FORMAT
    outlines = [
        subprocess.run(
            [DECKGEN, "build", "demo", *source, "--dry-run"], check=True, capture_output=True, text=True
        ).stdout
        for source in (["--snapshot", taken], ["--kubeconfig", kubeconfig])
    ]
    # Ages are counted to the moment of reading: the server of a test is a few seconds old.
    live, offline = (re.sub(r" +(\d+m)?\d+s +", " AGE ", outline.split("\n", 3)[3]) for outline in outlines)
    assert live == offline
