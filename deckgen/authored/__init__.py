"""What people write: YAML files -> models, every mistake at once, each with file, line and column.

::

    source      bytes -> text, or why it is none
    tree        text -> nodes with positions; knows PyYAML
    scalar      what an unquoted word stands for
    inclusion   entries of lists that name another file
    complaint   what pydantic has against it, in plain words
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct
from pydantic import BaseModel, ValidationError

from deckgen.authored.complaint import mistakes
from deckgen.authored.inclusion import Inclusion
from deckgen.authored.node import Node
from deckgen.authored.source import LIMIT_BYTES, Source, digest_of, read_source
from deckgen.authored.tree import grow
from deckgen.errors import InputError, Mistake
from deckgen.placed import Placed, Position

__all__ = [
    "Check",
    "Document",
    "Objection",
    "Placed",
    "Position",
    "Source",
    "digest_of",
    "load",
    "load_with_sources",
    "read",
]

Model = TypeVar("Model", bound=BaseModel)


class Document(Struct, frozen=True):
    """A file that could be read, before it is checked against a model."""

    root: Node

    @property
    def value(self) -> Any:
        """The file as dicts, lists and scalars; its texts are ``Placed``."""
        return self.root.plain()

    def keys(self) -> list[str]:
        """Give the keys at the top, in their order; none where the top is no mapping."""
        return list(self.root.keys)

    def position(self, *path: str | int) -> Position:
        """Give where the value at ``path`` begins, or the innermost one around it that is there."""
        return self.root.at(path).position

    def key_position(self, *path: str | int) -> Position:
        """Give where the key at the end of ``path`` stands, or its value where it is an entry of a list."""
        return self.root.at(path[:-1]).keys.get(str(path[-1]), self.position(*path))


class Objection(Struct, frozen=True):
    """What a check beyond the model has against one value of a document.

    Attributes:
        path: the keys and indices that lead to the value.
        message: what is wrong.
        allowed: what is allowed instead, or "".
        at_key: it is about the key, not about the value.
    """

    path: tuple[str | int, ...]
    message: str
    allowed: str = ""
    at_key: bool = False


Check = Callable[[Any], Iterable[Objection]]
"""Looks at a document as dicts, lists and scalars, which may have any form, and gives what is wrong with it."""


def read(path: Path, *, limit_bytes: int = LIMIT_BYTES) -> Document:
    """Read a YAML file, without looking into the files that it includes.

    Raises:
        InputError: with every mistake that can be seen without knowing what the file is for.
    """
    return Document(grow(read_source(path, limit_bytes)))


def load(path: Path, model: type[Model], context: Mapping[str, Any] | None = None, check: Check | None = None) -> Model:
    """Read a YAML file with the files that it includes, as ``model``.

    Args:
        path: the file; messages name it as it is given here.
        model: what it is to be.
        context: pydantic's validation context, for the model's validators.
        check: what the model alone cannot see.

    Raises:
        InputError: with every mistake.
    """
    return load_with_sources(path, model, context, check)[0]


def load_with_sources(
    path: Path, model: type[Model], context: Mapping[str, Any] | None = None, check: Check | None = None
) -> tuple[Model, list[Source]]:
    """Read as ``load`` does, and give every file that was read beside the model.

    Raises:
        InputError: with every mistake.
    """
    source = read_source(path)
    inclusion = Inclusion(path, sources=[source])
    document = Document(inclusion.expand(grow(source), (path,)))
    value = document.value
    found = [*inclusion.mistakes, *(_mistake(document, each) for each in (check(value) if check else ()))]
    try:
        loaded = model.model_validate(value, context=dict(context or {}))
    except ValidationError as error:
        raise InputError([*found, *mistakes(error, document.root, model)]) from error
    if found:
        raise InputError(found)
    return loaded, inclusion.sources


def _mistake(document: Document, objection: Objection) -> Mistake:
    where = document.key_position(*objection.path) if objection.at_key else document.position(*objection.path)
    return Mistake(where.file, where.line, where.column, objection.message, objection.allowed)
