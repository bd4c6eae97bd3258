"""Services of type LoadBalancer, which octavia serves on OpenStack."""

import re

from deckgen.cluster.definition import Definition
from deckgen.cluster.snapshot import Service, Snapshot
from deckgen.fact import Finding, Holds, observed

_INTERNAL = "service.beta.kubernetes.io/openstack-internal-load-balancer"
_NEEDS = ("services",)


def balanced(snapshot: Snapshot) -> list[Service]:
    """Give the Services of type LoadBalancer, sorted. Source: Service ``.spec.type``."""
    found = [service for service in snapshot.services if service.type == "LoadBalancer"]
    return sorted(found, key=lambda service: (service.namespace, service.name))


def addresses_of(service: Service) -> list[str]:
    """Give where a Service answers.

    Source: ``.status.loadBalancer.ingress[]``; with PROXY protocol the cloud controller writes a host name made of the
    address and a suffix (``203.0.113.7.nip.io``), of which the address is peeled off
    (kubernetes/cloud-provider-openstack pkg/openstack/loadbalancer.go createLoadBalancerStatus).
    """
    return [_peeled(address) for address in service.addresses]


def count(snapshot: Snapshot) -> Finding:
    """Count them. Source: Service ``.spec.type``."""
    return observed(len(balanced(snapshot)), "Services of type LoadBalancer")


def listing(snapshot: Snapshot) -> Finding:
    """Give each with its address, ports and scope.

    Source: Service ``.spec.ports``, ``.status.loadBalancer.ingress``; internal where the annotation
    ``service.beta.kubernetes.io/openstack-internal-load-balancer`` is true. No address yet: "".
    """
    rows = [
        {
            "namespace": service.namespace,
            "name": service.name,
            "address": ", ".join(addresses_of(service)),
            "ports": ", ".join(f"{port.port}/{port.protocol}" for port in service.ports),
            "scope": "internal" if service.annotations.get(_INTERNAL, "").lower() == "true" else "external",
        }
        for service in balanced(snapshot)
    ]
    return observed(rows, f"{len(rows)} Services of type LoadBalancer")


def addresses(snapshot: Snapshot) -> Finding:
    """Give all their addresses. Source: see ``addresses_of``."""
    found = {address for service in balanced(snapshot) for address in addresses_of(service)}
    return observed(sorted(found), "Service .status.loadBalancer.ingress")


def pending(snapshot: Snapshot) -> Finding:
    """Count those that wait for their address. Source: empty ``.status.loadBalancer.ingress``."""
    waiting = [f"{one.namespace}/{one.name}" for one in balanced(snapshot) if not one.addresses]
    return observed(len(waiting), "no address yet: " + (", ".join(waiting) or "none"))


def _peeled(address: str) -> str:
    found = re.match(r"(\d{1,3}(?:\.\d{1,3}){3})(?=\.[a-z])", address)
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
        "loadbalancers.list",
        "The Services with a load balancer, their addresses and ports",
        "rows",
        listing,
        _STATUS,
        needs=_NEEDS,
        holds=Holds.ADDRESS,
        columns=("namespace", "name", "address", "ports", "scope"),
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
