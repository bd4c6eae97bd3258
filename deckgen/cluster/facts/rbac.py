"""Who may do what: the people and groups that bindings name."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from deckgen.cluster.definition import Definition
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Binding, Snapshot, Subject
from deckgen.fact import Finding, Holds, not_visible, observed

ADMIN = "ClusterRole/cluster-admin"

NEEDS = ("rolebindings", "clusterrolebindings")
STRANGERS = frozenset({"system:unauthenticated", "system:anonymous"})
"""Who did not sign in."""

_EVERYONE = STRANGERS | {"system:authenticated", "system:serviceaccounts"}
_OF_KUBERNETES = re.compile(r"(system|kubeadm):.*|.*psp.*")
_PROJECT = re.compile(r"[0-9a-f]{32}")


class Grant(NamedTuple):
    """One subject of one binding."""

    subject: Subject
    binding: Binding

    @property
    def scope(self) -> str:
        """Where it holds: the namespace, or "the whole cluster"."""
        return self.binding.namespace or "the whole cluster"

    @property
    def role(self) -> str:
        """The name of the role that is given."""
        return self.binding.role.rpartition("/")[2]


def grants(snapshot: Snapshot) -> Iterator[Grant]:
    """Give what bindings grant to people and groups.

    Source: ClusterRoleBinding and RoleBinding ``.subjects`` of kind User or Group; the prefix ``system:`` is
    Kubernetes' own, and ``kubeadm:`` is what kubeadm binds for itself (cmd/kubeadm constants).
    """
    for binding in snapshot.bindings:
        for subject in binding.subjects:
            if subject.kind in {"User", "Group"} and not subject.name.startswith(("system:", "kubeadm:")):
                yield Grant(subject, binding)


def is_everyone(subject: Subject) -> bool:
    """Whether a subject is a catch-all: who signed in, who did not, every service account of all or of one namespace.

    Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings.
    """
    return subject.kind in {"User", "Group"} and (
        subject.name in _EVERYONE or subject.name.startswith("system:serviceaccounts:")
    )


def open_grants(snapshot: Snapshot) -> list[Grant]:
    """Give what catch-all groups may do beyond what Kubernetes gives them itself.

    Source: see ``is_everyone``; roles named ``system:`` and ``kubeadm:`` are the installation's own, and a role to use
    a PodSecurityPolicy holds back more than it allows.
    """
    found = [
        Grant(subject, binding)
        for binding in snapshot.bindings
        if not _OF_KUBERNETES.fullmatch(binding.role.rpartition("/")[2])
        for subject in binding.subjects
        if is_everyone(subject)
    ]
    return sorted(found, key=lambda one: (one.subject.name not in STRANGERS, one.subject.name, one.role, one.scope))


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
            "role": grant.role,
            "scope": grant.scope,
        }
        for grant in sorted(grants(snapshot), key=lambda one: (one.subject.kind, one.subject.name, one.scope))
    ]
    return observed(rows, f"{len(rows)} subjects of kind User or Group")


def projects_count(snapshot: Snapshot) -> Finding:
    """Count the groups that are probably keystone projects. Source: see ``groups``."""
    found = names(snapshot, "Group")
    projects = sum(bool(_PROJECT.fullmatch(name)) for name in found)
    return observed(projects, f"names of 32 hexadecimal digits: {projects} of {len(found)} groups")


def open_bindings(snapshot: Snapshot) -> Finding:
    """Give the roles that everybody has, with where they hold. Source: see ``open_grants``."""
    found = open_grants(snapshot)
    rows = [{"subject": one.subject.name, "role": one.role, "scope": one.scope} for one in found]
    return observed(rows, f"{len(rows)} of the subjects of {len(snapshot.bindings)} bindings are catch-all groups")


def wildcard_roles(snapshot: Snapshot) -> Finding:
    """Give the ClusterRoles that allow everything, cluster-admin aside. Source: ClusterRole ``.rules`` of wildcards."""
    roles = [custom.name for custom in snapshot.customs if custom.kind == "ClusterRole"]
    found = sorted(name for name in roles if name != "cluster-admin")
    return observed(
        found, f"{len(found)} ClusterRoles with * for verbs, resources and API groups, beside cluster-admin"
    )


def initial_account(snapshot: Snapshot) -> Finding:
    """Say that no API tells which account was the first one, and where to look. Source: the customer profile alone."""
    said = "no API of Kubernetes tells which account was the first one: say it in the customer profile"
    if unread(snapshot, "clusterrolebindings"):
        return not_visible(said)
    admins = len(cluster_admins(snapshot).value)
    return not_visible(f"{said}; rbac.cluster_admins has {admins} to look among")


_SUBJECTS = "RoleBinding and ClusterRoleBinding .subjects"

FACTS = (
    Definition("rbac.people", "The people with a role", "texts", people, _SUBJECTS, needs=NEEDS, holds=Holds.PERSON),
    Definition("rbac.people.count", "How many people have a role", "number", people_count, _SUBJECTS, needs=NEEDS),
    Definition("rbac.groups", "The groups with a role", "texts", groups, _SUBJECTS, needs=NEEDS, holds=Holds.OBJECT),
    Definition("rbac.groups.count", "How many groups have a role", "number", groups_count, _SUBJECTS, needs=NEEDS),
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
        needs=NEEDS,
    ),
    Definition(
        "rbac.subjects",
        "Each person and group with its role, and where that holds",
        "rows",
        subjects,
        _SUBJECTS,
        needs=NEEDS,
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
    Definition(
        "rbac.projects.count",
        "How many of the groups are probably keystone projects",
        "number",
        projects_count,
        _SUBJECTS,
        needs=NEEDS,
    ),
    Definition(
        "rbac.open_bindings",
        "Roles that everybody has, signed in or not, beyond Kubernetes' own",
        "rows",
        open_bindings,
        _SUBJECTS,
        needs=NEEDS,
        holds=Holds.OBJECT,
        columns=("subject", "role", "scope"),
    ),
    Definition(
        "rbac.wildcard_roles",
        "ClusterRoles beside cluster-admin that allow everything",
        "texts",
        wildcard_roles,
        "ClusterRole .rules",
        needs=("clusterroles",),
        holds=Holds.OBJECT,
    ),
)
