import pytest

from tests.cluster.facts.given import fact, given, setting, static_pod, value, workload

WEBHOOK = {"authentication-token-webhook-config-file": "/etc/x.yaml"}


def api_server(**flags):
    return static_pod("kube-apiserver", "a", flags={key.replace("_", "-"): text for key, text in flags.items()})


def test_keystone_is_told_by_its_authenticator():
    auth = workload(
        "kube-system/auth", "x/k8s-keystone-auth:v1", "DaemonSet", flags={"keystone-url": "https://id.example/v3"}
    )
    found = given(workloads=[auth])
    assert value("identity.keystone.present", found) is True
    assert value("identity.keystone.url", found) == "https://id.example/v3"
    assert value("identity.provider", found) == "keystone"


KEYSTONE = "registry.k8s.io/provider-os/k8s-keystone-auth:v1.33.0"


@pytest.mark.parametrize("flags", [{}, {"keystone-url": "$(OS_AUTH_URL)"}])
def test_an_address_out_of_the_environment_is_not_visible(flags):
    found = fact("identity.keystone.url", given(workloads=[workload("kube-system/auth", KEYSTONE, flags=flags)]))
    assert found.value is None
    assert "OS_AUTH_URL" in found.reason


@pytest.mark.parametrize(("kind", "name"), [("Deployment", "k8s-auth-policy"), ("DaemonSet", "keystone-policy")])
def test_the_policys_config_map_is_the_one_that_the_flag_names(kind, name):
    flags = {"policy-configmap-name": name, "sync-configmap-name": f"{name}-sync"}
    held = [setting(f"kube-system/{name}", "policies", "present")]
    found = given(workloads=[workload("kube-system/auth", KEYSTONE, kind, flags=flags)], settings=held)
    assert value("identity.keystone.policy", found) == f"ConfigMap {name}"
    assert value("identity.keystone.sync", found) == f"ConfigMap {name}-sync"
    assert "could not be read" in fact("identity.keystone.sync", found).evidence


def test_a_policy_in_a_file_is_not_visible():
    found = given(workloads=[workload("kube-system/auth", KEYSTONE, flags={"keystone-policy-file": "/etc/p.json"})])
    assert "names a file" in fact("identity.keystone.policy", found).reason
    assert "no --sync-configmap-name" in fact("identity.keystone.sync", found).reason


def test_keystone_may_sit_behind_a_webhook_outside():
    found = given(pods=[static_pod("kube-apiserver", "a", flags=WEBHOOK)])
    assert value("identity.webhook.authentication", found) is True
    assert value("identity.keystone.present", found) is None


def test_an_api_server_without_a_webhook_asks_no_keystone():
    assert value("identity.keystone.present", given(pods=[api_server()])) is False


def test_a_hosted_api_server_shows_no_flags():
    assert "do not run as Pods" in fact("identity.webhook.authentication", given()).reason


def test_an_authentication_file_hides_the_issuer():
    found = fact("identity.oidc.issuer", given(pods=[api_server(authentication_config="/etc/a.yaml")]))
    assert found.value is None
    assert "file on the host" in found.reason


def test_the_issuer_is_a_provider_where_no_broker_runs():
    server = api_server(oidc_issuer_url="https://login.example.org")
    assert value("identity.oidc.issuer", given(pods=[server])) == "https://login.example.org"
    assert value("identity.provider", given(pods=[server])) == "OpenID Connect"
    dex = workload("auth/dex", "ghcr.io/dexidp/dex:v2.41")
    assert value("identity.provider", given(pods=[server], workloads=[dex])) == "Dex (OpenID Connect)"


def test_api_servers_that_disagree_are_not_chosen_from():
    pods = [static_pod("kube-apiserver", "a", flags=WEBHOOK), static_pod("kube-apiserver", "b")]
    assert "some API servers" in fact("identity.webhook.authentication", given(pods=pods)).reason
    issuers = [
        static_pod("kube-apiserver", name, flags={"oidc-issuer-url": f"https://{name}.example"}) for name in ("a", "b")
    ]
    found = fact("identity.oidc.issuer", given(pods=issuers))
    assert found.value == "unsure"
    assert found.disagrees == ("--oidc-issuer-url=https://a.example", "--oidc-issuer-url=https://b.example")


def test_who_one_is_and_what_one_may_do_are_asked_of_two_webhooks():
    server = api_server(authorization_webhook_config_file="/etc/x.yaml", authorization_mode="Node,RBAC,Webhook")
    found = given(pods=[server])
    assert value("identity.webhook.authorization", found) is True
    assert value("identity.webhook.authentication", found) is False
    assert value("identity.authorization.modes", found) == ["Node", "RBAC", "Webhook"]


def test_an_authorization_file_hides_the_modes():
    found = given(pods=[api_server(authorization_config="/etc/a.yaml")])
    assert "file on the host" in fact("identity.authorization.modes", found).reason
    assert value("identity.webhook.authorization", found) is None


def test_an_api_server_without_a_mode_allows_everything():
    assert value("identity.authorization.modes", given(pods=[api_server(anonymous_auth="true")])) == ["AlwaysAllow"]
    assert value("identity.authorization.modes", given()) is None


def test_the_client_of_openid_connect_is_told():
    assert value("identity.oidc.client_id", given(pods=[api_server(oidc_client_id="kubernetes")])) == "kubernetes"
