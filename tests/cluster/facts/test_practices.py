from tests.cluster.facts.given import container, given, namespaces, pod, static_pod, value, workload

ASKS = container(cpu_request=True, memory_request=True, ready=True)


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
    half = container(cpu_request=True)
    pods = [
        pod("shop/a-1-x", owner="ReplicaSet/a-1", containers=[ASKS, half]),
        pod("shop/a-1-y", owner="ReplicaSet/a-1", containers=[half]),
        pod("shop/b-0", owner="StatefulSet/b", containers=[half]),
        pod("shop/c", containers=[ASKS, container(init=True)]),
    ]
    found = kept(pods=pods, workloads=[workload("shop/a")])
    assert value("practices.no_requests.count", found) == 3
    assert value("practices.no_requests.worst", found) == ["shop/a", "shop/b"]
