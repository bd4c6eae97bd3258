"""Decks to look through."""

import pytest

from deckgen import build
from deckgen.audience import AUDIENCES
from deckgen.layout_source import layout_of
from deckgen.render import powerpoint


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Make a deck of ours from the sample, once for each audience."""
    known = {}

    def make(audience):
        if audience not in known:
            script = build.find_script("production")
            material = build.Material(script, build.NO_PROFILE, build.sample_snapshot(), sample=True)
            deck = build.deck_of(material, build.brief_of(material, AUDIENCES[audience]))
            known[audience] = tmp_path_factory.mktemp("decks") / f"{audience}.pptx"
            powerpoint.write(deck, layout_of("default"), known[audience])
        return known[audience]

    return make


@pytest.fixture(scope="session")
def clean(made):
    """A deck in which there is nothing to find."""
    return made("presales")
