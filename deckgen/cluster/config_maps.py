"""Which ConfigMaps are asked for, one by one and by name, and which of their settings are kept.

ConfigMaps hold passwords more often than one thinks, and everybody with the role ``view`` can read them. So they are
never listed; a known one is got by its name, and only the settings below are taken out of it. The ConfigMaps
``full-cluster-state`` and ``cluster-state`` of RKE1 hold private keys (rancher/rke cluster/state.go): nothing here asks
for them, and a workload that mounts them does not change that.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from deckgen.cluster.paths import settings
from deckgen.cluster.snapshot import Container, CronJob, Setting, Workload
from deckgen.cluster.wire_objects import ConfigMap

NEVER = frozenset({"full-cluster-state", "cluster-state"})

_NETWORK = (
    *("Network", "IPv6Network", "EnableIPv6"),
    *(f"Backend.{key}" for key in ("Type", "VNI", "Port", "MTU", "DirectRouting")),
)
_SHOOT = (
    "provider",
    "region",
    "shootName",
    "projectName",
    "kubernetesVersion",
    *(f"{what}Network{s}" for what in ("pod", "service", "node") for s in ("", "s")),
    "maintenanceBegin",
    "maintenanceEnd",
)
_CILIUM = (
    "routing-mode",
    "tunnel-protocol",
    "tunnel-port",
    "tunnel",
    "ipam",
    "cluster-pool-ipv4-cidr",
    "cluster-pool-ipv6-cidr",
    "ipv4-native-routing-cidr",
    "enable-gateway-api",
    "kube-proxy-replacement",
    "cni-chaining-mode",
    "mtu",
)
_CLUSTER = (
    "kubernetesVersion",
    "clusterName",
    "controlPlaneEndpoint",
    "networking.podSubnet",
    "networking.serviceSubnet",
    "networking.dnsDomain",
    "etcd.external.endpoints",
    "etcd.local.dataDir",
)
_ACTIONS = (
    "actions.*.action",
    "actions.*.options.disable_action",
    *(f"actions.*.filters.*.{key}" for key in ("filtertype", "direction", "exclude", "unit", "unit_count", "value")),
)
_SNAPSHOT = ("nodeName", "createdAt", "status")


class Rule(Struct, frozen=True):
    """What is kept of a ConfigMap.

    Attributes:
        keys: pattern of the keys of its data that are looked at.
        paths: settings below such a key, as ``paths.settings`` understands them; none: the key's own text.
    """

    keys: str
    paths: tuple[str, ...] = ()


KNOWN: dict[tuple[str, str], Rule] = {
    # kubernetes cmd/kubeadm/app/apis/kubeadm; kubernetes pkg/proxy/apis/config
    ("kube-system", "kubeadm-config"): Rule("ClusterConfiguration", _CLUSTER),
    ("kube-system", "kube-proxy"): Rule(r"config\.conf", ("clusterCIDR", "mode")),
    # projectcalico/calico manifests/calico.yaml, manifests/canal.yaml
    ("kube-system", "calico-config"): Rule("calico_backend|veth_mtu|cluster_type"),
    ("kube-system", "canal-config"): Rule(r"net-conf\.json", _NETWORK),
    # flannel-io/flannel Documentation/kube-flannel.yml; the older manifests used kube-system
    ("kube-flannel", "kube-flannel-cfg"): Rule(r"net-conf\.json", _NETWORK),
    ("kube-system", "kube-flannel-cfg"): Rule(r"net-conf\.json", _NETWORK),
    # cilium/cilium install/kubernetes/cilium/templates/cilium-configmap.yaml
    ("kube-system", "cilium-config"): Rule("|".join(_CILIUM)),
    # gardener/gardener pkg/component/shoot/system
    ("kube-system", "shoot-info"): Rule("|".join(_SHOOT)),
    # k3s-io/k3s pkg/etcd: the list of snapshots of versions without ETCDSnapshotFile
    ("kube-system", "rke2-etcd-snapshots"): Rule(".*", _SNAPSHOT),
    ("kube-system", "k3s-etcd-snapshots"): Rule(".*", _SNAPSHOT),
}
"""By namespace and name: the ones that stand under the same name everywhere."""

USED: tuple[tuple[str, Rule], ...] = (
    # Canal's and flannel's from the DaemonSet that mounts it, since RKE2 names it after its release
    (r"(^|/)(flannel|hardened-flannel|mirrored-flannelcni-flannel)(:|@|$)", Rule(r"net-conf\.json", _NETWORK)),
    # Calico's beside it, under the same name
    (r"(^|/)([\w.-]*calico[/-]node|hardened-calico)(:|@|$)", Rule("calico_backend|veth_mtu")),
    # goharbor/harbor-helm templates/core/core-cm.yaml, templates/registry/registry-cm.yaml
    (
        r"goharbor/harbor-core(:|@|$)",
        Rule("EXT_ENDPOINT|REGISTRY_STORAGE_PROVIDER_NAME|WITH_CLAIR|WITH_TRIVY"),
    ),
    (
        r"goharbor/registry-photon(:|@|$)",
        Rule(
            r"config\.ya?ml",
            tuple(f"storage.*.{key}" for key in ("authurl", "container", "region", "bucket", "regionendpoint")),
        ),
    ),
    # elastic/curator docs/reference/actionfile.md; the same ConfigMap's config.yml may hold a login
    (r"(^|/)[\w.-]*curator[\w.-]*(:|@|$)", Rule(r"[\w.-]+\.ya?ml", _ACTIONS)),
    # grafana/loki docs/sources/operations/storage/retention.md
    (
        r"grafana/loki(:|@|$)",
        Rule(
            r"(config|loki|local-config)\.ya?ml",
            (
                "limits_config.retention_period",
                "compactor.retention_enabled",
                "table_manager.retention_period",
                "table_manager.retention_deletes_enabled",
            ),
        ),
    ),
    # prometheus/prometheus docs/configuration: retention may stand there from 3.11 on
    (
        r"(^|/)prom(etheus)?/prometheus(:|@|$)",
        Rule(r"prometheus\.ya?ml", ("storage.tsdb.retention.time", "storage.tsdb.retention.size")),
    ),
)
"""By a pattern of the image that uses it: what carries the name of its release."""

_KEYSTONE = {"policy-configmap-name": Rule("policies"), "sync-configmap-name": Rule("syncConfig")}
"""By the flag of k8s-keystone-auth that names it (kubernetes/cloud-provider-openstack pkg/identity/keystone)."""

_PRESENT_ONLY = frozenset({"policies", "syncConfig"})
"""Keys of which only that they are there is kept."""


def wanted(workloads: Iterable[Workload], cron_jobs: Iterable[CronJob]) -> dict[tuple[str, str], list[Rule]]:
    """Say which ConfigMaps to get, by namespace and name, and what to keep of each."""
    found = {place: [rule] for place, rule in KNOWN.items()}
    users: list[Workload | CronJob] = [*workloads, *cron_jobs]
    for one in users:
        for name, rule in _used(one):
            rules = found.setdefault((one.namespace, name), [])
            if rule not in rules:
                rules.append(rule)
    return {place: rules for place, rules in found.items() if place[1] not in NEVER}


def settings_of(source: ConfigMap, rules: Iterable[Rule]) -> list[Setting]:
    """Take the settings that the rules name out of a ConfigMap.

    A setting is called by the key, then the path: ``net-conf.json.Backend.Type``. A key that is neither YAML nor JSON,
    or none of the expected form, gives nothing.
    """
    found = {
        name: value
        for rule in rules
        for key, text in source.data.items()
        if re.fullmatch(rule.keys, key)
        for name, value in _settings(rule, key, text)
    }
    meta = source.metadata
    return [
        Setting(namespace=meta.namespace, config_map=meta.name, name=name, value=value)
        for name, value in sorted(found.items())
    ]


def _used(one: Workload | CronJob) -> Iterator[tuple[str, Rule]]:
    for container in one.containers:
        for flag, rule in _KEYSTONE.items():
            if flag in container.flags:
                yield container.flags[flag], rule
        for rule in _rules_of(container):
            for name in one.config_maps:
                yield name, rule


def _rules_of(container: Container) -> Iterator[Rule]:
    return (rule for pattern, rule in USED if re.search(pattern, container.image))


def _settings(rule: Rule, key: str, text: str) -> Iterator[tuple[str, str]]:
    if key in _PRESENT_ONLY:
        yield key, "present"
        return
    tree: Any = _decoded(text) if rule.paths else text
    for path in rule.paths or ("",):
        yield from settings({key: tree}, f"*.{path}" if path else "*")


def _decoded(text: str) -> Any:
    """Decode JSON, which may hold tabs as YAML may not, or YAML; give None where it is neither."""
    for decode in (msgspec.json.decode, msgspec.yaml.decode):
        try:
            return decode(text)
        except msgspec.DecodeError:
            continue
    return None
