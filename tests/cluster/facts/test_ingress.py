import pytest

from deckgen.cluster.snapshot import IngressClass, Port
from tests.cluster.facts.given import container, given, ingress, service, value, workload

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


def test_without_a_load_balancer_it_answers_at_node_ports():
    front = service("x/front", type="NodePort", selector={"app": "c"}, ports=[Port(port=443, node_port=30443)])
    found = given(workloads=[workload("x/c", NGINX)], services=[front])
    assert value("ingress.address", found) == "node ports 30443"


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
