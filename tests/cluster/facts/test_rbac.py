from deckgen.cluster.snapshot import Binding, Custom, Subject
from tests.cluster.facts.given import fact, given, value

PROJECT = "7f3c9a1e5b2d4860a1c4e7d90b3f6a25"


def bound(role, *subjects, namespace=""):
    named = [Subject(kind=kind, name=name) for kind, name in subjects]
    return Binding(name=f"{role}-{len(subjects)}", role=role, namespace=namespace, subjects=named)


BINDINGS = [
    bound(
        "ClusterRole/cluster-admin", ("User", "anna"), ("Group", "system:masters"), ("Group", "kubeadm:cluster-admins")
    ),
    bound("ClusterRole/edit", ("Group", PROJECT), ("ServiceAccount", "bot"), namespace="shop"),
    bound("ClusterRole/cluster-admin", ("User", "ben"), namespace="shop"),
    bound("ClusterRole/system:node", ("Group", "system:nodes")),
]


def test_kubernetes_own_names_and_service_accounts_are_no_people():
    found = given(bindings=BINDINGS)
    assert value("rbac.people", found) == ["anna", "ben"]
    assert value("rbac.groups", found) == [PROJECT]
    assert value("rbac.bindings.count", found) == 3
    assert "1 of them probably keystone projects" in fact("rbac.groups", found).evidence


def test_cluster_admin_in_one_namespace_is_not_the_whole_cluster():
    assert value("rbac.cluster_admins", given(bindings=BINDINGS)) == ["anna"]


def test_each_subject_has_its_role_and_scope():
    rows = value("rbac.subjects", given(bindings=BINDINGS))
    assert {"kind": "User", "name": "ben", "role": "cluster-admin", "scope": "shop"} in rows
    assert {"kind": "User", "name": "anna", "role": "cluster-admin", "scope": "the whole cluster"} in rows


def test_half_of_the_bindings_is_not_enough_to_count_people():
    assert value("rbac.people", given(bindings=BINDINGS, forbidden=("rolebindings.rbac.authorization.k8s.io",))) is None


def test_a_role_for_everybody_is_told_but_for_kubernetes_own():
    bindings = [
        bound("ClusterRole/view", ("Group", "system:authenticated"), ("User", "anna")),
        bound("Role/reader", ("User", "system:anonymous"), namespace="shop"),
        bound("ClusterRole/edit", ("Group", "system:serviceaccounts:shop"), namespace="shop"),
        bound("ClusterRole/system:discovery", ("Group", "system:authenticated")),
        bound("Role/kubeadm:bootstrap-signer-clusterinfo", ("User", "system:anonymous"), namespace="kube-public"),
        bound("ClusterRole/psp:restricted", ("Group", "system:authenticated")),
        bound("ClusterRole/view", ("ServiceAccount", "system:authenticated")),
    ]
    assert value("rbac.open_bindings", given(bindings=bindings)) == [
        {"subject": "system:anonymous", "role": "reader", "scope": "shop"},
        {"subject": "system:authenticated", "role": "view", "scope": "the whole cluster"},
        {"subject": "system:serviceaccounts:shop", "role": "edit", "scope": "shop"},
    ]


def test_keystone_projects_are_counted_by_their_form():
    named = [("Group", PROJECT), ("Group", PROJECT[:-1]), ("Group", PROJECT.upper()), ("User", PROJECT)]
    assert value("rbac.projects.count", given(bindings=[bound("ClusterRole/edit", *named)])) == 1


def test_a_role_of_wildcards_is_named_and_cluster_admin_is_not():
    roles = [Custom(kind="ClusterRole", api_version="v1", name=name) for name in ("cluster-admin", "everything")]
    assert value("rbac.wildcard_roles", given(customs=roles)) == ["everything"]


def test_the_first_account_is_looked_for_among_the_administrators():
    found = fact("rbac.initial_account", given(bindings=BINDINGS))
    assert found.value is None
    assert "rbac.cluster_admins has 1" in found.reason
    assert "anna" not in found.reason
