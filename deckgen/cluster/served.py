"""Asks discovery what a server serves, so that each resource is read in a version that it has."""

from collections.abc import Iterable
from concurrent.futures import Executor

import msgspec

from deckgen.cluster.connection import Target
from deckgen.cluster.decoder import decoder_of
from deckgen.cluster.transport import RequestFailedError, get

CORE = "v1"


class _Version(msgspec.Struct):
    version: str


class _Group(msgspec.Struct):
    name: str
    versions: list[_Version] = []


class _Groups(msgspec.Struct):
    """metav1.APIGroupList, the answer of /apis."""

    groups: list[_Group] = []


class _Resource(msgspec.Struct):
    name: str
    verbs: list[str] = []


class _Resources(msgspec.Struct):
    """metav1.APIResourceList, the answer of /apis/<group>/<version>."""

    resources: list[_Resource] = []


def prefix(version: str) -> str:
    """Give the path of a group and version: ``/api/v1``, ``/apis/batch/v1beta1``."""
    return f"/api/{version}" if version == CORE else f"/apis/{version}"


def served(target: Target, versions: Iterable[str], pool: Executor) -> tuple[set[tuple[str, str]], set[str]]:
    """Ask which resources can be listed.

    Args:
        target: the cluster.
        versions: the groups and versions of interest, such as ``v1`` or ``batch/v1beta1``.
        pool: where the requests run.

    Returns:
        The pairs of version and plural that can be listed, and the versions that the server has but did not answer
        for, as those of an extension API server that is down.

    Raises:
        ClusterError: the server does not accept the credentials.
        RequestFailedError: the list of groups cannot be had.
    """
    groups = decoder_of(_Groups).decode(get(target, "/apis")).groups
    offered = {CORE} | {f"{group.name}/{one.version}" for group in groups for one in group.versions}
    asked = sorted(offered.intersection(versions))
    answers = dict(zip(asked, pool.map(lambda version: _plurals(target, version), asked), strict=True))
    found = {(version, plural) for version, plurals in answers.items() for plural in plurals or ()}
    return found, {version for version, plurals in answers.items() if plurals is None}


def _plurals(target: Target, version: str) -> list[str] | None:
    try:
        answer = decoder_of(_Resources).decode(get(target, prefix(version)))
    except RequestFailedError as error:
        return [] if error.reason == "absent" else None
    return [one.name for one in answer.resources if "list" in one.verbs]
