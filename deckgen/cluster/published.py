"""Where a product answers: from an Ingress by way of its Service to what runs behind it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from deckgen.cluster import image
from deckgen.cluster.running import Running, running
from deckgen.cluster.snapshot import Ingress, Route, Snapshot

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
    """Give every URL that an Ingress publishes, the plainest first: https, then the shortest path, then by host.

    Source: Ingress ``.spec.rules[].http.paths[].backend.service`` -> Service ``.spec.selector`` -> Pod labels;
    ``https`` only where the host stands in ``.spec.tls[].hosts``. Behind a known front (kubernetes/dashboard's kong,
    Loki's gateway, oauth2-proxy) it is the release of the same ``app.kubernetes.io/instance`` or ``part-of``.
    """
    behind = _Behind(snapshot)
    found = [
        (
            not route.tls,
            len(route.path),
            route.host,
            Published(_url(route), behind.of(ingress, route), _where(ingress, route)),
        )
        for ingress in snapshot.ingresses
        for route in ingress.routes
        if route.host and "*" not in route.host
    ]
    return [one for *_, one in sorted(found, key=lambda entry: entry[:3])]


def _url(route: Route) -> str:
    plain = re.match(r"[\w./~-]*", route.path)
    path = plain[0].rstrip("/") if plain else ""
    return f"{'https' if route.tls else 'http'}://{route.host}{path}"


def _where(ingress: Ingress, route: Route) -> str:
    return f"Ingress {ingress.namespace}/{ingress.name} -> Service {route.service}"


class _Behind:
    """Finds what runs behind the Services of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._selectors = {(service.namespace, service.name): service.selector for service in snapshot.services}
        self._running: dict[str, list[Running]] = defaultdict(list)
        for one in running(snapshot):
            self._running[one.namespace].append(one)

    def of(self, ingress: Ingress, route: Route) -> tuple[Running, ...]:
        """Give what the route's Service selects; behind a front, the rest of its release too."""
        selector = self._selectors.get((ingress.namespace, route.service), {})
        neighbours = self._running[ingress.namespace]
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
