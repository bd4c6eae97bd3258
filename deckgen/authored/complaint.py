"""What pydantic has against a document, as mistakes in plain words with positions."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from pydantic import BaseModel, ValidationError

from deckgen.authored.node import Node
from deckgen.authored.shape import Step, keys_at
from deckgen.errors import Mistake
from deckgen.placed import REFUSED
from deckgen.suggest import among

KIND = "kind"
"""The key that tells the members of a union apart; pydantic puts its value into an error's location."""

Error = Mapping[str, Any]

_WANTED = {
    **dict.fromkeys(("string_type", "string_sub_type"), "a text"),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "a whole number"),
    **dict.fromkeys(("float_type", "float_parsing", "decimal_type"), "a number"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "true or false"),
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type"), "a list"),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type", "mapping_type"), "a mapping"),
}
"""What was wanted where a value is of the wrong type, by pydantic's error type."""


class Complaint(Struct, frozen=True):
    """One of pydantic's errors, laid over the document.

    Attributes:
        error: as pydantic gives it.
        node: the part of the document that it is about.
        depth: how many steps of the error's location lead to it.
        forks: for each union on the way: the steps to it, and which member of it was tried.
    """

    error: Error
    node: Node
    depth: int
    forks: tuple[tuple[tuple[Step, ...], Step], ...]


def mistakes(error: ValidationError, root: Node, model: type[BaseModel]) -> list[Mistake]:
    """Give every mistake in the document whose whole is ``root``, read as ``model``."""
    complaints = [_lay(each, root) for each in error.errors(include_url=False) if not _is_echo(each)]
    return [_mistake(same, root, model) for same in _sift(complaints)]


def _is_echo(error: Any) -> bool:
    """Tell whether a list is only called too short because entries of it have mistakes, which are told anyway."""
    return bool(error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"])


def _lay(error: Any, root: Node) -> Complaint:
    location = error["loc"][:-1] if error["type"] == "missing" else error["loc"]
    path: list[Step] = []
    forks: list[tuple[tuple[Step, ...], Step]] = []
    node, arrived = root, True
    for step in location:
        tag = node.child(KIND) if arrived else None
        child = None if tag and tag.value == step else node.child(step)
        arrived = child is not None
        if child is None:
            forks.append((tuple(path), step))
        else:
            node = child
            path.append(step)
    return Complaint(error, node, len(path), tuple(forks))


def _sift(complaints: list[Complaint], level: int = 0) -> Iterator[list[Complaint]]:
    """Give the complaints that matter, those that say the same together.

    Where a union was tried, each of its members has complaints. Those of the member that came farthest are what the
    author meant; where none fits at all, they are one mistake.
    """
    yield from ([each] for each in complaints if len(each.forks) <= level)
    forked = [each for each in complaints if len(each.forks) > level]
    for place in dict.fromkeys(each.forks[level][0] for each in forked):
        here = [each for each in forked if each.forks[level][0] == place]
        members = [[each for each in here if each.forks[level][1] == name] for name in _names(here, level)]
        fitting = [member for member in members if not any(_is_wrong_type(each, len(place)) for each in member)]
        if fitting or len(members) == 1:
            yield from _sift(min(fitting or members, key=len), level + 1)
        else:
            yield here


def _names(complaints: Iterable[Complaint], level: int) -> Iterable[Step]:
    return dict.fromkeys(each.forks[level][1] for each in complaints)


def _is_wrong_type(complaint: Complaint, depth: int) -> bool:
    return complaint.depth == depth and complaint.error["type"] in _WANTED


def _mistake(same: list[Complaint], root: Node, model: type[BaseModel]) -> Mistake:
    first = same[0]
    error, where = first.error, first.node.position
    if len(same) > 1:
        message, allowed = _wrong_type(same)
    elif error["type"] == "extra_forbidden":
        key = str(error["loc"][-1])
        where = _parent(root, error["loc"]).keys.get(key, where)
        message, allowed = f"there is no key {key!r} here", among(key, keys_at(model, error["loc"][:-1]), "keys")
    elif error["type"] == REFUSED:
        line = error["ctx"]["line"]
        message, allowed = error["ctx"]["message"], error["ctx"]["allowed"]
        return Mistake(where.file, where.line + line, 1 if line else where.column, message, allowed)
    else:
        message, allowed = _in_words(first)
    return Mistake(where.file, where.line, where.column, message, allowed)


def _parent(root: Node, location: Iterable[Step]) -> Node:
    node, above = root, root
    for step in location:
        child = node.child(step)
        if child:
            above, node = node, child
    return above


def _in_words(complaint: Complaint) -> tuple[str, str]:
    error = complaint.error
    if error["type"] in _WANTED:
        return _wrong_type([complaint])
    told = _TOLD.get(error["type"])
    if told:
        return told(error, error.get("ctx", {}))
    return str(error["msg"]).removeprefix("Value error, ").removeprefix("Assertion failed, "), ""


def _wrong_type(same: list[Complaint]) -> tuple[str, str]:
    wanted = dict.fromkeys(_WANTED[each.error["type"]] for each in same if each.error["type"] in _WANTED)
    node = same[0].node
    value = node.value
    quoted = "a text" in wanted and isinstance(value, bool | int | float)
    allowed = f'put it in quotes: "{node.text}"' if quoted else ""
    return f"must be {' or '.join(wanted)}, not {_kind(value)}", allowed


def _kind(value: Any) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a mapping"}
    return "empty" if value is None else kinds.get(type(value), "a text")


def _quoted(expected: str) -> list[str]:
    return re.findall(r"'([^']*)'", expected)


def _missing(error: Error, _context: Mapping[str, Any]) -> tuple[str, str]:
    return f"the key {error['loc'][-1]!r} is missing", ""


def _not_one_of(error: Error, context: Mapping[str, Any]) -> tuple[str, str]:
    return f"{error['input']!r} is not known here", among(str(error["input"]), _quoted(context["expected"]), "allowed")


def _no_such_kind(_error: Error, context: Mapping[str, Any]) -> tuple[str, str]:
    return f"there is no kind {context['tag']!r}", among(context["tag"], _quoted(context["expected_tags"]), "kinds")


def _too_short(error: Error, context: Mapping[str, Any]) -> tuple[str, str]:
    if context["min_length"] == 1:
        return "must not be empty", ""
    return f"has {len(error['input'])} of at least {context['min_length']}", ""


def _too_long(error: Error, context: Mapping[str, Any]) -> tuple[str, str]:
    of = "characters" if isinstance(error["input"], str) else "entries"
    return f"has {len(error['input'])} {of}", f"at most {context['max_length']}"


def _limit(words: str, key: str) -> Callable[[Error, Mapping[str, Any]], tuple[str, str]]:
    return lambda error, context: (f"{error['input']} is out of range", f"{words} {context[key]}")


_TOLD: dict[str, Callable[[Error, Mapping[str, Any]], tuple[str, str]]] = {
    "missing": _missing,
    "literal_error": _not_one_of,
    "enum": _not_one_of,
    "union_tag_invalid": _no_such_kind,
    "union_tag_not_found": lambda _error, _context: (f"the key {KIND!r} is missing", "see: deckgen list slides"),
    "string_too_short": _too_short,
    "too_short": _too_short,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "greater_than_equal": _limit("at least", "ge"),
    "greater_than": _limit("more than", "gt"),
    "less_than_equal": _limit("at most", "le"),
    "less_than": _limit("less than", "lt"),
    "string_pattern_mismatch": lambda error, context: (f"{error['input']!r} has not the form {context['pattern']}", ""),
}
