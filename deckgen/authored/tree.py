"""YAML text -> nodes with positions: the only room that knows PyYAML.

The parser's events are read one by one instead of its finished tree, so that a duplicate key is seen, an alias is
counted before it is expanded, and a file that nests too deep ends at once.
"""

from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from deckgen.authored.node import Node, Scalar
from deckgen.authored.scalar import resolve
from deckgen.authored.source import NOT_YAML, Source
from deckgen.errors import InputError, Mistake
from deckgen.placed import Placed, Position

DEEPEST = 40
MOST_NODES = 100_000
"""With every alias counted as what it stands for; a long script has some 5,000."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT_TAG = "tag:yaml.org,2002:str"
_PROBLEMS = {
    "mapping values are not allowed": ("a colon is not expected here", "put a text with ': ' in it in quotes"),
    "could not find expected ':'": ("this is no 'key: value'", "put a text of several lines in quotes, or use |"),
    "expected key": ("this does not line up with what is above it", "check the indentation and the quotes"),
    "expected <block end>": ("this does not line up with what is above it", "check the indentation and the quotes"),
    "expected '-' indicator": ("a list ends here", "each entry of a list begins with '- ', in the same column"),
    "unexpected end of stream": ("the text that begins here does not end", "close the quote"),
    "expected node content": ("no value can begin here", "check the brackets and commas"),
    "tab character": ("a tab stands here", "YAML is indented with spaces"),
    "document start": ("what follows here is outside the document", "check the indentation and the quotes"),
}
_TOLD_WHERE_IT_BEGINS = ("unexpected end of stream", "could not find expected ':'")


class _Stop(Exception):  # noqa: N818 - ends the reading, nothing more
    """The rest of the file cannot be made sense of."""


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    node: Node
    anchor: str | None
    key: str | None = None
    merged: list[Node] = field(default_factory=list)


def grow(source: Source) -> Node:
    """Give the one document in ``source``.

    Raises:
        InputError: with every mistake that can be seen.
    """
    builder = _Builder(source)
    try:
        for event in yaml.parse(source.text, Loader=_LOADER):
            builder.take(event)
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        builder.mistakes.append(_syntax_mistake(source, error))
    except yaml.YAMLError as error:
        builder.mistakes.append(Mistake(source.file, 0, 0, f"is no YAML: {error}"))
    if builder.mistakes:
        raise InputError(builder.mistakes)
    if builder.root is None or builder.root.value is None:
        raise InputError(Mistake(source.file, 0, 0, "the file is empty"))
    return builder.root


class _Builder:
    """Puts a tree together from the parser's events."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.mistakes: list[Mistake] = []
        self.root: Node | None = None
        self.open: list[_Open] = []
        self.anchors: dict[str, Node | None] = {}

    def take(self, event: Any) -> None:
        """Take the next event."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root:
            self._stop(event, "a second document begins here", "a file holds one document")
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._begin(event, [])
        elif isinstance(event, yaml.MappingStartEvent):
            self._begin(event, {})
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse_tag(event)
        text = _placed(self.source, event)
        if not text.isprintable() and (wrong := NOT_YAML.search(text)):
            self._mistake(text.position, f"the character U+{ord(wrong[0]):04X} is not allowed in a text")
        unquoted = event.implicit[0] and not event.style
        if self._wants_key():
            self._key(text, resolve(text) if unquoted else text)
            return
        node = Node(text.position, resolve(text) if unquoted else text, text=event.value)
        if event.anchor:
            self.anchors[event.anchor] = node
        self._add(node, node.position)

    def _alias(self, event: Any) -> None:
        if self._wants_key():
            self._stop(event, "a key must be a text, not an alias")
        if event.anchor not in self.anchors:
            self._stop(event, f"there is no anchor &{event.anchor} above")
        node = self.anchors[event.anchor]
        if node is None:
            self._stop(event, f"*{event.anchor} stands within itself")
        self._add(node, self._position(event))

    def _begin(self, event: Any, value: list[Node] | dict[str, Node]) -> None:
        self._refuse_tag(event)
        if self._wants_key():
            self._refuse_collection_as_key(event)
        if len(self.open) >= DEEPEST:
            self._stop(event, f"is nested more than {DEEPEST} deep")
        if event.anchor:
            self.anchors[event.anchor] = None
        self.open.append(_Open(Node(self._position(event), value), event.anchor))

    def _end(self) -> None:
        done = self.open.pop()
        for other in done.merged:
            _merge(done.node, other)
        if done.anchor:
            self.anchors[done.anchor] = done.node
        self._add(done.node, done.node.position)

    def _add(self, node: Node, position: Position) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        parent.node.size += node.size
        if parent.node.size > MOST_NODES:
            self._stop_at(position, f"is more than {MOST_NODES} values, aliases counted")
        if isinstance(parent.node.value, list):
            parent.node.value.append(node)
        elif isinstance(parent.node.value, dict) and parent.key is not None:
            self._put(parent, parent.key, node)
            parent.key = None

    def _put(self, parent: _Open, key: str, node: Node) -> None:
        if key != "<<" and isinstance(parent.node.value, dict):
            parent.node.value[key] = node
            return
        for each in node.value if isinstance(node.value, list) else [node]:
            if isinstance(each.value, dict):
                parent.merged.append(each)
            else:
                self._mistake(each.position, "<< takes a mapping", "an alias of one, such as *shared")

    def _wants_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1].node.value, dict) and self.open[-1].key is None

    def _key(self, text: Placed, value: Scalar) -> None:
        parent = self.open[-1]
        if not isinstance(value, str):
            allowed = f'put it in quotes: "{text}"' if text else "a text before the colon"
            self._mistake(text.position, f"a key must be a text, and {text or 'nothing'} is none", allowed)
        elif text in parent.node.keys:
            first = parent.node.keys[text].line
            self._mistake(text.position, f"the key {text!r} is here a second time; the first is on line {first}")
        parent.key = str(text)
        if text != "<<":
            parent.node.keys.setdefault(parent.key, text.position)

    def _refuse_collection_as_key(self, event: Any) -> None:
        line = self.source.lines[event.start_mark.line]
        if line[: event.start_mark.column].endswith("{") and line[event.start_mark.column] == "{":
            self._stop(event, "a text that begins with {{ must be in quotes")
        self._stop(event, "a key must be a text, not a list or a mapping")

    def _refuse_tag(self, event: Any) -> None:
        if event.tag not in (None, "!", _TEXT_TAG):
            self._mistake(self._position(event), f"the tag {_tag(event.tag)} is not known here", "leave it out")

    def _position(self, event: Any) -> Position:
        return self.source.position(event.start_mark.line, event.start_mark.column)

    def _mistake(self, position: Position, message: str, allowed: str = "") -> None:
        self.mistakes.append(Mistake(position.file, position.line, position.column, message, allowed))

    def _stop(self, event: Any, message: str, allowed: str = "") -> NoReturn:
        self._stop_at(self._position(event), message, allowed)

    def _stop_at(self, position: Position, message: str, allowed: str = "") -> NoReturn:
        self._mistake(position, message, allowed)
        raise _Stop


def _merge(into: Node, other: Node) -> None:
    """Give ``into`` what ``other`` has and it has not, as YAML 1.1's merge key says (https://yaml.org/type/merge.html)."""
    if isinstance(into.value, dict) and isinstance(other.value, dict):
        for key, node in other.value.items():
            into.value.setdefault(key, node)
            into.keys.setdefault(key, other.keys[key])


def _tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _placed(source: Source, event: Any) -> Placed:
    start, end = event.start_mark, event.end_mark
    if event.style in ("|", ">"):
        lines = source.lines[start.line + 1 : end.line]
        indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
        raw = "" if event.style == "|" else "\n".join(line[indent:] for line in lines)
        return Placed(event.value, source.position(start.line + 1, indent), raw)
    position = source.position(start.line, start.column)
    if start.line == end.line:
        return Placed(event.value, position)
    first, *others = source.lines[start.line : end.line + 1]
    others[-1] = others[-1][: end.column]
    raw = "\n".join([first[start.column :], *(line.lstrip() for line in others)])
    return Placed(event.value, position, raw.strip("\"'") if event.style else raw)


def _syntax_mistake(source: Source, error: yaml.MarkedYAMLError) -> Mistake:
    problem = error.problem or "cannot be read"
    wrong, allowed = next((told for part, told in _PROBLEMS.items() if part in problem), (problem, ""))
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(part in problem for part in _TOLD_WHERE_IT_BEGINS):
        mark = error.context_mark
    if mark is None:
        return Mistake(source.file, 0, 0, wrong, allowed)
    position = source.position(mark.line, mark.column)
    if "cannot start any token" in problem:
        wrong, allowed = _unexpected(source.lines[mark.line][mark.column : mark.column + 1])
    return Mistake(position.file, position.line, position.column, wrong, allowed)


def _unexpected(character: str) -> tuple[str, str]:
    if character == "\t":
        return "a tab stands here", "YAML is indented with spaces"
    return f"a text cannot begin with {character!r}", "put it in quotes"
