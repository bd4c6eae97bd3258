"""What nova does for the cluster, which Kubernetes' API does not show."""

from deckgen.cluster.definition import Definition
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, not_visible


def anti_affinity(_: Snapshot) -> Finding:
    """Say that server groups do not show inside the cluster.

    Source: ``OpenStackMachine.spec.serverGroup`` stands on a Cluster API management cluster only
    (kubernetes-sigs/cluster-api-provider-openstack); otherwise nova's API or the customer profile.
    """
    return not_visible("server groups stand in nova, not in the cluster's API: say it in the customer profile")


FACTS = (
    Definition(
        "compute.anti_affinity",
        "The anti-affinity policy of the cluster's servers in nova",
        "text",
        anti_affinity,
        "the customer profile",
    ),
)
