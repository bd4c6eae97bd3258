"""Where images may be pulled with a secret: named by ServiceAccounts and Pods; no Secret is read."""

from collections import defaultdict
from collections.abc import Mapping

from deckgen.cluster.definition import Definition
from deckgen.cluster.facts.namespaces import customers
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, Holds, not_visible, observed

_NONE = "no namespace of the customer's"


def references(snapshot: Snapshot) -> Mapping[str, dict[str, str]]:
    """Give, by namespace of the customer's, the pull secrets that something names, each with what names it.

    Source: ServiceAccount ``.imagePullSecrets[].name``, which the API server gives each Pod of the account that names
    none itself (kubernetes/kubernetes plugin/pkg/admission/serviceaccount); Pod ``.spec.imagePullSecrets[].name``.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    named = [(one.namespace, one.pull_secrets, f"ServiceAccount {one.name}") for one in snapshot.service_accounts]
    named += [(one.namespace, one.pull_secrets, f"Pod {one.name}") for one in snapshot.pods]
    own = customers(snapshot)
    for namespace, secrets, who in named:
        for secret in secrets if namespace in own else ():
            found[namespace].setdefault(secret, who)
    return found


def listing(snapshot: Snapshot) -> Finding:
    """Give each pull secret that is named in a namespace of the customer's. Source: see ``references``.

    Whether such a Secret exists, and whether it lets anybody in, is not looked at.
    """
    rows = [
        {"namespace": namespace, "secret": secret, "named_by": who}
        for namespace, secrets in sorted(references(snapshot).items())
        for secret, who in sorted(secrets.items())
    ]
    return observed(rows, f"{len(rows)} pull secrets named by ServiceAccounts or Pods")


def covered(snapshot: Snapshot) -> Finding:
    """Give the customer's namespaces in which a pull secret is named. Source: see ``references``."""
    found = references(snapshot)
    said = (f"{secret} in {namespace} by {who}" for namespace, all_ in found.items() for secret, who in all_.items())
    return observed(sorted(found), "; ".join(sorted(said)) or "no ServiceAccount and no Pod names one")


def missing(snapshot: Snapshot) -> Finding:
    """Give the customer's namespaces in which neither a ServiceAccount nor a Pod names one. Source: see ``references``.

    Pods alone prove that a secret is named, never that none is.
    """
    own = customers(snapshot)
    if not own:
        return not_visible(_NONE)
    without = sorted(own - references(snapshot).keys())
    reason = unread(snapshot, "serviceaccounts")
    if without and reason:
        return not_visible(reason)
    place = "ServiceAccount .imagePullSecrets, Pod .spec.imagePullSecrets"
    return observed(without, f"{place}: named in {len(own) - len(without)} of {len(own)} namespaces")


def missing_count(snapshot: Snapshot) -> Finding:
    """Count them. Source: see ``missing``."""
    found = missing(snapshot)
    return found if found.value is None else observed(len(found.value), found.evidence)


_NEEDS = ("namespaces", "pods", "deployments", "statefulsets", "daemonsets")
_READ_FROM = "ServiceAccount .imagePullSecrets, Pod .spec.imagePullSecrets; no Secret"

FACTS = (
    Definition(
        "registry.pull_secrets",
        "The pull secrets that ServiceAccounts and Pods of the customer's name",
        "rows",
        listing,
        _READ_FROM,
        needs=(*_NEEDS, "serviceaccounts"),
        holds=Holds.OBJECT,
        columns=("namespace", "secret", "named_by"),
    ),
    Definition(
        "registry.pull_secrets.namespaces",
        "The customer's namespaces in which a ServiceAccount or a Pod names a pull secret",
        "texts",
        covered,
        _READ_FROM,
        needs=_NEEDS,
        holds=Holds.NAMESPACE,
    ),
    Definition(
        "registry.pull_secrets.missing",
        "The customer's namespaces in which neither a ServiceAccount nor a Pod names a pull secret",
        "texts",
        missing,
        _READ_FROM,
        needs=_NEEDS,
        holds=Holds.OBJECT,
    ),
    Definition(
        "registry.pull_secrets.missing.count",
        "In how many of the customer's namespaces nothing names a pull secret",
        "number",
        missing_count,
        _READ_FROM,
        needs=_NEEDS,
    ),
)
