"""The schemas that editors are pointed to are those that deckgen prints."""

import pytest

from tools.write_schemas import FOLDER, KINDS, text_of


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_is_current(kind):
    assert (FOLDER / f"{kind}.schema.json").read_text(encoding="utf-8") == text_of(kind), "run `make schema`"


def test_no_file_is_left_over():
    assert {path.name for path in FOLDER.iterdir()} == {f"{kind}.schema.json" for kind in KINDS}
