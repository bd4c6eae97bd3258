"""What an author writes in words: templates and conditions over facts, and how they become text for one brief.

The template language itself is in ``sandbox``, which is imported when the first template is read; the markup in
``markup``; the filters in ``wording``; what a name in a template stands for in ``naming``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

from deckgen.brief import Brief
from deckgen.deck import Text
from deckgen.errors import InputError, Mistake
from deckgen.factname import FACTS
from deckgen.markup import runs, unfence
from deckgen.naming import Names, check_name, unknown
from deckgen.placed import NOWHERE, Fault, Placed, Position, refuse
from deckgen.wording import LIMIT, NotVisible

if TYPE_CHECKING:
    from deckgen.sandbox import Program

__all__ = ["Expression", "NotVisible", "Template", "evaluate", "holds", "render", "verbatim"]

_MARKS = re.compile(r"\{[{%#]")
"""What begins something other than words in a template."""

_T = TypeVar("_T")
_Written = TypeVar("_Written", bound="Written")


@dataclass(frozen=True, slots=True)
class Written:
    """A string that an author wrote; that it can be read is checked when it is made.

    Attributes:
        source: the string.
        place: where it stands.
        raw: its lines as they stand in the file, where YAML folded them into one; else "".

    Raises:
        ValueError: it cannot be read.
    """

    source: str
    place: Position = field(default=NOWHERE, compare=False)
    raw: str = field(default="", compare=False, repr=False)

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise refuse("must not be empty")
        try:
            self.program()
        except Fault as fault:
            raise refuse(fault.message, fault.allowed, self.line_of(fault, lambda one: one.program()) - 1) from fault

    def __str__(self) -> str:
        return self.source

    @property
    def form(self) -> Literal["text", "expression"]:
        """Which part of the template language it is written in."""
        raise NotImplementedError

    def program(self) -> "Runnable":
        """Give what runs it."""
        raise NotImplementedError

    def line_of(self, fault: Fault, run: Callable[[Self], Any]) -> int:
        """Give the line of ``fault`` in the file, counted from this string's first line.

        YAML folds the lines of a long string into one. Then ``run`` is tried with the lines as they stand in the
        file, which fails in the same way, at the right line.
        """
        if not self.raw:
            return fault.line
        unfolded = restored(type(self), self.raw, self.place, "")
        try:
            run(unfolded)
        except Fault as again:
            return again.line if again.message == fault.message else 1
        except NotVisible:
            pass
        return 1

    def check_names(self, facts: Mapping[str, Any]) -> None:
        """Refuse a name that is neither a fact nor one of the others.

        Raises:
            Fault: there is such a name.
        """
        program = self.program()
        for parts, line in program.names:
            check_name(parts, facts, line)
        for asked, line in program.asked:
            if asked not in facts:
                raise unknown(str(asked).split("."), facts, line)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(
            cls.read,
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "minLength": 1, "description": (cls.__doc__ or "").partition("\n")[0]}

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """Take a string from a file, with the place where it stands.

        Raises:
            ValueError: it is no string, cannot be read, or names what there is not.
        """
        if isinstance(value, cls):
            return value
        value = cls.as_string(value)
        if not isinstance(value, str):
            raise PydanticKnownError("string_type")
        written = cls(str(value), value.position, value.raw) if isinstance(value, Placed) else cls(value)
        written.refuse_unknown_names((info.context or {}).get(FACTS))
        return written

    @staticmethod
    def as_string(value: Any) -> Any:
        """Give the string that a plain value of YAML stands for, if it stands for one here."""
        return value

    def refuse_unknown_names(self, facts: Mapping[str, Any] | None) -> None:
        """Refuse what ``check_names`` finds, where the facts are known at all.

        Raises:
            ValueError: it names what there is not.
        """
        if facts is None:
            return
        try:
            self.check_names(facts)
        except Fault as fault:
            line = self.line_of(fault, lambda one: one.check_names(facts))
            raise refuse(fault.message, fault.allowed, line - 1) from fault


def restored(kind: type[_Written], source: str, place: Position, raw: str) -> _Written:
    """Put together what was checked before, without reading its template again."""
    one = object.__new__(kind)
    for name, value in (("source", source), ("place", place), ("raw", raw)):
        object.__setattr__(one, name, value)
    return one


class Runnable(Protocol):
    """A template that can be run, and the names in it (see ``sandbox.Program``)."""

    @property
    def names(self) -> tuple[tuple[tuple[str, ...], int], ...]:
        """Each dotted name in it, in parts, with its line."""

    @property
    def asked(self) -> tuple[tuple[Any, int], ...]:
        """What each function of facts is called with, with its line."""

    def text(self, names: Mapping[str, Any]) -> str:
        """Run it."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A template without anything to fill in: most speaker notes are, and need no compiling."""

    words: str
    names: tuple[tuple[tuple[str, ...], int], ...] = ()
    asked: tuple[tuple[Any, int], ...] = ()

    def text(self, _names: Mapping[str, Any]) -> str:
        """Give the words as they stand."""
        return self.words


@dataclass(frozen=True, slots=True)
class Template(Written):
    """Words with values in them: ``{{ nodes.count | words }} nodes``."""

    @property
    def form(self) -> Literal["text"]:
        """A text with values in it."""
        return "text"

    def program(self) -> Runnable:
        """Give what runs the template."""
        if len(self.source) <= LIMIT and not _MARKS.search(self.source):
            return Plain(self.source)
        from deckgen.sandbox import compile_text

        return compile_text(self.source)


@dataclass(frozen=True, slots=True)
class Expression(Written):
    """A condition or a value: ``nodes.control_plane.count >= 3``; ``true`` and ``false`` are expressions too."""

    @property
    def form(self) -> Literal["expression"]:
        """A bare expression."""
        return "expression"

    def program(self) -> "Program":
        """Give what runs the expression."""
        from deckgen.sandbox import compile_expression

        return compile_expression(self.source)

    @staticmethod
    def as_string(value: Any) -> Any:
        """Give a plain true or false of YAML as the expression that it is."""
        return str(value).lower() if isinstance(value, bool) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**Written.__get_pydantic_json_schema__(schema, handler), "type": ["string", "boolean"]}


class Conditional(Protocol):
    """Words that are taken only when a condition holds."""

    @property
    def when(self) -> Expression | None:
        """The condition, or None for always."""

    @property
    def text(self) -> Template:
        """The words."""


Words = Template | Conditional | tuple[Template | Conditional, ...]


def render(words: Words, brief: Brief, item: Any = None) -> Text | None:
    """Write the first alternative that holds and all of whose facts are visible; None where there is none.

    Args:
        words: a template, or alternatives in order of preference.
        brief: whose facts, profile and audience the words may name.
        item: what ``item`` stands for, in a template that is written for each member of a list.

    Raises:
        InputError: a template fails, at its line.
    """
    made = _first(words, brief, item)
    if made is None:
        return None
    text, names = made
    return Text(runs(text), names.source, names.differs)


def verbatim(words: Words, brief: Brief, item: Any = None) -> str | None:
    """Write as ``render`` does, but without markup: for what is typed, and for the lines of a file.

    Raises:
        InputError: a template fails, at its line.
    """
    made = _first(words, brief, item)
    return unfence(made[0]) if made else None


def holds(expression: Expression | None, brief: Brief, item: Any = None) -> bool:
    """Tell whether a condition holds; none always does, and one over a fact that is not visible does not.

    Raises:
        InputError: the expression fails, at its line.
    """
    return _holds(expression, Names(brief, item))


def evaluate(expression: Expression, brief: Brief, item: Any = None) -> Any:
    """Give the value of an expression.

    Raises:
        NotVisible: a fact in it is not visible.
        InputError: the expression fails, at its line.
    """
    return _evaluate(expression, Names(brief, item))


def _evaluate(expression: Expression, names: Names) -> Any:
    return _run(expression, lambda one: one.program().value(names.functions()))


def _holds(expression: Expression | None, names: Names) -> bool:
    try:
        return expression is None or bool(_evaluate(expression, names))
    except NotVisible:
        return False


def _first(words: Words, brief: Brief, item: Any) -> tuple[str, Names] | None:
    for choice in words if isinstance(words, tuple) else (words,):
        template, when = (choice, None) if isinstance(choice, Template) else (choice.text, choice.when)
        names = Names(brief, item)
        if not _holds(when, names):
            continue
        names.lean_on_touched()
        try:
            return _write(template, names)
        except NotVisible:
            continue
    return None


def _write(template: Template, names: Names) -> tuple[str, Names]:
    return _run(template, lambda one: one.program().text(names.functions())), names


def _run(written: Written, run: Callable[[Any], _T]) -> _T:
    try:
        return run(written)
    except Fault as fault:
        place = written.place
        if place == NOWHERE:
            raise InputError(f"{fault.message} in {written.source!r:.200}", fault.allowed) from fault
        line = place.line + written.line_of(fault, run) - 1
        column = place.column if line == place.line else 1
        raise InputError(Mistake(place.file, line, column, fault.message, fault.allowed)) from fault
