import pytest

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
    sealed = static_pod("kube-apiserver", "a", flags={"encryption-provider-config": "/etc/e.yaml"})
    assert value("security.caveats", given(pods=[sealed])) == []
    assert "encryption does not show" in fact("security.caveats", given()).reason


def test_secrets_lie_open_only_where_the_api_server_shows_no_encryption():
    plain = given(pods=[static_pod("kube-apiserver", "a")])
    sealed = given(pods=[static_pod("kube-apiserver", "a", flags={"encryption-provider-config": "/etc/e.yaml"})])
    caveat = "Secrets lie unencrypted in etcd"
    assert caveat in {row["caveat"] for row in value("security.caveats", plain)}
    assert caveat not in {row["caveat"] for row in value("security.caveats", sealed)}


def said(snapshot):
    return {row["caveat"]: row["detail"] for row in value("security.caveats", snapshot)}


LEVEL = {"pod-security.kubernetes.io/enforce": "baseline"}


def test_a_level_does_nothing_before_the_version_that_knows_it():
    fields = {"namespaces": [Namespace(name="web", labels=LEVEL)]}
    assert value("security.no_level_namespaces", given(**fields)) == []
    assert value("security.no_level_namespaces", given(version="v1.22.17", **fields)) == ["web"]
    assert value("security.pod_security", given(version="v1.22.17", **fields)) == "none"


def policed(plugins):
    policy = Custom(kind="PodSecurityPolicy", api_version="policy/v1beta1", name="restricted")
    flags = {"enable-admission-plugins": plugins, "encryption-provider-config": "/x"}
    servers = [static_pod("kube-apiserver", "a", flags=flags)]
    return given(version="v1.20.15", namespaces=namespaces("web"), customs=[policy], pods=servers)


def test_a_pod_security_policy_holds_back_only_where_its_plugin_is_on():
    assert "PodSecurityPolicies" in value("security.pod_security", policed("NodeRestriction,PodSecurityPolicy"))
    assert "Pods may ask for rights on their node" not in said(policed("NodeRestriction,PodSecurityPolicy"))
    assert value("security.pod_security", policed("NodeRestriction")) == "none"
    assert "Pods may ask for rights on their node" in said(policed("NodeRestriction"))


@pytest.mark.parametrize(
    "hidden",
    [
        {"workloads": [workload("kyverno/k", "ghcr.io/kyverno/kyverno:v1.14.1")]},
        {"pods": [static_pod("kube-apiserver", "a", flags={"admission-control-config-file": "/etc/x.yaml"})]},
    ],
)
def test_what_may_hold_pods_back_out_of_sight_is_named_and_not_denied(hidden):
    found = given(namespaces=namespaces("web"), **hidden)
    assert value("security.no_level_namespaces", found) is None
    assert value("security.pod_security", found) is None
    assert "Pods may ask for rights on their node" not in said(found)
    assert fact("security.no_level_namespaces", found).reason in fact("security.caveats", found).evidence


OPEN = "Pods reach each other across namespaces"


def test_policies_of_calico_and_cilium_count_too():
    calico = Custom(kind="NetworkPolicy", api_version="crd.projectcalico.org/v1", namespace="web", name="x")
    found = given(namespaces=namespaces("pay", "web"), customs=[calico])
    assert value("security.no_policy_namespaces", found) == ["pay"]
    everywhere = Custom(kind="GlobalNetworkPolicy", api_version="crd.projectcalico.org/v1", name="deny")
    globally = given(namespaces=namespaces("pay"), customs=[everywhere])
    assert OPEN not in said(globally)
    assert "may cover every namespace" in fact("security.no_policy_namespaces", globally).evidence
    by_admins = Custom(kind="AdminNetworkPolicy", api_version="policy.networking.k8s.io/v1alpha1", name="apart")
    assert OPEN not in said(given(namespaces=namespaces("pay"), customs=[by_admins]))
    unread = given(namespaces=namespaces("pay"), forbidden=("ciliumnetworkpolicies.cilium.io",))
    assert OPEN not in said(unread)
    assert "ciliumnetworkpolicies" in fact("security.caveats", unread).evidence


IDLE = "Network policies have no effect here"


def test_flannel_enforces_no_policy_but_k3s_does():
    flannel = workload("kube-flannel/f", "flannel/flannel:v0.26", "DaemonSet")
    fields = {"namespaces": namespaces("web"), "network_policies": [NetworkPolicy(namespace="web", name="x")]}
    assert IDLE in said(given(workloads=[flannel], **fields))
    assert IDLE not in said(given(version="v1.33.1+k3s1", workloads=[flannel], **fields))
    canal = workload("kube-system/c", containers=[container("calico/node:v3"), container("flannel/flannel:v0.26")])
    assert IDLE not in said(given(workloads=[canal], **fields))


def test_the_end_of_fixes_is_a_caveat_on_the_day_it_comes():
    ended = "This Kubernetes gets no security fixes any more"
    assert ended in said(given(version="v1.32.1", namespaces=namespaces("web")))
    assert ended not in said(given(version="v1.33.4", namespaces=namespaces("web")))


def test_a_dashboard_without_a_login_is_a_caveat():
    skips = workload("d/d", "kubernetesui/dashboard:v2.7.0", flags={"enable-skip-login": "true"})
    assert "The dashboard lets people in without a login" in said(given(workloads=[skips]))
    assert "The dashboard lets people in without a login" not in said(
        given(workloads=[workload("d/d", "kubernetesui/dashboard:v2.7.0")])
    )


def test_an_account_to_sign_in_with_is_not_the_dashboards_own():
    own = workload("d/d", "kubernetesui/dashboard:v2.7.0", service_account="dashboard")
    helped = given(workloads=[own], bindings=[bound(ADMIN, "ServiceAccount", "dashboard-admin", "d")])
    assert value("security.dashboard_admin", helped) is False
    assert value("security.wide_admins", helped) == ["d/dashboard-admin"]
    wide = given(workloads=[own], bindings=[bound(ADMIN, "ServiceAccount", "dashboard", "d")])
    assert value("security.dashboard_admin", wide) is True


def test_every_service_account_is_everyone_too():
    found = given(bindings=[bound(ADMIN, "Group", "system:serviceaccounts")])
    assert value("security.wide_admins", found) == ["system:serviceaccounts"]


def test_a_role_for_strangers_is_graver_than_one_for_who_signed_in():
    signed = given(bindings=[bound("ClusterRole/view", "Group", "system:authenticated")])
    assert "Everybody who signs in has a role" in said(signed)
    strange = given(bindings=[bound("ClusterRole/view", "User", "system:anonymous")])
    assert said(strange)["Somebody who did not sign in has a role"] == "system:anonymous: view in the whole cluster"


def test_strangers_with_every_right_are_the_gravest_and_no_account():
    found = given(bindings=[bound(ADMIN, "Group", "system:unauthenticated"), bound(ADMIN, "ServiceAccount", "ci", "x")])
    assert list(said(found))[:2] == [
        "Anybody may do everything, without signing in",
        "Whoever gets such an account has the whole cluster",
    ]
    assert said(found)["Whoever gets such an account has the whole cluster"] == "x/ci"
    signed = given(bindings=[bound(ADMIN, "Group", "system:serviceaccounts")])
    assert next(iter(said(signed))) == "Whoever gets in may do everything"


def test_an_ingress_controller_without_a_version_is_retired_all_the_same():
    nginx = workload("x/i", "registry.k8s.io/ingress-nginx/controller@sha256:1")
    assert "ingress-nginx gets no fixes since March 2026" in said(given(workloads=[nginx]))


def test_an_ingress_controller_of_an_installers_own_image_is_retired_too():
    front = container("mirror.example.com/web-front:7", does=["nginx ingress controller"])
    mirrored = workload("x/i", containers=[front])
    assert "ingress-nginx gets no fixes since March 2026" in said(given(workloads=[mirrored]))


def test_pods_on_their_nodes_network_and_privileged_ones_are_named():
    strong = [container(privileged=True)]
    pods = [
        pod("web/a-1", owner="DaemonSet/a", host_network=True),
        pod("web/a-2", owner="DaemonSet/a", host_network=True, containers=strong),
        pod("web/b-1", owner="StatefulSet/b", host_network=True),
        pod("kube-system/proxy", owner="DaemonSet/proxy", host_network=True, containers=strong),
    ]
    found = given(namespaces=namespaces("web", "kube-system"), pods=pods)
    assert value("security.host_network.count", found) == 3
    assert value("security.host_network.worst", found) == ["web/a", "web/b"]
    assert value("security.privileged.worst", found) == ["web/a"]


def test_a_socket_is_as_good_as_root_even_for_reading():
    found = given(namespaces=namespaces("web"), pods=[pod("web/ci", owner="", host_paths=["/var/run/docker.sock:ro"])])
    assert said(found)["A container with the runtime's socket is root on its node"] == "web/ci: /var/run/docker.sock"
