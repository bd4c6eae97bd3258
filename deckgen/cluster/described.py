"""What ``kubectl describe pod`` prints, as far as the records tell; no API prints it, kubectl puts it together.

Source: kubernetes/kubernetes staging/src/k8s.io/kubectl/pkg/describe.
"""

from collections.abc import Iterable, Iterator, Mapping

from deckgen.cluster.node import host_address
from deckgen.cluster.snapshot import Container, Pod, Snapshot

NONE = "<none>"
_KEY_WIDTH = 15


def described(snapshot: Snapshot, pod: Pod) -> list[str]:
    """Give an excerpt of ``kubectl describe pod``: lines in its order, none of them invented.

    A host's address that is not known is missing behind its name.
    """
    host = "/".join(filter(None, (pod.node, host_address(snapshot, pod))))
    return [
        *_pairs(
            [
                ("Name:", [pod.name]),
                ("Namespace:", [pod.namespace]),
                ("Node:", [host if pod.node else NONE]),
                ("Labels:", _labels(pod.labels)),
                ("Status:", [pod.phase]),
                ("IP:", [pod.pod_ip]),
                ("Controlled By:", [pod.owner]),
            ]
        ),
        "Containers:",
        *(
            line
            for container in _main(pod)
            for line in _container(container, is_ready=container.name not in pod.not_ready)
        ),
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


def _container(container: Container, *, is_ready: bool) -> Iterator[str]:
    yield f"  {container.name}:"
    yield f"    Image:  {container.image}"
    yield f"    Ready:  {is_ready}"


def _volumes(pod: Pod) -> Iterator[str]:
    if pod.claims:
        yield "Volumes:"
    for claim in pod.claims:
        yield "    Type:       PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)"
        yield f"    ClaimName:  {claim}"
