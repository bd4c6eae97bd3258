import pytest

from deckgen.cluster.snapshot import Ingress, IngressClass, PersistentVolumeClaim, Route, StorageClass
from tests.cluster.facts.given import fact, given, ingress, namespaces, value, workload

NGINX = workload("ingress/nginx", "registry.k8s.io/ingress-nginx/controller:v1.12.4")


def classes(**default):
    return [StorageClass(name=name, provisioner="x", default=is_default) for name, is_default in default.items()]


def claim(name, storage_class, phase="Bound"):
    return PersistentVolumeClaim(namespace="shop", name=name, storage_class=storage_class, phase=phase)


def bare(name, ingress_class):
    return Ingress(namespace="shop", name=name, ingress_class=ingress_class, routes=[Route(service="x")])


def test_the_namespace_is_one_that_nobody_has():
    assert value("demo.namespace", given(namespaces=namespaces("default"))) == "hello"
    assert value("demo.namespace", given(namespaces=namespaces("hello", "hello-2"))) == "hello-3"


def test_the_host_is_in_the_domain_that_most_of_the_customers_hosts_are_in():
    ingresses = [
        *(ingress(f"kube-system/{name}", f"{name}.platform.example.com", name) for name in "abc"),
        ingress("shop/a", "shop.apps.example.com", "a"),
        ingress("shop/b", "*.apps.example.com", "b"),
        ingress("shop/c", "old.example.org", "c"),
    ]
    found = given(namespaces=namespaces("kube-system", "shop"), ingresses=ingresses)
    assert value("demo.host", found) == "hello.apps.example.com"
    assert value("demo.host", given(ingresses=ingresses[:3])) == "hello.platform.example.com"


def test_a_host_with_many_paths_is_one_host():
    paths = [Route(host="api.old.example.com", path=path, service="api") for path in ("/a", "/b", "/c")]
    found = given(
        namespaces=namespaces("shop"),
        ingresses=[
            Ingress(namespace="shop", name="api", routes=paths),
            ingress("shop/a", "a.apps.example.com", "a"),
            ingress("shop/b", "b.apps.example.com", "b"),
        ],
    )
    assert fact("demo.host", found).evidence == "Ingress .spec.rules[].host: 2 in apps.example.com"


def test_a_host_that_somebody_has_is_not_proposed():
    found = given(namespaces=namespaces("shop"), ingresses=[ingress("shop/a", "hello.apps.example.com", "a")])
    assert value("demo.host", found) == "hello-2.apps.example.com"


@pytest.mark.parametrize("ingresses", [[], [bare("a", "nginx")], [ingress("shop/a", "example.com", "a")]])
def test_without_a_domain_there_is_no_host(ingresses):
    assert fact("demo.host", given(ingresses=ingresses)).reason == "no Ingress names a host"


def test_the_class_is_the_controllers_even_where_another_one_is_the_default():
    kinds = [
        IngressClass(name="legacy", controller="example.com/x", default=True),
        IngressClass(name="public", controller="k8s.io/ingress-nginx"),
    ]
    assert value("demo.ingress_class", given(workloads=[NGINX], ingress_classes=kinds)) == "public"


def test_of_a_controller_that_is_not_known_the_default_class_is_taken():
    kinds = [IngressClass(name="a", controller="x"), IngressClass(name="b", controller="y", default=True)]
    assert value("demo.ingress_class", given(ingress_classes=kinds)) == "b"
    assert value("demo.ingress_class", given(ingress_classes=kinds[:1])) == "a"
    assert (
        value("demo.ingress_class", given(ingress_classes=[kinds[0], IngressClass(name="c", controller="z")])) is None
    )


def test_a_class_without_an_object_goes_into_the_annotation():
    found = given(workloads=[NGINX], ingresses=[bare("a", "nginx")])
    assert value("demo.ingress_class", found) == "nginx"
    assert value("demo.ingress_class.annotated", found) is True
    kinds = [IngressClass(name="nginx", controller="k8s.io/ingress-nginx")]
    assert value("demo.ingress_class.annotated", given(workloads=[NGINX], ingress_classes=kinds)) is False


@pytest.mark.parametrize(
    ("found", "name", "reason"),
    [
        (classes(a=False, b=True), "b", ""),
        (classes(a=False), None, "no StorageClass is marked as the default"),
        (classes(a=True, b=True), None, "several StorageClasses are marked as the default: a, b"),
    ],
)
def test_the_volume_is_of_the_default_class_alone(found, name, reason):
    fact_ = fact("demo.storage_class", given(storage_classes=found, claims=[claim("x", "a")]))
    assert (fact_.value, fact_.reason) == (name, reason)


def test_with_view_alone_the_class_is_the_one_that_bound_claims_name():
    claims = [claim("a", "ssd"), claim("b", "ssd"), claim("c", "hdd"), *(claim(n, "gone", "Pending") for n in "xyz")]
    found = fact("demo.storage_class", given(claims=claims, forbidden=("storageclasses.storage.k8s.io",)))
    assert found.value == "ssd"
    assert "2 of 3 bound" in found.evidence
    none = fact("demo.storage_class", given(forbidden=("storageclasses.storage.k8s.io",)))
    others = [PersistentVolumeClaim(namespace="logging", name=n, storage_class="hdd", phase="Bound") for n in "de"]
    everywhere = given(claims=claims + others, forbidden=("storageclasses.storage.k8s.io",))
    assert value("demo.storage_class", everywhere) == "hdd"
    assert none.reason.startswith("storageclasses.storage.k8s.io: forbidden")
