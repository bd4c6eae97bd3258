import msgspec
import pytest

from deckgen.cluster.snapshot import Gap, Table
from tests.cluster.facts.given import container, fact, given, namespaces, node, pod, service, value, workload

PODS = Table(
    resource="pods",
    namespace="shop",
    columns=["NAME", "READY", "STATUS", "RESTARTS", "AGE"],
    rows=[["a", "1/2", "CrashLoopBackOff", "3 (5m ago)", "12d"]],
)
DEPLOYMENTS = Table(
    resource="deployments.apps",
    namespace="shop",
    columns=["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE", "CONTAINERS", "IMAGES", "SELECTOR"],
    wide=3,
    rows=[["cart", "2/2", "2", "2", "12d", "cart", "example/cart:4", "app=cart"]],
)


def shown(**fields):
    return given(namespaces=namespaces("kube-system", "quiet", "shop"), **fields)


def test_rows_are_those_that_the_server_printed():
    found = fact("kubectl.pods", shown(pods=[pod("shop/a")], tables=[PODS]))
    assert found.value == [
        {"NAME": "a", "READY": "1/2", "STATUS": "CrashLoopBackOff", "RESTARTS": "3 (5m ago)", "AGE": "12d"}
    ]
    assert found.evidence == "the server's own table of pods in shop: 1 rows"


def test_all_rows_are_counted_whether_the_table_holds_them_or_not():
    many = shown(pods=[pod(f"shop/{number}") for number in range(40)], tables=[PODS])
    assert value("kubectl.pods.count", many) == 40


def test_the_columns_of_wide_stand_with_the_example_alone():
    found = shown(pods=[pod("shop/a")], workloads=[workload("shop/cart")], tables=[DEPLOYMENTS])
    assert list(value("kubectl.deployments", found)[0]) == ["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"]
    assert value("kubectl.example_deployment.wide", found)[0]["IMAGES"] == "example/cart:4"


def test_an_example_past_the_last_row_is_not_shown_as_another_one():
    late = shown(pods=[pod("shop/a")], workloads=[workload("shop/web")], tables=[DEPLOYMENTS])
    found = fact("kubectl.example_deployment.wide", late)
    assert found.reason == "kubectl.example_deployment is not among the first 1 Deployments"


def test_a_column_that_a_server_does_not_have_is_none():
    older = Table(resource="nodes", columns=["NAME", "STATUS"], rows=[["wn-1", "Ready"]])
    assert value("kubectl.nodes", shown(tables=[older])) == [
        {"NAME": "wn-1", "STATUS": "Ready", "ROLES": "<none>", "AGE": "<none>", "VERSION": "<none>"}
    ]


@pytest.mark.parametrize(
    ("snapshot", "reason"),
    [
        (given(forbidden=("nodes",)), "nodes: forbidden to this user; list nodes is in `deckgen manifests rbac`"),
        (given(), "this snapshot holds no table of it; take it again"),
        (
            given(tables=[Table(resource="nodes", columns=["NAME"])]),
            "the server printed no nodes",
        ),
    ],
)
def test_without_a_table_the_reason_is_said(snapshot, reason):
    assert fact("kubectl.nodes", snapshot).reason == reason


def test_where_nothing_of_the_customers_runs_no_table_is_missing():
    assert fact("kubectl.pods", shown()).reason == "no Pod of the customer's runs"


def test_a_server_that_prints_no_tables_is_named_as_the_reason():
    refused = msgspec.structs.replace(given(), gaps=[Gap(resource="tables", reason="failed", detail="status 406")])
    assert fact("kubectl.nodes", refused).reason == "the server did not print it: status 406"


def test_columns_of_ones_own_choice_are_cut_from_the_records():
    found = shown(pods=[pod("shop/a")], workloads=[workload("shop/b", replicas=3), workload("shop/a", replicas=0)])
    assert value("kubectl.deployments.custom", found) == [
        {"NAME": "a", "WANTED": "0"},
        {"NAME": "b", "WANTED": "3"},
    ]


def test_the_example_is_the_busiest_namespace_of_the_customers():
    pods = [pod(f"kube-system/{name}") for name in "abc"] + [pod("shop/a"), pod("shop/b"), pod("quiet/a")]
    assert value("kubectl.example_namespace", shown(pods=pods)) == "shop"
    assert value("kubectl.example_namespace", shown(pods=pods[:3])) is None


def test_the_example_deployment_is_one_that_a_service_leads_to():
    found = shown(
        pods=[pod("shop/a")],
        workloads=[workload("shop/worker", ready=9), workload("shop/cart", "example/cart:4", ready=2)],
        services=[service("shop/cart")],
    )
    assert value("kubectl.example_deployment", found) == "cart"
    assert value("kubectl.example_deployment.image", found) == "example/cart:4"
    assert value("kubectl.example_service", found) == "cart"
    assert [fact(f"kubectl.example_{kind}", found).evidence for kind in ("deployment", "service", "pod")] == [
        "Deployment shop/cart",
        "Service shop/cart",
        "Pod shop/a",
    ]


def test_a_service_before_another_workload_than_a_deployment_is_not_denied():
    wiki = workload("shop/wiki", kind="StatefulSet")
    found = shown(pods=[pod("shop/wiki-0")], workloads=[wiki], services=[service("shop/wiki")])
    reason = fact("kubectl.example_service", found).reason
    assert reason == "no Service in front of a Deployment in kubectl.example_namespace"


def test_described_is_a_pod_that_keeps_data():
    stateful = pod(
        "shop/db-0",
        owner="StatefulSet/db",
        node="wn-1",
        labels={"app": "db", "tier": "data"},
        claims=["data-db-0"],
        pod_ip="10.42.3.7",
        containers=[container("postgres:16.9", name="postgres"), container("busybox:1", name="chown", init=True)],
    )
    found = shown(pods=[pod("shop/a"), stateful], nodes=[node("wn-1", addresses={"InternalIP": "10.20.0.23"})])
    assert value("kubectl.example_pod", found) == "db-0"
    assert value("kubectl.describe", found) == [
        "Name:          db-0",
        "Namespace:     shop",
        "Node:          wn-1/10.20.0.23",
        "Labels:        app=db",
        "               tier=data",
        "Status:        Running",
        "IP:            10.42.3.7",
        "Controlled By: StatefulSet/db",
        "Containers:",
        "  postgres:",
        "    Image:  postgres:16.9",
        "    Ready:  True",
        "Volumes:",
        "    Type:       PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
        "    ClaimName:  data-db-0",
    ]
    assert "Node:          wn-1" in value("kubectl.describe", shown(pods=[stateful]))
