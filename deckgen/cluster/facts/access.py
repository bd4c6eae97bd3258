"""The console at which people of the customer get their access."""

from deckgen.cluster.definition import Definition
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, Holds, not_visible


def declared_only(_: Snapshot) -> Finding:
    """Say that the console is not part of the cluster's API. Source: the customer profile alone."""
    return not_visible("the Control Panel or Access Manager is no part of the cluster's API: say it in the profile")


FACTS = (
    Definition(
        "access.control_panel.name",
        "What the console for kubeconfigs and tokens is called: Control Panel, or Access Manager from 3.0 on",
        "text",
        declared_only,
        "the customer profile",
        holds=Holds.FREE_TEXT,
    ),
    Definition(
        "access.control_panel.url",
        "Where the console for kubeconfigs and tokens answers",
        "text",
        declared_only,
        "the customer profile",
        holds=Holds.URL,
    ),
)
