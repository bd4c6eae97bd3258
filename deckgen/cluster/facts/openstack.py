"""How the cluster sits on OpenStack: each service that it uses, and the sign of it."""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from deckgen.cluster import builder, cloudcontroller, image, product
from deckgen.cluster.definition import Definition
from deckgen.cluster.facts import dns, identity, loadbalancers, objectstorage, storage
from deckgen.cluster.node import region
from deckgen.cluster.setting import settings
from deckgen.cluster.sight import WORKLOADS, unread
from deckgen.cluster.snapshot import Node, Snapshot
from deckgen.fact import Finding, Holds, not_visible, observed

_PROVIDER_ID = re.compile(r"openstack://([^/]*)/([^/]+)")
_BARE_ID = re.compile(r"[^/:]*/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NO_SIGN = "no provider ID, cloud controller or storage driver of OpenStack; a cluster may run on OpenStack without any"


def present(snapshot: Snapshot) -> Finding:
    """Say whether the cluster runs on OpenStack; never that it does not.

    Source: Node ``.spec.providerID`` ``openstack://[region]/uuid`` (kubernetes/cloud-provider-openstack instances.go);
    the cloud controller; cinder's driver; an octavia annotation; Gardener's shoot-info ``provider``.
    """
    for find in (_by_provider_id, cloud_controller_present, _by_cinder, _by_octavia, _by_shoot):
        finding = find(snapshot)
        if finding.value:
            return observed(value=True, evidence=finding.evidence)
    return not_visible(unread(snapshot, "nodes", *WORKLOADS) or _NO_SIGN)


def cloud_controller_present(snapshot: Snapshot) -> Finding:
    """Say whether the cloud controller for OpenStack runs here; on Gardener it runs elsewhere.

    Source: see ``cloudcontroller.sign``.
    """
    found = cloudcontroller.sign(snapshot)
    if found:
        return observed(value=True, evidence=found)
    elsewhere = "; on Gardener it runs outside the cluster" if builder.is_hosted(snapshot) else ""
    return not_visible(f"nothing runs an image or a container {cloudcontroller.NAME}{elsewhere}")


def cloud_controller_version(snapshot: Snapshot) -> Finding:
    """Give the cloud controller's version. Source: image tag; the in-tree one has none of its own."""
    images = [container.image for _, container in cloudcontroller.controllers(snapshot)]
    found = sorted({image.version(one) for one in images if image.is_of(one, cloudcontroller.NAME)} - {""})
    if found:
        return observed(", ".join(found), f"image tag of {cloudcontroller.sign(snapshot)}")
    return not_visible(f"no image tag of {cloudcontroller.NAME} tells it")


def region_name(snapshot: Snapshot) -> Finding:
    """Give the OpenStack region.

    Source: Node ``.spec.providerID`` (the region is optional in it), else label ``topology.kubernetes.io/region``.
    """
    ids = [_PROVIDER_ID.fullmatch(_prefixed(node.provider_id)) for node in snapshot.nodes]
    for found, place in (
        ({match[1] for match in ids if match}, "Node .spec.providerID"),
        ({region(node) for node in snapshot.nodes}, "Node label topology.kubernetes.io/region"),
    ):
        names = sorted(found - {""})
        if names:
            return observed(", ".join(names), place)
    return not_visible("the nodes name no region")


def _prefixed(provider_id: str) -> str:
    # The cloud controller takes an ID without the scheme, too (instanceIDFromProviderID); a UUID shows that it is one.
    return f"openstack://{provider_id}" if _BARE_ID.fullmatch(provider_id) else provider_id


def servers(snapshot: Snapshot) -> list[Node]:
    """Give the nodes that say which server of nova they are. Source: see ``present``."""
    return [node for node in snapshot.nodes if _PROVIDER_ID.fullmatch(_prefixed(node.provider_id))]


def _by_provider_id(snapshot: Snapshot) -> Finding:
    if found := len(servers(snapshot)):
        return observed(value=True, evidence=f"Node .spec.providerID openstack://: {found} of {len(snapshot.nodes)}")
    return not_visible(unread(snapshot, "nodes") or "no node has a provider ID of OpenStack")


def _by_servers(snapshot: Snapshot) -> Finding:
    ids = _by_provider_id(snapshot)
    controller = cloud_controller_present(snapshot)
    if ids.value or not controller.value:
        return ids
    return observed(value=True, evidence=f"inferred, since the cloud controller runs here: {controller.evidence}")


def _by_cinder(snapshot: Snapshot) -> Finding:
    return storage.present(snapshot, pattern=storage.CINDER, what="cinder")


def _by_octavia(snapshot: Snapshot) -> Finding:
    found, evidence = loadbalancers.of_octavia(snapshot)
    if found:
        return observed(value=True, evidence=evidence)
    return not_visible(unread(snapshot, "services") or "no Service of type LoadBalancer shows a sign of octavia")


def _by_shoot(snapshot: Snapshot) -> Finding:
    said = settings(snapshot, "provider", config_map="shoot-info", namespace="kube-system")
    if said and said[0].value == "openstack":
        return observed(value=True, evidence="ConfigMap kube-system/shoot-info provider: openstack")
    return not_visible("no shoot-info names OpenStack")


def _by_barbican(snapshot: Snapshot) -> Finding:
    found = product.BARBICAN.found(snapshot)
    if found:
        return observed(value=True, evidence=f"{found[0][0].place} image barbican-kms-plugin")
    return not_visible("nothing runs an image of barbican-kms-plugin")


class _Service(NamedTuple):
    name: str
    used_for: str
    find: Callable[[Snapshot], Finding]
    always: bool = True


_SERVICES = (
    _Service("nova", "the servers that are the nodes", _by_servers),
    _Service("neutron", "the network between the nodes", _by_servers),
    _Service("cinder", "persistent volumes", _by_cinder),
    _Service("octavia", "load balancers of Services", _by_octavia),
    _Service("designate", "DNS records", dns.designate_present),
    _Service("keystone", "sign-in and groups", identity.keystone_present),
    _Service("swift", "objects and backups", partial(objectstorage.find, named=False)),
    _Service(
        "manila", "shared file systems", partial(storage.present, pattern=storage.MANILA, what="manila"), always=False
    ),
    _Service("barbican", "encryption keys", _by_barbican, always=False),
)

_SHOW_IN = (
    *("nodes", *WORKLOADS, "services", "configmaps", "cronjobs"),
    *("csidrivers", "persistentvolumes", "storageclasses", "persistentvolumeclaims"),
)
"""What the signs of these services are read from."""


def integrations(snapshot: Snapshot) -> Finding:
    """Give OpenStack's services with what the cluster uses each for and the sign of it.

    ``present`` is false where no sign could be read, and ``evidence`` then says why; manila and barbican are listed
    only where they show. Source: kubernetes/cloud-provider-openstack and the rules of each topic; a node with a
    provider ID of OpenStack is a server of nova on a network of neutron.
    """
    if present(snapshot).value is None:
        return not_visible(present(snapshot).reason)
    rows = [
        {
            "service": service.name,
            "used_for": service.used_for,
            "evidence": finding.evidence or finding.reason,
            "present": bool(finding.value),
        }
        for service in _SERVICES
        if (finding := service.find(snapshot)).value or service.always
    ]
    return observed(rows, "the signs of each service")


def integrations_count(snapshot: Snapshot) -> Finding:
    """Count the services of OpenStack that show; where a sign of a missing one may be unread, no number is right.

    Source: see ``integrations``.
    """
    rows = integrations(snapshot)
    if rows.value is None:
        return rows
    reason = unread(snapshot, *_SHOW_IN)
    if reason and not all(row["present"] for row in rows.value):
        return not_visible(reason)
    shown = [row["service"] for row in rows.value if row["present"]]
    return observed(len(shown), ", ".join(shown))


FACTS = (
    Definition(
        "openstack.present",
        "Whether the cluster runs on OpenStack",
        "flag",
        present,
        "Node .spec.providerID, cloud controller, storage drivers, Service annotations",
    ),
    Definition(
        "openstack.cloud_controller.present",
        "Whether OpenStack's cloud controller runs in the cluster",
        "flag",
        cloud_controller_present,
        "image openstack-cloud-controller-manager, --cloud-provider",
        needs=(*WORKLOADS, "pods"),
    ),
    Definition(
        "openstack.cloud_controller.version",
        "The version of OpenStack's cloud controller",
        "text",
        cloud_controller_version,
        "image tag of openstack-cloud-controller-manager",
        needs=WORKLOADS,
    ),
    Definition(
        "openstack.region",
        "The OpenStack region that the nodes run in",
        "text",
        region_name,
        "Node .spec.providerID, label topology.kubernetes.io/region",
        holds=Holds.PLATFORM,
        needs=("nodes",),
    ),
    Definition(
        "openstack.integrations",
        "The OpenStack services, what the cluster uses each for, and the sign of it",
        "rows",
        integrations,
        "see openstack.present and the facts of each service",
        columns=("service", "used_for", "evidence", "present"),
    ),
    Definition(
        "openstack.integrations.count",
        "How many OpenStack services show in the cluster",
        "number",
        integrations_count,
        "see openstack.integrations",
    ),
)
