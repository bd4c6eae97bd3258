"""Which keys a model allows at a place in it, so that a misspelt one can be told from the right ones."""

from collections.abc import Iterator, Sequence
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

Step = str | int


def keys_at(model: type[BaseModel], location: Sequence[Step]) -> list[str]:
    """Give the keys of the mapping at ``location``, where pydantic's location names union members too."""
    leaves = list(_members(model.model_fields["root"].annotation)) if issubclass(model, RootModel) else [model]
    for step in location:
        called = [leaf for leaf in leaves if _is_called(leaf, step)]
        below = [each for leaf in leaves for each in _below(leaf, step)]
        leaves = (called if len(leaves) > 1 and called else below) or leaves
    return sorted({key for leaf in leaves for key in _fields(leaf)})


def _fields(annotation: Any) -> dict[str, Any]:
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return dict(annotation.model_fields) if is_model else {}


def _is_called(annotation: Any, name: Step) -> bool:
    """Tell whether pydantic calls this member of a union ``name``: by its class, or by the kind that tells it apart."""
    fields = _fields(annotation)
    kind = fields["kind"].annotation if "kind" in fields else None
    return bool(fields) and (annotation.__name__ == name or (get_origin(kind) is Literal and name in get_args(kind)))


def _below(annotation: Any, step: Step) -> Iterator[Any]:
    fields = _fields(annotation)
    if step in fields:
        yield from _members(fields[str(step)].annotation)
    elif isinstance(step, int) and get_origin(annotation) in (tuple, list):
        yield from _members(get_args(annotation)[0])
    elif get_origin(annotation) is dict:
        yield from _members(get_args(annotation)[1])


def _members(annotation: Any) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _members(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for each in get_args(annotation):
            yield from _members(each)
    else:
        yield annotation
