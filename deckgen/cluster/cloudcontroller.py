"""OpenStack's cloud controller: the part of Kubernetes that asks OpenStack for servers' data and load balancers."""

from deckgen.cluster import image
from deckgen.cluster.running import Running, api_servers, controller_managers, running
from deckgen.cluster.snapshot import Container, Snapshot

NAME = "openstack-cloud-controller-manager"

# Others that give Services of type LoadBalancer their addresses: metallb/metallb, kube-vip/kube-vip-cloud-provider,
# k3s-io/klipper-lb, openelb/openelb, purelb.
_OTHER_BALANCERS = (
    "metallb/controller",
    "metallb-controller",
    "kube-vip-cloud-provider",
    "klipper-lb",
    "openelb",
    "purelb/allocator",
)


def controllers(snapshot: Snapshot) -> list[tuple[Running, Container]]:
    """Give what runs it, by its image or by its container's name, since labels differ by installer.

    Source: kubernetes/cloud-provider-openstack charts/openstack-cloud-controller-manager, manifests/controller-manager.
    """
    return [
        (one, container)
        for one in running(snapshot)
        for container in one.containers
        if not container.init and (container.name == NAME or image.is_of(container.image, NAME))
    ]


def sign(snapshot: Snapshot) -> str:
    """Name the sign of the cloud controller, or give "".

    Source: see ``controllers``; in-tree up to 1.25 ``--cloud-provider=openstack`` of the API server or the controller
    manager.
    """
    for one, container in controllers(snapshot)[:1]:
        what = f"image {NAME}" if image.is_of(container.image, NAME) else f"container {NAME}"
        return f"{one.place} {what}"
    for container in (*api_servers(snapshot), *controller_managers(snapshot)):
        if container.flags.get("cloud-provider") == "openstack":
            return f"in-tree: {container.name} --cloud-provider=openstack"
    return ""


def other_balancer(snapshot: Snapshot) -> str:
    """Name what else may give Services of type LoadBalancer their addresses, or give "".

    Source: images as in ``_OTHER_BALANCERS``; a Calico IPPool for LoadBalancer (projectcalico/calico ippool.go).
    """
    for one in running(snapshot):
        if any(image.is_of(container.image, *_OTHER_BALANCERS) for container in one.containers):
            return one.place
    for custom in snapshot.customs:
        if custom.kind == "IPPool" and "LoadBalancer" in custom.fields.get("spec.allowedUses", []):
            return f"IPPool {custom.name}"
    return ""
