"""The trees that Jinja2 reads in templates: each is read once, and can be kept from one run to the next.

To read them takes five times as long as to load them, and as long as to write all the words of a deck.
"""

import copyreg
import pickle
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, Literal, cast

from jinja2 import TemplateSyntaxError, nodes
from jinja2.parser import Parser

from deckgen.sandbox.environment import the_environment

Form = Literal["text", "expression"]

_known: dict[tuple[Form, str], nodes.Node] = {}


def of_text(source: str) -> nodes.Template:
    """Read a template.

    Raises:
        TemplateSyntaxError: it is not one.
    """
    return cast("nodes.Template", _once("text", source, the_environment().parse))


def of_expression(source: str) -> nodes.Expr:
    """Read a bare expression.

    Raises:
        TemplateSyntaxError: it is not one.
    """
    return cast("nodes.Expr", _once("expression", source, _parse_expression))


def pack(wanted: Iterable[tuple[Form, str]]) -> bytes:
    """Give the trees of what was read of ``wanted``, for ``unpack``."""
    packed = BytesIO()
    _Pickler(packed, pickle.HIGHEST_PROTOCOL).dump({one: _known[one] for one in wanted if one in _known})
    return packed.getvalue()


def unpack(packed: bytes) -> None:
    """Know the trees that ``pack`` gave; what may not run is refused when it is made of them, as ever.

    Raises:
        UnpicklingError: there is something other than trees in it, or another error of ``pickle``'s.
    """
    _known.update(_Unpickler(BytesIO(packed)).load())


def _once(form: Form, source: str, read: Callable[[str], nodes.Node]) -> nodes.Node:
    if (form, source) not in _known:
        _known[form, source] = read(source)
    return _known[form, source]


def _parse_expression(source: str) -> nodes.Expr:
    parser = Parser(the_environment(), source, state="variable")
    expression = parser.parse_expression()
    if not parser.stream.eos:
        raise TemplateSyntaxError(f"{parser.stream.current.value!r} is one too many", parser.stream.current.lineno)
    return expression


class _Pickler(pickle.Pickler):
    def reducer_override(self, one: Any) -> Any:
        """Leave out the environment, which every node leads to."""
        if isinstance(one, nodes.Node):
            return copyreg.__newobj__, (type(one),), {**vars(one), "environment": None}  # type: ignore[attr-defined]
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    """Makes nodes and nothing else, whatever it reads."""

    def find_class(self, module: str, name: str) -> Any:
        """Give the kind of node that is called so.

        Raises:
            UnpicklingError: there is none.
        """
        found = getattr(nodes, name, None) if module == nodes.__name__ else None
        if isinstance(found, type) and issubclass(found, nodes.Node):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no node of a template")
