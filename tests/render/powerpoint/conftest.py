"""The layout that decks are drawn with."""

from pathlib import Path

import pytest

from deckgen import layout


@pytest.fixture(scope="session")
def default():
    return layout.load(Path(__file__).parents[3] / "layouts" / "default")
