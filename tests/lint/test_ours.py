"""In no deck of ours is anything found: each script, audience and layout, with diagrams as pictures and as shapes."""

import pytest

from deckgen import assets, layout
from deckgen.audience import AUDIENCES
from deckgen.compose import compose
from deckgen.lint import lint
from deckgen.render import powerpoint
from tests.cards import SCRIPTS, brief_of, shipped


@pytest.mark.parametrize("look", assets.layouts())
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("script", SCRIPTS)
def test_in_a_sample_deck_nothing_is_found(script, audience, look, tmp_path):
    path = tmp_path / "deck.pptx"
    powerpoint.write(compose(shipped(script), brief_of(script, audience), diagrams="both"), layout.find(look), path)
    assert [f"slide {one.place.slide} {one.rule.name}: {one.message}" for one in lint(path)] == []
