"""Objects as kubectl prints them, as far as the records tell.

Source: kubernetes/kubernetes pkg/printers/internalversion/printers.go and k8s.io/kubectl pkg/describe. Two things
differ: AGE counts from ``.status.startTime``, since records hold no time of creation, and restarts lack the "(5d ago)"
that kubectl 1.22 and later put behind them.
"""

from collections.abc import Iterable, Iterator, Mapping

from deckgen.cluster.duration import age
from deckgen.cluster.snapshot import Container, Node, Pod, Snapshot, Workload

Row = dict[str, str]

POD_COLUMNS = ("NAME", "READY", "STATUS", "RESTARTS", "AGE")
NODE_COLUMNS = ("NAME", "FLAVOR", "ZONE", "VERSION")
WORKLOAD_COLUMNS = ("NAME", "WANTED", "READY", "IMAGE")
NONE = "<none>"

_FLAVOR, _ZONE = "node.kubernetes.io/instance-type", "topology.kubernetes.io/zone"


def _label(key: str) -> str:
    return ".metadata.labels." + key.replace(".", r"\.")


NODES_COMMAND = (
    "kubectl get nodes -o custom-columns="
    f"'NAME:.metadata.name,FLAVOR:{_label(_FLAVOR)},ZONE:{_label(_ZONE)},VERSION:.status.nodeInfo.kubeletVersion'"
)
WORKLOADS_OUTPUT = (
    "-o custom-columns='NAME:.metadata.name,WANTED:.spec.replicas,READY:.status.readyReplicas,"
    "IMAGE:.spec.template.spec.containers[*].image'"
)

_STATUS_OF_PHASE = {"Succeeded": "Completed", "Failed": "Error"}
_KEY_WIDTH = 15


def pod_row(pod: Pod, snapshot: Snapshot) -> Row:
    """Give a Pod's row of ``kubectl get pods``; init containers do not count for READY."""
    containers = _main(pod)
    return {
        "NAME": pod.name,
        "READY": f"{sum(bool(one.ready) for one in containers)}/{len(containers)}",
        "STATUS": pod.reason or _STATUS_OF_PHASE.get(pod.phase, pod.phase) or "Unknown",
        "RESTARTS": str(pod.restarts),
        "AGE": age(snapshot.taken - pod.started) if pod.started else "<unknown>",
    }


def node_row(node: Node) -> Row:
    """Give a Node's row of ``NODES_COMMAND``; what is not there is ``<none>``."""
    values = (node.name, node.labels.get(_FLAVOR, ""), node.labels.get(_ZONE, ""), node.kubelet)
    return {column: value or NONE for column, value in zip(NODE_COLUMNS, values, strict=True)}


def workload_row(workload: Workload) -> Row:
    """Give a workload's row of ``WORKLOADS_OUTPUT``; a status without ready replicas is ``<none>``."""
    images = ",".join(one.image for one in workload.containers if not one.init)
    values = (workload.name, str(workload.replicas), str(workload.ready) if workload.ready else NONE, images)
    return {column: value or NONE for column, value in zip(WORKLOAD_COLUMNS, values, strict=True)}


def described(pod: Pod) -> list[str]:
    """Give an excerpt of ``kubectl describe pod``: whole lines in its order, none of them invented."""
    return [
        *_pairs(
            [
                ("Name:", [pod.name]),
                ("Namespace:", [pod.namespace]),
                ("Node:", [f"{pod.node}/{pod.host_ip}" if pod.node else NONE]),
                ("Labels:", _labels(pod.labels)),
                ("Status:", [pod.phase]),
                ("IP:", [pod.pod_ip]),
                ("Controlled By:", [pod.owner]),
            ]
        ),
        "Containers:",
        *(line for container in _main(pod) for line in _container(container)),
        *_volumes(pod),
    ]


def _main(pod: Pod) -> list[Container]:
    return [container for container in pod.containers if not container.init]


def _pairs(pairs: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    for key, values in pairs:
        for at, value in enumerate(filter(None, values)):
            yield f"{'' if at else key:<{_KEY_WIDTH}}{value}"


def _labels(labels: Mapping[str, str]) -> list[str]:
    return [f"{key}={value}" for key, value in sorted(labels.items())] or [NONE]


def _container(container: Container) -> Iterator[str]:
    yield f"  {container.name}:"
    yield f"    Image:  {container.image}"
    yield f"    Ready:  {bool(container.ready)}"


def _volumes(pod: Pod) -> Iterator[str]:
    if pod.claims:
        yield "Volumes:"
    for claim in pod.claims:
        yield "    Type:       PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)"
        yield f"    ClaimName:  {claim}"
