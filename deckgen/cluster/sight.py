"""What of a cluster was looked at, so that "none" and "not read" are told apart."""

from collections.abc import Iterable
from typing import Any

import msgspec

from deckgen.cluster.snapshot import Gap, Snapshot

WORKLOADS = ("deployments", "statefulsets", "daemonsets")
"""The resources behind ``Snapshot.workloads``."""

BY_NAME = ("configmaps",)
"""What is got by name and never listed."""

_REMEDIES = ("is in `deckgen manifests rbac`", "take it again", "take the snapshot again")
"""How the reasons below end that somebody can do something about."""

_RECORDS = {
    "pods": ("pods", ""),
    "namespaces": ("namespaces", ""),
    "deployments.apps": ("workloads", "Deployment"),
    "statefulsets.apps": ("workloads", "StatefulSet"),
    "daemonsets.apps": ("workloads", "DaemonSet"),
    "cronjobs.batch": ("cron_jobs", ""),
    "services": ("services", ""),
    "endpointslices.discovery.k8s.io": ("endpoints", ""),
    "ingresses.networking.k8s.io": ("ingresses", ""),
    "networkpolicies.networking.k8s.io": ("network_policies", ""),
    "persistentvolumeclaims": ("claims", ""),
    "serviceaccounts": ("service_accounts", ""),
}
"""Where the records of a resource stand that can be read of one namespace, and of which kind they are there."""


def unread(snapshot: Snapshot, *resources: str) -> str:
    """Say why one of ``resources`` was not read; "" where all were.

    What the server does not serve at all counts as read: there can be none of it.

    Args:
        snapshot: where its resources and gaps are looked up.
        resources: plural, with or without the group: ``nodes``, ``prometheuses.monitoring.coreos.com``.

    Returns:
        One clause for the engineer, such as "nodes: forbidden to this user; list nodes is in ...".
    """
    reasons = (_why(snapshot, resource) for resource in resources)
    return next((reason for reason in reasons if reason), "")


def gaps_behind(snapshot: Snapshot, reason: str, needs: Iterable[str] = ()) -> list[Gap]:
    """Give the gaps that ``reason``, in the words of ``unread``, is about, and those of the resources in ``needs``."""
    return [
        gap
        for gap in snapshot.gaps
        if (words := _in_words(gap)) and (words in reason or any(_is(gap.resource, one) for one in needs))
    ]


def right_for(gap: Gap) -> str:
    """Give the right that is missing, as ``kubectl auth can-i`` takes it (``list nodes``); "" where none is."""
    if gap.reason != "forbidden":
        return ""
    return f"{'get' if gap.resource in BY_NAME else 'list'} {gap.resource}"


def remedy_in(reason: str) -> tuple[str, str]:
    """Part a reason into why something was not read, and what would make it readable; "" where nothing here would.

    Args:
        reason: of a fact, as ``unread`` and ``refused`` word it, or any other.
    """
    why, _, remedy = reason.partition("; ")
    return (why, remedy) if reason.endswith(_REMEDIES) else (reason, "")


def serves(snapshot: Snapshot, resource: str) -> bool:
    """Whether the server has ``resource`` at all, read or not: of a custom one that is not there no gap is left."""
    named = [*snapshot.resources, *(gap.resource for gap in snapshot.gaps if gap.reason != "absent")]
    return any(_is(one, resource) for one in named)


def refused(snapshot: Snapshot, *resources: str) -> str:
    """Say why one of ``resources`` could not be read; "" where all were, or where the server serves none of it.

    For custom resources, which most clusters lack, and which then are neither read nor a gap.
    """
    gaps = (gap for gap in snapshot.gaps if any(_is(gap.resource, resource) for resource in resources))
    return next(filter(None, map(_in_words, gaps)), "")


def lists_read_whole(snapshot: Snapshot) -> Snapshot:
    """Give the snapshot without the records of lists of which one namespace alone was read."""
    parts = [gap.resource for gap in snapshot.gaps if gap.namespace]
    found: dict[str, list[Any]] = {}
    for field, kind in (_RECORDS[resource] for resource in parts if resource in _RECORDS):
        records = found.get(field, getattr(snapshot, field))
        found[field] = [one for one in records if kind and one.kind != kind]
    return msgspec.structs.replace(snapshot, **found)


def parts_as_read(snapshot: Snapshot) -> Snapshot:
    """Give the snapshot as if the lists of which one namespace alone was read were whole."""
    parts = [gap.resource for gap in snapshot.gaps if gap.namespace]
    left = [gap for gap in snapshot.gaps if not gap.namespace]
    return msgspec.structs.replace(snapshot, gaps=left, resources=[*snapshot.resources, *parts])


def _why(snapshot: Snapshot, resource: str) -> str:
    gap = next((gap for gap in snapshot.gaps if _is(gap.resource, resource)), None)
    if gap is not None:
        return _in_words(gap)
    if any(_is(read, resource) for read in snapshot.resources):
        return ""
    return f"{resource}: not part of this snapshot; take it again"


def _is(full: str, wanted: str) -> bool:
    return wanted in (full, full.partition(".")[0])


def _in_words(gap: Gap) -> str:
    match gap.reason:
        case "absent":
            return ""
        case "forbidden":
            part = f" but for namespace {gap.namespace}" if gap.namespace else ""
            return f"{gap.resource}: forbidden to this user{part}; {right_for(gap)} is in `deckgen manifests rbac`"
        case "timed out":
            return f"{gap.resource}: the API server did not answer in time; take the snapshot again"
        case "failed":
            return f"{gap.resource}: could not be read" + (f" ({gap.detail})" if gap.detail else "")
