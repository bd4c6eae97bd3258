import pytest

from deckgen.cluster.snapshot import Custom, Ingress
from tests.cluster.facts.given import (
    container,
    cron_job,
    fact,
    given,
    namespaces,
    pod,
    service,
    static_pod,
    value,
    workload,
)

ASKS = container(requests=["cpu", "memory"])


def kept(**fields):
    return given(namespaces=namespaces("default", "kube-system", "shop"), **fields)


def test_a_pod_is_naked_where_nothing_would_bring_it_back():
    pods = [
        pod("shop/alone", owner=""),
        pod("shop/done", owner="", phase="Succeeded"),
        pod("shop/web-1"),
        pod("shop/mirror", owner="", annotations={"kubernetes.io/config.mirror": "x"}),
        static_pod("etcd", "a"),
        pod("kube-system/alone", owner=""),
    ]
    assert value("practices.naked_pods", kept(pods=pods)) == ["shop/alone"]
    assert value("practices.pods.count", kept(pods=pods)) == 3


def test_default_holds_workloads_and_pods_by_themselves():
    found = kept(workloads=[workload("default/web")], pods=[pod("default/web-1"), pod("default/alone", owner="")])
    assert value("practices.default_namespace.count", found) == 2


def test_a_tool_shows_by_label_or_by_annotation():
    workloads = [
        workload("shop/a", labels={"app.kubernetes.io/managed-by": "Helm"}),
        workload("shop/b", annotation_keys=["argocd.argoproj.io/tracking-id"]),
        workload("shop/c", labels={"kustomize.toolkit.fluxcd.io/name": "c"}),
        workload("shop/d", labels={"app.kubernetes.io/managed-by": "anna"}),
        workload("kube-system/e", labels={"app.kubernetes.io/managed-by": "Helm"}),
    ]
    assert value("practices.managed.count", kept(workloads=workloads)) == 3
    assert value("practices.workloads.count", kept(workloads=workloads)) == 4
    assert value("practices.annotated.count", kept(workloads=workloads)) == 1


def test_a_stateful_set_keeps_data_by_a_template_or_a_claim():
    workloads = [
        workload("shop/a", kind="StatefulSet", claim_templates=1),
        workload("shop/b", kind="StatefulSet", claims=["data"]),
        workload("shop/c", kind="StatefulSet"),
    ]
    assert value("practices.stateful.count", kept(workloads=workloads)) == 3
    assert value("practices.stateful.without_claims", kept(workloads=workloads)) == ["shop/c"]


def test_both_requests_are_wanted_of_every_container_but_init_ones():
    half = container(requests=["cpu"])
    pods = [
        pod("shop/a-1-x", owner="ReplicaSet/a-1", containers=[ASKS, half]),
        pod("shop/a-1-y", owner="ReplicaSet/a-1", containers=[half]),
        pod("shop/b-0", owner="StatefulSet/b", containers=[half]),
        pod("shop/c", containers=[ASKS, container(init=True)]),
    ]
    found = kept(pods=pods, workloads=[workload("shop/a")])
    assert value("practices.no_requests.count", found) == 3
    assert value("practices.no_requests.worst", found) == ["shop/a", "shop/b"]


def served(*containers, **fields):
    """A workload behind a Service."""
    web = workload("shop/web", containers=list(containers), **fields)
    return kept(workloads=[web], services=[service("shop/web"), service("shop/none", selector={})])


def test_a_readiness_probe_is_wanted_of_the_container_that_a_service_leads_to():
    serving = container(serves=True)
    probed = container(serves=True, readiness=True)
    shipper = container("fluent/fluent-bit:3", name="logs")
    assert value("practices.no_probe.worst", served(serving)) == ["shop/web"]
    assert value("practices.no_probe.worst", served(probed, shipper)) == []
    # The proxy beside it being ready does not make the application so.
    assert value("practices.no_probe.worst", served(serving, probed)) == ["shop/web"]
    assert value("practices.no_probe.count", served(container(readiness=True))) == 0
    assert value("practices.no_probe.count", served(container(), container(readiness=True, init=True))) == 1


def test_what_no_service_leads_to_needs_no_probe():
    found = kept(
        workloads=[workload("shop/worker"), workload("kube-system/dns")],
        pods=[pod("shop/job-1", owner="Job/job", labels={"app": "job"})],
        services=[service("shop/other"), service("kube-system/dns"), service("shop/job")],
    )
    assert value("practices.no_probe.count", found) == 0
    assert "0 of 0" in fact("practices.no_probe.count", found).evidence


def budget(place="shop/all", version="policy/v1", selector=None, **status):
    namespace, name = place.split("/")
    fields = {f"status.{key}": number for key, number in status.items()}
    if selector is not None:
        fields["spec.selector"] = selector
    return Custom(kind="PodDisruptionBudget", api_version=version, namespace=namespace, name=name, fields=fields)


@pytest.mark.parametrize(
    ("version", "selector", "covered"),
    [
        ("policy/v1", {}, True),
        ("policy/v1beta1", {}, False),
        ("policy/v1", None, False),
        ("policy/v1", {"matchLabels": {"app": "web"}}, True),
        ("policy/v1", {"matchLabels": {"app": "other"}}, False),
        ("policy/v1", {"matchExpressions": [{"key": "app", "operator": "In", "values": ["web"]}]}, True),
        ("policy/v1", {"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["web"]}]}, False),
        ("policy/v1", {"matchExpressions": [{"key": "app", "operator": "Exists"}]}, True),
        ("policy/v1", {"matchLabels": {}, "matchExpressions": [{"key": "app", "operator": "DoesNotExist"}]}, False),
    ],
)
def test_a_budget_keeps_what_its_selector_fits_in_the_version_that_it_is_read_in(version, selector, covered):
    found = kept(workloads=[workload("shop/web", replicas=2)], customs=[budget(version=version, selector=selector)])
    assert value("practices.no_budget.count", found) == (0 if covered else 1)


def test_a_budget_of_another_namespace_keeps_nothing_here_and_one_replica_needs_none():
    workloads = [
        workload("shop/web", replicas=3),
        workload("shop/db", kind="StatefulSet", replicas=5),
        workload("shop/one"),
        workload("shop/agent", kind="DaemonSet", replicas=9),
        workload("kube-system/dns", replicas=2),
    ]
    found = kept(workloads=workloads, customs=[budget("kube-system/all", selector={})])
    assert value("practices.no_budget.worst", found) == ["shop/db", "shop/web"]
    assert "2 of 2" in fact("practices.no_budget.count", found).evidence


def test_a_budget_blocks_only_where_it_has_pods_and_lets_none_go():
    budgets = [
        budget("shop/blocks", disruptionsAllowed=0, expectedPods=2),
        budget("shop/unseen", disruptionsAllowed=0, expectedPods=0),
        budget("shop/lets", disruptionsAllowed=1, expectedPods=2),
        budget("kube-system/ours", disruptionsAllowed=0, expectedPods=2),
    ]
    assert value("practices.blocking_budgets.worst", kept(customs=budgets)) == ["shop/blocks"]


@pytest.mark.parametrize(
    ("image", "free"),
    [
        ("app", True),
        ("registry.example:5000/app", True),
        ("app:latest", True),
        ("app:1.2", False),
        ("app@sha256:0123", False),
        ("app:latest@sha256:0123", False),
    ],
)
def test_an_image_without_a_version_or_digest_may_change(image, free):
    found = kept(pods=[pod("shop/a", owner="StatefulSet/a", containers=[container(image)])])
    assert value("practices.unpinned.worst", found) == (["shop/a"] if free else [])


def test_paths_of_the_node_are_ranked_by_the_harm_that_they_can_do():
    paths = {
        "logs": ["/var/log:ro"],
        "data": ["/srv/data"],
        "etc": ["/etc/ssl:ro"],
        "root": ["/"],
        "socket": ["/run/containerd/containerd.sock:ro", "/srv/x"],
    }
    pods = [pod(f"shop/{name}", owner=f"DaemonSet/{name}", host_paths=found) for name, found in paths.items()]
    found = kept(pods=[*pods, pod("kube-system/agent", host_paths=["/"])])
    assert value("practices.host_paths.worst", found) == [
        "shop/root: /",
        "shop/socket: /run/containerd/containerd.sock",
        "shop/etc: /etc/ssl",
        "shop/data: /srv/data",
        "shop/logs: /var/log",
    ]
    assert value("practices.host_paths.count", found) == 5


def test_five_are_named_and_all_are_counted():
    workloads = [workload(f"shop/web-{number}", replicas=number) for number in range(2, 9)]
    found = kept(workloads=workloads)
    assert value("practices.no_budget.count", found) == 7
    assert value("practices.no_budget.worst", found) == [f"shop/web-{number}" for number in (8, 7, 6, 5, 4)]
    assert value("practices.unmanaged.worst", found)[0] == "shop/web-8"


def test_a_version_is_dropped_only_where_what_follows_it_is_served():
    fields = {
        "workloads": [workload("shop/web", applied_as="apps/v1beta1")],
        "cron_jobs": [cron_job("shop/report", "@daily", applied_as="batch/v1beta1")],
        "ingresses": [
            Ingress(namespace="shop", name="web", applied_as="extensions/v1beta1"),
            Ingress(namespace="kube-system", name="web", applied_as="extensions/v1beta1"),
        ],
        "customs": [Custom(kind="PodDisruptionBudget", api_version="policy/v1", namespace="shop", name="b")],
    }
    assert value("practices.dropped_apis", kept(**fields)) == [
        {"object": "CronJob shop/report", "version": "batch/v1beta1", "gone": "1.25"},
        {"object": "Deployment shop/web", "version": "apps/v1beta1", "gone": "1.16"},
        {"object": "Ingress shop/web", "version": "extensions/v1beta1", "gone": "1.22"},
    ]
    # batch/v1 has CronJobs from 1.21 on, so that 1.20 leaves no choice.
    assert value("practices.dropped_apis.count", kept(version="v1.20.15", **fields)) == 2


def test_what_was_not_read_is_not_called_up_to_date():
    assert value("practices.dropped_apis", kept(forbidden=("ingresses.networking.k8s.io",))) is None
    assert value("practices.no_budget.count", kept(forbidden=("poddisruptionbudgets.policy",))) is None
