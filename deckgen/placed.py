"""Where in a file something stands that a person wrote, and how a mistake in it is told to pydantic."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple, Self

from msgspec import Struct
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

REFUSED = "authored"
"""The pydantic error type of mistakes that are worded here, not by pydantic."""


class Position(NamedTuple):
    """A place in a file; ``line`` and ``column`` count from 1, and 0 stands for the file as a whole."""

    file: str = ""
    line: int = 0
    column: int = 0


NOWHERE = Position()


class Placed(str):
    """A text from a file that knows where it stands.

    Attributes:
        position: of the first character; of a block scalar, of its first text line.
        raw: the text as it stands in the file, line by line, where YAML folded its lines into one; else "".
    """

    __slots__ = ("position", "raw")

    position: Position
    raw: str

    def __new__(cls, text: str, position: Position, raw: str = "") -> Self:
        """Give ``text`` with its ``position``."""
        placed = super().__new__(cls, text)
        placed.position, placed.raw = position, raw
        return placed

    # A copy needs all three, and not the string alone.
    def __getnewargs__(self) -> tuple[str, Position, str]:  # type: ignore[override]
        return str(self), self.position, self.raw


def refuse(message: str, allowed: str = "", line: int = 0) -> PydanticCustomError:
    """Give the error to raise in a validator: what is wrong, what is allowed, and the line within the text from 0."""
    return PydanticCustomError(REFUSED, "{message}", {"message": message, "allowed": allowed, "line": line})


def formed(pattern: str, words: str) -> "_Formed":
    """Give the metadata of a text of a certain form: a mistake tells it in words, the JSON Schema as a pattern."""
    return _Formed(pattern, words)


class _Formed(Struct, frozen=True):
    pattern: str
    words: str

    def check(self, value: Any, validate: Callable[[Any], str]) -> str:
        """Check a text; give it as it was, since pydantic's own text does not know where it stands."""
        text = validate(value)
        if not re.fullmatch(self.pattern, text, re.ASCII):
            raise refuse(f"{text!r:.80} does not have the right form", self.words)
        return value if isinstance(value, Placed) else text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "pattern": f"^{self.pattern}$"}


class Fault(Exception):  # noqa: N818 - not yet an error: whoever knows the file makes a Mistake of it
    """What is wrong with one string.

    Attributes:
        message: what is wrong.
        allowed: what is allowed instead, or "".
        line: on which of the string's lines, counted from 1.
    """

    def __init__(self, message: str, allowed: str = "", line: int = 1) -> None:
        super().__init__(message)
        self.message, self.allowed, self.line = message, allowed, line
