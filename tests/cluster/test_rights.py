"""What deckgen asks for and the role that it ships, held against each other by the audit logs of real API servers."""

import pytest
import yaml
from msgspec.structs import replace

from deckgen.cluster import resources
from deckgen.cluster.collect import collect, connect
from deckgen.manifests.rbac import rbac
from tests.bed import load

pytestmark = pytest.mark.bed
VERSIONS = ("old", "newest")
versions = pytest.mark.parametrize("version", VERSIONS)


def read(server, user):
    return collect(connect(server.kubeconfig(user)))


def definition(plural, version):
    """A CustomResourceDefinition of any objects at all."""
    group, _, name = version.partition("/")
    kind = plural.title()
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {
            "name": f"{plural}.{group}",
            "annotations": {"api-approved.kubernetes.io": "unapproved, for a test"},
        },
        "spec": {
            "group": group,
            "scope": "Cluster",
            "names": {"plural": plural, "singular": plural[:-1], "kind": kind, "listKind": f"{kind}List"},
            "versions": [
                {
                    "name": name,
                    "served": True,
                    "storage": True,
                    "schema": {"openAPIV3Schema": {"type": "object", "x-kubernetes-preserve-unknown-fields": True}},
                }
            ],
        },
    }


def served_by(server):
    groups = server.client().must("GET", "/apis")["groups"]
    return {one["groupVersion"] for group in groups for one in group["versions"]}


@pytest.fixture(scope="module")
def asked(server_pool):
    """What the reader asks servers for that serve every custom resource there is a rule for, in one of its groups."""
    triples = []
    for version, chosen in zip(VERSIONS, (0, -1), strict=True):
        with server_pool.start(version) as server:
            known = {one.partition("/")[0] for one in served_by(server)}
            customs = [one for one in resources.ALL if "." in one.versions[0] and not built_in(one, known)]
            load.load_objects(server, [definition(one.plural, one.versions[chosen]) for one in customs])
            with server.recorded() as requests:
                read(server, "reader")
            triples += [(one.verb, one.group, one.resource, one.namespace) for one in requests]
    return triples


def built_in(resource, known):
    return any(version.partition("/")[0] in known for version in resource.versions)


def test_nothing_but_get_and_list_was_sent_and_no_secret_was_asked_for(asked):
    assert {verb for verb, *_ in asked} == {"get", "list"}
    assert not [resource for _, _, resource, _ in asked if "secret" in resource]


def test_every_rule_of_the_role_is_asked_for_and_everything_asked_for_is_in_the_role(asked, reader_role):
    rules = yaml.safe_load(reader_role.read_text(encoding="utf-8"))["rules"]
    allowed = {
        (verb, group, resource)
        for rule in rules
        for verb in rule["verbs"]
        for group in rule["apiGroups"]
        for resource in rule["resources"]
    }
    # Discovery and the version are no resources; every user who is known may read them.
    assert {(verb, group, name) for verb, group, name, _ in asked if not name.startswith("/")} == allowed


def test_leases_are_looked_at_where_api_servers_keep_theirs_alone(asked):
    assert {namespace for _, _, resource, namespace in asked if resource == "leases"} == {"kube-system"}


@versions
@pytest.mark.parametrize("name", ["sample", "bgp", "canal", "capi", "hosted", "kaas1", "mixed"])
def test_with_the_role_one_sees_what_an_admin_sees(cluster, name, version):
    server = cluster(name, version)
    whole, allowed = read(server, "admin"), read(server, "reader")
    assert allowed.gaps == []
    # Ages are counted to the moment of reading, so a table differs by seconds.
    assert [(one.resource, len(one.rows)) for one in allowed.tables] == [
        (one.resource, len(one.rows)) for one in whole.tables
    ]
    # The API server renews its lease every ten seconds, which may be between the two.
    assert [one.name for one in allowed.leases] == [one.name for one in whole.leases]
    assert replace(allowed, taken=whole.taken, tables=whole.tables, leases=whole.leases) == whole


@versions
def test_the_manifest_that_is_printed_gives_these_rights(fresh_server, version):
    server = fresh_server(version)
    _, binding = yaml.safe_load_all(rbac(["nobody"], [], []))  # the bed made the role for its own reader
    server.client().must("POST", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", binding)
    assert read(server, "nobody").gaps == []
