"""``include: shared/etcd.yaml`` as an entry of a list: what that file holds, written once for several scripts.

A mapping stands in the entry's place; of a list, all its entries do.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

from deckgen.authored.node import Node
from deckgen.authored.source import Source, read_source
from deckgen.authored.tree import grow
from deckgen.errors import InputError, Mistake
from deckgen.suggest import among

INCLUDE = "include"
MOST_FILES = 200


@dataclass(slots=True)
class Inclusion:
    """Replaces the entries of lists that name a file by what stands in it; the entry's other keys go before the file's.

    Attributes:
        top: the file that all the others are included from; they lie in its folder or below.
        mistakes: what is wrong with the files and their names.
        sources: the files that were read.
    """

    top: Path
    mistakes: list[Mistake] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    read: int = 0

    def expand(self, node: Node, within: tuple[Path, ...]) -> Node:
        """Give ``node`` with every entry replaced, however deep; ``within`` are the files that it was included from."""
        if isinstance(node.value, dict):
            children = {key: self.expand(child, within) for key, child in node.value.items()}
            return Node(node.position, children, node.keys)
        if isinstance(node.value, list):
            return Node(node.position, [each for child in node.value for each in self._entry(child, within)])
        return node

    def _entry(self, node: Node, within: tuple[Path, ...]) -> list[Node]:
        """Give what stands in the entry's place; nothing where its file cannot be used: what it lacks is no news."""
        own = self.expand(node, within)
        if not isinstance(own.value, dict) or INCLUDE not in own.value:
            return [own]
        try:
            return self._filled(own, own.value.pop(INCLUDE), within)
        except InputError as error:
            self.mistakes += error.mistakes
            return []

    def _filled(self, own: Node, name: Node, within: tuple[Path, ...]) -> list[Node]:
        path = self._path(name, within)
        self.read += 1
        if self.read > MOST_FILES:
            raise _refusal(name, f"more than {MOST_FILES} files are included")
        source = read_source(path)
        self.sources.append(source)
        root = grow(source)
        if not isinstance(root.value, dict | list):
            raise _refusal(root, "an included file holds a mapping or a list, and this one does not")
        included = self.expand(root, (*within, path))
        if isinstance(included.value, list):
            if _children(own):
                raise _refusal(name, f"{name.value!r} holds a list", "no key stands beside its include")
            return included.value
        return [Node(root.position, {**_children(included), **_children(own)}, {**included.keys, **own.keys})]

    def _path(self, name: Node, within: tuple[Path, ...]) -> Path:
        if not isinstance(name.value, str) or not name.value.strip():
            raise _refusal(name, f"{INCLUDE} takes the name of a file", "relative to this one")
        path = Path(os.path.normpath(within[-1].parent / name.value))
        if Path(name.value).is_absolute() or not path.resolve().is_relative_to(self.top.parent.resolve()):
            raise _refusal(name, f"{name.value!r} is outside the script's folder", "a relative path in it or below")
        if not path.is_file():
            beside = [each.name for each in path.parent.glob("*.yaml")]
            raise _refusal(name, f"there is no file {str(path)!r}", among(path.name, beside, "files there"))
        if path.resolve() in {each.resolve() for each in within}:
            raise _refusal(name, f"{name.value!r} includes itself", "an include cannot lead back to its own file")
        return path


def _children(node: Node) -> dict[str, Node]:
    return node.value if isinstance(node.value, dict) else {}


def _refusal(node: Node, message: str, allowed: str = "") -> InputError:
    where = node.position
    return InputError(Mistake(where.file, where.line, where.column, message, allowed))
