"""What the signs in an expression do."""

import operator
from collections.abc import Callable
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError


def _numbers_only(symbol: str, work_out: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Refuse to repeat or format texts, which can make them as long as one likes."""

    def checked(left: Any, right: Any) -> Any:
        if isinstance(left, int | float) and isinstance(right, int | float):
            return work_out(left, right)
        raise SecurityError(f"{symbol} is for numbers only")

    return checked


OF_TWO: dict[type[nodes.Expr], Callable[[Any, Any], Any]] = {
    nodes.Add: operator.add,
    nodes.Sub: operator.sub,
    nodes.Div: operator.truediv,
    nodes.FloorDiv: operator.floordiv,
    nodes.Mul: _numbers_only("*", operator.mul),
    nodes.Mod: _numbers_only("%", operator.mod),
}
OF_ONE: dict[type[nodes.Expr], Callable[[Any], Any]] = {
    nodes.Not: operator.not_,
    nodes.Neg: operator.neg,
    nodes.Pos: operator.pos,
}
COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
}
