"""The Gateway API: which controller serves it, where its Gateways answer, and what leads through them."""

from deckgen.cluster.definition import Definition
from deckgen.cluster.gateways import Gateway, gateways
from deckgen.cluster.sight import refused
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, Holds, not_visible, observed

_CLASSES = "gatewayclasses.gateway.networking.k8s.io"
_GATEWAYS = "gateways.gateway.networking.k8s.io"
_ROUTES = tuple(f"{kind}.gateway.networking.k8s.io" for kind in ("httproutes", "grpcroutes", "tlsroutes"))
_ROUTE_KINDS = ("HTTPRoute", "GRPCRoute", "TLSRoute")
_UNSERVED = "the server does not serve the Gateway API (gateway.networking.k8s.io)"
_UNREAD = "gateways: not part of this snapshot; take it again"
_UNUSED = "no Gateway has an existing class and the condition Programmed"


def controllers(snapshot: Snapshot) -> Finding:
    """Give the controllers that serve Gateways in use. Source: see ``gateways.gateways``."""
    found = _in_use(snapshot)
    if not found:
        return not_visible(_why_none(snapshot))
    evidence = f"GatewayClass .spec.controllerName of {len(found)} Gateways with the condition Programmed"
    return observed(sorted({one.controller for one in found}), evidence)


def count(snapshot: Snapshot) -> Finding:
    """Count the Gateways in use; 0 where there are none, or where the server knows no Gateways.

    Source: see ``gateways.gateways``.
    """
    if reason := refused(snapshot, _GATEWAYS, _CLASSES):
        return not_visible(reason)
    if not _is_served(snapshot):
        return observed(0, _UNSERVED) if snapshot.resources else not_visible(_UNREAD)
    everyone = gateways(snapshot)
    found = [one for one in everyone if one.in_use]
    return observed(len(found), f"condition Programmed of {len(everyone)} Gateways whose class exists")


def addresses(snapshot: Snapshot) -> Finding:
    """Give where the Gateways in use answer. Source: Gateway ``.status.addresses``."""
    found = sorted({address for one in _in_use(snapshot) for address in one.addresses})
    if found:
        return observed(found, f"Gateway .status.addresses of {len(_in_use(snapshot))} Gateways in use")
    return not_visible("no Gateway in use has an address" if _in_use(snapshot) else _why_none(snapshot))


def listing(snapshot: Snapshot) -> Finding:
    """Give every Gateway with its controller, addresses and protocols. Source: see ``gateways.gateways``."""
    if reason := refused(snapshot, _GATEWAYS, _CLASSES):
        return not_visible(reason)
    everyone = gateways(snapshot)
    if not everyone:
        return not_visible(_why_none(snapshot))
    rows = [
        {
            "namespace": one.namespace,
            "name": one.name,
            "controller": one.controller,
            "address": ", ".join(one.addresses),
            "protocols": ", ".join(one.protocols),
            "in_use": one.in_use,
        }
        for one in everyone
    ]
    return observed(rows, f"{len(rows)} Gateways")


def routes_count(snapshot: Snapshot) -> Finding:
    """Count the HTTPRoutes, GRPCRoutes and TLSRoutes that a controller has taken up.

    Source: ``.status.parents[].controllerName`` (kubernetes-sigs/gateway-api RouteParentStatus).
    """
    if reason := refused(snapshot, *_ROUTES):
        return not_visible(reason)
    if not _is_served(snapshot):
        return observed(0, _UNSERVED) if snapshot.resources else not_visible(_UNREAD)
    everyone = [one for one in snapshot.customs if one.kind in _ROUTE_KINDS]
    taken = [one for one in everyone if one.fields.get("status.parents[].controllerName")]
    kinds = ", ".join(f"{sum(one.kind == kind for one in everyone)} {kind}s" for kind in _ROUTE_KINDS)
    return observed(len(taken), f".status.parents of {kinds}")


def _in_use(snapshot: Snapshot) -> list[Gateway]:
    return [one for one in gateways(snapshot) if one.in_use]


def _is_served(snapshot: Snapshot) -> bool:
    return any(one.endswith(".gateway.networking.k8s.io") for one in snapshot.resources)


def _why_none(snapshot: Snapshot) -> str:
    reason = refused(snapshot, _GATEWAYS, _CLASSES)
    return reason or (_UNUSED if _is_served(snapshot) else _UNSERVED if snapshot.resources else _UNREAD)


_READ_FROM = "GatewayClass .spec.controllerName; Gateway .spec.listeners, .status"

FACTS = (
    Definition("gateway.controllers", "What serves the Gateways that are in use", "texts", controllers, _READ_FROM),
    Definition("gateway.count", "How many Gateways are in use", "number", count, _READ_FROM),
    Definition(
        "gateway.addresses",
        "Where the Gateways in use answer from outside",
        "texts",
        addresses,
        "Gateway .status.addresses",
        holds=Holds.ADDRESS,
    ),
    Definition(
        "gateway.list",
        "Every Gateway with its controller, addresses and protocols, and whether it is in use",
        "rows",
        listing,
        _READ_FROM,
        holds=Holds.ADDRESS,
        columns=("namespace", "name", "controller", "address", "protocols", "in_use"),
    ),
    Definition(
        "gateway.routes.count",
        "How many HTTPRoutes, GRPCRoutes and TLSRoutes a controller has taken up",
        "number",
        routes_count,
        "HTTPRoute, GRPCRoute and TLSRoute .status.parents",
    ),
)
