from deckgen.cluster.snapshot import Binding, Custom, Namespace, NetworkPolicy, Subject
from tests.cluster.facts.given import container, fact, given, namespaces, pod, static_pod, value, workload

ADMIN = "ClusterRole/cluster-admin"


def bound(role, kind, name, namespace=""):
    return Binding(name=name, role=role, subjects=[Subject(kind=kind, name=name, namespace=namespace)])


def test_accounts_and_everyone_are_wide_and_people_are_not():
    bindings = [
        bound(ADMIN, "ServiceAccount", "kubernetes-dashboard", "dash"),
        bound(ADMIN, "Group", "system:unauthenticated"),
        bound(ADMIN, "User", "anna"),
        bound(ADMIN, "ServiceAccount", "job-controller", "kube-system"),
        bound("ClusterRole/everything", "ServiceAccount", "bot", "ops"),
        bound("ClusterRole/view", "Group", "system:authenticated"),
    ]
    wildcard = Custom(kind="ClusterRole", api_version="rbac.authorization.k8s.io/v1", name="everything")
    found = given(
        bindings=bindings,
        customs=[wildcard],
        workloads=[workload("dash/d", "docker.io/kubernetesui/dashboard:v2.7.0")],
    )
    assert value("security.wide_admins", found) == ["dash/kubernetes-dashboard", "ops/bot", "system:unauthenticated"]
    assert value("security.dashboard_admin", found) is True


def test_without_a_dashboard_its_account_is_no_question():
    assert value("security.dashboard_admin", given()) is None


def test_a_namespace_with_any_policy_is_not_open():
    found = given(
        namespaces=namespaces("kube-system", "pay", "web"), network_policies=[NetworkPolicy(namespace="pay", name="x")]
    )
    assert value("security.no_policy_namespaces", found) == ["web"]


def test_the_level_privileged_holds_nothing_back():
    label = "pod-security.kubernetes.io/enforce"
    levels = {"a": "baseline", "b": "privileged"}
    found = given(namespaces=[Namespace(name=name, labels={label: level}) for name, level in levels.items()])
    assert value("security.pod_security", found) == "Pod Security on 1 of 2 namespaces"
    assert value("security.pod_security", given(namespaces=namespaces("a"))) == "none"


def test_a_caveat_that_cannot_be_looked_for_is_named_and_never_denied():
    open_to_all = given(namespaces=namespaces("web"), pods=[pod("web/x", containers=[container(privileged=True)])])
    said = {row["caveat"] for row in value("security.caveats", open_to_all)}
    assert "A privileged container is root on its node" in said
    assert "Pods reach each other across namespaces" in said
    closed = given(forbidden=("networkpolicies.networking.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io"))
    assert value("security.caveats", closed) is None
    assert "networkpolicies" in fact("security.caveats", closed).reason
    assert value("security.caveats", given()) == []


def test_secrets_lie_open_only_where_the_api_server_shows_no_encryption():
    plain = given(pods=[static_pod("kube-apiserver", "a")])
    sealed = given(pods=[static_pod("kube-apiserver", "a", flags={"encryption-provider-config": "/etc/e.yaml"})])
    caveat = "Secrets lie unencrypted in etcd"
    assert caveat in {row["caveat"] for row in value("security.caveats", plain)}
    assert caveat not in {row["caveat"] for row in value("security.caveats", sealed)}
