"""What was asked of an API server: its audit log, so that a test can prove that only get and list were sent."""

import json
import time
from pathlib import Path
from typing import Any, NamedTuple

# The bed's own user and the server's inner one are left out: ten thousand loaded pods are nobody's question.
UNWATCHED = ("bed-loader", "system:apiserver")
# https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/: the first rule that fits decides; Metadata has no bodies.
POLICY = {
    "apiVersion": "audit.k8s.io/v1",
    "kind": "Policy",
    "omitStages": ["RequestReceived"],
    "rules": [{"level": "None", "users": UNWATCHED}, {"level": "Metadata"}],
}
QUIET_SECONDS = 0.1


class Request(NamedTuple):
    """One request: its verb, resource ("pods", "pods/log", a path such as "/version"), user, API group, namespace."""

    verb: str
    resource: str
    user: str
    group: str = ""
    namespace: str = ""


def read(log: Path) -> list[Request]:
    """Give the requests in the log file in the order in which they were answered, once nothing more is written."""
    seen: dict[str, Request] = {}
    for line in _settled(log).splitlines():
        event = json.loads(line)
        seen.setdefault(event["auditID"], _request(event))  # a watch is written at its start and at its end
    return list(seen.values())


def _settled(log: Path) -> str:
    """Give the log's text as soon as it stops growing: a client can have its answer before the line is written."""
    text, size = "", -1
    while size != len(text):
        size = len(text)
        time.sleep(QUIET_SECONDS)
        text = log.read_text(encoding="utf-8") if log.exists() else ""
    return text


def _request(event: dict[str, Any]) -> Request:
    """Take the request out of an event of audit.k8s.io/v1."""
    reference = event.get("objectRef") or {}
    parts = [reference.get("resource"), reference.get("subresource")]
    resource = "/".join(part for part in parts if part) or event["requestURI"].partition("?")[0]
    group, namespace = reference.get("apiGroup", ""), reference.get("namespace", "")
    return Request(event["verb"], resource, event["user"]["username"], group, namespace)
