"""Small snapshots made by hand, and the facts found in them."""

from datetime import UTC, datetime
from typing import Any

from deckgen.cluster.observe import observe
from deckgen.cluster.snapshot import (
    Container,
    CronJob,
    Custom,
    Gap,
    Ingress,
    Namespace,
    Node,
    Origin,
    Pod,
    Route,
    Service,
    Setting,
    Snapshot,
    Workload,
)
from deckgen.fact import Fact

TAKEN = datetime(2026, 5, 14, 9, 12, tzinfo=UTC)
RESOURCES = [
    "clusterrolebindings.rbac.authorization.k8s.io",
    "configmaps",
    "cronjobs.batch",
    "csidrivers.storage.k8s.io",
    "daemonsets.apps",
    "deployments.apps",
    "ingressclasses.networking.k8s.io",
    "ingresses.networking.k8s.io",
    "ippools.crd.projectcalico.org",
    "clusterroles.rbac.authorization.k8s.io",
    "horizontalpodautoscalers.autoscaling",
    "namespaces",
    "networkpolicies.networking.k8s.io",
    "nodes",
    "persistentvolumeclaims",
    "persistentvolumes",
    "poddisruptionbudgets.policy",
    "pods",
    "prometheuses.monitoring.coreos.com",
    "rolebindings.rbac.authorization.k8s.io",
    "serviceaccounts",
    "services",
    "statefulsets.apps",
    "storageclasses.storage.k8s.io",
]


def given(
    *, version: str = "v1.33.4", forbidden: tuple[str, ...] = (), served: tuple[str, ...] = (), **fields: Any
) -> Snapshot:
    """Give a snapshot in which all was read but what is forbidden; ``served``: further resources that were read."""
    return Snapshot(
        taken=TAKEN,
        origins=[Origin(version=version, name="here")],
        resources=[name for name in (*RESOURCES, *served) if name not in forbidden],
        gaps=[Gap(resource=name, reason="forbidden") for name in forbidden],
        **fields,
    )


def fact(name: str, snapshot: Snapshot) -> Fact:
    """Find one fact."""
    return observe(snapshot, [name])[name]


def value(name: str, snapshot: Snapshot) -> Any:
    """Find one fact's value, None where it is not visible."""
    return fact(name, snapshot).value


def node(name: str, *roles: str, **fields: Any) -> Node:
    """Give a ready node with roles such as ``control-plane``."""
    labels = {f"node-role.kubernetes.io/{role}": "" for role in roles} | fields.pop("labels", {})
    return Node(name=name, labels=labels, **{"ready": True, **fields})


def container(image: str = "app:1", **fields: Any) -> Container:
    """Give a container."""
    return Container(name=fields.pop("name", "main"), image=image, **fields)


def workload(place: str, image: str = "app:1", kind: str = "Deployment", **fields: Any) -> Workload:
    """Give a workload at ``namespace/name``, with its name as label ``app``."""
    namespace, name = place.split("/")
    flags = {"flags": fields.pop("flags", {})}
    defaults = {"pod_labels": {"app": name}, "replicas": 1, "ready": 1, "containers": [container(image, **flags)]}
    return Workload(kind=kind, namespace=namespace, name=name, **{**defaults, **fields})


def pod(place: str, **fields: Any) -> Pod:
    """Give a running Pod at ``namespace/name``, owned by a ReplicaSet unless ``owner`` says otherwise."""
    namespace, name = place.split("/")
    defaults = {"owner": "ReplicaSet/app-1", "containers": [container()]}
    return Pod(namespace=namespace, name=name, **{**defaults, **fields})


def static_pod(component: str, host: str, *, image: str = "", flags: dict[str, str] | None = None) -> Pod:
    """Give a static Pod of the control plane."""
    return pod(
        f"kube-system/{component}-{host}",
        owner=f"Node/{host}",
        node=host,
        labels={"component": component, "tier": "control-plane"},
        annotations={"kubernetes.io/config.mirror": "x"},
        containers=[container(image or f"{component}:v1.33.4", flags=flags or {})],
    )


def service(place: str, **fields: Any) -> Service:
    """Give a Service at ``namespace/name`` that selects its own name by ``app``."""
    namespace, name = place.split("/")
    return Service(namespace=namespace, name=name, **{"selector": {"app": name}, **fields})


def ingress(place: str, host: str, to: str, path: str = "/", *, tls: bool = True) -> Ingress:
    """Give an Ingress with one route."""
    namespace, name = place.split("/")
    return Ingress(namespace=namespace, name=name, routes=[Route(host=host, path=path, service=to, tls=tls)])


def cron_job(place: str, schedule: str, **fields: Any) -> CronJob:
    """Give a CronJob at ``namespace/name``."""
    namespace, name = place.split("/")
    return CronJob(namespace=namespace, name=name, schedule=schedule, **fields)


def setting(place: str, name: str, text: str) -> Setting:
    """Give a setting of the ConfigMap at ``namespace/name``."""
    namespace, config_map = place.split("/")
    return Setting(namespace=namespace, config_map=config_map, name=name, value=text)


def custom(kind: str, place: str, **fields: Any) -> Custom:
    """Give a custom resource at ``[namespace/]name`` with the fields below its spec, ``_`` for a dot."""
    namespace, _, name = place.rpartition("/")
    return Custom(
        kind=kind,
        api_version="example/v1",
        namespace=namespace,
        name=name,
        fields={f"spec.{key}": text for key, text in fields.items()},
    )


def namespaces(*names: str) -> list[Namespace]:
    """Give namespaces."""
    return [Namespace(name=name) for name in names]
