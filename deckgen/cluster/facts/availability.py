"""Whether what the platform brings is up: replicas ready of those wanted."""

from collections.abc import Iterator

from deckgen.cluster import product
from deckgen.cluster.definition import Definition
from deckgen.cluster.product import HEADLAMP, KUBERNETES_DASHBOARD
from deckgen.cluster.running import Running, running
from deckgen.cluster.sight import WORKLOADS
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, Holds, not_visible, observed


def platform(snapshot: Snapshot) -> list[tuple[str, Running]]:
    """Give what runs a product of the platform, with the product's name. Source: images, see ``product.PLATFORM``."""
    return [(name, one) for one in running(snapshot) if (name := product.of(one))]


def services_count(snapshot: Snapshot) -> Finding:
    """Count what runs a product of the platform. Source: see ``platform``."""
    names = sorted({name for name, _ in platform(snapshot)})
    return observed(len(platform(snapshot)), f"images of {', '.join(names) or 'none of the known products'}")


def services_unready(snapshot: Snapshot) -> Finding:
    """Give the parts of managed services of which not all wanted replicas are ready, and services scaled to nothing.

    Source: Deployment and StatefulSet ``.spec.replicas``, ``.status.readyReplicas``; DaemonSet
    ``.status.desiredNumberScheduled``, ``.status.numberReady``; container statuses of Pods by themselves.
    """
    found = platform(snapshot)
    return observed(sorted(_unready(found)), f"{len(found)} workloads and Pods that run a managed service")


def services_unready_count(snapshot: Snapshot) -> Finding:
    """Count them. Source: see ``services_unready``."""
    found = services_unready(snapshot)
    return observed(len(found.value), found.evidence)


def dashboard_ready(snapshot: Snapshot) -> Finding:
    """Say whether each part of the dashboard has a replica that is ready. Source: as ``services_unready``."""
    parts = [one for name, one in platform(snapshot) if name in (KUBERNETES_DASHBOARD.name, HEADLAMP.name)]
    if not parts:
        return not_visible("nothing runs an image of Kubernetes Dashboard or Headlamp")
    said = ", ".join(f"{one.place}: {one.ready} of {one.replicas} ready" for one in parts)
    return observed(all(one.ready >= 1 for one in parts), said)


def _unready(found: list[tuple[str, Running]]) -> Iterator[str]:
    up = {name for name, one in found if one.ready}
    for name, one in found:
        stopped = one.replicas == 0 and one.kind in ("Deployment", "StatefulSet") and name not in up
        if one.ready < one.replicas or stopped:
            yield f"{name}: {one.ready} of {one.replicas} ready ({one.place})"


_NEEDS = (*WORKLOADS, "pods")
_READ_FROM = "images and status of Deployments, StatefulSets, DaemonSets and Pods"

FACTS = (
    Definition(
        "availability.services.count",
        "How many workloads, and Pods by themselves, run a managed service",
        "number",
        services_count,
        _READ_FROM,
        needs=_NEEDS,
    ),
    Definition(
        "availability.services.unready",
        "The parts of managed services that lack replicas",
        "texts",
        services_unready,
        _READ_FROM,
        needs=_NEEDS,
        holds=Holds.OBJECT,
    ),
    Definition(
        "availability.services.unready.count",
        "How many parts of managed services lack replicas",
        "number",
        services_unready_count,
        _READ_FROM,
        needs=_NEEDS,
    ),
    Definition(
        "availability.dashboard.ready",
        "Whether each part of the dashboard has a replica that is ready",
        "flag",
        dashboard_ready,
        _READ_FROM,
        needs=_NEEDS,
    ),
)
