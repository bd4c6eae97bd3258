"""Where a product answers: from an Ingress or an HTTPRoute by way of its Service to what runs behind it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from deckgen.cluster import image
from deckgen.cluster.remember import remembered
from deckgen.cluster.running import Running, running
from deckgen.cluster.snapshot import Custom, Snapshot

_FRONTS = ("kong", "nginx-unprivileged", "nginx-photon", "oauth2-proxy", "oauth2_proxy")
_RELEASE = ("app.kubernetes.io/instance", "app.kubernetes.io/part-of")


class Published(Struct, frozen=True):
    """A URL and what runs behind it. ``evidence`` names the Ingress and the Service."""

    url: str
    behind: tuple[Running, ...]
    evidence: str

    def leads_to(self, *repositories: str) -> bool:
        """Whether one of the images runs behind it."""
        containers = (container for one in self.behind for container in one.containers)
        return any(image.is_of(container.image, *repositories) for container in containers)


@remembered
def published(snapshot: Snapshot) -> tuple[Published, ...]:
    """Give every URL that is published, the plainest first: https, then the shortest path, then by host.

    Source: Ingress ``.spec.rules[].http.paths[].backend.service``, or HTTPRoute ``.spec.rules[].backendRefs``, ->
    Service ``.spec.selector`` -> Pod labels; ``https`` only where the host stands in ``.spec.tls[].hosts``, or the
    listener that the route hangs on has the protocol HTTPS (kubernetes-sigs/gateway-api apis/v1). Behind a known front
    (kubernetes/dashboard's kong, Loki's gateway) it is the release of the same ``app.kubernetes.io/instance`` or
    ``part-of`` too, behind oauth2-proxy also the Service that its ``--upstream`` names.
    """
    behind = _Behind(snapshot)
    ways = [*_of_ingresses(snapshot), *_of_gateways(snapshot)]
    ways = [way for way in ways if way.host and "*" not in way.host]
    return tuple(
        Published(way.url, behind.of(way), f"{way.place} -> Service {way.service}")
        for way in sorted(ways, key=lambda way: (not way.tls, len(way.path), way.host, way.place))
    )


class _Way(Struct, frozen=True):
    """One host and path that lead to a Service; ``namespace`` is the Service's."""

    place: str
    namespace: str
    host: str
    path: str
    service: str
    tls: bool

    @property
    def url(self) -> str:
        plain = re.match(r"[\w./~-]*", self.path)
        path = plain[0].rstrip("/") if plain else ""
        return f"{'https' if self.tls else 'http'}://{self.host}{path}"


def _of_ingresses(snapshot: Snapshot) -> Iterator[_Way]:
    for ingress in snapshot.ingresses:
        place = f"Ingress {ingress.namespace}/{ingress.name}"
        for route in ingress.routes:
            yield _Way(place, ingress.namespace, route.host, route.path, route.service, route.tls)


def _of_gateways(snapshot: Snapshot) -> Iterator[_Way]:
    """Give the ways of HTTPRoutes; one without host names of its own has those of its listeners."""
    gateways = {(one.namespace, one.name): one for one in snapshot.customs if one.kind == "Gateway"}
    for route in snapshot.customs:
        if route.kind != "HTTPRoute":
            continue
        listeners = list(_listeners(route, gateways))
        hosts = route.fields.get("spec.hostnames") or [one.get("hostname", "") for one in listeners]
        for host in dict.fromkeys(hosts):
            tls = any(one.get("protocol") == "HTTPS" and _serves(one.get("hostname", ""), host) for one in listeners)
            for to in route.fields.get("spec.rules[].backendRefs[].{name,namespace}", []):
                place = f"HTTPRoute {route.namespace}/{route.name}"
                yield _Way(place, to.get("namespace", route.namespace), host, "", to.get("name", ""), tls)


def _listeners(route: Custom, gateways: Mapping[tuple[str, str], Custom]) -> Iterator[Mapping[str, str]]:
    """Give the listeners that a route hangs on: of each parent the one of its ``sectionName``, else all."""
    for parent in route.fields.get("spec.parentRefs[].{name,namespace,sectionName}", []):
        gateway = gateways.get((parent.get("namespace", route.namespace), parent.get("name", "")))
        for one in gateway.fields.get("spec.listeners[].{name,hostname,protocol}", []) if gateway else ():
            if parent.get("sectionName") in {None, one.get("name")}:
                yield one


def _serves(listener: str, host: str) -> bool:
    """Whether a listener's host name, which may begin with a wildcard or be left out, takes in a host."""
    return listener in {"", host} or (listener.startswith("*.") and host.endswith(listener[1:]))


class _Behind:
    """Finds what runs behind the Services of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._selectors = {(service.namespace, service.name): service.selector for service in snapshot.services}
        self._running: dict[str, list[Running]] = defaultdict(list)
        for one in running(snapshot):
            self._running[one.namespace].append(one)

    def of(self, way: _Way) -> tuple[Running, ...]:
        """Give what the Service at the end of ``way`` selects; behind a front, what that stands in front of too."""
        chosen = self._selected(way.namespace, way.service)
        fronts = [one for one in chosen if is_front(one)]
        releases = {release for front in fronts for release in releases_of(front)}
        mates = [one for one in self._running[way.namespace] if releases.intersection(releases_of(one))]
        further = [
            one
            for front in fronts
            for service, namespace in _upstreams(front)
            for one in self._selected(namespace, service)
        ]
        return tuple(_once([*chosen, *mates, *further]))

    def _selected(self, namespace: str, service: str) -> list[Running]:
        selector = self._selectors.get((namespace, service), {})
        return [one for one in self._running[namespace] if selector and selector.items() <= one.pod_labels.items()]


def is_front(one: Running) -> bool:
    """Whether it stands in front of something else and is nothing by itself."""
    return any(image.is_of(container.image, *_FRONTS) for container in one.containers)


def releases_of(one: Running) -> set[tuple[str, str]]:
    """Give the releases that it is part of, by the labels ``app.kubernetes.io/instance`` and ``part-of``."""
    return {(key, name) for key in _RELEASE if (name := one.label(key))}


def _upstreams(front: Running) -> Iterator[tuple[str, str]]:
    """Give the Services, with their namespaces, that ``--upstream`` names: ``http://grafana.monitoring.svc:3000``."""
    for container in front.containers:
        for url in container.flags.get("upstream", "").split(","):
            host = re.match(r"https?://([\w-]+)(?:\.([\w-]+))?", url)
            if host:
                yield host[1], host[2] or front.namespace


def _once(many: Iterable[Running]) -> list[Running]:
    return list({(one.kind, one.namespace, one.name): one for one in many}.values())
