"""Where a product answers: from an Ingress or an HTTPRoute by way of its Service to what runs behind it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from deckgen.cluster import image
from deckgen.cluster.running import Running, running
from deckgen.cluster.snapshot import Snapshot

_FRONTS = ("kong", "nginx-unprivileged", "nginx-photon", "oauth2-proxy", "oauth2_proxy")
_RELEASE = ("app.kubernetes.io/instance", "app.kubernetes.io/part-of")


@dataclass(frozen=True, slots=True)
class Published:
    """A URL and what runs behind it. ``evidence`` names the Ingress and the Service."""

    url: str
    behind: tuple[Running, ...]
    evidence: str

    def leads_to(self, *repositories: str) -> bool:
        """Whether one of the images runs behind it."""
        containers = (container for one in self.behind for container in one.containers)
        return any(image.is_of(container.image, *repositories) for container in containers)


def published(snapshot: Snapshot) -> list[Published]:
    """Give every URL that is published, the plainest first: https, then the shortest path, then by host.

    Source: Ingress ``.spec.rules[].http.paths[].backend.service``, or HTTPRoute ``.spec.rules[].backendRefs``, ->
    Service ``.spec.selector`` -> Pod labels; ``https`` only where the host stands in ``.spec.tls[].hosts``, or a
    listener of the route's Gateway has the protocol HTTPS. Behind a known front (kubernetes/dashboard's kong, Loki's
    gateway, oauth2-proxy) it is the release of the same ``app.kubernetes.io/instance`` or ``part-of``.
    """
    behind = _Behind(snapshot)
    ways = [*_of_ingresses(snapshot), *_of_gateways(snapshot)]
    ways = [way for way in ways if way.host and "*" not in way.host]
    return [
        Published(way.url, behind.of(way), f"{way.place} -> Service {way.service}")
        for way in sorted(ways, key=lambda way: (not way.tls, len(way.path), way.host))
    ]


@dataclass(frozen=True, slots=True)
class _Way:
    """One host and path that lead to a Service of the same namespace."""

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
    secure = {
        gateway.name
        for gateway in snapshot.customs
        if gateway.kind == "Gateway" and "HTTPS" in gateway.fields.get("spec.listeners[].protocol", [])
    }
    for route in snapshot.customs:
        if route.kind == "HTTPRoute":
            tls = bool(secure.intersection(route.fields.get("spec.parentRefs[].name", [])))
            for host in route.fields.get("spec.hostnames", []):
                for service in route.fields.get("spec.rules[].backendRefs[].name", []):
                    yield _Way(f"HTTPRoute {route.namespace}/{route.name}", route.namespace, host, "", service, tls)


class _Behind:
    """Finds what runs behind the Services of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._selectors = {(service.namespace, service.name): service.selector for service in snapshot.services}
        self._running: dict[str, list[Running]] = defaultdict(list)
        for one in running(snapshot):
            self._running[one.namespace].append(one)

    def of(self, way: _Way) -> tuple[Running, ...]:
        """Give what the Service at the end of ``way`` selects; behind a front, the rest of its release too."""
        selector = self._selectors.get((way.namespace, way.service), {})
        neighbours = self._running[way.namespace]
        chosen = [one for one in neighbours if selector and selector.items() <= one.pod_labels.items()]
        releases = {(key, front.label(key)) for front in chosen if _is_front(front) for key in _RELEASE} - {
            (key, "") for key in _RELEASE
        }
        mates = [one for one in neighbours if any(one.label(key) == name for key, name in releases)]
        return tuple(_once([*chosen, *mates]))


def _is_front(one: Running) -> bool:
    return any(image.is_of(container.image, *_FRONTS) for container in one.containers)


def _once(many: Iterable[Running]) -> list[Running]:
    return list({(one.kind, one.namespace, one.name): one for one in many}.values())
