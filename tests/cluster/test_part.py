"""Where a part of a cluster was read alone, no fact takes it for the whole."""

import msgspec
import pytest

from deckgen import assets
from deckgen.cluster import resources, sight, snapshot
from deckgen.cluster.collect import CONFIG_MAPS
from deckgen.cluster.observe import observe
from deckgen.cluster.snapshot import Gap

SAMPLE = snapshot.load(assets.sample() / "snapshot.json")
WHOLE = observe(SAMPLE)
KIND_OF = {one.name: one for one in resources.ALL}


def without(whole, name):
    """A snapshot as it is where one resource may not be listed."""
    gap = Gap(resource=name, reason="forbidden")
    left = {"gaps": [gap], "resources": [one for one in whole.resources if one != name]}
    if name == CONFIG_MAPS:
        return msgspec.structs.replace(whole, settings=[], **left)
    field = KIND_OF[name].field
    kept = [one for one in getattr(whole, field) if not is_of(one, name)]
    return msgspec.structs.replace(whole, **{field: kept}, **left)


def is_of(record, name):
    plural = name.partition(".")[0]
    if plural in ("rolebindings", "clusterrolebindings"):
        return bool(record.namespace) == (plural == "rolebindings")
    if hasattr(record, "kind"):
        return plural in (f"{record.kind}s".lower(), f"{record.kind}es".lower())
    return True


LESS = {
    "certificates.issuers": "those that Ingresses ask for are left, and its evidence says so",
    "demo.storage_class": "its evidence says that it is one that bound claims name",
    "ingress.example": "leaves open how many Pods are ready where no EndpointSlice can be read",
    "kubectl.describe": "leaves out the node's address where no node can be read",
    "loadbalancers.list": "leaves open how many Pods are ready where no EndpointSlice can be read",
    "network.examples": "any Pods on different nodes are examples",
    "network.overlay.sources": "names the sources that were read",
    "objectstorage.swift.uses": "its evidence says that there may be more",
    "openstack.integrations": "a row says that no sign of the service could be read",
    "security.caveats": "its evidence says how many were looked for",
    "server.distribution": "says probably where there are fewer signs",
    "server.kubectl_versions": "its evidence names the API servers that were seen",
    "server.versions": "its evidence says that there may be others",
    "services.list": "has no URL where nothing tells it",
    "storage.example_claim": "any claim is an example",
}
"""Facts that may say less where a resource may not be listed, and how they say so."""


@pytest.mark.parametrize("name", [*sorted(KIND_OF), CONFIG_MAPS])
def test_without_one_right_no_fact_says_anything_else_than_with_it(name):
    found = observe(without(SAMPLE, name))
    wrong = {key: fact.value for key, fact in found.items() if fact.visible and fact.value != WHOLE[key].value}
    assert {key: value for key, value in wrong.items() if key not in LESS} == {}


def test_where_a_use_may_be_unread_the_evidence_says_so():
    found = observe(without(SAMPLE, CONFIG_MAPS))["objectstorage.swift.uses"]
    assert (found.value, WHOLE[found.name].value) == (["etcd snapshots"], ["Harbor's images", "etcd snapshots"])
    assert "there may be more uses, since configmaps: forbidden to this user; get configmaps" in found.evidence


def part(whole, namespace):
    """A snapshot as it is where one namespace alone may be read."""
    local = {one.name for one in resources.ALL if one.local}
    gaps = [Gap(resource=one, reason="forbidden", namespace=namespace * (one in local)) for one in SAMPLE.resources]
    fields = {one.field for one in resources.ALL}
    kept = {field: [one for one in getattr(whole, field) if is_in(one, field, namespace)] for field in fields}
    settings = [one for one in whole.settings if one.namespace == namespace]
    return msgspec.structs.replace(whole, gaps=gaps, resources=[], settings=settings, **kept)


def is_in(record, field, namespace):
    if field in ("customs", "bindings", "leases"):
        return False
    return namespace in (record.name, getattr(record, "namespace", "")) if hasattr(record, "name") else False


@pytest.mark.parametrize("namespace", [one.name for one in SAMPLE.namespaces])
def test_of_one_namespace_no_fact_takes_it_for_the_whole(namespace):
    found = observe(part(SAMPLE, namespace))
    wrong = {
        key: fact.value
        for key, fact in found.items()
        if fact.visible and fact.value != WHOLE[key].value and key not in LESS and not key.startswith("kubectl.")
    }
    assert wrong == {}


def test_the_namespace_that_was_read_can_be_shown():
    found = observe(part(SAMPLE, "shop"))
    assert found.value("kubectl.example_namespace") == "shop"
    assert {row["NAME"] for row in found.value("kubectl.pods")} == {
        one.name for one in SAMPLE.pods if one.namespace == "shop"
    }
    assert found.value("storage.cinder.present") is True
    assert found["nodes.count"].reason.startswith("nodes: forbidden to this user;")
    assert found["loadbalancers.count"].reason == (
        "services: forbidden to this user but for namespace shop; list services is in `deckgen manifests rbac`"
    )


def test_each_resource_that_can_be_read_of_a_namespace_has_its_records_named():
    local = {one.name: one.field for one in resources.ALL if one.local}
    assert {name: field for name, (field, _) in sight._RECORDS.items()} == local
