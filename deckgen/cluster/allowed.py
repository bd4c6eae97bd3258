"""What may be kept of a cluster: flags, annotations and parameters by name, each with the source of its rule.

All other flags, annotations and parameters are dropped where they are read. The other allow-lists stand in
``customs`` (fields of custom resources) and ``config_maps`` (settings). Labels and names are kept as they are, and of
environments only the variables below, none of which is a secret.
"""

import re
from collections.abc import Iterable, Mapping

FLAGS = frozenset(
    {
        # kube-apiserver, kube-controller-manager: https://kubernetes.io/docs/reference/command-line-tools-reference/
        "etcd-servers",
        "service-cluster-ip-range",
        "cluster-cidr",
        "cluster-name",
        "cloud-provider",
        "anonymous-auth",
        "authentication-token-webhook-config-file",
        "authorization-webhook-config-file",
        "authentication-config",
        "authorization-config",
        "authorization-mode",
        "oidc-issuer-url",
        "oidc-client-id",
        "encryption-provider-config",
        "enable-admission-plugins",
        "admission-control-config-file",
        # k8s-keystone-auth: kubernetes/cloud-provider-openstack pkg/identity/keystone/config.go
        "keystone-url",
        "keystone-policy-file",
        "policy-configmap-name",
        "sync-configmap-name",
        # external-dns: docs/flags.md
        "provider",
        "domain-filter",
        "source",
        # ingress-nginx: docs/user-guide/cli-arguments.md; traefik: reference/install-configuration
        "controller-class",
        "ingress-class",
        "publish-service",
        "providers.kubernetesgateway",
        "providers.kubernetesingress.ingressclass",
        # Prometheus and Alertmanager: their --help
        "agent",
        "enable-feature",
        "storage.tsdb.retention",
        "storage.tsdb.retention.size",
        "storage.tsdb.retention.time",
        "data.retention",
        "web.external-url",
        # kube-ovn-controller: kubeovn/kube-ovn pkg/controller/config.go
        "network-type",
        "default-cidr",
        # kubernetes-dashboard v2: docs/common/arguments.md
        "enable-insecure-login",
        "enable-skip-login",
        # oauth2-proxy: docs/configuration/overview.md; a Service that it stands in front of
        "upstream",
        # curator: elastic/curator docs
        "dry-run",
        # RKE2 and k3s servers: docs.rke2.io reference/server_config
        "cni",
        "service-cidr",
        "profile",
        "cloud-provider-name",
        "etcd-disable-snapshots",
        "etcd-s3",
        "etcd-s3-bucket",
        "etcd-snapshot-retention",
        "etcd-snapshot-schedule-cron",
    }
)
"""Flags by name without dashes."""

SWITCHES = frozenset(
    {
        "agent",
        "anonymous-auth",
        "dry-run",
        "enable-insecure-login",
        "enable-skip-login",
        "etcd-disable-snapshots",
        "etcd-s3",
        "providers.kubernetesgateway",
    }
)
"""Flags that take no value from the next word."""

REPEATED = frozenset({"domain-filter", "enable-feature", "source", "upstream"})
"""Flags whose values add up, joined by commas, where others are overridden by the last one."""

CHOICES = {
    "source": frozenset(
        {
            *("service", "ingress", "node", "pod", "crd", "istio-gateway", "istio-virtualservice", "openshift-route"),
            *("gateway-httproute", "gateway-grpcroute", "gateway-tlsroute", "gateway-tcproute", "gateway-udproute"),
            *("contour-httpproxy", "traefik-proxy", "ambassador-host", "gloo-proxy", "kong-tcpingress"),
        }
    )
}
"""Of flags that other programs may have too, the values that are kept: of external-dns, docs/flags.md."""

VARIABLES = {
    # external-dns: docs/flags.md, each flag has a variable
    "EXTERNAL_DNS_PROVIDER": "provider",
    "EXTERNAL_DNS_DOMAIN_FILTER": "domain-filter",
    "EXTERNAL_DNS_SOURCE": "source",
    # k8s-keystone-auth: kubernetes/cloud-provider-openstack pkg/identity/keystone/config.go
    "OS_AUTH_URL": "keystone-url",
    # calico-node: https://docs.tigera.io/calico/latest/reference/configure-calico-node
    "CALICO_NETWORKING_BACKEND": "calico-networking-backend",
    "CALICO_IPV4POOL_CIDR": "calico-ipv4pool-cidr",
    "CALICO_IPV4POOL_IPIP": "calico-ipv4pool-ipip",
    "CALICO_IPV4POOL_VXLAN": "calico-ipv4pool-vxlan",
    # projectcalico/calico felix/config/config_params.go
    "FELIX_VXLANPORT": "felix-vxlanport",
    "FELIX_VXLANVNI": "felix-vxlanvni",
}
"""Environment variables that are kept, by the flag as which they are: no other value of an environment is."""

NODE_ARGS = ("rke2.io/node-args", "k3s.io/node-args")
"""Annotations that hold a whole command line, and mask some of its secrets only (k3s-io/k3s pkg/nodeconfig)."""

NODE_ANNOTATIONS = frozenset(
    {
        "flannel.alpha.coreos.com/backend-type",  # flannel-io/flannel pkg/subnet/kube
        "projectcalico.org/IPv4IPIPTunnelAddr",  # projectcalico/calico libcalico-go
        "projectcalico.org/IPv4VXLANTunnelAddr",
        "cluster.x-k8s.io/cluster-name",  # kubernetes-sigs/cluster-api common_types.go
        "cluster.x-k8s.io/cluster-namespace",
        "cluster.x-k8s.io/machine",
        "cluster.x-k8s.io/owner-kind",
        "cluster.x-k8s.io/owner-name",
        "kubeadm.alpha.kubernetes.io/cri-socket",  # kubernetes cmd/kubeadm/app/constants
        "rke.cattle.io/internal-ip",  # rancher/rke k8s/node.go
        *NODE_ARGS,
    }
)

POD_ANNOTATIONS = frozenset(
    {
        "kubernetes.io/config.mirror",  # a static Pod's mirror: kubernetes pkg/kubelet/types
        "kubeadm.kubernetes.io/etcd.advertise-client-urls",  # kubernetes cmd/kubeadm/app/constants
        "kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint",
    }
)

SERVICE_ANNOTATIONS = frozenset(
    {
        # kubernetes/cloud-provider-openstack pkg/openstack/loadbalancer.go
        "loadbalancer.openstack.org/class",
        "loadbalancer.openstack.org/floating-network-id",
        "loadbalancer.openstack.org/hostname",
        "loadbalancer.openstack.org/load-balancer-address",
        "loadbalancer.openstack.org/load-balancer-id",
        "loadbalancer.openstack.org/proxy-protocol",
        "service.beta.kubernetes.io/openstack-internal-load-balancer",
        "external-dns.alpha.kubernetes.io/hostname",  # kubernetes-sigs/external-dns docs/annotations
    }
)

UNTOLD_ANNOTATION_KEYS = frozenset(
    {
        # What controllers and kubectl write of their own accord tells nothing of how a workload is kept.
        "deployment.kubernetes.io/revision",
        "deprecated.daemonset.template.generation",
        "kubectl.kubernetes.io/last-applied-configuration",
    }
)

STORAGE_PARAMETERS = frozenset({"type", "availability"})
"""Of cinder and manila: kubernetes/cloud-provider-openstack docs/cinder-csi-plugin, docs/manila-csi-plugin."""

_USERINFO = re.compile(r"(?<=://)[^/@\s]*@")
_QUERY = re.compile(r"(://[^\s?#,]*)[?#][^\s,]*")


def without_login(value: str) -> str:
    """Give a value without the user, password, query and fragment of the URLs in it."""
    return _QUERY.sub(r"\1", _USERINFO.sub("", value)) if "://" in value else value


def picked(values: Mapping[str, str], keys: Iterable[str]) -> dict[str, str]:
    """Give the entries of ``values`` whose key is one of ``keys``."""
    return {key: without_login(values[key]) for key in sorted(keys) if key in values} if values else {}
