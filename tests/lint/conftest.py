"""A deck in which nothing is to be found, and what is done to it."""

import warnings
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from deckgen import layout
from deckgen.compose import compose
from deckgen.lint import lint
from deckgen.render import powerpoint
from tests.cards import brief_of, shipped

SHOWN = ("cover", "preparation", "welcome", "concepts", "access", "questions")
"""Sections with a slide of most kinds: enough to be spoilt, and soon looked through."""


@pytest.fixture(scope="session")
def sound(tmp_path_factory):
    """Slides of the sample's production deck, diagrams as pictures and as shapes."""
    path = tmp_path_factory.mktemp("sound") / "deck.pptx"
    default = layout.load(Path(__file__).parents[2] / "layouts" / "default")
    whole = compose(shipped("production"), brief_of("production", "call"), diagrams="both")
    sections = tuple(section for section in whole.sections if section.id in SHOWN)
    powerpoint.write(replace(whole, sections=sections), default, path)
    return path


@pytest.fixture
def spoilt(sound, tmp_path):
    """Give the deck with an edit made to the first parts of a folder that it changes, and with parts of no use."""

    def spoil(edit=None, within="ppt/slides/slide", *, times=1, beside=()):
        path, left = tmp_path / "spoilt.pptx", times if edit else 0
        with zipfile.ZipFile(sound) as old, zipfile.ZipFile(path, "w") as new, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of names that stand twice
            for name in old.namelist():
                content = old.read(name)
                if left and name.startswith(within):
                    changed = edit(content.decode()).encode()
                    left -= changed != content
                    content = changed
                new.writestr(name, content)
            for name, content in beside:
                new.writestr(name, content)
        assert not left, "the edit changed too little"
        return path

    return spoil


@pytest.fixture
def found(spoilt):
    """Spoil the deck; give what is found then, by the rules' names."""

    def look(*args, **more):
        return {one.rule.name: one for one in lint(spoilt(*args, **more))}

    return look
