"""What stands in a YAML file, each part with its position."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from deckgen.placed import Position

Scalar = str | int | float | bool | None


@dataclass(slots=True)
class Node:
    """A scalar, a list or a mapping, and where it stands.

    Attributes:
        position: where it begins.
        value: a scalar (texts are ``Placed``), or the nodes in it.
        keys: of a mapping: where each key stands.
        text: of a scalar: as it is written.
        size: how many nodes it is, with all below it and each alias counted as what it stands for.
    """

    position: Position
    value: "Scalar | list[Node] | dict[str, Node]" = None
    keys: dict[str, Position] = field(default_factory=dict)
    size: int = 1
    text: str = ""

    def plain(self) -> Any:
        """Give it as dicts, lists and scalars."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def child(self, step: str | int) -> "Node | None":
        """Give the part under a key or at an index, or None where there is none."""
        if isinstance(self.value, dict) and isinstance(step, str):
            return self.value.get(step)
        if isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            return self.value[step]
        return None

    def at(self, path: Iterable[str | int]) -> "Node":
        """Give the part at ``path``, or the last one on the way to it that is there."""
        node = self
        for step in path:
            node = node.child(step) or node
        return node
