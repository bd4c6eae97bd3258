"""Who may do what: the people and groups that bindings name."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from deckgen.cluster.definition import Definition
from deckgen.cluster.snapshot import Binding, Snapshot, Subject
from deckgen.fact import Finding, Holds, not_visible, observed

ADMIN = "ClusterRole/cluster-admin"

_NEEDS = ("rolebindings", "clusterrolebindings")
_PROJECT = re.compile(r"[0-9a-f]{32}")


class Grant(NamedTuple):
    """One subject of one binding."""

    subject: Subject
    binding: Binding

    @property
    def scope(self) -> str:
        """Where it holds: the namespace, or "the whole cluster"."""
        return self.binding.namespace or "the whole cluster"


def grants(snapshot: Snapshot) -> Iterator[Grant]:
    """Give what bindings grant to people and groups.

    Source: ClusterRoleBinding and RoleBinding ``.subjects`` of kind User or Group; the prefix ``system:`` is
    Kubernetes' own, and ``kubeadm:`` is what kubeadm binds for itself (cmd/kubeadm constants).
    """
    for binding in snapshot.bindings:
        for subject in binding.subjects:
            if subject.kind in {"User", "Group"} and not subject.name.startswith(("system:", "kubeadm:")):
                yield Grant(subject, binding)


def names(snapshot: Snapshot, kind: str) -> list[str]:
    """Give the distinct names of a kind of subject, sorted. Source: see ``grants``."""
    return sorted({grant.subject.name for grant in grants(snapshot) if grant.subject.kind == kind})


def people(snapshot: Snapshot) -> Finding:
    """Give the people that bindings name. Source: see ``grants``, kind User."""
    return observed(names(snapshot, "User"), f"subjects of kind User in {len(snapshot.bindings)} bindings")


def people_count(snapshot: Snapshot) -> Finding:
    """Count the people. Source: see ``people``; who comes by a group does not show."""
    return observed(len(names(snapshot, "User")), "subjects of kind User")


def groups(snapshot: Snapshot) -> Finding:
    """Give the groups that bindings name.

    Source: see ``grants``, kind Group; one of 32 hexadecimal digits is probably a keystone project, which the
    authenticator adds to the groups (kubernetes/cloud-provider-openstack pkg/identity/keystone).
    """
    found = names(snapshot, "Group")
    projects = sum(bool(_PROJECT.fullmatch(name)) for name in found)
    hint = f", {projects} of them probably keystone projects" if projects else ""
    return observed(found, f"subjects of kind Group in {len(snapshot.bindings)} bindings{hint}")


def groups_count(snapshot: Snapshot) -> Finding:
    """Count the groups. Source: see ``groups``."""
    return observed(len(names(snapshot, "Group")), "subjects of kind Group")


def cluster_admins(snapshot: Snapshot) -> Finding:
    """Give the people and groups that may do everything everywhere.

    Source: ClusterRoleBindings to ClusterRole ``cluster-admin``; ``system:masters``, always there, is left out.
    """
    admins = [grant for grant in grants(snapshot) if grant.binding.role == ADMIN and not grant.binding.namespace]
    return observed(sorted({grant.subject.name for grant in admins}), "ClusterRoleBindings to cluster-admin")


def bindings_count(snapshot: Snapshot) -> Finding:
    """Count the bindings that name a person or a group. Source: see ``grants``."""
    found = {(grant.binding.namespace, grant.binding.name) for grant in grants(snapshot)}
    return observed(len(found), f"{len(found)} of {len(snapshot.bindings)} bindings name a person or a group")


def subjects(snapshot: Snapshot) -> Finding:
    """Give each person or group with its role and where it holds. Source: see ``grants``."""
    rows = [
        {
            "kind": grant.subject.kind,
            "name": grant.subject.name,
            "role": grant.binding.role.rpartition("/")[2],
            "scope": grant.scope,
        }
        for grant in sorted(grants(snapshot), key=lambda one: (one.subject.kind, one.subject.name, one.scope))
    ]
    return observed(rows, f"{len(rows)} subjects of kind User or Group")


def initial_account(_: Snapshot) -> Finding:
    """Say that no API tells which account was the first one. Source: the customer profile alone."""
    return not_visible("no API of Kubernetes tells which account was the first one: say it in the customer profile")


_SUBJECTS = "RoleBinding and ClusterRoleBinding .subjects"

FACTS = (
    Definition("rbac.people", "The people with a role", "texts", people, _SUBJECTS, needs=_NEEDS, holds=Holds.PERSON),
    Definition("rbac.people.count", "How many people have a role", "number", people_count, _SUBJECTS, needs=_NEEDS),
    Definition(
        "rbac.groups", "The groups with a role", "texts", groups, _SUBJECTS, needs=_NEEDS, holds=Holds.IDENTIFIER
    ),
    Definition("rbac.groups.count", "How many groups have a role", "number", groups_count, _SUBJECTS, needs=_NEEDS),
    Definition(
        "rbac.cluster_admins",
        "The people and groups that may do everything",
        "texts",
        cluster_admins,
        "ClusterRoleBinding .roleRef, .subjects",
        needs=("clusterrolebindings",),
        holds=Holds.PERSON,
    ),
    Definition(
        "rbac.bindings.count",
        "How many bindings name a person or a group",
        "number",
        bindings_count,
        _SUBJECTS,
        needs=_NEEDS,
    ),
    Definition(
        "rbac.subjects",
        "Each person and group with its role, and where that holds",
        "rows",
        subjects,
        _SUBJECTS,
        needs=_NEEDS,
        holds=Holds.PERSON,
        columns=("kind", "name", "role", "scope"),
    ),
    Definition(
        "rbac.initial_account",
        "The account that the customer got first",
        "text",
        initial_account,
        "the customer profile",
        holds=Holds.PERSON,
    ),
)
