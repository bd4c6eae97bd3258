"""Makes the connection to a cluster; the only module that knows the ``kubernetes`` client.

The client is used for what it keeps well: kubeconfig, exec plug-ins, in-cluster configuration, proxies, TLS. Its models
are not: they drop old API versions, and take ten times as long as decoding into structs of our own.
"""

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from deckgen.cluster import kubeconfig
from deckgen.cluster.kubeconfig import Kubeconfig
from deckgen.cluster.timelimit import SECONDS, TimeLimit
from deckgen.errors import ClusterError, InputError
from deckgen.suggest import among

IN_CLUSTER = "in-cluster"
OWN_NAMESPACE = Path("/var/run/secrets/kubernetes.io/serviceaccount/namespace")
"""Where a Pod finds its namespace: https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/."""

CONNECTIONS = 4
"""How many requests are on their way at once; measured: more do not make it faster."""

_TOKEN = re.compile(r"eyJ[\w=.-]{16,}|[\w+=-]{32,}")

_THREE_WAYS = (
    "give one of --snapshot FILE (a file that `deckgen snapshot` wrote), --context NAME (of a kubeconfig) or --sample"
)


class Target(Struct, frozen=True):
    """A cluster that can be asked.

    Attributes:
        name: the context, or "in-cluster".
        host: the API server's address.
        rest: the client's transport, with TLS, proxy and client certificate set.
        configuration: the client's, which knows and renews the token.
        namespace: the one that the context names, or the Pod's own, or "".
        limit: how long it may be asked.
    """

    name: str
    host: str
    rest: Any
    configuration: Any
    namespace: str = ""
    limit: TimeLimit = field(default_factory=TimeLimit)

    def headers(self) -> dict[str, str]:
        """Give the headers that say who asks, with the token that is valid now."""
        setting = self.configuration.auth_settings().get("BearerToken")
        token = {"authorization": setting["value"]} if setting and setting["value"] else {}
        return {"user-agent": "deckgen", **token}


def connect(path: Path | None = None, context: str | None = None, timeout: float = SECONDS) -> Target:
    """Prepare to ask a cluster; nothing is asked yet.

    Args:
        path: a kubeconfig; None: those of ``KUBECONFIG``, else ``~/.kube/config``, else the Pod's own service account.
        context: which context; None: the current one.
        timeout: seconds that reading it may take.

    Raises:
        InputError: the kubeconfig is missing or broken, has no such context, or names none as current.
        ClusterError: the credentials cannot be had: an exec plug-in fails, a certificate's file is missing.
    """
    known = kubeconfig.read(path)
    if path is None and context is None and not known.contexts and _in_a_pod():
        return _in_cluster(timeout)
    name = _chosen(known, context)
    if name in known.problems:
        raise InputError(f"context {name!r} cannot be used: {known.problems[name]}", f"see {_files(known)}")
    return _by_kubeconfig(known, name, timeout)


def _in_a_pod() -> bool:
    return bool(os.environ.get("KUBERNETES_SERVICE_HOST") and os.environ.get("KUBERNETES_SERVICE_PORT"))


def _chosen(known: Kubeconfig, context: str | None) -> str:
    if context is None and not known.current:
        missing = f"{_files(known)} names no current context" if known.paths else "there is no kubeconfig"
        listed = f"; contexts: {', '.join(sorted(known.contexts))}" if known.contexts else ""
        raise InputError(f"no source of cluster data: {missing}", _THREE_WAYS + listed)
    name = known.current if context is None else context
    if name not in known.contexts:
        where = _files(known) or "any kubeconfig"
        raise InputError(f"there is no context {name!r} in {where}", among(name, known.contexts, "contexts"))
    return name


def _files(known: Kubeconfig) -> str:
    return ", ".join(map(str, known.paths))


def _by_kubeconfig(known: Kubeconfig, context: str, timeout: float) -> Target:
    with _credentials(context, known.installs.get(context, "")) as complaints:
        from kubernetes.client import Configuration
        from kubernetes.config import load_kube_config

        configuration = Configuration()
        load_kube_config(os.pathsep.join(map(str, known.paths)), context, configuration)
        # The client logs why an exec plug-in failed and goes on without credentials.
        if complaints and not configuration.api_key and not configuration.cert_file:
            raise ClusterError(
                f"context {context!r}: its exec plug-in gave no credentials ({'; '.join(complaints)})",
                known.installs.get(context, "") or _try_kubectl(context),
            )
    return _target(context, configuration, known.namespaces.get(context, ""), TimeLimit(timeout))


def _in_cluster(timeout: float) -> Target:
    with _credentials(IN_CLUSTER):
        from kubernetes.client import Configuration
        from kubernetes.config import load_incluster_config

        configuration = Configuration()
        load_incluster_config(configuration)
    return _target(IN_CLUSTER, configuration, _own_namespace(), TimeLimit(timeout))


def _own_namespace() -> str:
    """Give the namespace of the Pod that this runs in, "" where it does not say."""
    try:
        return OWN_NAMESPACE.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _target(name: str, configuration: Any, namespace: str, limit: TimeLimit) -> Target:
    from kubernetes.client.rest import RESTClientObject

    configuration.retries = False  # `transport` tries again by itself, and knows what may be tried again
    configuration.connection_pool_maxsize = CONNECTIONS
    with _credentials(name):
        rest = RESTClientObject(configuration)
    limit.watch(rest.pool_manager)
    return Target(name, configuration.host, rest, configuration, namespace, limit)


@contextmanager
def _credentials(context: str, install: str = "") -> Iterator[list[str]]:
    """Turn what the client raises while it gets credentials into ClusterError; gather what it logs meanwhile."""
    from kubernetes.config import ConfigException
    from oauthlib.oauth2 import OAuth2Error  # type: ignore[import-untyped]
    from urllib3.exceptions import HTTPError

    complaints: list[str] = []
    handler = _Listener(complaints)
    logging.getLogger().addHandler(handler)
    try:
        yield complaints
    except (ConfigException, OAuth2Error, HTTPError, OSError, ValueError, TypeError, AttributeError, LookupError) as e:
        # The client quotes what it stumbled over, as it stands in the file: that may be a token.
        words = _without_tokens(str(e).split("{")[0].strip()) or type(e).__name__
        raise ClusterError(
            f"context {context!r}: its credentials cannot be had ({words})", install or _try_kubectl(context)
        ) from e
    finally:
        logging.getLogger().removeHandler(handler)


def _without_tokens(text: str) -> str:
    """Give a message without what may be a token: a plug-in is free to print its own."""
    return _TOKEN.sub("...", text)


def _try_kubectl(context: str) -> str:
    return f"see whether `kubectl --context {context} get namespaces` works here, and log in again"


class _Listener(logging.Handler):
    """Keeps the messages of errors that are logged."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(_without_tokens(record.getMessage()))
