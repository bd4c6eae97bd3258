"""The ingress controller, where it answers, and what it publishes."""

from collections.abc import Collection
from typing import Any

from msgspec import Struct

from deckgen.cluster import commands, image
from deckgen.cluster.behind import ready_behind
from deckgen.cluster.definition import Definition
from deckgen.cluster.facts.loadbalancers import addresses_of
from deckgen.cluster.facts.namespaces import customers
from deckgen.cluster.product import F5_INGRESS, INGRESS_CONTROLLERS, INGRESS_NGINX, TRAEFIK
from deckgen.cluster.published import published
from deckgen.cluster.running import Running, running
from deckgen.cluster.sight import WORKLOADS
from deckgen.cluster.snapshot import Container, Pod, Service, Snapshot
from deckgen.fact import Finding, Holds, not_visible, observed

_NONE = "nothing runs an ingress controller that is known"
_CLASSES = {
    INGRESS_NGINX.name: "k8s.io/ingress-nginx",
    TRAEFIK.name: "traefik.io/ingress-controller",
    F5_INGRESS.name: "nginx.org/ingress-controller",
}


class Controller(Struct, frozen=True):
    """An ingress controller that runs here."""

    name: str
    running: Running
    container: Container


def controllers(snapshot: Snapshot) -> list[Controller]:
    """Give the ingress controllers, those with the most ready replicas first.

    Source: images as in ``product``; the surest sign of ingress-nginx is its program ``/nginx-ingress-controller``.
    """
    found = [
        Controller(name, one, container)
        for one in running(snapshot)
        for container in one.containers
        if not container.init and (name := _controller(container))
    ]
    return sorted(found, key=lambda one: (-one.running.ready, one.running.place))


def controller(snapshot: Snapshot) -> Finding:
    """Give the ingress controller's name. Source: see ``controllers``."""
    found = controllers(snapshot)
    if not found:
        return not_visible(_why_none(snapshot))
    return observed(found[0].name, "; ".join(f"{one.running.place}: {one.name}" for one in found))


def version(snapshot: Snapshot) -> Finding:
    """Give the controller's version.

    Source: image tag, where the image is one of the project's own and not an installer's; else label
    ``app.kubernetes.io/version``.
    """
    for one in controllers(snapshot)[:1]:
        said = one.running.label("app.kubernetes.io/version").removeprefix("v")
        tag = image.version(one.container.image) if image.is_of(one.container.image, *_images(one.name)) else ""
        if found := tag or said:
            return observed(found, f"image tag or version label of {one.running.place}")
        return not_visible(f"neither an image tag of its own nor a label of {one.running.place} tells it")
    return not_visible(_why_none(snapshot))


def replicas_ready(snapshot: Snapshot) -> Finding:
    """Count the controller's ready replicas. Source: ``.status.readyReplicas`` or ``.status.numberReady``."""
    found = controllers(snapshot)
    if not found:
        return not_visible(_NONE)
    return observed(found[0].running.ready, f"{found[0].running.place}: {found[0].running.replicas} wanted")


def address(snapshot: Snapshot) -> Finding:
    """Give where the controller answers from outside.

    Source: the Service that ingress-nginx names by ``--publish-service`` (``$(POD_NAMESPACE)`` stands for its own),
    else one that selects the controller: ``.status.loadBalancer.ingress``, then ``.spec.externalIPs``, then node ports,
    then ``.ports[].hostPort`` of its container, then the network of the nodes on which its Pods with
    ``.spec.hostNetwork`` run.
    """
    found = _way(snapshot)
    return observed(found[1], found[2]) if found else not_visible(_no_way(snapshot))


def way_in(snapshot: Snapshot) -> Finding:
    """Give by what the controller is reached from outside, without the address. Source: see ``address``."""
    found = _way(snapshot)
    return observed(found[0], found[2]) if found else not_visible(_no_way(snapshot))


def class_name(snapshot: Snapshot) -> Finding:
    """Give the IngressClass that leads to the controller.

    Source: IngressClass ``.spec.controller``, paired with ingress-nginx's ``--controller-class`` (the value is free);
    else ``--ingress-class``; else the classes that the Ingresses name, where it is one.
    """
    for one in controllers(snapshot)[:1]:
        wanted = one.container.flags.get("controller-class", _CLASSES.get(one.name, ""))
        names = [kind.name for kind in snapshot.ingress_classes if kind.controller == wanted]
        if names:
            return observed(names[0], f"IngressClass .spec.controller {wanted}")
        if flag := one.container.flags.get("ingress-class"):
            return observed(flag, f"{one.running.place} --ingress-class")
    used = sorted({ingress.ingress_class for ingress in snapshot.ingresses if ingress.ingress_class})
    if len(used) == 1:
        return observed(used[0], "Ingress .spec.ingressClassName")
    return not_visible("no IngressClass names the controller" if controllers(snapshot) else _NONE)


def hosts(snapshot: Snapshot) -> Finding:
    """Give the URLs of all hosts that Ingresses and HTTPRoutes publish, without paths. Source: see ``published``."""
    found = {"/".join(one.url.split("/")[:3]) for one in published(snapshot)}
    routes = sum(one.kind == "HTTPRoute" for one in snapshot.customs)
    return observed(sorted(found), f"{len(snapshot.ingresses)} Ingresses, {routes} HTTPRoutes")


def count(snapshot: Snapshot) -> Finding:
    """Count the Ingresses. Source: Ingress objects."""
    return observed(len(snapshot.ingresses), f"{len(snapshot.ingresses)} Ingress objects")


def example(snapshot: Snapshot) -> Finding:
    """Give one Ingress to follow a request by: rather the customer's, rather with ready Pods, TLS and a short path.

    Source: Ingress ``.spec.rules[].http.paths[].backend.service``, ``.spec.tls``; EndpointSlices for the Pods.
    """
    own = customers(snapshot)
    rows = [
        {
            "namespace": one.namespace,
            "name": one.name,
            "host": route.host,
            "path": route.path or "/",
            "service": route.service,
            "tls": route.tls,
            "pods": ready_behind(snapshot, one.namespace, route.service),
        }
        for one in snapshot.ingresses
        for route in one.routes
        if route.service and route.host and "*" not in route.host
    ]
    if not rows:
        return not_visible(f"none of {len(snapshot.ingresses)} Ingresses leads a host to a Service")

    def rank(row: dict[str, Any]) -> tuple[Any, ...]:
        wanted = row["namespace"] in own, bool(row["pods"]), row["tls"]
        return tuple(not one for one in wanted), len(row["path"]), len(row["host"]), row["host"], row["namespace"]

    best = min(rows, key=rank)
    return observed([best], f"Ingress {best['namespace']}/{best['name']}, 1 of {len(snapshot.ingresses)}")


def _why_none(snapshot: Snapshot) -> str:
    """Say that no controller runs, and what IngressClasses name all the same: a class alone is no controller."""
    named = [f"IngressClass {one.name} names {one.controller}" for one in snapshot.ingress_classes if one.controller]
    return "; ".join([_NONE, *named])


def _pods(snapshot: Snapshot, one: Running) -> list[Pod]:
    return [
        pod
        for pod in snapshot.pods
        if pod.namespace == one.namespace and one.pod_labels and one.pod_labels.items() <= pod.labels.items()
    ]


def _way(snapshot: Snapshot) -> tuple[str, str, str] | None:
    """Give the kind of the way in, the address there, and what shows it."""
    for one in controllers(snapshot)[:1]:
        services = _services(snapshot, one)
        for service in services:
            place = f"Service {service.namespace}/{service.name} of {one.running.place}"
            if said := addresses_of(service):
                return "load balancer", ", ".join(said), f"{place} .status.loadBalancer.ingress"
            if service.external_ips:
                return "external addresses", ", ".join(service.external_ips), f"{place} .spec.externalIPs"
        for service in services:
            if ports := [str(port.node_port) for port in service.ports if port.node_port]:
                place = f"Service {service.namespace}/{service.name} .spec.ports"
                return "node ports", f"node ports {', '.join(ports)}", place
        return _on_nodes(snapshot, one)
    return None


def _on_nodes(snapshot: Snapshot, one: Controller) -> tuple[str, str, str] | None:
    """Give the way by the nodes themselves, on which the controller's Pods run."""
    pods = [pod for pod in _pods(snapshot, one.running) if pod.node]
    shared = {pod.node for pod in pods if pod.host_network}
    if shared:
        count = _nodes(shared)
        return "host network", f"the network of {count}", f"Pod .spec.hostNetwork of {one.running.place} on {count}"
    ports = ", ".join(map(str, sorted(set(one.container.host_ports))))
    hosts = {pod.node for pod in pods}
    if ports and hosts:
        count = _nodes(hosts)
        return "host ports", f"ports {ports} of {count}", f".ports[].hostPort of {one.running.place} on {count}"
    return None


def _nodes(names: Collection[str]) -> str:
    return f"{len(names)} node{'s' * (len(names) > 1)}"


def _no_way(snapshot: Snapshot) -> str:
    for one in controllers(snapshot)[:1]:
        return f"no Service of {one.running.place} has an address, and its Pods use no hosts' port or network"
    return _why_none(snapshot)


def _controller(container: Container) -> str:
    if commands.INGRESS_NGINX in container.does:
        return INGRESS_NGINX.name
    return next((one.name for one in INGRESS_CONTROLLERS if image.is_of(container.image, *one.images)), "")


def _images(name: str) -> tuple[str, ...]:
    return next(one.images for one in INGRESS_CONTROLLERS if one.name == name)


def _services(snapshot: Snapshot, found: Controller) -> list[Service]:
    """Give the controller's Services: the one that it publishes first, then load balancers, then the others."""
    namespace = found.running.namespace
    flag = found.container.flags.get("publish-service", "").replace("$(POD_NAMESPACE)", namespace)
    selected = [
        service
        for service in snapshot.services
        if service.namespace == namespace
        and service.selector
        and service.selector.items() <= found.running.pod_labels.items()
    ]
    named = [service for service in snapshot.services if f"{service.namespace}/{service.name}" == flag]
    return named or sorted(selected, key=lambda service: (service.type != "LoadBalancer", service.name))


_IMAGE = "images of what runs"

FACTS = (
    Definition("ingress.controller", "The ingress controller", "text", controller, _IMAGE, needs=WORKLOADS),
    Definition(
        "ingress.version", "The ingress controller's version", "text", version, "its image tag", needs=WORKLOADS
    ),
    Definition(
        "ingress.replicas.ready",
        "How many replicas of the ingress controller are ready",
        "number",
        replicas_ready,
        "Deployment or DaemonSet .status",
        needs=WORKLOADS,
    ),
    Definition(
        "ingress.address",
        "Where the ingress controller answers from outside",
        "text",
        address,
        "Service .status.loadBalancer.ingress",
        needs=(*WORKLOADS, "services"),
        holds=Holds.ADDRESS,
    ),
    Definition(
        "ingress.way_in",
        "By what the ingress controller is reached: load balancer, external addresses, node ports, host ports or "
        "host network",
        "text",
        way_in,
        "Service .status.loadBalancer.ingress, .spec; .ports[].hostPort; Pod .spec.hostNetwork",
        needs=(*WORKLOADS, "services"),
    ),
    Definition(
        "ingress.class",
        "The IngressClass that leads to the controller",
        "text",
        class_name,
        "IngressClass .spec.controller, controller flags, Ingress .spec.ingressClassName",
        holds=Holds.PLATFORM,
        needs=(*WORKLOADS, "ingresses"),
    ),
    Definition(
        "ingress.hosts",
        "The URLs that Ingresses and HTTPRoutes publish",
        "texts",
        hosts,
        "Ingress .spec.rules, .spec.tls",
        needs=("ingresses",),
        holds=Holds.URL,
    ),
    Definition("ingress.count", "How many Ingresses there are", "number", count, "Ingresses", needs=("ingresses",)),
    Definition(
        "ingress.example",
        "An Ingress to follow a request by: its host and path, its Service and how many Pods are ready behind that",
        "rows",
        example,
        "Ingress .spec.rules, .spec.tls; EndpointSlices",
        needs=("ingresses",),
        holds=Holds.URL,
        columns=("namespace", "name", "host", "path", "service", "tls", "pods"),
    ),
)
