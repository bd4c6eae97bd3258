"""Facts of made-up clusters, each of another shape, for the tests of diagrams."""

from collections import Counter
from typing import Any

from deckgen.fact import Fact, Facts, Source

OBSERVED, DECLARED, DOCUMENTED = Source.OBSERVED, Source.DECLARED, Source.DOCUMENTED
LONG = "ingress-controller-of-the-payments-team-in-the-second-site-wn-1"
SERVICES = ("keystone", "octavia", "designate", "nova", "neutron", "cinder", "swift")


def facts(values: dict[str, Any], source: Source = OBSERVED, **sources: Source) -> Facts:
    """Give Facts of values by name; ``sources`` names others, with ``__`` for the dots."""
    other = {name.replace("__", "."): its for name, its in sources.items()}
    return Facts({name: Fact(name, value, other.get(name, source)) for name, value in values.items()})


def node(
    name: str, role: str, zone: str = "", *, flavor: str = "", pool: str = "", ready: bool = True
) -> dict[str, Any]:
    """Give a row of nodes.list."""
    own = {"name": name, "role": role, "flavor": flavor, "zone": zone, "pool": pool, "ready": ready}
    return {**own, "kubelet": "1.33.4", "runtime": "containerd 2.1.3"}


def nodes(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Give the facts that follow from the rows of nodes.list."""
    of = {"control_plane": [row for row in rows if "control plane" in row["role"]]}
    of["workers"] = [row for row in rows if row["role"] == "worker"]
    waiting = [row["name"] for row in rows if not row["ready"]]
    zones = sorted({row["zone"] for row in rows} - {""})
    told = {f"nodes.{role}.count": len(own) for role, own in of.items()}
    told |= {f"nodes.{role}.flavors": sorted({row["flavor"] for row in own}) for role, own in of.items()}
    told |= {"nodes.list": rows, "nodes.count": len(rows), "nodes.not_ready.count": len(waiting)}
    counts = Counter((row["zone"], row["role"]) for row in rows if row["zone"])
    told |= {"nodes.zone_counts": [{"zone": zone, "role": role, "count": n} for (zone, role), n in counts.items()]}
    flavors = [{"flavor": row["flavor"], "role": row["role"], "count": 1} for row in rows if row["flavor"]]
    return told | {"nodes.zones": zones, "nodes.flavors": flavors}


def integrations(*present: str) -> dict[str, Any]:
    """Give the facts of a cluster on OpenStack that uses the services ``present``."""
    rows = [
        {"service": one, "used_for": f"things for {one}", "evidence": "", "present": one in present}
        for one in dict.fromkeys((*SERVICES, *present))
    ]
    return {"openstack.present": True, "openstack.integrations": rows}


NETWORK = {
    "network.cni": "Calico",
    "network.cni.version": "3.30.2",
    "network.overlay": "vxlan",
    "network.overlay.port": 4789,
    "network.overlay.vni": 4096,
    "network.pod_ranges": ["10.42.0.0/16"],
    "network.service_ranges": ["10.43.0.0/16"],
    "network.overlay.across_subnets": False,
}
PODS = [
    {"node": "wn-1", "range": "10.42.3.0/24", "pod": "shop/cart-6c9f7d5b8-2xk7q", "address": "10.42.3.19"},
    {"node": "wn-2", "range": "10.42.4.0/24", "pod": "shop/postgres-0", "address": "10.42.4.21"},
    {"node": "wn-3", "range": "10.42.5.0/24", "pod": "web/front-0", "address": "10.42.5.12"},
]
INGRESS = {
    "ingress.controller": "ingress-nginx",
    "ingress.version": "1.12.4",
    "ingress.replicas.ready": 2,
    "ingress.address": "203.0.113.10",
    "ingress.hosts": ["https://shop.example.com"],
    "ingress.count": 9,
    "loadbalancers.count": 4,
    "loadbalancers.pending.count": 1,
    "loadbalancers.octavia.count": 4,
    "loadbalancers.list": [
        {
            "namespace": "ingress",
            "name": "nginx",
            "address": "203.0.113.10",
            "ports": "80/TCP, 443/TCP",
            "scope": "external",
            "octavia": True,
            "floating": True,
            "node_ports": "31081, 31082",
            "pods": 2,
        },
        {
            "namespace": "shop",
            "name": "feed",
            "address": "203.0.113.24",
            "ports": "8443/TCP",
            "scope": "external",
            "octavia": True,
            "floating": True,
            "node_ports": "31083",
            "pods": 2,
        },
    ],
    "namespaces.customer": ["shop", "web"],
    "ingress.way_in": "load balancer",
    "ingress.example": [
        {
            "namespace": "shop",
            "name": "shop",
            "host": "shop.example.com",
            "path": "/",
            "service": "storefront",
            "tls": True,
            "pods": 3,
        }
    ],
}
SAMPLE_NODES = [
    *(node(f"cp-{n}", "control plane", f"nova-{n}", flavor="gp.4.8.100") for n in (1, 2, 3)),
    *(node(f"wn-{n}", "worker", f"nova-{(n + 1) // 2}", flavor="gp.8.32.200") for n in range(1, 7)),
]
BACKUP = {
    "etcd.backup.present": True,
    "etcd.backup.schedule": "0 */8 * * *",
    "etcd.backup.interval": 8,
    "etcd.backup.suspended": False,
    "etcd.backup.last_success": "2026-05-14T08:00:12Z",
    "etcd.backup.place": "swift container etcd-snapshots",
    "etcd.backup.keep": "5 days",
}
STORAGE = {
    "storage.volumes.count": 17,
    "storage.volumes.capacity": 5325,
    "storage.cinder.volumes.count": 17,
    "storage.cinder.present": True,
    "storage.cinder.backend": "Ceph",
    "storage.default_class": "general-ssd",
    "storage.example_claim": "shop/data-postgres-0",
    "storage.csi_drivers": ["cinder.csi.openstack.org"],
    "storage.classes": [
        {
            "name": "general-ssd",
            "driver": "cinder.csi.openstack.org",
            "volume_type": "ssd",
            "default": True,
            "volumes": 14,
            "capacity": 1229,
            "reclaim": "Delete",
        },
        {
            "name": "archive-hdd",
            "driver": "cinder.csi.openstack.org",
            "volume_type": "hdd",
            "default": False,
            "volumes": 3,
            "capacity": 4096,
            "reclaim": "Retain",
        },
    ],
}
SIGN_IN = {
    "identity.keystone.present": True,
    "identity.keystone.url": "https://identity.example.com:5000/v3",
    "identity.webhook.authentication": True,
    "identity.webhook.authorization": True,
    "identity.keystone.policy": "ConfigMap k8s-auth-policy",
    "namespaces.customer.count": 4,
    "server.version": "1.33.4",
    "rbac.bindings.count": 14,
    "rbac.people.count": 4,
    "rbac.groups.count": 9,
}
COMPONENTS = [
    {"component": name, "count": count, "versions": "1.33.4"}
    for name, count in (
        ("kube-apiserver", 3),
        ("kube-scheduler", 3),
        ("kube-controller-manager", 3),
        ("kube-proxy", 9),
    )
]
CLOUD_CONTROLLER = {"openstack.cloud_controller.present": True, "openstack.cloud_controller.version": "1.33.0"}
LOGS = {
    "services.logging.present": True,
    "services.logging.product": "Elasticsearch, Fluentd and Kibana (EFK)",
    "services.logging.version": "7.17.28",
    "services.logging.replicas.wanted": 3,
    "services.logging.replicas.ready": 3,
    "services.logging.retention": 7,
    "services.logging.url": "https://kibana.example.com",
}
METRICS = {
    "services.prometheus.present": True,
    "services.prometheus.count": 2,
    "services.prometheus.retention": 72,
    "services.prometheus.replicas.wanted": 4,
    "services.prometheus.replicas.ready": 4,
    "services.prometheus.instances": [
        {"namespace": "kaas-system", "name": "k8s", "retention": 72, "version": "3.5.0", "ready": "2 of 2"},
        {"namespace": "monitoring", "name": "customer", "retention": 168, "version": "3.5.0", "ready": "2 of 2"},
    ],
    "services.grafana.present": True,
    "services.grafana.version": "11.6.3",
    "services.alertmanager.present": True,
    "services.alertmanager.retention": 120,
}
REGISTRY = {
    "services.harbor.present": True,
    "services.harbor.version": "2.13.2",
    "services.harbor.replicas.wanted": 7,
    "services.harbor.replicas.ready": 7,
    "services.harbor.url": "https://registry.example.com",
    "services.harbor.scanner": "Trivy",
    "services.harbor.storage": "swift, container harbor-registry",
    "registry.pull_secrets.namespaces": ["batch", "payments", "shop", "web"],
}
DEMO = {
    "demo.namespace": "hello",
    "demo.host": "hello.example.com",
    "demo.ingress_class": "nginx",
    "demo.storage_class": "general-ssd",
}
UPKEEP = {
    "server.distribution": "Kubespray",
    "practices.no_budget.count": 3,
    "practices.blocking_budgets.count": 0,
}
HOST_NAMES = {
    "dns.designate.present": True,
    "dns.external_dns.version": "0.17.0",
    "dns.zones": ["shop.example.com", "example.org"],
}

SAMPLE = facts(
    nodes(SAMPLE_NODES)
    | integrations(*SERVICES[:-1])
    | NETWORK
    | INGRESS
    | BACKUP
    | STORAGE
    | SIGN_IN
    | CLOUD_CONTROLLER
    | HOST_NAMES
    | LOGS
    | METRICS
    | REGISTRY
    | DEMO
    | UPKEEP
    | {
        "server.components": COMPONENTS,
        "network.examples": PODS,
        "nodes.kubelet.versions": ["1.33.4"],
        "etcd.members.count": 5,
        "etcd.location": "apart from the control plane",
        "network.policies.count": 4,
        "network.mtu": 1430,
        "compute.anti_affinity": "soft, for etcd, control plane and workers alike",
        "objectstorage.swift.present": True,
        "objectstorage.swift.uses": ["Harbor's images", "etcd snapshots"],
    },
    etcd__members__count=DOCUMENTED,
    etcd__location=DOCUMENTED,
    storage__cinder__backend=DOCUMENTED,
    objectstorage__swift__present=DECLARED,
    objectstorage__swift__uses=DECLARED,
    compute__anti_affinity=DECLARED,
    etcd__backup__place=DECLARED,
    etcd__backup__keep=DECLARED,
)
BARE = facts(
    nodes([node("alpha", "control plane and etcd"), node("beta", "worker"), node("gamma", "worker", ready=False)])
    | {"network.cni": "Flannel", "network.overlay": "none", "network.pod_ranges": ["10.244.0.0/16"]}
    | {"demo.namespace": "hello-2", "identity.oidc.issuer": "https://login.example.org/realms/shop"}
    | {"identity.provider": "Keycloak (OpenID Connect)", "identity.keystone.present": False}
)
HOSTED = facts(
    nodes([node(f"shoot-{n}", "worker", f"az-{n % 2}", flavor="m1") for n in range(5)])
    | integrations("nova")
    | NETWORK
    | {"network.overlay": "none"}
)
CANAL = facts(
    nodes([node("cp", "control plane", "az1"), node("w1", "worker", "az1"), node("w2", "worker")])
    | NETWORK
    | {
        "network.cni": "Canal",
        "network.overlay": "unsure",
        "network.overlay.sources": ["ConfigMap canal-config says vxlan", "FELIX_IPINIPENABLED says ipip"],
    }
    | {"etcd.members.count": 1, "etcd.location": "on the control-plane nodes"}
)
NOT_FOR_PRESALES = {
    *("nodes.list", "loadbalancers.list", "ingress.address", "ingress.hosts", "dns.zones", "identity.keystone.url"),
    *("ingress.example", "namespaces.customer", "network.examples"),
    "identity.keystone.policy",
    *("services.logging.url", "services.prometheus.instances", "services.harbor.url"),
    "registry.pull_secrets.namespaces",
    *("services.harbor.storage", "network.pod_ranges", "network.service_ranges", "storage.example_claim"),
}
VIEW_ONLY = facts(
    {"nodes.count": 9, "nodes.control_plane.count": 3, "nodes.workers.count": 6, "loadbalancers.count": 4}
    | NETWORK
    | integrations("octavia")
)
WITHHELD = facts({name: fact.value for name, fact in SAMPLE.items() if name not in NOT_FOR_PRESALES})
LARGE = facts(
    nodes(
        [node(f"cp-{n}", "control plane", f"az-{n}", flavor="c1.large") for n in range(5)]
        + [
            node(f"wn-{n}", "worker", f"az-{n % 3}", flavor=f"gp.{2 ** (n % 7)}.64.200", ready=n not in {7, 70, 170})
            for n in range(295)
        ]
    )
    | integrations(*SERVICES, "manila", "barbican")
    | NETWORK
    | INGRESS
    | STORAGE
    | SIGN_IN
    | CLOUD_CONTROLLER
    | HOST_NAMES
    | LOGS
    | METRICS
    | REGISTRY
    | DEMO
    | {**UPKEEP, "server.distribution": "Cluster API and capi-helm-charts", "practices.blocking_budgets.count": 12}
    | {
        "services.prometheus.count": 17,
        "services.prometheus.instances": [
            {"namespace": f"team-{n}", "name": "k8s", "retention": 24 * (n + 1), "version": "3.5.0", "ready": "2 of 2"}
            for n in range(17)
        ],
        "registry.pull_secrets.namespaces": [f"team-{n}" for n in range(214)],
        "loadbalancers.count": 40,
        "storage.ceph.present": True,
        "rbac.bindings.count": 1204,
        "storage.volumes.count": 12345,
    }
    | {"rbac.people.count": 2345, "rbac.groups.count": 1234, "dns.zones": [f"z{n}.example.org" for n in range(40)]}
    | {"objectstorage.swift.uses": ["Harbor's images", "etcd snapshots", "Velero's backups", "what CronJob x uploads"]}
)
LONG_PODS = [
    {"node": f"{LONG}{n}", "range": "10.42.3.0/24", "pod": f"{LONG}/{LONG}", "address": LONG} for n in range(3)
]
LONG_NAMES = facts(
    nodes([node(f"{LONG}{n}", "worker" if n else "control plane", f"{LONG}{n % 3}", flavor=LONG) for n in range(7)])
    | integrations(*SERVICES)
    | {**NETWORK, "network.cni": LONG, "network.pod_ranges": ["2001:db8:1234:5678:9abc:def0:1234:5678/112"] * 3}
    | {**INGRESS, "ingress.controller": LONG, "objectstorage.swift.uses": [LONG] * 3, "etcd.members.count": 3}
    | {**SIGN_IN, "identity.keystone.url": f"https://{LONG}.example.com:5000/v3"}
    | {
        **BACKUP,
        "etcd.backup.place": f"swift container {LONG}",
        "etcd.backup.keep": LONG,
        "compute.anti_affinity": LONG,
        "network.examples": LONG_PODS,
    }
    | {**HOST_NAMES, "dns.zones": [f"{LONG}.example.com"] * 3, "ingress.hosts": [f"https://www.{LONG}.example.com"]}
    | {**CLOUD_CONTROLLER, "openstack.cloud_controller.version": LONG}
    | {**DEMO, "demo.host": f"hello.{LONG}.example.com", "demo.storage_class": LONG, "demo.ingress_class": LONG}
    | {**LOGS, "services.logging.url": f"https://www.{LONG}.example.com", "services.logging.version": LONG}
    | {
        **METRICS,
        "services.prometheus.instances": [
            {"namespace": LONG, "name": f"{LONG}{n}", "retention": None, "version": LONG, "ready": "1 of 2"}
            for n in range(3)
        ],
    }
    | {**REGISTRY, "services.harbor.url": f"https://{LONG}.example.com", "services.harbor.storage": f"swift, {LONG}"}
)
SINGLE = facts(
    nodes([node("solo", "control plane", "nova", flavor="gp.4.8.100")])
    | integrations("nova", "neutron", "cinder")
    | NETWORK
    | STORAGE
    | CLOUD_CONTROLLER
    | {"storage.volumes.count": 1, "storage.cinder.volumes.count": 1, "storage.volumes.capacity": 20}
    | {"storage.classes": [{**STORAGE["storage.classes"][0], "volumes": 1, "capacity": 20}]}
    | {"nodes.kubelet.versions": ["1.33.4"], "demo.storage_class": "general-ssd"}
    | {"loadbalancers.count": 0, "etcd.members.count": 1, "etcd.location": "on the control-plane nodes"}
    | {"nodes.control_plane.among_nodes": True, "server.version": "1.33.4"},
    storage__cinder__backend=DOCUMENTED,
)
ONE_NODE = facts(nodes([node("solo", "control plane", "nova")]) | NETWORK)
MANY_ZONES = facts(nodes([node(f"n{n}", "worker", f"z{n % 9}", flavor="m1") for n in range(30)]))
DECLARED_ONLY = facts({name: fact.value for name, fact in SAMPLE.items()}, DECLARED)
EMPTY = facts({})

CLUSTERS = {
    name.lower(): value for name, value in globals().items() if isinstance(value, Facts)
}  # every shape above, by its name
