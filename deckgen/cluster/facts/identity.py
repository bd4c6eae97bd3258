"""Who is let in: keystone, OpenID Connect, and the webhooks of the API server."""

from deckgen.cluster import product
from deckgen.cluster.definition import Definition
from deckgen.cluster.running import api_servers
from deckgen.cluster.setting import settings
from deckgen.cluster.sight import WORKLOADS, unread
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import UNSURE, Finding, Holds, not_visible, observed

_NO_KEYSTONE = "nothing runs an image of k8s-keystone-auth"
_NO_API_SERVER = "the API servers do not run as Pods of this cluster, so their flags do not show"


def keystone_present(snapshot: Snapshot) -> Finding:
    """Say whether keystone signs people in.

    Source: kubernetes/cloud-provider-openstack, image ``k8s-keystone-auth`` as Deployment or DaemonSet. It may run
    outside the cluster, so that only an API server without a token webhook shows that keystone is not asked.
    """
    found = product.KEYSTONE_AUTH.found(snapshot)
    if found:
        return observed(value=True, evidence=f"{found[0][0].place} image k8s-keystone-auth")
    if webhook_authentication(snapshot).value is False:
        return observed(value=False, evidence="no k8s-keystone-auth, and the API server asks no webhook about tokens")
    return not_visible(_NO_KEYSTONE)


def keystone_url(snapshot: Snapshot) -> Finding:
    """Give keystone's address; out of a Secret it does not show.

    Source: k8s-keystone-auth ``--keystone-url``, or its variable ``OS_AUTH_URL``.
    """
    found = product.KEYSTONE_AUTH.found(snapshot)
    for one, container in found:
        url = container.flags.get("keystone-url", "")
        if url and "$(" not in url:
            return observed(url, f"{one.place} --keystone-url or OS_AUTH_URL")
    if not found:
        return not_visible(_NO_KEYSTONE)
    return not_visible(f"{found[0][0].place} has no --keystone-url and no OS_AUTH_URL in words; a Secret may hold it")


def keystone_policy(snapshot: Snapshot) -> Finding:
    """Give where it stands what keystone's people may do.

    Source: k8s-keystone-auth ``--policy-configmap-name``, whose ConfigMap has the key ``policies``; with
    ``--keystone-policy-file`` it is a file (kubernetes/cloud-provider-openstack pkg/identity/keystone/config.go).
    """
    return _keystone_map(snapshot, "policy-configmap-name", "policies")


def keystone_sync(snapshot: Snapshot) -> Finding:
    """Give where it stands how keystone's projects and roles become namespaces and bindings.

    Source: k8s-keystone-auth ``--sync-configmap-name``, whose ConfigMap has the key ``syncConfig`` (as above).
    """
    return _keystone_map(snapshot, "sync-configmap-name", "syncConfig")


def oidc_issuer(snapshot: Snapshot) -> Finding:
    """Give the OpenID Connect issuer.

    Source: kube-apiserver ``--oidc-issuer-url``; with ``--authentication-config`` it stands in a file on the host.
    """
    return _text(snapshot, "oidc-issuer-url")


def oidc_client(snapshot: Snapshot) -> Finding:
    """Give the client ID that OpenID Connect tokens have to be made out to. Source: as ``oidc_issuer``."""
    return _text(snapshot, "oidc-client-id")


def webhook_authentication(snapshot: Snapshot) -> Finding:
    """Say whether the API server asks a webhook about tokens.

    Source: kube-apiserver ``--authentication-token-webhook-config-file``.
    """
    return _is_set(snapshot, "authentication-token-webhook-config-file")


def webhook_authorization(snapshot: Snapshot) -> Finding:
    """Say whether the API server asks a webhook what somebody may do, apart from who that is.

    Source: kube-apiserver ``--authorization-webhook-config-file``; with ``--authorization-config`` the webhooks stand
    in a file on the host.
    """
    if _flag(snapshot, "authorization-config"):
        return not_visible("kube-apiserver --authorization-config names a file on the host")
    return _is_set(snapshot, "authorization-webhook-config-file")


def authorization_modes(snapshot: Snapshot) -> Finding:
    """Give by what the API server decides what somebody may do, in its order.

    Source: kube-apiserver ``--authorization-mode``; with ``--authorization-config`` it stands in a file on the host.
    """
    if _flag(snapshot, "authorization-config"):
        return not_visible("kube-apiserver --authorization-config names a file on the host")
    if reason := _why_no_flag(snapshot):
        return not_visible(reason)
    said = sorted(_said(snapshot, "authorization-mode"))
    if len(said) > 1:
        return not_visible("the API servers disagree", [f"--authorization-mode={one or 'missing'}" for one in said])
    if not said[0]:
        return observed(["AlwaysAllow"], "kube-apiserver without --authorization-mode, which then is AlwaysAllow")
    return observed(said[0].split(","), "kube-apiserver --authorization-mode")


def provider(snapshot: Snapshot) -> Finding:
    """Give the identity provider as far as it can be inferred; Kubernetes has no LDAP of its own to show.

    Source: images of k8s-keystone-auth, Dex (dexidp/dex) and Keycloak; else kube-apiserver ``--oidc-issuer-url``.
    """
    if product.KEYSTONE_AUTH.found(snapshot):
        return observed("keystone", "inferred: k8s-keystone-auth runs here")
    for broker in (product.DEX, product.KEYCLOAK):
        if found := broker.found(snapshot):
            return observed(f"{broker.name} (OpenID Connect)", f"inferred: {found[0][0].place}")
    if _flag(snapshot, "oidc-issuer-url"):
        return observed("OpenID Connect", "inferred: kube-apiserver --oidc-issuer-url")
    return not_visible(
        unread(snapshot, *WORKLOADS) or "no identity provider left a sign: say it in the customer profile"
    )


def _keystone_map(snapshot: Snapshot, flag: str, key: str) -> Finding:
    """Give the ConfigMap that a flag of k8s-keystone-auth names; every installer gives it another name."""
    found = product.KEYSTONE_AUTH.found(snapshot)
    for one, container in found:
        if name := container.flags.get(flag):
            held = settings(snapshot, key, config_map=name)
            missing = "" if held else f"; its key {key} could not be read"
            return observed(f"ConfigMap {name}", f"{one.place} --{flag}{missing}")
        if key == "policies" and "keystone-policy-file" in container.flags:
            return not_visible(f"{one.place} --keystone-policy-file names a file")
    return not_visible(f"k8s-keystone-auth has no --{flag}" if found else _NO_KEYSTONE)


def _flag(snapshot: Snapshot, name: str) -> str:
    return next((one.flags[name] for one in api_servers(snapshot) if name in one.flags), "")


def _said(snapshot: Snapshot, name: str) -> set[str]:
    """Give what the API servers say; more than one value, "" for those without the flag, where they disagree."""
    return {one.flags.get(name, "") for one in api_servers(snapshot)}


def _text(snapshot: Snapshot, name: str) -> Finding:
    said = sorted(_said(snapshot, name))
    if len(said) > 1:
        return observed(
            UNSURE, f"the API servers disagree about --{name}", [f"--{name}={one or 'missing'}" for one in said]
        )
    if said and said[0]:
        return observed(said[0], f"kube-apiserver --{name}")
    if _flag(snapshot, "authentication-config"):
        return not_visible("kube-apiserver --authentication-config names a file on the host")
    return not_visible(_why_no_flag(snapshot) or f"kube-apiserver has no --{name}")


def _is_set(snapshot: Snapshot, name: str) -> Finding:
    said = _said(snapshot, name)
    if "" in said and len(said) > 1:
        return not_visible(f"some API servers have --{name}, and some do not")
    if said and "" not in said:
        return observed(value=True, evidence=f"kube-apiserver --{name}")
    return (
        not_visible(reason)
        if (reason := _why_no_flag(snapshot))
        else observed(value=False, evidence=f"kube-apiserver without --{name}")
    )


def _why_no_flag(snapshot: Snapshot) -> str:
    return unread(snapshot, "pods") or ("" if api_servers(snapshot) else _NO_API_SERVER)


_API_SERVER = "kube-apiserver Pods, their flags"

FACTS = (
    Definition(
        "identity.keystone.present",
        "Whether people sign in with keystone",
        "flag",
        keystone_present,
        "image k8s-keystone-auth",
        needs=WORKLOADS,
    ),
    Definition(
        "identity.keystone.url",
        "Where keystone answers",
        "text",
        keystone_url,
        "k8s-keystone-auth --keystone-url",
        needs=WORKLOADS,
        holds=Holds.URL,
    ),
    Definition(
        "identity.keystone.policy",
        "Where it stands what people of keystone may do",
        "text",
        keystone_policy,
        "k8s-keystone-auth --policy-configmap-name",
        needs=WORKLOADS,
        holds=Holds.OBJECT,
    ),
    Definition(
        "identity.keystone.sync",
        "Where it stands which namespaces and bindings keystone's projects and roles become",
        "text",
        keystone_sync,
        "k8s-keystone-auth --sync-configmap-name",
        needs=WORKLOADS,
        holds=Holds.OBJECT,
    ),
    Definition(
        "identity.oidc.issuer",
        "The OpenID Connect issuer that the API server trusts",
        "text",
        oidc_issuer,
        _API_SERVER,
        holds=Holds.URL,
    ),
    Definition(
        "identity.oidc.client_id",
        "The client ID that OpenID Connect tokens have to be made out to",
        "text",
        oidc_client,
        _API_SERVER,
        holds=Holds.IDENTIFIER,
    ),
    Definition(
        "identity.webhook.authorization",
        "Whether the API server asks a webhook what somebody may do",
        "flag",
        webhook_authorization,
        _API_SERVER,
    ),
    Definition(
        "identity.authorization.modes",
        "By what the API server decides what somebody may do",
        "texts",
        authorization_modes,
        _API_SERVER,
    ),
    Definition(
        "identity.webhook.authentication",
        "Whether the API server asks a webhook about tokens",
        "flag",
        webhook_authentication,
        _API_SERVER,
    ),
    Definition(
        "identity.provider",
        "The customer's identity provider",
        "text",
        provider,
        "images of identity brokers, kube-apiserver flags; else the customer profile",
    ),
)
