"""In which API version an object was applied, where Kubernetes has dropped that version or will.

The server converts what it is given, so the version in which an object is listed tells nothing of its manifest.
"""

import re
from collections.abc import Iterable, Mapping

import msgspec

from deckgen.cluster.decoder import decoder_of
from deckgen.cluster.wire import Managed

LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"

_APPS = {"extensions/v1beta1": 16, "apps/v1beta1": 16, "apps/v1beta2": 16}
_INGRESS = {"extensions/v1beta1": 22, "networking.k8s.io/v1beta1": 22}

DROPPED: dict[str, dict[str, int]] = {
    "Deployment": _APPS,
    "StatefulSet": _APPS,
    "DaemonSet": _APPS,
    "Ingress": _INGRESS,
    "CronJob": {"batch/v2alpha1": 21, "batch/v1beta1": 25},
    "PodDisruptionBudget": {"policy/v1beta1": 25},
    "HorizontalPodAutoscaler": {"autoscaling/v2beta1": 25, "autoscaling/v2beta2": 26},
}
"""By kind and API version: the minor version of Kubernetes that no longer serves it.

Source: https://kubernetes.io/docs/reference/using-api/deprecation-guide/.
"""

FOLLOWED: dict[str, int] = {
    "CronJob": 21,
    "PodDisruptionBudget": 21,
    "Ingress": 19,
    "HorizontalPodAutoscaler": 23,
}
"""By kind: the minor version from which on the version that takes its place is served; the same guide."""

_APPLIERS = re.compile(
    r"kubectl.*|helm|argocd.*|flux|kustomize-controller|helm-controller|terraform|pulumi.*",
    re.IGNORECASE,
)


class _Applied(msgspec.Struct, rename="camel"):
    """The last-applied annotation, of which only the version is decoded."""

    api_version: str = ""


def applied_as(kind: str, annotations: Mapping[str, str], managed: Iterable[Managed]) -> str:
    """Give the API version that a person or a tool last applied an object in, if it is in ``DROPPED``, or "".

    Args:
        kind: of the object.
        annotations: all of its; of last-applied the version alone is looked at.
        managed: its ``managedFields``. An entry stays as long as a field of it does, so the newest one counts; what
            controllers wrote, and what is a status, is none of the manifest's.
    """
    dropped = DROPPED.get(kind, {})
    found = _last_applied(annotations.get(LAST_APPLIED, "")) or _newest(managed)
    return found if found in dropped else ""


def _last_applied(text: str) -> str:
    try:
        return decoder_of(_Applied).decode(text).api_version if text else ""
    except msgspec.DecodeError:
        return ""


def _newest(managed: Iterable[Managed]) -> str:
    own = [one for one in managed if not one.subresource and _APPLIERS.fullmatch(one.manager)]
    newest = max(own, key=lambda one: one.time.timestamp() if one.time else 0.0, default=None)
    return newest.api_version if newest else ""
