"""A deck for presales that an account manager edited: it opens, it is sound, and it still tells nothing."""

import json
import subprocess
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen import build
from deckgen.audience import AUDIENCES, shown_to
from deckgen.audit import audit, needles_of
from tests.validator import validate

EDIT = Path(__file__).with_name("edit.py")


@pytest.fixture(scope="module")
def edited(tmp_path_factory, soffice, uno_python):
    """Give the deck as it was made, as it was edited and saved, and what was done to it."""
    from deckgen.assets import layouts
    from deckgen.layout import load
    from deckgen.render import powerpoint

    folder = tmp_path_factory.mktemp("edited")
    made, saved = folder / "made.pptx", folder / "saved.pptx"
    material = build.Material(
        build.find_script("production"),
        build.load_profile(build.sample_profile()),
        build.sample_snapshot(),
        sample=True,
    )
    brief = build.brief_of(material, AUDIENCES["presales"])
    powerpoint.write(build.deck_of(material, brief), load(layouts()["default"]), made)
    done = subprocess.run(
        [uno_python, EDIT, soffice, folder, made, saved], capture_output=True, text=True, check=True, timeout=300
    )
    return made, saved, json.loads(done.stdout), material, brief


@pytest.mark.office
def test_what_was_changed_by_hand_is_in_the_file(edited):
    _, saved, told, _, _ = edited
    slides = Presentation(saved).slides
    assert len(slides) == told["slides"][1] == told["slides"][0] - 1
    assert any(shape.has_text_frame and shape.text_frame.text == "Changed by hand" for shape in slides[1].shapes)


@pytest.mark.office
def test_it_is_sound_before_and_after(edited):
    made, saved, _, _, _ = edited
    assert validate(made) == []
    assert validate(saved) == []


@pytest.mark.office
def test_it_still_tells_nothing(edited):
    _, saved, _, material, brief = edited
    hidden = build.discretion_of(material).hidden_from(AUDIENCES["presales"], brief.facts.values())
    assert len(hidden) > 300
    assert audit(saved, needles_of(hidden, shown_to(AUDIENCES["presales"]))).hits == ()
