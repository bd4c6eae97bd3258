"""Products that run on a cluster, told by their images and never by their names."""

from functools import lru_cache

from msgspec import Struct

from deckgen.cluster import commands, image
from deckgen.cluster.running import Running, of_image
from deckgen.cluster.snapshot import Container, Snapshot


class Product(Struct, frozen=True):
    """A product: its name, the images whose running shows it, and those of them whose tag is no version of it."""

    name: str
    images: tuple[str, ...]
    tagged_apart: tuple[str, ...] = ()

    def found(self, snapshot: Snapshot) -> list[tuple[Running, Container]]:
        """Give what runs it, in the order of its images, then by namespace and name."""
        found = of_image(snapshot, *self.images)
        return sorted(found, key=lambda pair: (self._rank(pair[1]), pair[0].namespace, pair[0].name))

    def version(self, snapshot: Snapshot) -> str:
        """Give the versions of all its instances, by image tag or label; "" where none tells."""
        return self.version_of(self.found(snapshot))

    def version_of(self, found: list[tuple[Running, Container]]) -> str:
        """Give the versions of some of its instances, by image tag or label; "" where none tells."""
        leading = [pair for pair in found if self._rank(pair[1]) == self._rank(found[0][1])]
        return ", ".join(sorted({self._version(*pair) for pair in leading} - {""}))

    def _version(self, one: Running, container: Container) -> str:
        tag = "" if image.is_of(container.image, *self.tagged_apart) else image.version(container.image)
        return (tag or next(filter(None, map(one.label, _VERSION_LABELS)), "")).removeprefix("v")

    def _rank(self, container: Container) -> int:
        return next(index for index, name in enumerate(self.images) if image.is_of(container.image, name))


_IMAGES = 4096
"""So many different images are remembered, as every fact of the customer's namespaces asks for the same ones."""

_VERSION_LABELS = (
    "app.kubernetes.io/version",
    "kibana.k8s.elastic.co/version",  # elastic/cloud-on-k8s pkg/controller/kibana/label
    "elasticsearch.k8s.elastic.co/version",
)


def of(one: Running) -> str:
    """Give the name of the platform's product that ``one`` is part of, or "".

    A collector or a proxy that somebody put beside an application of their own does not make it the platform's.
    """
    lasting = [container for container in one.containers if not container.init]
    found = [_products(container.image) or _by_program(container) for container in lasting]
    main = [product.name for products in found for product in products if product.name not in _BESIDE]
    if main:
        return main[0]
    alone = all(products or image.is_of(own.image, *_HELPERS) for own, products in zip(lasting, found, strict=True))
    return next((product.name for products in found for product in products), "") if alone else ""


@lru_cache(maxsize=_IMAGES)
def _products(name: str) -> tuple[Product, ...]:
    return tuple(product for product in PLATFORM if image.is_of(name, *product.images))


def _by_program(container: Container) -> tuple[Product, ...]:
    """Tell ingress-nginx by its program, whatever the image is called. Source: see ``commands``."""
    return (INGRESS_NGINX,) if commands.INGRESS_NGINX in container.does else ()


# kubernetes/dashboard: v1 and v2 are one image, v7 is four; kubernetes-sigs/headlamp charts/headlamp/values.yaml.
KUBERNETES_DASHBOARD = Product(
    "Kubernetes Dashboard",
    (
        "kubernetesui/dashboard",
        "kubernetesui/dashboard-web",
        "kubernetesui/dashboard-api",
        "kubernetesui/dashboard-auth",
        "kubernetes-dashboard-amd64",
    ),
)
HEADLAMP = Product("Headlamp", ("headlamp-k8s/headlamp", "headlamp"))

ELASTICSEARCH = Product("Elasticsearch", ("elasticsearch", "elasticsearch-oss"))
# kubernetes/kubernetes cluster/addons/fluentd-elasticsearch numbers its image by itself; its Gemfile names the Fluentd.
FLUENTD = Product(
    "Fluentd",
    ("fluentd", "fluentd-elasticsearch", "fluentd-kubernetes-daemonset", "fluentd_elasticsearch"),
    ("fluentd_elasticsearch/fluentd", "fluentd-elasticsearch", "fluentd_elasticsearch"),
)
FLUENT_BIT = Product("Fluent Bit", ("fluent-bit",))
PROMTAIL = Product("Promtail", ("grafana/promtail", "mirrored-grafana-promtail"))
ALLOY = Product("Alloy", ("grafana/alloy",))
KIBANA = Product("Kibana", ("kibana", "kibana-oss"))
OPENSEARCH = Product("OpenSearch", ("opensearch",))
OPENSEARCH_DASHBOARDS = Product("OpenSearch Dashboards", ("opensearch-dashboards",))
LOKI = Product("Loki", ("grafana/loki", "mirrored-grafana-loki"))

PROMETHEUS = Product("Prometheus", ("prometheus",))
ALERTMANAGER = Product("Alertmanager", ("alertmanager",))
GRAFANA = Product("Grafana", ("grafana/grafana", "grafana", "grafana-oss", "grafana-enterprise"))
HARBOR = Product("Harbor", ("harbor-core", "harbor-portal", "harbor-ui"))
HARBOR_PARTS = Product(
    "Harbor's parts", ("registry-photon", "harbor-jobservice", "harbor-db", "redis-photon", "harbor-registryctl")
)
CLAIR = Product("Clair", ("clair-photon", "clair", "clair-adapter-photon"))
TRIVY = Product("Trivy", ("trivy-adapter-photon",))

CERT_MANAGER = Product("cert-manager", ("cert-manager-controller",))
VELERO = Product("Velero", ("velero/velero", "velero", "ark"))
EXTERNAL_DNS = Product("external-dns", ("external-dns",))
KEYSTONE_AUTH = Product("k8s-keystone-auth", ("k8s-keystone-auth",))
CLOUD_CONTROLLER = Product("OpenStack cloud controller", ("openstack-cloud-controller-manager",))
DEX = Product("Dex", ("dex",))
KEYCLOAK = Product("Keycloak", ("keycloak",))
KYVERNO = Product("Kyverno", ("kyverno/kyverno", "kyverno"))
GATEKEEPER = Product("Gatekeeper", ("openpolicyagent/gatekeeper", "gatekeeper"))
BARBICAN = Product("barbican", ("barbican-kms-plugin",))

# Ingress controllers. Sources: kubernetes/ingress-nginx Changelog.md and rancher/rke2 (one project, three names);
# traefik/traefik; nginx/kubernetes-ingress (another product than ingress-nginx); haproxytech/kubernetes-ingress;
# kubernetes/cloud-provider-openstack docs/octavia-ingress-controller.
INGRESS_NGINX = Product(
    "ingress-nginx", ("ingress-nginx/controller", "ingress-nginx/controller-chroot", "nginx-ingress-controller")
)
TRAEFIK = Product("traefik", ("traefik", "hardened-traefik"))
OCTAVIA_INGRESS = Product("octavia-ingress-controller", ("octavia-ingress-controller",))
F5_INGRESS = Product("F5 NGINX Ingress Controller", ("nginx/nginx-ingress",))
HAPROXY_INGRESS = Product("HAProxy Ingress", ("haproxytech/kubernetes-ingress", "haproxy-ingress"))
INGRESS_CONTROLLERS = (INGRESS_NGINX, TRAEFIK, OCTAVIA_INGRESS, F5_INGRESS, HAPROXY_INGRESS)

PLATFORM = (
    KUBERNETES_DASHBOARD,
    HEADLAMP,
    ELASTICSEARCH,
    FLUENTD,
    FLUENT_BIT,
    PROMTAIL,
    ALLOY,
    KIBANA,
    OPENSEARCH,
    OPENSEARCH_DASHBOARDS,
    LOKI,
    PROMETHEUS,
    ALERTMANAGER,
    GRAFANA,
    HARBOR,
    CLAIR,
    TRIVY,
    CERT_MANAGER,
    VELERO,
    EXTERNAL_DNS,
    KEYSTONE_AUTH,
    CLOUD_CONTROLLER,
    DEX,
    KEYCLOAK,
    KYVERNO,
    GATEKEEPER,
    BARBICAN,
    *INGRESS_CONTROLLERS,
    Product("ingress-nginx's answer for no host", ("defaultbackend", "defaultbackend-amd64")),
    Product("Dashboard's metrics", ("kubernetesui/metrics-scraper", "kubernetesui/dashboard-metrics-scraper")),
    Product("cert-manager's parts", ("cert-manager-webhook", "cert-manager-cainjector")),
    Product("Loki canary", ("grafana/loki-canary",)),
    Product("kube-state-metrics", ("kube-state-metrics",)),
    Product("node-exporter", ("node-exporter",)),
    Product("Prometheus operator", ("prometheus-operator",)),
    Product("metrics-server", ("metrics-server",)),
    Product("oauth2-proxy", ("oauth2-proxy", "oauth2_proxy")),
    HARBOR_PARTS,
)
"""What the platform brings; a database or a cache may be the customer's and is not among it."""

_BESIDE = frozenset({"Fluentd", "Fluent Bit", "Promtail", "Alloy", "oauth2-proxy"})
"""What stands beside applications of others as well."""

_HELPERS = ("kube-rbac-proxy", "k8s-sidecar", "configmap-reload", "prometheus-config-reloader", "pause")
