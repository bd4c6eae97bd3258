from tests.cluster.facts.given import container, fact, given, namespaces, value, workload


def test_the_customers_are_those_that_the_platform_does_not_fill():
    names = ("kube-system", "default", "kaas-system", "tigera-operator", "graphs", "shop", "fresh")
    found = given(
        namespaces=namespaces(*names),
        workloads=[
            workload("graphs/g", "grafana/grafana:11"),
            workload("shop/grafana", "grafana/grafana:11"),
            workload("shop/cart", "example/cart:1"),
        ],
    )
    assert value("namespaces.customer", found) == ["fresh", "shop"]
    assert value("namespaces.customer.count", found) == 2
    assert value("namespaces.count", found) == 7


def test_a_collector_beside_an_application_does_not_make_it_the_platforms():
    collector, app = container("fluent/fluent-bit:3.2", name="logs"), container("example/cart:1")
    found = given(
        namespaces=namespaces("shop", "collect"),
        workloads=[
            workload("shop/cart", containers=[app, collector]),
            workload("collect/logs", kind="DaemonSet", containers=[collector, container("brancz/kube-rbac-proxy:v1")]),
        ],
    )
    assert value("namespaces.customer", found) == ["shop"]


def test_a_front_is_the_platforms_by_its_release_alone():
    release, other = ({"app.kubernetes.io/instance": name} for name in ("dash", "shop"))
    found = given(
        namespaces=namespaces("boards", "shop"),
        workloads=[
            workload("boards/kong", "kong:3.9", labels=release),
            workload("boards/web", "kubernetesui/dashboard-web:1.7.0", labels=release),
            workload("shop/kong", "kong:3.9", labels=other),
            workload("shop/grafana", "grafana/grafana:11", labels=release),
        ],
    )
    assert value("namespaces.customer", found) == ["shop"]


def test_namespaces_that_were_not_read_are_not_none():
    assert "forbidden" in fact("namespaces.count", given(forbidden=("namespaces",))).reason


def test_a_namespace_of_an_ingress_controller_alone_is_the_platforms_under_any_image():
    program = container("mirror.example.com/web-front:7", does=["nginx ingress controller"])
    found = given(
        namespaces=namespaces("front", "edge", "shop"),
        workloads=[
            workload("front/in", kind="DaemonSet", containers=[program]),
            workload("front/default", "registry.k8s.io/defaultbackend-amd64:1.5"),
            workload("edge/in", "haproxytech/kubernetes-ingress:3.1"),
            workload("shop/web", "example/web-front:7"),
        ],
    )
    assert value("namespaces.customer", found) == ["shop"]
