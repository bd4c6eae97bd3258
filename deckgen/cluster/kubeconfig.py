"""What the kubeconfig files say: which contexts there are, and which one is current.

Reads them as kubectl does (https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/): a
file that is named must be there; of ``KUBECONFIG`` the missing ones are passed over, and the first to say something
wins. How to log in is left to the client, see ``connection``.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from deckgen.errors import InputError, Mistake

VARIABLE = "KUBECONFIG"
LARGEST = 10 * 1024**2
_YAML_PROBLEM = re.compile(r'^(.+)\n +in "[^"]*", line (\d+), column (\d+)', re.MULTILINE)
"""How PyYAML says what is wrong and where: https://pyyaml.org, MarkedYAMLError."""


class _Context(msgspec.Struct):
    cluster: str = ""
    user: str = ""
    namespace: str = ""


class _Cluster(msgspec.Struct):
    server: str = ""


class _NamedContext(msgspec.Struct):
    name: str
    context: _Context


class _NamedCluster(msgspec.Struct):
    name: str
    cluster: _Cluster


class _NamedUser(msgspec.Struct):
    name: str
    user: dict[str, Any] | None = None


class _File(msgspec.Struct, rename="kebab"):
    current_context: str | None = None
    contexts: list[_NamedContext] | None = None
    clusters: list[_NamedCluster] | None = None
    users: list[_NamedUser] | None = None


class Kubeconfig(Struct, frozen=True):
    """The kubeconfig files, merged.

    Attributes:
        paths: the files that are there.
        current: the current context, or "".
        contexts: all contexts' names, as they stand in the files.
        problems: by context, why it cannot be used: a cluster or user that no file describes.
        namespaces: by context, the namespace that it names, where it does.
        installs: by context, how its exec plug-in can be had, where the file says so.
    """

    paths: Sequence[Path]
    current: str
    contexts: Sequence[str]
    problems: dict[str, str]
    namespaces: dict[str, str]
    installs: dict[str, str]


def read(path: Path | None) -> Kubeconfig:
    """Read the kubeconfig at ``path``, or else those of ``KUBECONFIG``, or else ``~/.kube/config``.

    Raises:
        InputError: the named file is missing, or one cannot be read or is no kubeconfig.
    """
    if path is not None and not path.is_file():
        raise InputError(f"there is no kubeconfig {path}", "give the path of a kubeconfig file with --kubeconfig")
    paths = [path] if path is not None else [one for one in _default_paths() if one.is_file()]
    return _merged(paths, [_load(one) for one in paths])


def _default_paths() -> list[Path]:
    named = os.environ.get(VARIABLE, "")
    if not named:
        return [Path("~/.kube/config").expanduser()]
    return [Path(one).expanduser() for one in dict.fromkeys(named.split(os.pathsep)) if one]


def _load(path: Path) -> _File:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(Mistake(str(path), 0, 0, "this file is too large for a kubeconfig", "10 MiB at most"))
        # An empty file is no mistake for kubectl either: `kubectl config` begins with one.
        return msgspec.convert(msgspec.yaml.decode(path.read_bytes()) or {}, _File)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except msgspec.ValidationError as error:
        raise InputError(Mistake(str(path), 0, 0, f"this is not a kubeconfig: {error}")) from error
    except msgspec.DecodeError as error:
        raise InputError(_syntax(path, error)) from error


def _syntax(path: Path, error: Exception) -> Mistake:
    """Place a mistake in the YAML; the lines around it are left out, since they may hold a token."""
    found = _YAML_PROBLEM.findall(str(error))
    problem, line, column = found[-1] if found else ("no text that can be read", "0", "0")
    return Mistake(str(path), int(line), int(column), f"this is not YAML: {problem}")


def _merged(paths: Sequence[Path], files: Sequence[_File]) -> Kubeconfig:
    contexts: dict[str, _Context] = {}
    clusters: dict[str, _Cluster] = {}
    users: dict[str, dict[str, Any]] = {}
    for file in files:
        for named in file.contexts or ():
            contexts.setdefault(named.name, named.context)
        for cluster in file.clusters or ():
            clusters.setdefault(cluster.name, cluster.cluster)
        for user in file.users or ():
            users.setdefault(user.name, user.user or {})
    return Kubeconfig(
        paths=paths,
        current=next((file.current_context for file in files if file.current_context), ""),
        contexts=list(contexts),
        problems={name: problem for name, one in contexts.items() if (problem := _problem(one, clusters, users))},
        namespaces={name: one.namespace for name, one in contexts.items() if one.namespace},
        installs={name: hint for name, one in contexts.items() if (hint := _install_hint(users.get(one.user, {})))},
    )


def _problem(context: _Context, clusters: dict[str, _Cluster], users: dict[str, dict[str, Any]]) -> str:
    if context.cluster not in clusters:
        return f"its cluster {context.cluster!r} is described nowhere"
    if not clusters[context.cluster].server:
        return f"its cluster {context.cluster!r} has no server"
    if context.user and context.user not in users:
        return f"its user {context.user!r} is described nowhere"
    return ""


def _install_hint(user: dict[str, Any]) -> str:
    plugin = user.get("exec")
    return str(plugin.get("installHint") or "").strip() if isinstance(plugin, dict) else ""
