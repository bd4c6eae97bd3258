"""Which kinds an API server serves, and at which path, as its own discovery says."""

import time
from dataclasses import dataclass
from typing import Any

from tests.bed.client import Client

CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
ESTABLISH_SECONDS = 30


@dataclass(frozen=True)
class Resource:
    """A resource of the API: the path of its group and version, its plural name, and what it can."""

    base: str
    plural: str
    is_namespaced: bool
    has_status: bool

    def collection(self, namespace: str) -> str:
        """Give the path that objects are created at."""
        return (
            f"{self.base}/namespaces/{namespace}/{self.plural}" if self.is_namespaced else f"{self.base}/{self.plural}"
        )

    def object(self, namespace: str, name: str) -> str:
        """Give the path of one object."""
        return f"{self.collection(namespace)}/{name}"


class Discovery:
    """Finds resources by API version and kind, each API version asked for once."""

    def __init__(self, client: Client) -> None:
        """Ask nothing yet."""
        self._client = client
        self._found: dict[str, dict[str, Resource]] = {}

    def find(self, api_version: str, kind: str) -> Resource | None:
        """Give the resource, None where the server does not serve it."""
        if api_version not in self._found:
            self._found[api_version] = self._ask(api_version)
        return self._found[api_version].get(kind)

    def serves(self, api_version: str, kind: str) -> bool:
        """Say whether the server serves the kind in that API version."""
        return self.find(api_version, kind) is not None

    def wait_for(self, crd: dict[str, Any]) -> None:
        """Wait until the custom resource is established, discovered and answered; raise TimeoutError if it is not."""
        name, spec = crd["metadata"]["name"], crd["spec"]
        version = next(each["name"] for each in spec["versions"] if each["served"])
        api_version, kind = f"{spec['group']}/{version}", spec["names"]["kind"]
        end = time.monotonic() + ESTABLISH_SECONDS
        while not (self._is_established(name) and self._is_answered(api_version, kind)):
            if time.monotonic() > end:
                raise TimeoutError(f"CustomResourceDefinition {name} was not served after {ESTABLISH_SECONDS} s")
            time.sleep(0.05)

    def _is_established(self, name: str) -> bool:
        status = self._client.must("GET", f"{CRDS}/{name}").get("status") or {}
        return any(
            condition["type"] == "Established" and condition["status"] == "True"
            for condition in status.get("conditions") or ()
        )

    def _is_answered(self, api_version: str, kind: str) -> bool:
        """Say whether the kind is in discovery and can be listed; an older answer of discovery is forgotten."""
        self._found.pop(api_version, None)
        resource = self.find(api_version, kind)
        path = resource and f"{resource.base}/{resource.plural}?limit=1"
        return bool(path) and self._client.request("GET", str(path)).is_success

    def _ask(self, api_version: str) -> dict[str, Resource]:
        """Give the resources of an API version by kind; none where the server does not know it."""
        base = f"/apis/{api_version}" if "/" in api_version else f"/api/{api_version}"
        answer = self._client.request("GET", base)
        entries = (answer.body.get("resources") or []) if answer.is_success else []
        names = {entry["name"] for entry in entries}
        return {
            entry["kind"]: Resource(base, entry["name"], entry["namespaced"], f"{entry['name']}/status" in names)
            for entry in entries
            if "/" not in entry["name"]
        }
