"""Ceph that Rook runs in a cluster."""

from deckgen.cluster.running import running
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, observed

_DISK = "rook-ceph-osd"


def in_cluster(snapshot: Snapshot) -> Finding:
    """Say whether a Ceph runs in this cluster itself, and so is no part of OpenStack.

    Source: label ``app=rook-ceph-osd`` of the Deployments that Rook makes for Ceph's disks (rook/rook
    pkg/operator/ceph/cluster/osd). Rook's driver alone tells nothing: it serves a Ceph elsewhere, too.
    """
    disks = [one for one in running(snapshot) if one.label("app") == _DISK]
    if disks:
        return observed(value=True, evidence=f"{len(disks)} with label app={_DISK}, such as {disks[0].place}")
    return observed(value=False, evidence=f"nothing runs with Rook's label app={_DISK}")
