"""How an author's template is read and run: the only room that knows Jinja2.

Authored templates are small sentences, so they get a small language: values, conditions, loops over a list, filters.
No method can be called and no filter can blow a text up, so that no script can run for ever or fill the memory.

Jinja2 reads a template and gives its filters, tests and loops. What runs is made here, a small function for each node
of Jinja2's tree, and what is not named here cannot run; see docs/decisions/0008-templates-run-from-their-tree.md. A
dotted name such as ``nodes.control_plane.count`` is one name here, not three: such a chain is looked up as a whole.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.runtime import Undefined
from msgspec import Struct

from deckgen.placed import Fault
from deckgen.sandbox import tree
from deckgen.sandbox.environment import JINJA_FILTERS
from deckgen.sandbox.reader import TOO_MUCH, Reader
from deckgen.sandbox.run import Run
from deckgen.wording import LIMIT

__all__ = ["JINJA_FILTERS", "Program", "compile_expression", "compile_text"]

_TOO_MUCH_FOR_PYTHON = (ValueError, RecursionError, MemoryError)
_BUGS_OF_A_TEMPLATE = (
    TemplateError,
    ArithmeticError,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    RecursionError,
)


class Program(Struct, frozen=True):
    """A template or expression that was read and checked.

    Attributes:
        names: each dotted name in it, in parts, with its line.
        asked: what each function of facts is called with, with its line.
    """

    names: tuple[tuple[tuple[str, ...], int], ...]
    asked: tuple[tuple[Any, int], ...]
    _work_out: Callable[[Run], Any]

    def text(self, names: Mapping[str, Callable[..., Any]]) -> str:
        """Run the template, with what stands behind ``_read`` and FUNCTIONS; values in the text are fenced.

        Raises:
            Fault: the template fails, or makes too much.
        """
        run = Run(names)
        self._go(run)
        return "".join(run.pieces)

    def value(self, names: Mapping[str, Callable[..., Any]]) -> Any:
        """Run the expression, with what stands behind ``_read`` and FUNCTIONS, and give its value.

        Raises:
            Fault: the expression fails.
        """
        value = self._go(Run(names))
        if isinstance(value, Undefined):
            raise Fault(_in_words(value._undefined_message))  # noqa: SLF001 - Jinja2 tells it nowhere else
        return value

    def _go(self, run: Run) -> Any:
        try:
            return self._work_out(run)
        except Fault as fault:
            raise Fault(fault.message, fault.allowed, run.line) from fault
        except _BUGS_OF_A_TEMPLATE as error:
            raise Fault(_in_words(str(error)), line=run.line) from error


@cache
def compile_text(source: str) -> Program:
    """Read a template.

    Raises:
        Fault: it is not one.
    """
    return _compile(source, lambda reader: reader.statements(tree.of_text(source).body))


@cache
def compile_expression(source: str) -> Program:
    """Read a bare expression, such as ``nodes.control_plane.count >= 3``.

    Raises:
        Fault: it is not one.
    """
    return _compile(source, lambda reader: reader.value(tree.of_expression(source)))


def _compile(source: str, read: Callable[[Reader], Callable[[Run], Any]]) -> Program:
    if len(source) > LIMIT:
        raise Fault(f"longer than {LIMIT} characters")
    reader = Reader()
    try:
        work_out = read(reader)
    except TemplateSyntaxError as error:
        raise Fault(_in_words(error.message or "cannot be read"), line=error.lineno) from error
    except _TOO_MUCH_FOR_PYTHON as error:
        raise Fault(TOO_MUCH) from error
    return Program(tuple(reader.names), tuple(reader.asked), work_out)


def _in_words(message: str) -> str:
    return message.removesuffix(".")[:200]
