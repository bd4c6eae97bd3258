import pytest

from deckgen.cluster.snapshot import Custom
from tests.cluster.facts.given import (
    container,
    fact,
    given,
    ingress,
    namespaces,
    service,
    setting,
    value,
    workload,
)


def test_a_service_is_told_by_its_image_and_not_its_name():
    found = given(
        workloads=[workload("x/grafana", "example/shop:1"), workload("x/pictures", "docker.io/grafana/grafana:11.6.3")]
    )
    assert value("services.grafana.version", found) == "11.6.3"
    assert value("services.grafana.present", given(workloads=[workload("x/grafana", "example/shop:1")])) is False


@pytest.mark.parametrize("image", ["grafana/grafana-image-renderer:3", "prometheuscommunity/elasticsearch-exporter:1"])
def test_what_stands_beside_a_product_is_not_the_product(image):
    found = given(workloads=[workload("x/y", image)])
    assert value("services.grafana.present", found) is False
    assert value("services.logging.present", found) is False


def test_a_url_leads_from_the_ingress_by_the_service_to_the_image():
    found = given(
        workloads=[workload("x/pictures", "docker.io/grafana/grafana:11.6.3")],
        services=[service("x/front", selector={"app": "pictures"})],
        ingresses=[ingress("x/a", "grafana.example", "front"), ingress("x/b", "other.example", "missing")],
    )
    assert value("services.grafana.url", found) == "https://grafana.example"


LISTENERS, PARENTS, BACKENDS = (
    "spec.listeners[].{name,hostname,protocol}",
    "spec.parentRefs[].{name,namespace,sectionName}",
    "spec.rules[].backendRefs[].{name,namespace}",
)
PLAIN, SECURE = {"name": "web", "protocol": "HTTP"}, {"name": "websecure", "protocol": "HTTPS"}


def routed(listeners, *, home="infra", parent=None, **route):
    """Grafana behind an HTTPRoute of a Gateway in the namespace infra."""
    leads = {PARENTS: [{"name": "main", "namespace": "infra"} | (parent or {})], BACKENDS: [{"name": "pictures"}]}
    leads |= {"spec.hostnames": ["grafana.example"]} | route.pop("fields", {})
    return given(
        workloads=[workload("x/pictures", "docker.io/grafana/grafana:11.6.3")],
        services=[service("x/pictures")],
        customs=[
            Custom(kind="Gateway", api_version="v1", namespace=home, name="main", fields={LISTENERS: listeners}),
            Custom(kind="HTTPRoute", api_version="v1", namespace=route.pop("at", "x"), name="r", fields=leads),
        ],
    )


@pytest.mark.parametrize(("listener", "scheme"), [(SECURE, "https"), (PLAIN, "http")])
def test_a_gateways_route_is_as_good_as_an_ingress(listener, scheme):
    assert value("services.grafana.url", routed([listener])) == f"{scheme}://grafana.example"


def test_a_route_is_secure_only_by_the_listener_that_it_hangs_on():
    both = [PLAIN, SECURE]
    assert value("services.grafana.url", routed(both)) == "https://grafana.example"
    assert value("services.grafana.url", routed(both, parent={"sectionName": "web"})) == "http://grafana.example"
    elsewhere = [PLAIN, SECURE | {"hostname": "*.other.example"}]
    assert value("services.grafana.url", routed(elsewhere)) == "http://grafana.example"
    # A Gateway of the same name in another namespace is another one.
    assert value("services.grafana.url", routed([SECURE], home="attic")) == "http://grafana.example"


def test_a_route_without_hosts_has_its_listeners_and_may_lead_to_another_namespace():
    found = routed(
        [SECURE | {"hostname": "metrics.example"}],
        at="infra",
        fields={"spec.hostnames": [], BACKENDS: [{"name": "pictures", "namespace": "x"}]},
    )
    assert value("services.grafana.url", found) == "https://metrics.example"


def test_behind_oauth2_proxy_stands_what_its_upstream_names():
    proxy = workload("x/proxy", "quay.io/oauth2-proxy/oauth2-proxy:v7", flags={"upstream": "http://g.pictures.svc:80"})
    found = given(
        workloads=[proxy, workload("pictures/grafana", "grafana/grafana:11.6.3")],
        services=[service("x/proxy"), service("pictures/g", selector={"app": "grafana"})],
        ingresses=[ingress("x/a", "grafana.example", "proxy")],
    )
    assert value("services.grafana.url", found) == "https://grafana.example"


def test_the_platforms_own_comes_before_one_of_the_customers():
    found = given(
        namespaces=namespaces("monitoring", "shop"),
        workloads=[
            workload("monitoring/grafana", "grafana/grafana:12.0.1"),
            workload("shop/grafana", "grafana/grafana:9.0.0", replicas=2, ready=0),
            workload("shop/cart", "example/cart:1"),
        ],
        services=[service("monitoring/grafana"), service("shop/grafana")],
        ingresses=[
            ingress("monitoring/a", "zz.example", "grafana", "/grafana"),
            ingress("shop/a", "a.example", "grafana"),
        ],
    )
    assert value("services.grafana.url", found) == "https://zz.example/grafana"
    assert "also at https://a.example" in fact("services.grafana.url", found).evidence
    assert value("services.grafana.version", found) == "12.0.1"
    assert value("services.grafana.replicas.wanted", found) == 1


def test_two_of_the_platforms_are_told_with_both_addresses():
    found = given(
        namespaces=namespaces("kaas-system", "monitoring", "shop"),
        workloads=[
            *(workload(f"{place}/prometheus", "prom/prometheus:v3.5.0") for place in ("kaas-system", "monitoring")),
            workload("shop/prometheus", "prom/prometheus:v2.55.0"),
            workload("shop/cart", "example/cart:1"),
        ],
        services=[service(f"{place}/prometheus") for place in ("kaas-system", "monitoring", "shop")],
        ingresses=[
            ingress("kaas-system/a", "platform.example", "prometheus"),
            ingress("monitoring/a", "metrics.example", "prometheus"),
            ingress("shop/a", "a.example", "prometheus"),
        ],
    )
    assert value("services.prometheus.urls", found) == ["https://metrics.example", "https://platform.example"]
    assert value("services.prometheus.urls", given(workloads=[workload("shop/cart", "example/cart:1")])) is None


def test_a_collector_beside_the_customers_application_is_not_the_platforms():
    apps = [container("example/app:1"), container("fluent/fluent-bit:3.2", name="logs")]
    found = given(
        namespaces=namespaces("shop", "logging"),
        workloads=[
            workload("shop/cart", containers=apps),
            workload("logging/es", "elasticsearch/elasticsearch:8.18.1"),
        ],
    )
    assert value("services.logging.product", found) == "Elasticsearch"


def test_a_service_is_short_of_replicas_even_where_none_are_wanted():
    found = given(
        workloads=[
            workload("x/am", "prom/alertmanager:v0.28.1", "StatefulSet", replicas=3, ready=2),
            workload("x/grafana", "grafana/grafana:11", replicas=0, ready=0),
            workload("x/core", "goharbor/harbor-core:v2.13.2", replicas=2, ready=2),
        ]
    )
    assert value("services.not_ready", found) == ["Alertmanager: 2 of 3", "Grafana: 0 of 0"]
    assert value("services.not_ready.count", found) == 2
    assert "StatefulSet x/am: 2 of 3 ready" in fact("services.not_ready", found).evidence
    assert value("services.alertmanager.replicas.wanted", found) == 3
    assert value("services.alertmanager.replicas.ready", found) == 2
    assert value("services.dashboard.replicas.ready", found) is None


def test_behind_a_front_the_release_is_looked_at():
    release = {"app.kubernetes.io/instance": "dash"}
    found = given(
        workloads=[
            workload("x/kong", "docker.io/library/kong:3.9", pod_labels={"app": "kong", **release}),
            workload(
                "x/web",
                "docker.io/kubernetesui/dashboard-web:1.7.0",
                labels={"helm.sh/chart": "kubernetes-dashboard-7.13.0"},
                pod_labels={"app": "web", **release},
            ),
        ],
        services=[service("x/kong")],
        ingresses=[ingress("x/a", "dashboard.example", "kong")],
    )
    assert value("services.dashboard.url", found) == "https://dashboard.example"
    assert value("services.dashboard.version", found) == "7.13.0"


def test_headlamp_is_a_dashboard_too():
    found = given(workloads=[workload("x/h", "ghcr.io/headlamp-k8s/headlamp:v0.31.0")])
    assert value("services.dashboard.product", found) == "Headlamp"


def test_opensearch_has_its_own_dashboards_and_no_retention_that_shows():
    found = given(
        workloads=[
            workload("x/os", "opensearchproject/opensearch:2.19.1", "StatefulSet"),
            workload("x/d", "opensearchproject/opensearch-dashboards:2.19.1"),
        ],
        services=[service("x/d")],
        ingresses=[ingress("x/a", "logs.example", "d")],
    )
    assert value("services.logging.product", found) == "OpenSearch and OpenSearch Dashboards"
    assert value("services.logging.url", found) == "https://logs.example"
    assert value("services.kibana.url", found) is None
    assert "does not show" in fact("services.logging.retention", found).reason


def test_efk_names_its_three_parts():
    images = {
        "es": "elasticsearch/elasticsearch:7.17",
        "f": "quay.io/fluentd_elasticsearch/fluentd:v4",
        "k": "kibana/kibana:7.17",
    }
    found = given(workloads=[workload(f"x/{name}", image) for name, image in images.items()])
    assert value("services.logging.product", found) == "Elasticsearch, Fluentd and Kibana (EFK)"


@pytest.mark.parametrize(("key", "scanner"), [("WITH_TRIVY", "Trivy"), ("WITH_CLAIR", "Clair")])
def test_harbor_says_its_scanner_address_and_storage(key, scanner):
    said = {key: "true", "EXT_ENDPOINT": "https://registry.example", "REGISTRY_STORAGE_PROVIDER_NAME": "swift"}
    settings = [setting("x/harbor-core", name, text) for name, text in said.items()]
    found = given(workloads=[workload("x/core", "goharbor/harbor-core:v2.13.2")], settings=settings)
    assert value("services.harbor.scanner", found) == scanner
    assert value("services.harbor.url", found) == "https://registry.example"
    assert value("services.harbor.storage", found) == "swift"


@pytest.mark.parametrize(
    ("said", "stored"),
    [
        (
            {
                "config.yml.storage.s3.bucket": "images",
                "config.yml.storage.s3.regionendpoint": "https://s3.example:7480",
            },
            "S3 at s3.example, bucket images",
        ),
        ({"config.yml.storage.swift.container": "images"}, "swift, container images"),
        ({"REGISTRY_STORAGE_PROVIDER_NAME": "filesystem"}, "a persistent volume, claim x/registry-data"),
    ],
)
def test_harbors_storage_is_told_as_what_it_shows(said, stored):
    runs = [
        workload("x/core", "goharbor/harbor-core:v2.13.2"),
        workload("x/registry", "goharbor/registry-photon:v2.13.2", claims=["registry-data"]),
    ]
    settings = [setting("x/harbor", name, text) for name, text in said.items()]
    assert value("services.harbor.storage", given(workloads=runs, settings=settings)) == stored


def test_harbor_is_not_all_there_without_its_registry():
    runs = [
        workload("x/core", "goharbor/harbor-core:v2.13.2"),
        workload("x/registry", "goharbor/registry-photon:v2.13.2", ready=0),
    ]
    assert value("services.not_ready", given(workloads=runs)) == ["Harbor: 1 of 2"]


def test_both_dashboards_are_told():
    found = given(
        workloads=[
            workload("x/d", "kubernetesui/dashboard:v2.7.0"),
            workload("x/h", "ghcr.io/headlamp-k8s/headlamp:v0.31.0"),
        ]
    )
    assert value("services.dashboard.product", found) == "Kubernetes Dashboard"
    assert "Headlamp runs here too" in fact("services.dashboard.product", found).evidence


def test_an_image_by_digest_has_its_version_from_a_label():
    kibana = workload("x/kb", "kibana/kibana@sha256:1", pod_labels={"kibana.k8s.elastic.co/version": "8.18.1"})
    assert value("services.kibana.version", given(workloads=[kibana])) == "8.18.1"


def test_what_does_not_run_keeps_nothing_whatever_the_standard_says():
    names = ("services.prometheus.retention", "services.logging.retention", "etcd.backup.interval")
    assert [fact(name, given()).absent for name in names] == [True, True, True]
    unread = given(forbidden=("statefulsets.apps", "cronjobs.batch"))
    assert [fact(name, unread).absent for name in names] == [False, False, False]


def test_no_harbor_is_said_only_where_all_that_runs_was_read():
    assert value("services.harbor.present", given()) is False
    assert fact("services.harbor.present", given(forbidden=("statefulsets.apps",))).value is None


def test_the_list_holds_what_runs_and_leaves_open_what_does_not_show():
    found = given(workloads=[workload("x/am", "prom/alertmanager:v0.28.1", replicas=3, ready=2)])
    assert value("services.list", found) == [
        {
            "name": "Alerts",
            "product": "Alertmanager",
            "version": "0.28.1",
            "url": "",
            "namespace": "x",
            "ready": "2 of 3",
        }
    ]


def stack(name, **limits):
    fields = {f"spec.limits.global.retention.{path}": told for path, told in limits.items()}
    return Custom(kind="LokiStack", api_version="loki.grafana.com/v1", namespace="logs", name=name, fields=fields)


def test_a_lokistack_says_how_long_its_operator_has_logs_kept():
    store = [workload("logs/ingester", "docker.io/grafana/loki:3.5.0", "StatefulSet")]
    one = given(workloads=store, customs=[stack("a", **{"days": 14, "streams[].days": [3]})])
    assert value("services.logging.retention", one) == 14
    assert fact("services.logging.retention", one).evidence.endswith("for some streams 3 d")
    unlimited = fact("services.logging.retention", given(workloads=store, customs=[stack("a")]))
    assert unlimited.reason.endswith("logs have no limit of time")
    several = given(workloads=store, customs=[stack("a", days=14), stack("b", days=30)])
    assert value("services.logging.retention", several) is None
    refused = given(workloads=store, forbidden=("lokistacks.loki.grafana.com",))
    assert "lokistacks" in fact("services.logging.retention", refused).reason


@pytest.mark.parametrize(
    ("ran", "told"),
    [
        ("fluent/fluentd:v1.16.5-1.0", "1.16.5-1.0"),
        ("quay.io/fluentd_elasticsearch/fluentd:v4.7.2", ""),
        ("k8s.gcr.io/fluentd-elasticsearch:v2.4.0", ""),
    ],
)
def test_the_tag_of_an_image_that_counts_by_itself_is_not_fluentds_version(ran, told):
    found = given(workloads=[workload("logging/fluentd", ran, kind="DaemonSet")])
    assert [(row["product"], row["version"]) for row in value("services.list", found)] == [("Fluentd", told)]
