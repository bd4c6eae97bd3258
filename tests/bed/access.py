"""Who may do what on a server of the bed: its users, their kubeconfig files, and the roles they are bound to."""

import base64
import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.bed.client import Client

LOADER = "bed-loader"  # loads the manifests; never in the audit log
# The bed's own users get their rights through groups named system:, so that no reader counts them as a customer's.
GROUPS = {
    "admin": "system:masters",
    LOADER: "system:masters",
    "viewer": "system:bed:viewer",
    "reader": "system:bed:reader",
    "nobody": "",
}
MERGE_PATCH = "application/merge-patch+json"
ROLES = "/apis/rbac.authorization.k8s.io/v1/clusterroles"
BINDINGS = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings"


def make_tokens(file: Path) -> dict[str, str]:
    """Write a token file (token,user,uid,"groups") with new tokens; give the tokens by user."""
    tokens = {user: secrets.token_urlsafe(24) for user in GROUPS}
    lines = [f"{token},{user},{user}" + f',"{GROUPS[user]}"' * bool(GROUPS[user]) for user, token in tokens.items()]
    file.touch(mode=0o600)
    file.write_text("\n".join(lines) + "\n")
    return tokens


def write_kubeconfig(file: Path, url: str, certificate: Path, user: str, token: str) -> None:
    """Write a kubeconfig for one user; it is JSON, which is YAML too, and readable for its owner only."""
    authority = base64.b64encode(certificate.read_bytes()).decode()
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": "bed", "cluster": {"server": url, "certificate-authority-data": authority}}],
        "users": [{"name": user, "user": {"token": token}}],
        "contexts": [{"name": "bed", "context": {"cluster": "bed", "user": user}}],
        "current-context": "bed",
    }
    file.touch(mode=0o600)
    file.write_text(json.dumps(config))


def grant(client: Client, reader_role: Path | None) -> None:
    """Bind `viewer` to the built-in role view, and `reader` to the ClusterRoles in the file, if it exists."""
    aggregate_roles(client)
    _bind(client, "viewer", "view")
    if reader_role and reader_role.exists():
        for role in yaml.safe_load_all(reader_role.read_text(encoding="utf-8")):
            if role and role["kind"] == "ClusterRole":
                client.must("POST", ROLES, role)
                _bind(client, "reader", role["metadata"]["name"])


def aggregate_roles(client: Client) -> None:
    """Fill the roles that have an aggregationRule (view, edit, admin), as kube-controller-manager would; none runs."""
    roles: list[dict[str, Any]] = client.must("GET", ROLES)["items"]
    # view is part of edit, and edit of admin: after a round for each, nothing changes any more.
    for _ in range(3):
        for role in roles:
            selectors = (role.get("aggregationRule") or {}).get("clusterRoleSelectors") or ()
            rules = _rules_of([each for each in roles if each is not role], selectors)
            if selectors and rules != (role.get("rules") or []):
                role["rules"] = rules
                client.must("PATCH", f"{ROLES}/{role['metadata']['name']}", {"rules": rules}, MERGE_PATCH)


def _rules_of(roles: Sequence[dict[str, Any]], selectors: Sequence[dict[str, Any]]) -> list[Any]:
    """Give the rules of all roles that one of the label selectors picks, each once, in the roles' order."""
    rules: list[Any] = []
    for role in roles:
        labels = (role["metadata"].get("labels") or {}).items()
        if any(selector.get("matchLabels", {}).items() <= labels for selector in selectors):
            rules += [rule for rule in role.get("rules") or () if rule not in rules]
    return rules


def _bind(client: Client, user: str, role: str) -> None:
    """Bind the user's group to the ClusterRole in the whole cluster."""
    group = "rbac.authorization.k8s.io"
    binding = {
        "apiVersion": f"{group}/v1",
        "kind": "ClusterRoleBinding",
        "metadata": {"name": f"system:bed:{user}:{role}"},
        "subjects": [{"apiGroup": group, "kind": "Group", "name": GROUPS[user]}],
        "roleRef": {"apiGroup": group, "kind": "ClusterRole", "name": role},
    }
    client.must("POST", BINDINGS, binding)
