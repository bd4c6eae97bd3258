"""Where pull secrets are named: by ServiceAccounts or Pods, without a look at any Secret."""

from deckgen.cluster.snapshot import ServiceAccount
from tests.cluster.facts.given import fact, given, namespaces, pod, value


def account(place, *secrets):
    namespace, name = place.split("/")
    return ServiceAccount(namespace=namespace, name=name, pull_secrets=list(secrets))


def test_a_secret_may_be_named_by_an_account_or_by_a_pod():
    found = given(
        namespaces=namespaces("shop", "web", "batch", "kube-system"),
        service_accounts=[account("shop/default", "harbor"), account("kube-system/default", "other")],
        pods=[pod("web/a", pull_secrets=["harbor"]), pod("batch/b")],
    )
    assert value("registry.pull_secrets.namespaces", found) == ["shop", "web"]
    assert value("registry.pull_secrets.missing", found) == ["batch"]
    assert value("registry.pull_secrets.missing.count", found) == 1
    assert value("registry.pull_secrets", found) == [
        {"namespace": "shop", "secret": "harbor", "named_by": "ServiceAccount default"},
        {"namespace": "web", "secret": "harbor", "named_by": "Pod a"},
    ]
    assert "2 of 3 namespaces" in fact("registry.pull_secrets.missing", found).evidence


def test_pods_alone_prove_that_a_secret_is_named_and_never_that_none_is():
    hidden = {"namespaces": namespaces("shop", "web"), "forbidden": ("serviceaccounts",)}
    half = given(pods=[pod("shop/a", pull_secrets=["harbor"])], **hidden)
    assert value("registry.pull_secrets.namespaces", half) == ["shop"]
    assert value("registry.pull_secrets.missing", half) is None
    assert "serviceaccounts" in fact("registry.pull_secrets.missing", half).reason
    both = [pod("shop/a", pull_secrets=["harbor"]), pod("web/a", pull_secrets=["harbor"])]
    assert value("registry.pull_secrets.missing.count", given(pods=both, **hidden)) == 0


def test_without_a_namespace_of_the_customers_there_is_nothing_to_say():
    found = given(namespaces=namespaces("kube-system"))
    assert value("registry.pull_secrets.missing.count", found) is None
