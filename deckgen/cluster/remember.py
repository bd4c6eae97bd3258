"""Remembers what was found in a snapshot: many facts ask the same of it, and a large cluster has 10,000 Pods."""

from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from deckgen.cluster.snapshot import Snapshot

_Found = TypeVar("_Found")
_LAST = 4
"""Facts look at two or three views of a snapshot in turn."""


def remembered(find: Callable[[Snapshot], _Found]) -> Callable[[Snapshot], _Found]:
    """Let ``find`` work out its answer once for each of the last few snapshots; nobody may change an answer."""
    last: deque[tuple[Snapshot, _Found]] = deque(maxlen=_LAST)

    @wraps(find)
    def found(snapshot: Snapshot) -> _Found:
        for known, answer in last:
            if known is snapshot:
                return answer
        answer = find(snapshot)
        last.appendleft((snapshot, answer))
        return answer

    return found
