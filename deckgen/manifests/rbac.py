"""The rights that reading a cluster takes: a ClusterRole, as it is shipped, and its binding."""

import json
import re

from deckgen import assets
from deckgen.errors import InputError

GROUP = "deckgen-readers"
"""Who is bound where nobody is named: a group that an identity provider can put people in."""

_LABEL = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?"
_SERVICE_ACCOUNT = re.compile(rf"({_LABEL}):({_LABEL}(?:\.{_LABEL})*)")
_BINDING = """\
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: deckgen-reader
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: deckgen-reader
subjects:
"""

Subject = dict[str, str]


def rbac(users: list[str], groups: list[str], service_accounts: list[str]) -> str:
    """Give the manifest of the ClusterRole and of a ClusterRoleBinding to everybody named.

    Args:
        users: names as the API server knows them (``kubectl auth whoami``).
        groups: names of groups; with nobody named at all it is ``GROUP``.
        service_accounts: each as ``namespace:name``, as kubectl has it.

    Raises:
        InputError: a name is empty, or a service account is not of that form.
    """
    bound = [_subject("User", name) for name in users] + [_subject("Group", name) for name in groups]
    bound += map(_account, service_accounts)
    role = assets.reader_role().read_text(encoding="utf-8")
    return role + _BINDING + "".join(map(_lines, bound or [_subject("Group", GROUP)]))


def _subject(kind: str, name: str) -> Subject:
    if not name.strip():
        raise InputError(f"the name of a {kind.lower()} is empty", "name whom to bind, or leave the option out")
    return {"apiGroup": "rbac.authorization.k8s.io", "kind": kind, "name": name}


def _account(text: str) -> Subject:
    found = _SERVICE_ACCOUNT.fullmatch(text)
    if not found:
        raise InputError(
            f"{text!r} names no service account", "give its namespace and name, such as --service-account tools:deckgen"
        )
    return {"kind": "ServiceAccount", "namespace": found[1], "name": found[2]}


def _lines(subject: Subject) -> str:
    """Give a subject as YAML; a string in JSON is one in YAML too, whatever stands in it."""
    lines = [
        f"{key}: {value if key in ('apiGroup', 'kind') else json.dumps(value, ensure_ascii=False)}"
        for key, value in subject.items()
    ]
    return "- " + "\n  ".join(lines) + "\n"
