"""Reading real API servers with rights in one namespace alone."""

import json

import pytest

from deckgen.cluster.collect import collect, connect
from deckgen.cluster.observe import observe
from deckgen.summary import snapshot_summary
from tests.bed import fixtures, load, manifests
from tests.cluster.test_part import LESS

pytestmark = pytest.mark.bed
HOME = "shop"
TENANT = "nobody"


@pytest.fixture(scope="module", params=["old", "newest"])
def server(request, server_pool):
    """A server with the sample's manifests, on which the tenant may view one namespace."""
    items = manifests.read(fixtures.SAMPLE)
    with server_pool.start(request.param, manifests.service_cidr(items)) as server:
        load.load_items(server, items, connections=8)
        group = "rbac.authorization.k8s.io"
        binding = {
            "apiVersion": f"{group}/v1",
            "kind": "RoleBinding",
            "metadata": {"name": "system:bed:tenant"},
            "roleRef": {"apiGroup": group, "kind": "ClusterRole", "name": "view"},
            "subjects": [{"apiGroup": group, "kind": "User", "name": TENANT}],
        }
        server.client().must("POST", f"/apis/{group}/v1/namespaces/{HOME}/rolebindings", binding)
        yield server


@pytest.fixture
def tenants(server, tmp_path):
    """Gives `tenants(namespace)`: what the tenant reads whose context names the namespace."""

    def read(namespace):
        config = json.loads(server.kubeconfig(TENANT).read_text())
        if namespace:
            config["contexts"][0]["context"]["namespace"] = namespace
        file = tmp_path / "config"
        file.write_text(json.dumps(config))
        return collect(connect(file))

    return read


def test_the_namespace_that_the_context_names_is_read_and_everything_says_so(server, tenants):
    whole, snapshot = collect(connect(server.kubeconfig("admin"))), tenants(HOME)
    assert snapshot.pods == [one for one in whole.pods if one.namespace == HOME]
    assert snapshot.workloads == [one for one in whole.workloads if one.namespace == HOME]
    assert snapshot.services == [one for one in whole.services if one.namespace == HOME]
    if server.minor > 20:  # whose `view` lacks EndpointSlices; no controller makes Endpoints here
        assert snapshot.endpoints == [one for one in whole.endpoints if one.namespace == HOME]
    assert snapshot.ingresses == [one for one in whole.ingresses if one.namespace == HOME]
    assert snapshot.claims == [one for one in whole.claims if one.namespace == HOME]
    assert snapshot.namespaces == [one for one in whole.namespaces if one.name == HOME]
    assert {table.resource for table in snapshot.tables} == {"pods", "deployments.apps"}
    assert snapshot.resources == []
    gaps = {gap.resource: gap for gap in snapshot.gaps}
    assert {gap.reason for gap in snapshot.gaps} == {"forbidden"}
    assert (gaps["pods"].namespace, gaps["nodes"].namespace) == (HOME, "")
    assert "at the cluster scope" in gaps["pods"].detail


def test_no_fact_takes_the_namespace_for_the_cluster(server, tenants):
    whole, found = observe(collect(connect(server.kubeconfig("admin")))), observe(tenants(HOME))
    assert found.value("kubectl.example_namespace") == HOME
    assert found.value("kubectl.pods")
    own = {name for name, fact in found.items() if fact.visible and fact.value != whole[name].value}
    assert {name for name in own if not name.startswith("kubectl.")} <= LESS.keys()


def test_the_summary_names_the_rights_that_are_missing(tenants, tmp_path):
    said = snapshot_summary(tenants(HOME), tmp_path / "shop.json")
    assert "nodes not visible, " in said
    assert " pods of namespace shop, " in said
    assert "Of namespace shop alone: " in said
    assert "pods" in said.split("Of namespace shop alone: ")[1].split("\n")[0]
    assert "list nodes, " in said.split("This user may not ")[1]
    assert "deckgen manifests rbac" in said


@pytest.mark.parametrize("namespace", ["", "web"])
def test_where_the_context_names_another_namespace_or_none_nothing_is_read(tenants, namespace):
    snapshot = tenants(namespace)
    assert (snapshot.pods, snapshot.namespaces) == ([], [])
    assert [gap for gap in snapshot.gaps if gap.namespace] == []


def test_nothing_but_get_and_list_is_sent(server, tenants):
    with server.recorded() as requests:
        tenants(HOME)
    assert {request.verb for request in requests} == {"get", "list"}
    assert not [request for request in requests if "secret" in request.resource]
