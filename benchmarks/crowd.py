"""The objects of a large cluster, as `benchmarks.collect` loads them: made up, but as large as real ones."""

from collections.abc import Iterator
from typing import Any

NODES = 300
PODS_A_WORKLOAD = 20
NAMESPACES = 40
_IMAGE = "registry.example.com/shop/{name}:4.{minor}.1"
_BEGUN = "2026-04-02T07:30:00Z"

Object = dict[str, Any]


def objects() -> Iterator[Object]:
    """Give the namespaces and the nodes (some 10 KB each)."""
    for number in range(NAMESPACES):
        yield {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": _namespace(number)}}
    yield from map(_node, range(NODES))


def pods(first: int, after: int) -> Iterator[Object]:
    """Give the Pods of these numbers (some 7 KB each)."""
    return map(_pod, range(first, after))


def _namespace(number: int) -> str:
    return f"team-{number:02}"


def _node(number: int) -> Object:
    name = f"crowd-worker-{number:03}"
    conditions = [
        {"type": kind, "status": "False", "reason": f"Kubelet{kind}", "message": f"kubelet says nothing of {kind}"}
        for kind in ("MemoryPressure", "DiskPressure", "PIDPressure")
    ]
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {
            "name": name,
            "labels": {
                "kubernetes.io/hostname": name,
                "kubernetes.io/os": "linux",
                "node.kubernetes.io/instance-type": "gp.8.16.100",
                "topology.kubernetes.io/zone": f"nova-{number % 3 + 1}",
            },
            "managedFields": _managed("kubelet", 30),
        },
        "spec": {
            "podCIDR": f"10.{number // 250 + 50}.{number % 250}.0/24",
            "providerID": f"openstack:///{number:032x}",
        },
        "status": {
            "addresses": [{"type": "InternalIP", "address": f"10.20.{number // 250}.{number % 250 + 1}"}],
            "capacity": {"cpu": "8", "memory": "16382508Ki", "pods": "110"},
            "conditions": [*conditions, {"type": "Ready", "status": "True", "reason": "KubeletReady"}],
            "images": [_image(number, one) for one in range(25)],
            "nodeInfo": _node_info(number),
        },
    }


def _image(node: int, number: int) -> Object:
    digest = f"{node * 100 + number:064x}"
    name = f"registry.example.com/shop/part-{number}"
    return {"names": [f"{name}@sha256:{digest}", f"{name}:4.{number}.1"], "sizeBytes": 100_000_000 + number}


def _node_info(number: int) -> Object:
    return {
        "kubeletVersion": "v1.33.4",
        "kubeProxyVersion": "v1.33.4",
        "containerRuntimeVersion": "containerd://1.7.27",
        "osImage": "Ubuntu 24.04.2 LTS",
        "kernelVersion": "6.8.0-60-generic",
        "operatingSystem": "linux",
        "architecture": "amd64",
        "machineID": f"{number:032x}",
        "systemUUID": f"{number:032x}",
        "bootID": f"{number:032x}",
    }


def _pod(number: int) -> Object:
    workload = number // PODS_A_WORKLOAD
    name = f"part-{workload:03}"
    names = (name, "proxy")
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {
            "namespace": _namespace(workload % NAMESPACES),
            "name": f"{name}-6f7d8c9b5d-{number:05}",
            "labels": {"app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "shop", "tier": "backend"},
            "annotations": {"checksum/config": f"{workload:064x}", "prometheus.io/scrape": "true"},
            "managedFields": _managed("kube-controller-manager", 10),
        },
        "spec": {
            "nodeName": f"crowd-worker-{number % NODES:03}",
            "serviceAccountName": name,
            "containers": [_container(name, workload) for name in names],
            "volumes": [
                {"name": "config", "configMap": {"name": f"{name}-config"}},
                {"name": "work", "emptyDir": {}},
                _token_volume(number),
            ],
        },
        "status": {
            "phase": "Running",
            "startTime": _BEGUN,
            "hostIP": f"10.20.0.{number % 250 + 1}",
            "podIP": f"10.{50 + number // 60000}.{number // 250 % 240}.{number % 250 + 1}",
            "conditions": [
                {"type": kind, "status": "True", "lastTransitionTime": _BEGUN}
                for kind in ("Initialized", "Ready", "ContainersReady", "PodScheduled")
            ],
            "containerStatuses": [_status(name, number) for name in names],
        },
    }


def _container(name: str, workload: int) -> Object:
    return {
        "name": name,
        "image": _IMAGE.format(name=name, minor=workload % 30),
        "args": ["--listen=:8080", f"--peers={name}-peers:7946", "--log-format=json"],
        "env": [{"name": f"SETTING_{one}", "value": f"a setting of {name}, number {one}"} for one in range(8)],
        "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"memory": "256Mi"}},
        "readinessProbe": {"httpGet": {"path": "/ready", "port": 8080}, "periodSeconds": 10},
        "volumeMounts": [{"name": "config", "mountPath": "/etc/part"}, {"name": "work", "mountPath": "/work"}],
    }


def _token_volume(number: int) -> Object:
    sources = [
        {"serviceAccountToken": {"expirationSeconds": 3607, "path": "token"}},
        {"configMap": {"name": "kube-root-ca.crt", "items": [{"key": "ca.crt", "path": "ca.crt"}]}},
    ]
    return {"name": f"kube-api-access-{number:05}", "projected": {"sources": sources}}


def _status(name: str, number: int) -> Object:
    return {
        "name": name,
        "image": _IMAGE.format(name=name, minor=number // PODS_A_WORKLOAD % 30),
        "imageID": f"registry.example.com/shop/{name}@sha256:{number:064x}",
        "containerID": f"containerd://{number:064x}",
        "ready": True,
        "started": True,
        "restartCount": number % 3,
        "state": {"running": {"startedAt": _BEGUN}},
    }


def _managed(manager: str, size: int) -> list[Object]:
    """Give managed fields with ``size`` entries, of which each writer of an object leaves some."""
    fields = {f"f:a-field-with-a-name-{number}": {".": {}, f'k:{{"type":"{number}"}}': {}} for number in range(size)}
    return [
        {
            "manager": manager,
            "operation": "Update",
            "apiVersion": "v1",
            "time": _BEGUN,
            "fieldsType": "FieldsV1",
            "fieldsV1": {"f:metadata": {"f:annotations": fields}},
        }
    ]
