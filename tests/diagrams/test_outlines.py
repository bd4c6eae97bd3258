"""The diagrams of very different clusters as outlines, as they were last agreed in a review.

After a change that is meant: ``UPDATE_GOLDEN=1 python -m pytest tests/diagrams/test_outlines.py``, then read the
difference.
"""

import os
from pathlib import Path

import pytest

from deckgen import script
from deckgen.drawings import as_text
from tests.diagrams.clusters import CLUSTERS

GOLDEN = Path(__file__).parent / "golden"
SHOWN = ("sample", "one_node", "large", "bare", "declared_only", "long_names")


@pytest.mark.parametrize("cluster", SHOWN)
def test_the_diagrams_are_as_agreed(cluster):
    path = GOLDEN / f"{cluster}.txt"
    drawn = {name: script.diagram(name).draw(CLUSTERS[cluster]) for name in script.diagrams()}
    made = as_text({name: scene for name, scene in drawn.items() if scene})
    if os.environ.get("UPDATE_GOLDEN") == "1":
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
    assert path.exists(), f"{path.name} is missing: UPDATE_GOLDEN=1 writes it"
    assert made == path.read_text(encoding="utf-8"), f"{path.name} differs: UPDATE_GOLDEN=1 writes it anew"


def test_no_golden_file_is_left_over():
    assert sorted(path.stem for path in GOLDEN.iterdir()) == sorted(SHOWN)
