import pytest

from deckgen.cluster.snapshot import Custom
from tests.cluster.facts.given import (
    container,
    cron_job,
    custom,
    fact,
    given,
    ingress,
    service,
    setting,
    value,
    workload,
)

PROMETHEUS = "quay.io/prometheus/prometheus:v3.5.0"
ACTIONS = {
    "action": "delete_indices",
    "options.disable_action": "false",
    "filters.0.filtertype": "pattern",
    "filters.1.filtertype": "age",
    "filters.1.direction": "older",
    "filters.1.unit": "days",
    "filters.1.unit_count": "7",
}


def curated(actions, **job):
    """Elasticsearch with Curator and its action file."""
    settings = [setting("logs/curator", f"action_file.yml.actions.1.{name}", text) for name, text in actions.items()]
    curator = container("docker.io/untergeek/curator:5.8.4", **job.pop("container", {}))
    jobs = [cron_job("logs/curator", "0 1 * * *", config_maps=["curator"], containers=[curator], **job)]
    return given(workloads=[workload("logs/es", "elasticsearch:7.17")], settings=settings, cron_jobs=jobs)


def operated(name, **spec):
    labels = {"operator.prometheus.io/name": name, "app.kubernetes.io/managed-by": "prometheus-operator"}
    run = workload(f"monitoring/prometheus-{name}", PROMETHEUS, "StatefulSet", labels=labels)
    return run, custom("Prometheus", f"monitoring/{name}", **spec)


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


@pytest.mark.parametrize(("protocol", "scheme"), [("HTTPS", "https"), ("HTTP", "http")])
def test_a_gateways_route_is_as_good_as_an_ingress(protocol, scheme):
    listens = {"spec.listeners[].protocol": [protocol]}
    leads = {
        "spec.hostnames": ["grafana.example"],
        "spec.parentRefs[].name": ["main"],
        "spec.rules[].backendRefs[].name": ["pictures"],
    }
    found = given(
        workloads=[workload("x/pictures", "docker.io/grafana/grafana:11.6.3")],
        services=[service("x/pictures")],
        customs=[
            Custom(kind="Gateway", api_version="v1", namespace="infra", name="main", fields=listens),
            Custom(kind="HTTPRoute", api_version="v1", namespace="x", name="r", fields=leads),
        ],
    )
    assert value("services.grafana.url", found) == f"{scheme}://grafana.example"


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


@pytest.mark.parametrize(
    ("spec", "kept"),
    [({"retention": "72h"}, 72), ({"retention": "3d"}, 72), ({}, 24), ({"retentionSize": "50GB"}, None)],
)
def test_the_operators_prometheus_keeps_what_its_resource_says(spec, kept):
    run, resource = operated("main", **spec)
    assert value("services.prometheus.retention", given(workloads=[run], customs=[resource])) == kept


@pytest.mark.parametrize(
    ("flags", "kept"),
    [
        ({"storage.tsdb.retention.time": "72h"}, 72),
        ({"storage.tsdb.retention": "48h"}, 48),
        ({"storage.tsdb.retention.size": "50GB"}, None),
        ({}, 360),
    ],
)
def test_outside_the_operator_the_flags_tell_and_fifteen_days_is_the_programs_own(flags, kept):
    assert value("services.prometheus.retention", given(workloads=[workload("x/p", PROMETHEUS, flags=flags)])) == kept


def test_an_operated_prometheus_without_its_resource_is_not_given_a_default():
    run, _ = operated("main")
    assert value("services.prometheus.retention", given(workloads=[run])) is None


def test_of_several_the_one_that_keeps_least_counts():
    pairs = [operated("customer", retention="5d"), operated("internal", retention="72h")]
    found = given(workloads=[run for run, _ in pairs], customs=[resource for _, resource in pairs])
    assert value("services.prometheus.count", found) == 2
    assert value("services.prometheus.retention", found) == 72
    assert [row["retention"] for row in value("services.prometheus.instances", found)] == [120, 72]


def test_curator_keeps_logs_for_the_days_of_its_age_filter():
    assert value("services.logging.retention", curated(ACTIONS)) == 7


@pytest.mark.parametrize(
    "changed",
    [
        {"options.disable_action": "true"},
        {"filters.1.direction": "younger"},
        {"filters.1.exclude": "true"},
        {"action": "close"},
        {"filters.1.unit_count": "${DAYS}"},
    ],
)
def test_an_action_that_deletes_nothing_by_age_is_no_retention(changed):
    assert value("services.logging.retention", curated(ACTIONS | changed)) is None


def test_a_default_in_the_action_file_counts():
    assert value("services.logging.retention", curated(ACTIONS | {"filters.1.unit_count": "${DAYS:14}"})) == 14


@pytest.mark.parametrize("stopped", [{"suspended": True}, {"container": {"flags": {"dry-run": "true"}}}])
def test_curator_that_does_not_delete_is_no_retention(stopped):
    assert value("services.logging.retention", curated(ACTIONS, **stopped)) is None


def test_curators_inline_form_counts_in_its_own_unit():
    inline = {"container": {"does": ["delete indices older than 2 weeks"]}}
    assert value("services.logging.retention", curated({}, **inline)) == 14


def test_loki_is_not_efk_and_keeps_nothing_to_a_time_without_its_compactor():
    loki = [workload("x/loki", "docker.io/grafana/loki:3.5.0", "StatefulSet")]
    period = setting("x/loki", "config.yaml.limits_config.retention_period", "336h")
    enabled = setting("x/loki", "config.yaml.compactor.retention_enabled", "true")
    assert value("services.logging.product", given(workloads=loki)) == "Loki"
    assert value("services.logging.retention", given(workloads=loki, settings=[period])) is None
    assert value("services.logging.retention", given(workloads=loki, settings=[period, enabled])) == 14


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
