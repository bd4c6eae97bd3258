"""Container images: which product one is, and its version."""

import re
from functools import lru_cache

_MIRRORED = re.compile(r"(?:^|/)mirrored-(?:[a-z0-9]+-)*$")


@lru_cache(maxsize=65536)
def is_of(image: str, *repositories: str) -> bool:
    """Whether ``image`` comes from one of ``repositories``, whatever registry or mirror serves it.

    Args:
        image: as in a container, such as ``mirror.example.com/quay.io/calico/node:v3.29.5``.
        repositories: the last parts of the path, such as ``calico/node`` or ``kibana``; names of Rancher's mirror
            (``rancher/mirrored-grafana-grafana``) match by their last part.
    """
    path = _path(image)
    return any(path.endswith(repository) and _begins(path.removesuffix(repository)) for repository in repositories)


def is_curator(image: str) -> bool:
    """Whether ``image`` is Curator, which everybody builds under a name of their own (elastic/curator)."""
    return "curator" in _path(image).rpartition("/")[2]


def is_unpinned(image: str) -> bool:
    """Whether ``image`` names no version: its tag is ``latest`` or none, and no digest holds it fast."""
    name = image.rpartition("/")[2]
    return "@" not in name and name.partition(":")[2] in {"", "latest"}


def version(image: str) -> str:
    """Give the version that the tag says, without its ``v``; "" for a digest, ``latest`` and the like.

    Source: rancher/rke2's images put the product's name before and ``-hardened1`` behind it.
    """
    tag = image.rpartition("/")[2].partition("@")[0].partition(":")[2]
    found = re.fullmatch(r"(?:[a-z]+-)?v?(\d[\w.+-]*?)(?:-hardened\d*)?", tag)
    return found[1] if found else ""


def _path(image: str) -> str:
    """Give ``image`` without tag and digest; a registry may carry a port, so a colon alone does not end the path."""
    folder, slash, name = image.partition("@")[0].rpartition("/")
    return folder + slash + name.partition(":")[0]


def _begins(before: str) -> bool:
    """Whether a repository's name can begin behind ``before``."""
    return not before or before.endswith("/") or _MIRRORED.search(before) is not None
