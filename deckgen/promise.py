"""What a script promises of a cluster, and what was agreed otherwise with one customer.

A promise compares one fact with a value, evaluates an expression, or is for a person to try. Where it takes its value
from the script's ``standards``, the number stands there alone: the slides' "Standard" and the check cannot differ.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field, RootModel, model_validator

from deckgen.authored import Objection
from deckgen.cluster import observe
from deckgen.cluster.definition import Definition, Shape
from deckgen.customer import Agreement
from deckgen.factname import SHAPES, FactName, fits
from deckgen.phrases import Authored, Slug, Words
from deckgen.suggest import among
from deckgen.text import Expression
from deckgen.wording import series

STANDARD = "standard"
"""Stands for the value that the script documents in its ``standards``."""

COMPARISONS: dict[str, tuple[Shape, ...]] = {
    "equals": ("number", "text", "flag", "texts"),
    "at_least": ("number",),
    "at_most": ("number",),
    "contains": ("text", "texts"),
}
"""The comparisons, each with the shapes of the facts that it is for."""

_WAYS = (*COMPARISONS, "holds", "by_hand")
_PART_OF_TEXT = "a text"


class Promise(Authored):
    """One thing that is to hold: compared with a fact, as an expression, or for a person to try."""

    id: Slug = Field(description="Stable and unique in the script; the customer profile overrides it by this name")
    label: Words = Field(description="What is promised, in a few words; {{ item.value }} is the promised value")
    when: Expression | None = Field(None, description="The promise is left out where this does not hold")
    fact: FactName | None = Field(None, description="The fact that is compared")
    equals: Any = Field(None, description="The fact's value; 'standard' for the one in standards")
    at_least: Any = Field(None, description="A number; 'standard' for the one in standards")
    at_most: Any = Field(None, description="A number; 'standard' for the one in standards")
    contains: Any = Field(None, description="A part of the text, or a member of the list")
    holds: Expression | None = Field(None, description="A condition on facts, where a comparison is not enough")
    by_hand: Words | None = Field(None, description="What a person tries: no API can tell")
    found: Words | None = Field(None, description="What was found, in words; the fact's value where left out")
    do: Words | None = Field(None, description="What to do where it is not met")
    next: Words | None = Field(
        None, description="What the customer reads as a next step of ours where it is not met, in words agreed on"
    )
    critical: bool = Field(default=False, description="No deck is handed out while this is not met")

    @model_validator(mode="after")
    def _is_one_way(self) -> "Promise":
        ways = [way for way in _WAYS if getattr(self, way) is not None]
        if len(ways) != 1:
            given = series(ways) if ways else "nothing"
            raise ValueError(f"a promise has one of {series(_WAYS, word='or')}; here is {given}")
        if (self.fact is not None) != (ways[0] in COMPARISONS):
            wrong = "needs 'fact', which is compared" if self.fact is None else "takes no 'fact': name it in the words"
            raise ValueError(f"a promise with {ways[0]!r} {wrong}")
        return self

    @property
    def comparison(self) -> str:
        """Which of the comparisons it makes, or ""."""
        return next((key for key in COMPARISONS if getattr(self, key) is not None), "")

    @property
    def from_standards(self) -> bool:
        """Whether its value stands in the script's ``standards``."""
        return bool(self.comparison) and getattr(self, self.comparison) == STANDARD

    def value(self, standards: Mapping[str, Any]) -> Any:
        """Give the promised value, or None where it makes no comparison."""
        if self.from_standards:
            return standards[self.fact or ""]
        return getattr(self, self.comparison) if self.comparison else None


class PromiseList(RootModel[tuple[Promise, ...]]):
    """Promises in a file of their own, which several scripts include."""


def agreed_standards(
    standards: Mapping[str, Any], promises: tuple[Promise, ...], agreements: Mapping[str, Agreement]
) -> dict[str, Any]:
    """Give the standards as they hold for one customer: with the values agreed, and without what was waived.

    Args:
        standards: what the script documents, by fact name.
        promises: the script's.
        agreements: the profile's, by the promise's id.
    """
    found = dict(standards)
    for promise in promises:
        agreement = agreements.get(promise.id)
        if agreement is None or not promise.from_standards or promise.fact is None:
            continue
        if agreement.waived is not None:
            found.pop(promise.fact, None)
        else:
            found[promise.fact] = agreement.value
    return found


def objections_to_promises(promises: list[Any], standards: Any, *path: str) -> Iterator[Objection]:
    """Give what is wrong with the comparisons in a list of promises as written at ``path``.

    Args:
        promises: the list, whatever it holds.
        standards: the script's, or None where a file is looked at without its script.
        path: where the list stands.
    """
    for index, promise in enumerate(promises):
        if isinstance(promise, Mapping):
            definition = observe.definitions().get(str(promise.get("fact")))
            for key in COMPARISONS.keys() & promise.keys() if definition else ():
                yield from _object_to_comparison(definition, key, promise[key], standards, (*path, index))


def objections_to_agreements(agreements: Any, promises: Mapping[str, Promise]) -> Iterator[Objection]:
    """Give what is wrong with a profile's ``promises``, as written, for the scripts that made ``promises`` (by id)."""
    for name, agreement in agreements.items() if isinstance(agreements, Mapping) else ():
        promise = promises.get(name)
        if promise is None:
            yield Objection(
                ("promises", name), f"no script promises {name!r}", among(name, promises, "promises"), at_key=True
            )
        elif isinstance(agreement, Mapping) and agreement.get("value") is not None:
            yield from _object_to_value(promise, agreement["value"], ("promises", name, "value"))


def _object_to_comparison(
    definition: Definition | None, key: str, value: Any, standards: Any, path: tuple[str | int, ...]
) -> Iterator[Objection]:
    if definition is None or value is None:
        return
    name, known = definition.name, isinstance(standards, Mapping)
    if definition.shape not in COMPARISONS[key]:
        fitting = [each for each, shapes in COMPARISONS.items() if definition.shape in shapes] or ["holds"]
        message = f"{name} is {SHAPES[definition.shape]}, and {key!r} is for {_shapes(key)}"
        yield Objection((*path, key), message, f"take {series(fitting, word='or')}", at_key=True)
    elif value == STANDARD:
        if standards is not None and (not known or standards.get(name) is None):
            yield Objection((*path, key), f"there is no standard for {name}", "add it to standards, or write the value")
    elif known and standards.get(name) is not None:
        yield Objection((*path, key), f"the value of {name} stands in standards already", f"write {key}: {STANDARD}")
    else:
        yield from _object_to_form(definition, key, value, (*path, key))


def _object_to_value(promise: Promise, value: Any, path: tuple[str | int, ...]) -> Iterator[Objection]:
    definition = observe.definitions().get(promise.fact or "")
    if definition is None:
        yield Objection(path, f"{promise.id!r} compares no value", "it can be waived, with a reason")
    else:
        yield from _object_to_form(definition, promise.comparison, value, path)


def _object_to_form(definition: Definition, key: str, value: Any, path: tuple[str | int, ...]) -> Iterator[Objection]:
    if key == "contains":
        if not isinstance(value, str):
            yield Objection(path, f"{key!r} takes {_PART_OF_TEXT}", "put it in quotes")
    elif not fits(definition, value):
        unit = f"in {definition.unit}, without the unit" if definition.unit else ""
        yield Objection(path, f"{definition.name} is {SHAPES[definition.shape]}", unit)


def _shapes(key: str) -> str:
    return series([SHAPES[shape] for shape in COMPARISONS[key]], word="or")
