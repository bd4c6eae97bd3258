"""Products that run on a cluster, told by their images and never by their names."""

from dataclasses import dataclass

from deckgen.cluster import image
from deckgen.cluster.running import Running, of_image
from deckgen.cluster.snapshot import Container, Snapshot


@dataclass(frozen=True, slots=True)
class Product:
    """A product: its name, and the images whose running shows it."""

    name: str
    images: tuple[str, ...]

    def found(self, snapshot: Snapshot) -> list[tuple[Running, Container]]:
        """Give what runs it, in the order of its images, then by namespace and name."""
        found = of_image(snapshot, *self.images)
        return sorted(found, key=lambda pair: (self._rank(pair[1]), pair[0].namespace, pair[0].name))

    def version(self, snapshot: Snapshot) -> str:
        """Give the versions of all its instances, by image tag or label; "" where none tells."""
        found = self.found(snapshot)
        leading = [pair for pair in found if self._rank(pair[1]) == self._rank(found[0][1])]
        return ", ".join(sorted({self._version(*pair) for pair in leading} - {""}))

    @staticmethod
    def _version(one: Running, container: Container) -> str:
        return image.version(container.image) or one.label("app.kubernetes.io/version").removeprefix("v")

    def _rank(self, container: Container) -> int:
        return next(index for index, name in enumerate(self.images) if image.is_of(container.image, name))


def of(one: Running) -> str:
    """Give the name of the platform's product that ``one`` is part of, or ""."""
    images = [container.image for container in one.containers if not container.init]
    return next((product.name for product in PLATFORM for name in images if image.is_of(name, *product.images)), "")


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
FLUENTD = Product(
    "Fluentd", ("fluentd", "fluentd-elasticsearch", "fluentd-kubernetes-daemonset", "fluentd_elasticsearch")
)
FLUENT_BIT = Product("Fluent Bit", ("fluent-bit",))
KIBANA = Product("Kibana", ("kibana", "kibana-oss"))
OPENSEARCH = Product("OpenSearch", ("opensearch",))
OPENSEARCH_DASHBOARDS = Product("OpenSearch Dashboards", ("opensearch-dashboards",))
LOKI = Product("Loki", ("grafana/loki", "mirrored-grafana-loki"))

PROMETHEUS = Product("Prometheus", ("prometheus",))
ALERTMANAGER = Product("Alertmanager", ("alertmanager",))
GRAFANA = Product("Grafana", ("grafana/grafana", "grafana", "grafana-oss", "grafana-enterprise"))
HARBOR = Product("Harbor", ("harbor-core", "harbor-portal", "harbor-ui"))
CLAIR = Product("Clair", ("clair-photon", "clair", "clair-adapter-photon"))
TRIVY = Product("Trivy", ("trivy-adapter-photon",))

CERT_MANAGER = Product("cert-manager", ("cert-manager-controller",))
VELERO = Product("Velero", ("velero/velero", "velero", "ark"))
EXTERNAL_DNS = Product("external-dns", ("external-dns",))
KEYSTONE_AUTH = Product("k8s-keystone-auth", ("k8s-keystone-auth",))
CLOUD_CONTROLLER = Product("OpenStack cloud controller", ("openstack-cloud-controller-manager",))
DEX = Product("Dex", ("dex",))
KEYCLOAK = Product("Keycloak", ("keycloak",))
BARBICAN = Product("barbican", ("barbican-kms-plugin",))

# kubernetes/ingress-nginx: one project under three names, see facts/ingress.py.
INGRESS_NGINX = Product(
    "ingress-nginx", ("ingress-nginx/controller", "ingress-nginx/controller-chroot", "nginx-ingress-controller")
)
TRAEFIK = Product("traefik", ("traefik", "hardened-traefik"))

PLATFORM = (
    KUBERNETES_DASHBOARD,
    HEADLAMP,
    ELASTICSEARCH,
    FLUENTD,
    FLUENT_BIT,
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
    BARBICAN,
    INGRESS_NGINX,
    TRAEFIK,
    Product("kube-state-metrics", ("kube-state-metrics",)),
    Product("node-exporter", ("node-exporter",)),
    Product("Prometheus operator", ("prometheus-operator",)),
    Product("metrics-server", ("metrics-server",)),
    Product("oauth2-proxy", ("oauth2-proxy", "oauth2_proxy")),
    Product(
        "Harbor's parts", ("harbor-db", "redis-photon", "registry-photon", "harbor-jobservice", "harbor-registryctl")
    ),
)
"""What the platform brings; a database or a cache may be the customer's and is not among it."""
