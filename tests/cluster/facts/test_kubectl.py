from datetime import timedelta

import pytest

from deckgen.cluster.duration import age
from tests.cluster.facts.given import TAKEN, container, given, namespaces, node, pod, service, value, workload


def shown(**fields):
    return given(namespaces=namespaces("kube-system", "quiet", "shop"), **fields)


@pytest.mark.parametrize(
    ("elapsed", "printed"),
    [
        (timedelta(seconds=119), "119s"),
        (timedelta(minutes=2), "2m"),
        (timedelta(minutes=5, seconds=3), "5m3s"),
        (timedelta(minutes=179), "179m"),
        (timedelta(hours=7, minutes=30), "7h30m"),
        (timedelta(hours=47), "47h"),
        (timedelta(days=3, hours=4), "3d4h"),
        (timedelta(days=97), "97d"),
        (timedelta(days=740), "2y10d"),
        (timedelta(days=3000), "8y"),
    ],
)
def test_ages_are_printed_as_kubectl_prints_them(elapsed, printed):
    assert age(elapsed) == printed


def test_a_pods_row_counts_ready_containers_without_init_ones():
    two = [container(init=True), container(ready=True), container(ready=False)]
    found = shown(
        pods=[pod("shop/a", containers=two, started=TAKEN - timedelta(days=12), restarts=3, reason="CrashLoopBackOff")]
    )
    assert value("kubectl.pods", found) == [
        {"NAME": "a", "READY": "1/2", "STATUS": "CrashLoopBackOff", "RESTARTS": "3", "AGE": "12d"}
    ]


@pytest.mark.parametrize(("phase", "status"), [("Succeeded", "Completed"), ("Failed", "Error"), ("Pending", "Pending")])
def test_a_pod_that_ended_says_how(phase, status):
    assert value("kubectl.all_namespaces", shown(pods=[pod("shop/a", phase=phase)]))[0]["STATUS"] == status


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


def test_described_is_a_pod_that_keeps_data():
    stateful = pod(
        "shop/db-0",
        owner="StatefulSet/db",
        node="wn-1",
        host_ip="10.20.0.23",
        labels={"app": "db", "tier": "data"},
        claims=["data-db-0"],
        containers=[container("postgres:16.9", name="postgres", ready=True)],
    )
    found = shown(pods=[pod("shop/a"), stateful])
    assert value("kubectl.example_pod", found) == "db-0"
    assert value("kubectl.describe", found) == [
        "Name:          db-0",
        "Namespace:     shop",
        "Node:          wn-1/10.20.0.23",
        "Labels:        app=db",
        "               tier=data",
        "Status:        Running",
        "Controlled By: StatefulSet/db",
        "Containers:",
        "  postgres:",
        "    Image:  postgres:16.9",
        "    Ready:  True",
        "Volumes:",
        "    Type:       PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
        "    ClaimName:  data-db-0",
    ]


def test_a_node_without_a_flavor_is_printed_as_none():
    assert value("kubectl.nodes", shown(nodes=[node("a", kubelet="v1.33.4")])) == [
        {"NAME": "a", "FLAVOR": "<none>", "ZONE": "<none>", "VERSION": "v1.33.4"}
    ]
