"""What runs: workloads, and the Pods that no workload made."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from deckgen.cluster import image
from deckgen.cluster.remember import remembered
from deckgen.cluster.snapshot import Container, Pod, Snapshot

_MADE_BY_WORKLOADS = ("ReplicaSet/", "StatefulSet/", "DaemonSet/", "Job/")


class Running(Struct, frozen=True):
    """A workload, or a Pod by itself (a static Pod, a naked one, one that an operator made).

    Attributes:
        kind: Deployment, StatefulSet, DaemonSet or Pod.
        namespace: its namespace.
        name: its name.
        labels: its own labels.
        pod_labels: the labels of its Pods, by which Services select.
        replicas: wanted.
        ready: of these.
        containers: of its Pods, init containers among them.
        config_maps: the ones that a workload mounts or takes its environment from; of a Pod they are not known.
    """

    kind: str
    namespace: str
    name: str
    labels: Mapping[str, str]
    pod_labels: Mapping[str, str]
    replicas: int
    ready: int
    containers: tuple[Container, ...]
    config_maps: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Its name for evidence, such as ``Deployment shop/cart``."""
        return f"{self.kind} {self.namespace}/{self.name}"

    def label(self, key: str) -> str:
        """Give the label ``key`` of its own or of its Pods, or ""."""
        return self.labels.get(key) or self.pod_labels.get(key, "")


@remembered
def running(snapshot: Snapshot) -> tuple[Running, ...]:
    """Give all that runs, each once: workloads first, then Pods that none of them made."""
    return tuple(_running(snapshot))


def _running(snapshot: Snapshot) -> Iterator[Running]:
    for workload in snapshot.workloads:
        yield Running(
            workload.kind,
            workload.namespace,
            workload.name,
            workload.labels,
            workload.pod_labels,
            workload.replicas,
            workload.ready,
            tuple(workload.containers),
            tuple(workload.config_maps),
        )
    for pod in snapshot.pods:
        if not pod.owner.startswith(_MADE_BY_WORKLOADS) and pod.phase not in {"Succeeded", "Failed"}:
            yield Running(
                "Pod", pod.namespace, pod.name, pod.labels, pod.labels, 1, int(not pod.not_ready), tuple(pod.containers)
            )


def of_image(snapshot: Snapshot, *repositories: str) -> list[tuple[Running, Container]]:
    """Give what runs one of the images, with the container that does; init containers do not count."""
    return [
        (one, container)
        for one in running(snapshot)
        for container in one.containers
        if not container.init and image.is_of(container.image, *repositories)
    ]


def component_pods(snapshot: Snapshot, *components: str) -> list[Pod]:
    """Give the Pods of components of the control plane, where these run as Pods.

    Source: namespace kube-system and kubeadm's label ``component=kube-apiserver`` and the like, which RKE2's static
    Pods carry too.
    """
    return [
        pod for pod in snapshot.pods if pod.namespace == "kube-system" and pod.labels.get("component") in components
    ]


def api_servers(snapshot: Snapshot) -> list[Container]:
    """Give the API servers' containers, where the API servers run as Pods. Source: see ``component_pods``."""
    return _lasting(component_pods(snapshot, "kube-apiserver"))


def controller_managers(snapshot: Snapshot) -> list[Container]:
    """Give the controller managers' containers, where these run as Pods. Source: see ``component_pods``."""
    return _lasting(component_pods(snapshot, "kube-controller-manager"))


def _lasting(pods: Iterable[Pod]) -> list[Container]:
    return [container for pod in pods for container in pod.containers if not container.init]
