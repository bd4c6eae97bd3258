import pytest

from deckgen.cluster.snapshot import Endpoints, IngressClass, Namespace, Port
from tests.cluster.facts.given import container, fact, given, ingress, pod, service, value, workload

NGINX = "registry.k8s.io/ingress-nginx/controller:v1.12.4"


@pytest.mark.parametrize(
    ("image", "version"),
    [
        (NGINX, "1.12.4"),
        ("registry.k8s.io/ingress-nginx/controller-chroot:v1.12.2@sha256:00", "1.12.2"),
        ("quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.24.1", "0.24.1"),
        ("rancher/nginx-ingress-controller:nginx-1.7.1-hardened1", "1.7.1"),
        ("mirror.example.com:5000/ingress-nginx/controller:v1.9.0", "1.9.0"),
    ],
)
def test_one_project_has_several_images(image, version):
    found = given(workloads=[workload("x/c", image)])
    assert value("ingress.controller", found) == "ingress-nginx"
    assert value("ingress.version", found) == version


def test_the_program_tells_it_under_any_image():
    own = workload("x/c", containers=[container("example/web:7", does=["nginx ingress controller"])])
    assert value("ingress.controller", given(workloads=[own])) == "ingress-nginx"
    assert value("ingress.version", given(workloads=[own])) is None


def test_another_makers_controller_with_nginx_in_its_name_is_another_product():
    assert (
        value("ingress.controller", given(workloads=[workload("x/c", "nginx/nginx-ingress:3.7")]))
        == "F5 NGINX Ingress Controller"
    )


def test_it_answers_at_the_service_that_it_publishes():
    flags = {"publish-service": "$(POD_NAMESPACE)/front"}
    found = given(
        workloads=[workload("x/c", NGINX, flags=flags)],
        services=[
            service("x/metrics", type="LoadBalancer", selector={"app": "c"}, addresses=["203.0.113.99"]),
            service("x/front", type="LoadBalancer", selector={"app": "c"}, addresses=["203.0.113.10"]),
        ],
    )
    assert value("ingress.address", found) == "203.0.113.10"
    assert value("ingress.way_in", found) == "load balancer"


def test_without_a_load_balancer_it_answers_at_node_ports():
    front = service("x/front", type="NodePort", selector={"app": "c"}, ports=[Port(port=443, node_port=30443)])
    found = given(workloads=[workload("x/c", NGINX)], services=[front])
    assert value("ingress.address", found) == "node ports 30443"
    assert value("ingress.way_in", found) == "node ports"


def test_its_class_is_the_one_with_its_controllers_name():
    classes = [
        IngressClass(name="other", controller="k8s.io/ingress-nginx"),
        IngressClass(name="mine", controller="k8s.io/internal-ingress-nginx"),
    ]
    flags = {"controller-class": "k8s.io/internal-ingress-nginx"}
    found = given(workloads=[workload("x/c", NGINX, flags=flags)], ingress_classes=classes)
    assert value("ingress.class", found) == "mine"


def test_only_hosts_with_a_certificate_are_https():
    found = given(ingresses=[ingress("a/x", "a.example", "x"), ingress("a/y", "b.example", "y", tls=False)])
    assert value("ingress.hosts", found) == ["http://b.example", "https://a.example"]


def test_without_any_service_it_answers_on_its_nodes():
    pods = [pod(f"x/c-{host}", node=host, labels={"app": "c"}, host_network=True) for host in ("n1", "n2")]
    found = given(workloads=[workload("x/c", NGINX, "DaemonSet")], pods=pods)
    assert value("ingress.address", found) == "the network of 2 nodes"
    assert value("ingress.way_in", found) == "host network"
    inside = [pod("x/c-1", node="n1", labels={"app": "c"})]
    assert value("ingress.address", given(workloads=[workload("x/c", NGINX)], pods=inside)) is None


def test_at_ports_of_its_nodes_it_answers_where_its_pods_run():
    own = workload("x/c", kind="DaemonSet", containers=[container(NGINX, host_ports=[443, 80, 443])])
    pods = [pod(f"x/c-{host}", node=host, labels={"app": "c"}) for host in ("n1", "n2")]
    assert value("ingress.address", given(workloads=[own], pods=pods)) == "ports 80, 443 of 2 nodes"
    assert value("ingress.way_in", given(workloads=[own], pods=pods)) == "host ports"
    assert value("ingress.way_in", given(workloads=[own])) is None
    shared = [pod("x/c-1", node="n1", labels={"app": "c"}, host_network=True)]
    assert value("ingress.way_in", given(workloads=[own], pods=shared)) == "host network"


def test_external_addresses_come_before_node_ports():
    front = service("x/c", type="NodePort", external_ips=["203.0.113.9"], ports=[Port(port=443, node_port=30443)])
    assert value("ingress.address", given(workloads=[workload("x/c", NGINX)], services=[front])) == "203.0.113.9"


def test_an_image_by_digest_has_its_version_in_a_label():
    labels = {"app.kubernetes.io/version": "v1.11.3"}
    by_digest = workload("x/c", "registry.k8s.io/ingress-nginx/controller@sha256:00", labels=labels)
    assert value("ingress.version", given(workloads=[by_digest])) == "1.11.3"


def test_octavias_own_controller_is_one_too():
    own = workload("kube-system/oic", "registry.k8s.io/provider-os/octavia-ingress-controller:v1.33.0", "StatefulSet")
    assert value("ingress.controller", given(workloads=[own])) == "octavia-ingress-controller"


def test_a_class_without_a_controller_that_runs_is_named_in_the_reason_alone():
    found = given(ingress_classes=[IngressClass(name="kong", controller="ingress-controllers.konghq.com/kong")])
    assert value("ingress.controller", found) is None
    assert "konghq" in fact("ingress.controller", found).reason


def test_the_example_is_an_ingress_of_the_customers_with_ready_pods():
    found = given(
        namespaces=[Namespace(name="kube-system"), Namespace(name="shop"), Namespace(name="web")],
        workloads=[workload("shop/cart"), workload("web/front")],
        ingresses=[
            ingress("kube-system/k", "a.example.com", "k"),
            ingress("shop/cart", "b.example.com", "cart"),
            ingress("web/front", "long-name.example.com", "front", path="/x"),
            ingress("web/wild", "*.example.com", "front"),
        ],
        endpoints=[Endpoints(namespace="web", service="front", addresses=["10.42.0.9"])],
        served=("endpointslices.discovery.k8s.io",),
    )
    (row,) = value("ingress.example", found)
    assert (row["namespace"], row["host"], row["path"], row["pods"]) == ("web", "long-name.example.com", "/x", 1)


def test_without_a_host_there_is_no_ingress_to_follow():
    assert "leads a host to a Service" in fact("ingress.example", given(ingresses=[ingress("a/b", "", "b")])).reason
