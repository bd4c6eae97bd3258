"""Container images: which product one is, and its version."""

import re
from functools import cache


def is_of(image: str, *repositories: str) -> bool:
    """Whether ``image`` comes from one of ``repositories``, whatever registry or mirror serves it.

    Args:
        image: as in a container, such as ``mirror.example.com/quay.io/calico/node:v3.29.5``.
        repositories: the last parts of the path, such as ``calico/node`` or ``kibana``; names of Rancher's mirror
            (``rancher/mirrored-grafana-grafana``) match by their last part.
    """
    return any(_pattern(repository).search(image) for repository in repositories)


def version(image: str) -> str:
    """Give the version that the tag says, without its ``v``; "" for a digest, ``latest`` and the like.

    Source: rancher/rke2's images put the product's name before and ``-hardened1`` behind it.
    """
    tag = image.rpartition("/")[2].partition("@")[0].partition(":")[2]
    found = re.fullmatch(r"(?:[a-z]+-)?v?(\d[\w.+-]*?)(?:-hardened\d*)?", tag)
    return found[1] if found else ""


@cache
def _pattern(repository: str) -> re.Pattern[str]:
    # A registry may carry a port, so a colon alone does not end the path.
    return re.compile(rf"(?:^|/)(?:mirrored-(?:[a-z0-9]+-)*)?{re.escape(repository)}(?=[:@]|$)(?!:\d+/)")
