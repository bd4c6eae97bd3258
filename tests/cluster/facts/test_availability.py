"""Whether managed services are up, by the replicas that are ready."""

from tests.cluster.facts.given import container, fact, given, pod, value, workload

GRAFANA = "grafana/grafana:11.1.0"


def test_a_part_without_all_its_replicas_is_named_with_what_it_lacks():
    found = given(
        workloads=[
            workload("monitoring/grafana", GRAFANA, replicas=2, ready=1),
            workload("logging/fluentd", "fluentd:v1.16", kind="DaemonSet", replicas=9, ready=9),
            workload("shop/cart", "cart:1", replicas=3, ready=0),
        ]
    )
    assert value("availability.services.unready", found) == ["Grafana: 1 of 2 ready (Deployment monitoring/grafana)"]
    assert value("availability.services.unready.count", found) == 1
    assert value("availability.services.count", found) == 2
    assert fact("availability.services.unready", found).evidence.startswith("2 ")


def test_a_service_that_was_scaled_to_nothing_is_not_up_but_one_idle_part_of_many_is_no_matter():
    stopped = given(workloads=[workload("monitoring/grafana", GRAFANA, replicas=0, ready=0)])
    assert value("availability.services.unready.count", stopped) == 1
    spare = workload("monitoring/grafana-old", GRAFANA, replicas=0, ready=0)
    assert (
        value("availability.services.unready", given(workloads=[spare, workload("monitoring/grafana", GRAFANA)])) == []
    )


def test_a_daemon_set_without_nodes_to_run_on_lacks_nothing():
    idle = workload("logging/fluentd-gpu", "fluentd:v1.16", kind="DaemonSet", replicas=0, ready=0)
    assert value("availability.services.unready", given(workloads=[idle])) == []


def test_a_pod_that_an_operator_made_counts_by_its_containers():
    sick = pod(
        "monitoring/prom-0",
        owner="Prometheus/k8s",
        not_ready=["prometheus"],
        containers=[container("prom/prometheus:v2.53.0", name="prometheus")],
    )
    assert value("availability.services.unready.count", given(pods=[sick])) == 1


def test_every_part_of_the_dashboard_has_to_be_ready():
    parts = [
        workload("kubernetes-dashboard/web", "kubernetesui/dashboard-web:1.6.0"),
        workload("kubernetes-dashboard/api", "kubernetesui/dashboard-api:1.10.1", ready=0),
    ]
    assert value("availability.dashboard.ready", given(workloads=parts)) is False
    assert value("availability.dashboard.ready", given(workloads=parts[:1])) is True
    assert value("availability.dashboard.ready", given()) is None
