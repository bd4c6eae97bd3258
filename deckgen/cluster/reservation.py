"""What is set aside for a Pod on its node: how the scheduler adds up what its containers request."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from deckgen.cluster import wire
from deckgen.cluster.quantity import number

MILLI = 1000
"""Thousandths, in which Kubernetes counts a vCPU."""

_SIDECAR = "Always"
"""The restartPolicy of an init container that goes on beside the others."""

_KNOWN = 256


def reserved(spec: wire.PodSpec, resource: str) -> float:
    """Give how much of ``cpu`` (in vCPUs) or ``memory`` (in bytes) a Pod reserves.

    All its containers and sidecars together, or an init container with the sidecars started before it, where that is
    more; what the Pod itself requests goes before both; a RuntimeClass's overhead is added.

    Source: k8s.io/component-helpers resource ``PodRequests``.
    """
    together = sum([_requested(one, resource) for one in spec.containers or () if one.resources])
    if not (spec.init_containers or spec.overhead or spec.resources):  # as of most Pods, of which there are thousands
        return together
    overhead = _amount(spec.overhead, resource)
    if spec.resources and resource in spec.resources.requests:
        return _amount(spec.resources.requests, resource) + overhead
    return max(together + _beside(spec.init_containers, resource), _before(spec.init_containers, resource)) + overhead


def _beside(started: Iterable[wire.Container], resource: str) -> float:
    """Give what the sidecars request."""
    return sum(_requested(one, resource) for one in started if one.restart_policy == _SIDECAR)


def _before(started: Iterable[wire.Container], resource: str) -> float:
    """Give the most that is requested at once while the init containers run, one after another."""
    most = sidecars = 0.0
    for one in started:
        own = _requested(one, resource)
        most = max(most, sidecars + own)
        sidecars += own if one.restart_policy == _SIDECAR else 0.0
    return most


def _requested(container: wire.Container, resource: str) -> float:
    return _amount(container.resources.requests, resource) if container.resources else 0.0


def _amount(amounts: dict[str, Any], resource: str) -> float:
    """Give one amount; 0 where there is none, or none that can be read."""
    return number_or_zero(str(amounts[resource])) if resource in amounts else 0.0


@lru_cache(maxsize=_KNOWN)
def number_or_zero(text: str) -> float:
    """Give what a quantity stands for; 0 where it is none."""
    try:
        return number(text)
    except ValueError:
        return 0.0
