"""What is kept in swift, in the words that the diagrams share."""

import re

ETCD = "etcd snapshots"
"""The use of swift in ``objectstorage.swift.uses`` that ``etcd.backup.place`` may tell more of."""


def is_swift(place: str) -> bool:
    """Say whether the words for a place, which a profile tells, mean swift."""
    return "swift" in place.lower()


def container(place: str) -> str:
    """Give the container, which is what the words for a place say besides swift."""
    return re.sub(r"(?i)^\W*swift\W*", "", place)
