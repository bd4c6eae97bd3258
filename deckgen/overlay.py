"""The pod network's plug-in and overlay, in the words that the diagrams share."""

from deckgen.fact import UNSURE, Facts
from deckgen.sketch import known

ROUTED = "none"
"""What ``network.overlay`` says where packets travel as they are."""

NAMES = {"vxlan": "VXLAN", "ipip": "IP-in-IP", "geneve": "Geneve", "wireguard": "WireGuard"}
"""What its other values are called."""


def plug_in(facts: Facts) -> str | None:
    """Give "Calico 3.29.5", as far as it is known."""
    name, version = known(facts, "network.cni"), known(facts, "network.cni.version")
    return f"{name} {version}" if name and version else name


def is_alone(facts: Facts) -> bool:
    """Say whether the cluster is one node, so that no packet between pods leaves it, wrapped or not."""
    return bool(known(facts, "nodes.count") == 1)


def overlay_name(facts: Facts) -> str | None:
    """Give what wraps the pods' packets; None where nothing does, and where that is unsure or not visible."""
    overlay = known(facts, "network.overlay")
    return None if overlay in (None, ROUTED, UNSURE) else NAMES.get(overlay, overlay)
