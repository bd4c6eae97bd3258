"""Services of type LoadBalancer, which octavia serves on OpenStack."""

import re

from deckgen.cluster import cloudcontroller
from deckgen.cluster.behind import ready_behind
from deckgen.cluster.definition import Definition
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Service, Snapshot
from deckgen.fact import Finding, Holds, not_visible, observed

_ANNOTATIONS = "loadbalancer.openstack.org/"
_CLASS = f"{_ANNOTATIONS}class"
_HOST_NAME = f"{_ANNOTATIONS}hostname"
_FLOATING = f"{_ANNOTATIONS}floating-network-id"
_INTERNAL = "service.beta.kubernetes.io/openstack-internal-load-balancer"
_NEEDS = ("services",)


def balanced(snapshot: Snapshot) -> list[Service]:
    """Give the Services of type LoadBalancer, sorted. Source: Service ``.spec.type``."""
    found = [service for service in snapshot.services if service.type == "LoadBalancer"]
    return sorted(found, key=lambda service: (service.namespace, service.name))


def addresses_of(service: Service) -> list[str]:
    """Give where a Service answers.

    Source: ``.status.loadBalancer.ingress[]``; with PROXY protocol the cloud controller writes a host name made of the
    address and a suffix (``203.0.113.7.nip.io``), of which the address is peeled off; a host name that the annotation
    ``loadbalancer.openstack.org/hostname`` asks for stays as it is (kubernetes/cloud-provider-openstack
    pkg/openstack/loadbalancer.go createLoadBalancerStatus).
    """
    asked = service.annotations.get(_HOST_NAME)
    return [address if address == asked else _peeled(address) for address in service.addresses]


def of_octavia(snapshot: Snapshot) -> tuple[list[Service], str]:
    """Give the Services whose load balancer is octavia's, and what says so; none where nothing does.

    Source: annotations ``loadbalancer.openstack.org/*``, some of which the cloud controller writes itself; where it
    runs here and has served one, all that name no other maker by ``.spec.loadBalancerClass`` (kubernetes/cloud-provider
    controllers/service), unless something else that makes load balancers runs here, too.
    """
    everyone = balanced(snapshot)
    marked = [one for one in everyone if any(key.startswith(_ANNOTATIONS) for key in one.annotations)]
    own = [one for one in everyone if one in marked or not one.balancer_class]
    other, controller = cloudcontroller.other_balancer(snapshot), cloudcontroller.sign(snapshot)
    if controller and not other and any(one.addresses for one in own):
        return (
            own,
            f"{len(own)} of {len(everyone)} Services of type LoadBalancer, by the cloud controller: {controller}",
        )
    beside = f"; {other} serves others" if other else ""
    return (
        marked,
        f"annotations {_ANNOTATIONS}* on {len(marked)} of {len(everyone)} Services of type LoadBalancer{beside}",
    )


def octavia_count(snapshot: Snapshot) -> Finding:
    """Count those that octavia serves; never that it serves none of several. Source: see ``of_octavia``."""
    found, evidence = of_octavia(snapshot)
    if found:
        return observed(len(found), evidence)
    if not balanced(snapshot) and not unread(snapshot, "services"):
        return observed(0, "no Service of type LoadBalancer")
    return not_visible(
        f"none of {len(balanced(snapshot))} Services of type LoadBalancer has an annotation {_ANNOTATIONS}*, and no "
        "cloud controller of OpenStack that runs here has served one"
    )


def classes(snapshot: Snapshot) -> Finding:
    """Give the classes of load balancers that Services ask for, which the cloud controller's own file describes.

    Source: annotation ``loadbalancer.openstack.org/class`` (kubernetes/cloud-provider-openstack loadbalancer.go).
    """
    said = [one.annotations[_CLASS] for one in balanced(snapshot) if one.annotations.get(_CLASS)]
    if not said:
        return not_visible(f"no Service has the annotation {_CLASS}")
    return observed(sorted(set(said)), f"Service annotation {_CLASS}: {len(said)} of {len(balanced(snapshot))}")


def count(snapshot: Snapshot) -> Finding:
    """Count them. Source: Service ``.spec.type``."""
    found = len(balanced(snapshot))
    return observed(found, f"Service .spec.type LoadBalancer: {found} of {len(snapshot.services)}")


def listing(snapshot: Snapshot) -> Finding:
    """Give each with its address, ports and scope, the nodes' ports, and how many Pods are ready behind it.

    Source: Service ``.spec.ports``, ``.status.loadBalancer.ingress``; internal where the annotation
    ``service.beta.kubernetes.io/openstack-internal-load-balancer`` is true, which another maker of load balancers than
    octavia, named by ``.spec.loadBalancerClass`` or running here, does not read: then "". No address yet: "".
    ``floating``: the annotation ``loadbalancer.openstack.org/floating-network-id`` of one that is not internal says
    which network its address is from (kubernetes/cloud-provider-openstack loadbalancer.go).
    """
    own, _ = of_octavia(snapshot)
    other = cloudcontroller.other_balancer(snapshot)
    rows = [
        {
            "namespace": service.namespace,
            "name": service.name,
            "address": ", ".join(addresses_of(service)),
            "ports": ", ".join(f"{port.port}/{port.protocol}" for port in service.ports),
            "scope": _scope(service) if service in own or not (service.balancer_class or other) else "",
            "octavia": service in own,
            "floating": bool(service.annotations.get(_FLOATING)) and _scope(service) == "external",
            "node_ports": ", ".join(str(port.node_port) for port in service.ports if port.node_port),
            "pods": ready_behind(snapshot, service.namespace, service.name),
        }
        for service in balanced(snapshot)
    ]
    return observed(rows, f"{len(rows)} Services of type LoadBalancer")


def _scope(service: Service) -> str:
    return "internal" if service.annotations.get(_INTERNAL, "").lower() == "true" else "external"


def addresses(snapshot: Snapshot) -> Finding:
    """Give all their addresses. Source: see ``addresses_of``."""
    found = {address for service in balanced(snapshot) for address in addresses_of(service)}
    count = len(balanced(snapshot))
    return observed(sorted(found), f"Service .status.loadBalancer.ingress of {count} Services of type LoadBalancer")


def pending(snapshot: Snapshot) -> Finding:
    """Count those that wait for their address. Source: empty ``.status.loadBalancer.ingress``."""
    waiting = [f"{one.namespace}/{one.name}" for one in balanced(snapshot) if not one.addresses]
    return observed(len(waiting), "no address yet: " + (", ".join(waiting) or "none"))


def _peeled(address: str) -> str:
    found = re.match(r"(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*)(?=\.[a-z])", address)
    return found[1] if found else address


_STATUS = "Service .status.loadBalancer.ingress"

FACTS = (
    Definition(
        "loadbalancers.count",
        "How many Services have a load balancer of their own",
        "number",
        count,
        "Service .spec.type",
        needs=_NEEDS,
    ),
    Definition(
        "loadbalancers.octavia.count",
        "How many Services have a load balancer of octavia's",
        "number",
        octavia_count,
        "Service annotations, .spec.loadBalancerClass; the cloud controller",
        needs=_NEEDS,
    ),
    Definition(
        "loadbalancers.classes",
        "The classes of octavia's load balancers that Services ask for",
        "texts",
        classes,
        f"Service annotation {_CLASS}",
        holds=Holds.PLATFORM,
        needs=_NEEDS,
    ),
    Definition(
        "loadbalancers.list",
        "The Services with a load balancer, their addresses and ports",
        "rows",
        listing,
        _STATUS,
        needs=_NEEDS,
        holds=Holds.ADDRESS,
        columns=("namespace", "name", "address", "ports", "scope", "octavia", "floating", "node_ports", "pods"),
    ),
    Definition(
        "loadbalancers.addresses",
        "The addresses of the load balancers",
        "texts",
        addresses,
        _STATUS,
        needs=_NEEDS,
        holds=Holds.ADDRESS,
    ),
    Definition(
        "loadbalancers.pending.count",
        "How many load balancers have no address yet",
        "number",
        pending,
        _STATUS,
        needs=_NEEDS,
    ),
)
