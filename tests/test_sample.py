"""The sample's snapshot is what a real API server loaded with its manifests gives."""

import msgspec
import pytest

from deckgen.cluster import snapshot
from tools.make_sample import TARGET, read_sample

MARKER = b"deckgen-must-never-see-this"


@pytest.mark.bed
def test_the_snapshot_has_not_drifted_from_the_manifests(cluster):
    shipped = msgspec.to_builtins(snapshot.load(TARGET))
    read = msgspec.to_builtins(read_sample(cluster("sample", "newest").kubeconfig("reader")))
    assert shipped.keys() == read.keys()
    for part in shipped:
        assert shipped[part] == read[part], f"{part} has drifted: run `make sample`"


def test_no_secret_of_the_manifests_is_in_the_snapshot():
    assert any(MARKER in path.read_bytes() for path in (TARGET.parent / "manifests").iterdir())
    assert MARKER not in TARGET.read_bytes()
