"""What runs a loop of a template."""

from collections.abc import Callable
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.runtime import LoopContext

from deckgen.sandbox.run import Run, Statement, Value


def loop(node: nodes.For, values: Value, test: Value | None, body: Statement, otherwise: Statement) -> Statement:
    """Give what runs ``body`` for each of ``values`` that passes ``test``, or ``otherwise`` where none does.

    Args:
        node: the loop, for its line and the names of what it goes through.
        values: works out what it goes through.
        test: of one value, which stands under its names already; None: all pass.
        body: what is done with each value; ``loop`` says where it stands among those that pass.
        otherwise: what is done where there is none.
    """
    bind = _binding(node.target)

    def wanted(run: Run, steps: list[Any]) -> list[Any]:
        kept = []
        for step in steps:
            bind(run.local, step)
            if test is None or test(run):
                kept.append(step)
        return kept

    def run_loop(run: Run) -> None:
        run.line = node.lineno
        steps, around = run.steps(values(run)), run.local
        run.local = dict(around)
        steps = wanted(run, steps)
        for step, place in LoopContext(steps, StrictUndefined):
            bind(run.local, step)
            run.local["loop"] = place
            body(run)
        run.local = around
        if not steps:
            otherwise(run)

    return run_loop


def _binding(target: nodes.Node) -> Callable[[dict[str, Any], Any], None]:
    """Give what puts a loop's next value under its name or names."""
    if isinstance(target, nodes.Name):
        name = target.name
        return lambda local, value: local.__setitem__(name, value)
    binds = [_binding(one) for one in target.iter_child_nodes()]

    def unpack(local: dict[str, Any], values: Any) -> None:
        for bind, value in zip(binds, values, strict=True):
            bind(local, value)

    return unpack
