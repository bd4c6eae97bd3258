"""Flags that RKE2's and k3s' nodes were started with."""

import json
from itertools import pairwise

from deckgen.cluster.snapshot import Snapshot

KEYS = ("rke2.io/node-args", "k3s.io/node-args")
"""The annotations of a Node that hold them (k3s-io/k3s pkg/nodeconfig NodeArgsAnnotation)."""


def flag(snapshot: Snapshot, name: str) -> str:
    """Give the first node's value of ``--name``, or "". Source: Node annotation ``rke2.io/node-args``, ``k3s.io/…``."""
    said = [node.annotations[key] for node in snapshot.nodes for key in KEYS if node.annotations.get(key)]
    return next((value for text in said for key, value in pairwise(json.loads(text)) if key == f"--{name}"), "")
