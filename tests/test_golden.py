"""The decks of the sample customer as outlines, script by audience, as they were last agreed in a review.

After a change that is meant: ``UPDATE_GOLDEN=1 python -m pytest tests/test_golden.py``, then read the difference.
"""

import os
from pathlib import Path

import pytest

from deckgen.audience import AUDIENCES
from deckgen.render.outline import outline
from tests.cards import SCRIPTS, deck_of

GOLDEN = Path(__file__).parent / "golden"
CASES = [(script, audience) for script in SCRIPTS for audience in AUDIENCES]


@pytest.mark.parametrize(("script", "audience"), CASES, ids=["-".join(case) for case in CASES])
def test_the_deck_is_as_agreed(script, audience):
    path = GOLDEN / f"{script}-{audience}.txt"
    made = outline(deck_of(script, audience))
    if os.environ.get("UPDATE_GOLDEN") == "1":
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
    assert path.exists(), f"{path.name} is missing: UPDATE_GOLDEN=1 writes it"
    assert made == path.read_text(encoding="utf-8"), f"{path.name} differs: UPDATE_GOLDEN=1 writes it anew"


def test_no_golden_file_is_left_over():
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(
        f"{script}-{audience}.txt" for script, audience in CASES
    )
