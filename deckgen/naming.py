"""What a dotted name in a template stands for: a fact, or one of a few other things."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from deckgen.brief import Brief
from deckgen.customer import Customer
from deckgen.fact import Fact, Source
from deckgen.factname import near
from deckgen.placed import Fault
from deckgen.suggest import among
from deckgen.wording import Blank, NotVisible, clean

OTHERS = ("as_of", "audience", "customer", "item")
"""What a template may name beside facts."""

_SUREST_FIRST = tuple(Source)


class Names:
    """What a running template asks by name, for one brief; remembers the facts that were asked for.

    Args:
        brief: whose facts, profile and audience can be named.
        item: what ``item`` stands for, or None.
    """

    def __init__(self, brief: Brief, item: Any = None) -> None:
        self.brief = brief
        self.item = item
        self.touched: list[Fact] = []

    @property
    def source(self) -> Source | None:
        """The least sure source of the facts that were used; None where none was."""
        return max((fact.source for fact in self.touched), key=_SUREST_FIRST.index, default=None)

    @property
    def differs(self) -> bool:
        """Whether a fact that was used is not what the standard or the profile says."""
        return any(fact.differs for fact in self.touched)

    def lean_on_touched(self) -> None:
        """Keep of the facts asked for so far, by a condition, those that were not observed.

        What is said because of a declared fact is no surer than it, even where its value is not in the words. An
        observed one only picked the words.
        """
        self.touched = [fact for fact in self.touched if fact.source is not Source.OBSERVED]

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Give what a ``sandbox.Program`` runs with."""
        return {"_read": self.read, "visible": self.visible, "source": self.source_of}

    def read(self, *parts: str) -> Any:
        """Give what the dotted name stands for.

        Raises:
            NotVisible: it is a fact that is not visible, or something that the profile leaves open.
            Fault: there is no such name.
        """
        if parts[0] in OTHERS:
            return self._other(*parts)
        name = fact_name(parts, self.brief.facts)
        if not name:
            raise unknown(parts, self.brief.facts)
        return _members(self._value(self.brief.facts[name]), parts[name.count(".") + 1 :])

    def visible(self, name: str) -> bool:
        """Tell whether the fact called ``name`` has a value; what is said because it has, leans on it."""
        fact = self._fact(name)
        if fact.visible:
            self.touched.append(fact)
        return fact.visible

    def source_of(self, name: str) -> str:
        """Say where the value of the fact called ``name`` comes from."""
        return self._fact(name).source.value

    def _fact(self, name: str) -> Fact:
        if name not in self.brief.facts:
            raise unknown(name.split("."), self.brief.facts)
        return self.brief.facts[name]

    def _value(self, fact: Fact) -> Any:
        if not fact.visible:
            raise NotVisible(f"{fact.name}: {fact.reason or 'not visible'}")
        self.touched.append(fact)
        return clean(fact.value)

    def _other(self, root: str, *rest: str) -> Any:
        if root == "item" and self.item is None:
            raise Fault("there is no item here: it is known only where words are written for each member of a list")
        if root == "customer" and not rest:
            raise Fault("which field of the customer", among("", Customer.model_fields, "fields"))
        known = {"as_of": self.brief.as_of, "audience": self.brief.audience.name, "customer": self.brief.customer}
        value = _members(clean(self.item) if root == "item" else known[root], rest)
        return Blank() if root == "customer" and value == "" else value


def member(value: Any, name: str) -> Any:
    """Give a row's column or a profile's field.

    Raises:
        Fault: there is none of that name.
    """
    names = type(value).model_fields if isinstance(value, BaseModel) else value
    if not isinstance(names, Mapping):
        raise Fault(f"{name!r} cannot be taken of a {_kind(value)}", "only rows and the profile have named parts")
    if name not in names:
        raise Fault(f"there is no {name!r} here", among(name, names, "there are"))
    return clean(getattr(value, name)) if isinstance(value, BaseModel) else value[name]


def fact_name(parts: Iterable[str], facts: Mapping[str, Any]) -> str:
    """Give the longest fact name that the dotted name begins with, or ""."""
    parts = tuple(parts)
    names = (".".join(parts[:end]) for end in range(len(parts), 1, -1))
    return next((name for name in names if name in facts), "")


def check_name(parts: tuple[str, ...], facts: Mapping[str, Any], line: int) -> None:
    """Refuse a dotted name that stands for nothing, before any brief is there.

    Raises:
        Fault: there is no such name.
    """
    if parts[0] == "customer":
        if len(parts) == 1 or parts[1] not in Customer.model_fields:
            field = parts[1] if len(parts) > 1 else ""
            raise Fault(f"the profile has no field {field!r}", among(field, Customer.model_fields, "fields"), line)
    elif parts[0] not in OTHERS and not fact_name(parts, facts):
        raise unknown(parts, facts, line)


def unknown(parts: Iterable[str], facts: Iterable[str], line: int = 1) -> Fault:
    """Say that there is no such fact, which was probably meant, and which there are near it."""
    name = ".".join(parts)
    return Fault(f"there is no fact called {name!r}", near(name, facts), line)


def _members(value: Any, names: Iterable[str]) -> Any:
    for name in names:
        value = member(value, name)
    return value


def _kind(value: Any) -> str:
    kinds = {bool: "flag", int: "number", float: "number", str: "text", list: "list", tuple: "list"}
    return kinds.get(type(value), type(value).__name__)
