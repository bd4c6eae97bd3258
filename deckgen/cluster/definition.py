"""What a fact is called, what it means and how it is found.

A topic's file in ``facts/`` holds a tuple ``FACTS`` of these; the topic is the first part of each name
(``nodes.workers.count`` stands in ``facts/nodes.py``), so one name imports one file.
"""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, Holds

Shape = Literal["number", "text", "flag", "texts", "rows"]
"""What a value looks like: ``texts`` is a list of strings, ``rows`` a list of mappings with the same keys."""


class Definition(Struct, frozen=True):
    """One fact that can be asked for.

    Attributes:
        name: dotted, in the field's terms.
        meaning: one sentence without a full stop.
        shape: what a value looks like.
        find: the rule. Its docstring names the source of the rule.
        needs: resources without which the rule has nothing to say (``nodes``, ``prometheuses.monitoring.coreos.com``):
            where one of them could not be read, the fact is not visible and ``find`` is not asked.
        read_from: the API fields that it is read from, or "the customer profile" where no API shows it.
        unit: of a number: "h", "d", "B" (bytes), "GiB", "vCPU", "%", "port", "VNI", "minor version"; else ""
        holds: what a value would reveal.
        columns: of ``rows``: the keys that each row has; a column's name says what it would reveal (``fact.TELLING``),
            other columns reveal what ``holds`` says.
        local: the rule holds of one namespace's objects, too. Other rules are not given lists of which one namespace
            alone may be read: they would take a part for the whole.
    """

    name: str
    meaning: str
    shape: Shape
    find: Callable[[Snapshot], Finding]
    read_from: str
    needs: tuple[str, ...] = ()
    unit: str = ""
    holds: Holds = Holds.PUBLIC
    columns: tuple[str, ...] = ()
    local: bool = False
