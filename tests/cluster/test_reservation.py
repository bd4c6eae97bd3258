"""What a Pod reserves, by the examples of the documentation on init containers and sidecars."""

import msgspec
import pytest

from deckgen.cluster import wire
from deckgen.cluster.reservation import reserved


def asks(cpu, restart=""):
    return {"name": "c", "resources": {"requests": {"cpu": cpu}}, **({"restartPolicy": restart} if restart else {})}


def spec(**fields):
    return msgspec.convert({"containers": [], **fields}, wire.PodSpec)


@pytest.mark.parametrize(
    ("fields", "vcpus"),
    [
        ({"containers": [asks("100m"), asks("1"), {"name": "none"}]}, 1.1),
        ({"containers": [asks("100m")], "initContainers": [asks("2"), asks("3")]}, 3),
        ({"containers": [asks("2")], "initContainers": [asks("1"), asks("1")]}, 2),
        ({"containers": [asks("1")], "initContainers": [asks("500m", "Always")]}, 1.5),
        ({"containers": [asks("1")], "initContainers": [asks("500m", "Always"), asks("2")]}, 2.5),
        ({"containers": [asks("1")], "initContainers": [asks("2"), asks("500m", "Always")]}, 2),
        ({"containers": [asks("1")], "overhead": {"cpu": "250m"}}, 1.25),
        ({"containers": [asks("1")], "resources": {"requests": {"cpu": "4"}}}, 4),
        ({"containers": [asks("1")], "resources": {"requests": {"memory": "4Gi"}}}, 1),
        ({"containers": [asks("a lot")]}, 0),
        ({}, 0),
    ],
    ids=(
        *("containers", "the largest init container", "less before than beside", "a sidecar"),
        *("a sidecar and an init container after it", "an init container before a sidecar", "overhead"),
        *("the Pod itself", "the Pod itself, of another resource", "no quantity", "nothing"),
    ),
)
def test_a_pod_reserves_what_the_scheduler_reckons(fields, vcpus):
    assert reserved(spec(**fields), "cpu") == pytest.approx(vcpus)
