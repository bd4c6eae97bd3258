"""The Gateway API: what makes Gateways, and which of them are in use."""

from collections.abc import Iterator

from msgspec import Struct

from deckgen.cluster.snapshot import Custom, Snapshot

_NAMED = (
    ("gateway.nginx.org/", "NGINX Gateway Fabric"),
    ("gateway.envoyproxy.io/", "Envoy Gateway"),
    ("io.cilium/", "Cilium"),
    ("traefik.io/", "Traefik"),
    ("istio.io/", "Istio"),
)
"""What a controller is called by the domain of its name; a flag may change what is behind that.

Sources: nginx/nginx-gateway-fabric charts, envoyproxy/gateway api/v1alpha1, cilium/cilium operator/pkg/gateway-api,
traefik/traefik pkg/provider/kubernetes/gateway, istio/istio pilot/pkg/config/kube/gateway.
"""


class Gateway(Struct, frozen=True):
    """A Gateway.

    Attributes:
        namespace: its own.
        name: its own.
        controller: what has to make it, by its GatewayClass; "" where that class does not exist.
        addresses: where it answers.
        protocols: of its listeners.
        in_use: whether its controller has made it.
    """

    namespace: str
    name: str
    controller: str
    addresses: tuple[str, ...]
    protocols: tuple[str, ...]
    in_use: bool


def gateways(snapshot: Snapshot) -> list[Gateway]:
    """Give the Gateways, those in use first.

    Source: GatewayClass ``.spec.controllerName``; Gateway ``.status.addresses``, ``.spec.listeners``, and its condition
    Programmed, which is True once the controller has made it (kubernetes-sigs/gateway-api apis/v1). Neither the API's
    definitions nor a class alone show that anything uses it: some installers bring them along (rancher/rke2).
    """
    return sorted(_gateways(snapshot), key=lambda one: (not one.in_use, one.namespace, one.name))


def _gateways(snapshot: Snapshot) -> Iterator[Gateway]:
    makers = {one.name: _maker(one) for one in snapshot.customs if one.kind == "GatewayClass"}
    for one in snapshot.customs:
        if one.kind == "Gateway":
            maker = makers.get(str(one.fields.get("spec.gatewayClassName", "")), "")
            listeners = one.fields.get("spec.listeners[].{name,hostname,protocol}", [])
            made = one.fields.get("status.conditions[Programmed].status") == "True"
            yield Gateway(
                one.namespace,
                one.name,
                maker,
                tuple(map(str, one.fields.get("status.addresses[].value", []))),
                tuple(sorted({str(listener.get("protocol", "")) for listener in listeners} - {""})),
                bool(maker) and made,
            )


def _maker(gateway_class: Custom) -> str:
    """Give the controller's name in words where it is known, else as the class has it."""
    said = str(gateway_class.fields.get("spec.controllerName", ""))
    return next((name for domain, name in _NAMED if said.startswith(domain)), said)
