"""Flags that RKE2's and k3s' nodes were started with."""

import json
from itertools import pairwise

from deckgen.cluster.snapshot import Node, Snapshot

KEYS = ("rke2.io/node-args", "k3s.io/node-args")
"""The annotations of a Node that hold them (k3s-io/k3s pkg/nodeconfig NodeArgsAnnotation)."""


def flags(node: Node) -> dict[str, str]:
    """Give a node's flags by name without dashes. Source: Node annotation ``rke2.io/node-args``, ``k3s.io/…``."""
    said = [node.annotations[key] for key in KEYS if node.annotations.get(key)]
    return {
        key.removeprefix("--"): value
        for text in said
        for key, value in pairwise(json.loads(text))
        if key.startswith("--")
    }


def flag(snapshot: Snapshot, name: str) -> str:
    """Give the first node's value of ``--name``, or "". Source: see ``flags``; agents lack the servers' flags."""
    return next((found[name] for node in snapshot.nodes if name in (found := flags(node))), "")
