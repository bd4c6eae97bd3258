"""The sample's cluster, larger, with each name in it replaced by one that is used nowhere else."""

import json
import re

import msgspec
from msgspec.structs import replace

from deckgen import build
from deckgen.cluster import snapshot as snapshots
from deckgen.cluster.snapshot import Namespace, PersistentVolume, Port, Service, Snapshot
from deckgen.fact import Holds
from tests.canaries.further import further
from tests.canaries.planted import ZONE

WORKERS, NAMESPACES, VOLUMES, LOAD_BALANCERS = 23, 37, 41, 13
"""So many of each there are: above ten, and none of them a number that rounding leaves as it is."""

_NAMES = {
    Holds.HOST_NAME: [*(f"retail-prod-cp-{n}" for n in (1, 2, 3)), *(f"retail-prod-wn-{n}" for n in range(1, 7))],
    Holds.CUSTOMER: ["retail-prod"],
    Holds.NAMESPACE: ["batch", "payments", "shop", "kaas-system"],
    Holds.PLATFORM: [
        *("nova-1", "nova-2", "nova-3", "RegionOne", "gp.4.8.100", "gp.8.32.200", "gp.16.64.200"),
        *("archive-hdd", "general-ssd", "hdd", "ssd"),
    ],
    Holds.OBJECT: [
        *("cart", "catalog", "checkout", "settlement", "storefront", "importer", "toolbox", "landing", "media"),
        *(
            "order-archive",
            "postgres",
            "storefront-mobile",
            "storefront-tls",
            "shop-api",
            "shop-api-tls",
            "debug-shell",
        ),
        *("shop-developers", "web-developers", "payments-developers", "data-team", "auditors", "support-desk"),
        *("platform-team", "job-runner", "retail-viewers", "retail-admin", "allow-ingress", "letsencrypt"),
        *("harbor-pull", "default-pool", "gateway-internal", "catalog-feed", "kubespray"),
        *("cart-6c9f7d5b8-2xk7q", "catalog-7b5d4c6f8f-8hz2p", "postgres-0", "prometheus-customer"),
    ],
    Holds.EMAIL: ["external-auditor@example.org", "payments-lead@example.com", "shop-lead@example.com"],
    Holds.DOMAIN: [
        *("www.retail.example.com", "registry.retail.example.com", "grafana.retail.example.com"),
        *("metrics.retail.example.com", "retail.example.com", "identity.example.com", "acme.example.org"),
    ],
}
"""What stands in the sample's snapshot, by its class."""

_NETWORKS = {
    "10.42.": ("100.81.", Holds.ADDRESS, "addresses of Pods"),
    "10.43.": ("100.82.", Holds.ADDRESS, "addresses of Services"),
    "203.0.113.": ("195.77.31.", Holds.ADDRESS, "addresses of load balancers"),
    "10.20.0.": ("172.29.113.", Holds.OUR_ADDRESS, "addresses of nodes and of etcd"),
}
_KEPT = ("resource", "resources", "kind", "api_version", "columns", "does", "provisioner", "driver")
_IDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{32}\b")


def planted(planter):
    """Give the snapshot, and note in ``planter`` what was planted in it."""
    read = _renamed(planter)
    return further(_grown(read, planter), planter)


def _renamed(planter):
    new = dict(_new_names(planter))
    ids = {}
    names = re.compile(
        "|".join(rf"(?<![A-Za-z0-9]){re.escape(old)}(?![A-Za-z0-9])" for old in sorted(new, key=len, reverse=True))
    )

    def id_of(found):
        old = found[0]
        if old not in ids:
            ids[old] = planter.uuid("ids in the sample") if "-" in old else planter.project("ids in the sample")
        return ids[old]

    def text(value):
        value = names.sub(lambda found: new[found[0]], _IDS.sub(id_of, value))
        for old, (fresh, _, _) in _NETWORKS.items():
            value = re.sub(rf"(?<![\d.]){re.escape(old)}", fresh, value)
        return value

    for fresh, holds, where in _NETWORKS.values():
        planter.note(fresh, holds, where)
    planter.note("188.40.17.", Holds.OUR_ADDRESS, "Node.addresses, reached from outside")
    data = _mapped(json.loads(snapshots.dumps(build.sample_snapshot())), text)
    return msgspec.convert(data, Snapshot)


def _new_names(planter):
    for holds, names in _NAMES.items():
        for old in names:
            word = planter.word(holds, f"{old} of the sample")
            form = {Holds.EMAIL: f"{{}}@{ZONE}", Holds.DOMAIN: f"{{}}.{ZONE}"}.get(holds, "{}")
            yield old, form.format(word)
    planter.note(ZONE.partition(".")[0], Holds.DOMAIN, "the zone of all domains")


def _mapped(value, text, key=""):
    if isinstance(value, str):
        return value if key in _KEPT else text(value)
    if isinstance(value, list):
        return [_mapped(one, text, key) for one in value]
    if isinstance(value, dict):
        return {name: _mapped(one, text, name) for name, one in value.items()}
    return value


def _grown(read, planter):
    """Give the cluster with so many workers, namespaces, volumes and load balancers, each with a name of its own.

    One of each but the workers is left for ``further``.
    """
    model = read.nodes[-1]
    more = WORKERS - sum("-role" not in repr(node.labels) for node in read.nodes)
    nodes = [_node(model, number, planter) for number in range(more)]
    names = [
        planter.word(Holds.NAMESPACE, "Namespace.name, further ones")
        for _ in range(NAMESPACES - 1 - len(read.namespaces))
    ]
    storage = read.storage_classes[0].name
    fresh = range(VOLUMES - 1 - len(read.volumes))
    volumes = [
        PersistentVolume(
            name=planter.word(Holds.OBJECT, "PersistentVolume.name"),
            storage_class=storage,
            driver="cinder.csi.openstack.org",
            capacity=(number + 3) * 2**30,
            phase="Bound",
            reclaim_policy="Retain",
            claim=f"{names[0]}/{planter.word(Holds.OBJECT, 'PersistentVolume.claim')}",
        )
        for number in fresh
    ]
    balanced = sum(one.type == "LoadBalancer" for one in read.services)
    services = [
        Service(
            namespace=names[1],
            name=planter.word(Holds.OBJECT, "Service.name"),
            type="LoadBalancer",
            selector={"app": planter.word(Holds.OBJECT, "Service.selector")},
            addresses=[f"195.77.31.{100 + number}"],
            ports=[Port(port=443, name="https", node_port=31000 + number)],
        )
        for number in range(LOAD_BALANCERS - 1 - balanced)
    ]
    return replace(
        read,
        nodes=[*read.nodes, *nodes],
        namespaces=[*read.namespaces, *(Namespace(name=name, phase="Active") for name in names)],
        volumes=[*read.volumes, *volumes],
        services=[*read.services, *services],
    )


def _node(model, number, planter):
    name = planter.word(Holds.HOST_NAME, "Node.name, further ones")
    labels = {
        **model.labels,
        "kubernetes.io/hostname": name,
        f"{planter.word(Holds.DOMAIN, 'Node.labels, a key')}.{ZONE}/owner": planter.word(
            Holds.OBJECT, "Node.labels, one of the customer's own"
        ),
        "magnum.openstack.org/nodegroup": planter.word(Holds.PLATFORM, "Node.labels, the pool"),
    }
    return replace(
        model,
        name=name,
        labels=labels,
        annotations={
            "cluster.x-k8s.io/cluster-name": planter.word(Holds.CUSTOMER, "Node.annotations, Cluster API's cluster"),
            "cluster.x-k8s.io/machine": planter.word(Holds.HOST_NAME, "Node.annotations, Cluster API's machine"),
        },
        taints=[f"dedicated={planter.word(Holds.OBJECT, 'Node.taints')}:NoSchedule"] if number < 3 else [],
        provider_id=f"openstack:///{planter.uuid('Node.provider_id')}",
        addresses={
            "Hostname": name,
            "InternalIP": f"172.29.113.{120 + number}",
            "ExternalIP": f"188.40.17.{60 + number}",
        },
        pod_cidrs=[f"100.81.{100 + number}.0/24"],
        os_image=f"Ubuntu 24.04 {planter.word(Holds.OBJECT, 'Node.os_image')} LTS" if number < 2 else model.os_image,
        runtime=f"containerd://1.7.27-{planter.word(Holds.OBJECT, 'Node.runtime')}" if number < 2 else model.runtime,
        kubelet=f"v1.33.4+{planter.word(Holds.OBJECT, 'Node.kubelet')}" if number < 2 else model.kubelet,
    )
