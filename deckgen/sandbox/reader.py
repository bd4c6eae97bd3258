"""Makes what runs from the tree that Jinja2 reads in a template."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, TypeVar

from jinja2 import StrictUndefined, nodes
from jinja2.runtime import Undefined

from deckgen.markup import fence
from deckgen.placed import Fault
from deckgen.sandbox.environment import bare_context, call_filter, the_environment
from deckgen.sandbox.loop import loop
from deckgen.sandbox.operators import COMPARED, OF_ONE, OF_TWO
from deckgen.sandbox.run import Run, Statement, Value
from deckgen.suggest import among
from deckgen.wording import shown

DEEPEST = 50
"""The most levels that a template may nest; Python ends at about a thousand calls in each other."""

TOO_MUCH = "too deeply nested, or a number too long"

FUNCTIONS = ("source", "visible")
"""What a template can call: each takes one fact name."""

_Made = TypeVar("_Made", Value, Statement)


class Reader:
    """Makes what runs from Jinja2's tree, and refuses what a sentence has no use for.

    Attributes:
        names: each dotted name found, in parts, with its line.
        asked: what each function of facts is called with, with its line.
    """

    def __init__(self) -> None:
        self.names: list[tuple[tuple[str, ...], int]] = []
        self.asked: list[tuple[Any, int]] = []
        self._local: list[str] = []
        self._depth = 0

    def statements(self, found: Iterable[nodes.Node]) -> Statement:
        """Give what runs one statement after the other."""
        made = [self._down(one, self._statement) for one in found]

        def run_all(run: Run) -> None:
            for one in made:
                one(run)

        return made[0] if len(made) == 1 else run_all

    def value(self, node: nodes.Node) -> Value:
        """Give what works an expression out."""
        return self._down(node, self._value)

    def _down(self, node: nodes.Node, make: Callable[[Any], _Made]) -> _Made:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Fault(TOO_MUCH, line=node.lineno)
        made = make(node)
        self._depth -= 1
        return made

    def _statement(self, node: nodes.Node) -> Statement:
        make = self._STATEMENTS.get(type(node))
        if make is None:
            raise Fault("this statement is not allowed here", "statements: if, for", node.lineno)
        return make(self, node)

    def _value(self, node: nodes.Expr) -> Value:
        make = self._VALUES.get(type(node))
        if make is None:
            raise Fault("this is not allowed here", "values, comparisons, filters and tests", node.lineno)
        return make(self, node)

    def _output(self, node: nodes.Output) -> Statement:
        pieces = [one.data if isinstance(one, nodes.TemplateData) else self.value(one) for one in node.nodes]

        def write(run: Run) -> None:
            for piece in pieces:
                run.write(piece if isinstance(piece, str) else _fenced(piece(run)))

        return write

    def _if(self, node: nodes.If) -> Statement:
        branches = [(self.value(one.test), self.statements(one.body)) for one in (node, *node.elif_)]
        otherwise = self.statements(node.else_)

        def choose(run: Run) -> None:
            chosen = next((body for test, body in branches if test(run)), otherwise)
            chosen(run)

        return choose

    def _for(self, node: nodes.For) -> Statement:
        if node.recursive:
            raise Fault("a loop cannot be recursive here", line=node.lineno)
        values = self.value(node.iter)
        names = [name.name for name in (node.target, *node.target.find_all(nodes.Name)) if isinstance(name, nodes.Name)]
        if "loop" in names:
            raise Fault("Can't assign to special loop variable in for-loop target", line=node.lineno)
        outside = self._local
        self._local = [*outside, *names]
        test = self.value(node.test) if node.test else None
        self._local = [*self._local, "loop"]
        body = self.statements(node.body)
        self._local = outside
        return loop(node, values, test, body, self.statements(node.else_))

    def _constant(self, node: nodes.Const | nodes.TemplateData) -> Value:
        constant = node.as_const(bare_context().eval_ctx)
        return lambda _run: constant

    def _name(self, node: nodes.Name | nodes.Getattr) -> Value:
        parts, root = _chain(node)
        line = node.lineno
        if any(part.startswith("_") for part in parts):
            raise Fault("a name cannot begin with an underscore here", line=line)
        if isinstance(root, nodes.Name) and root.name not in self._local:
            self.names.append((parts, line))
            return self._fact(parts, line)
        if isinstance(root, nodes.Name):
            return self._members(lambda run: run.local[root.name], parts[1:], line)
        return self._members(self.value(root), parts, line)

    @staticmethod
    def _fact(parts: tuple[str, ...], line: int) -> Value:
        def read(run: Run) -> Any:
            run.line = line
            return run.names["_read"](*parts)

        return read

    @staticmethod
    def _members(root: Value, parts: tuple[str, ...], line: int) -> Value:
        environment = the_environment()

        def read(run: Run) -> Any:
            value = root(run)
            run.line = line
            for part in parts:
                value = environment.getattr(value, part)
            return value

        return read if parts else root

    def _item(self, node: nodes.Getitem) -> Value:
        environment, value, line = the_environment(), self.value(node.node), node.lineno
        if isinstance(node.arg, nodes.Slice):
            ends = [self.value(end) if end else _nothing for end in (node.arg.start, node.arg.stop, node.arg.step)]
            return lambda run: value(run)[slice(*(end(run) for end in ends))]
        argument = self.value(node.arg)

        def read(run: Run) -> Any:
            obj, key = value(run), argument(run)
            run.line = line
            return environment.getitem(obj, key)

        return read

    def _call(self, node: nodes.Call) -> Value:
        line = node.lineno
        if not isinstance(node.node, nodes.Name) or node.node.name not in FUNCTIONS:
            raise Fault("nothing else can be called here", f"functions: {', '.join(FUNCTIONS)}", line)
        function, asked = node.node.name, node.args[0] if len(node.args) == 1 else None
        if not isinstance(asked, nodes.Const) or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise Fault(f"{function} takes one fact name in quotes", line=line)
        self.asked.append((asked.value, line))

        def call(run: Run) -> Any:
            run.line = line
            return run.names[function](asked.value)

        return call

    def _filter(self, node: nodes.Filter) -> Value:
        environment = the_environment()
        if node.name not in environment.filters:
            known = among(node.name, environment.filters, "filters")
            raise Fault(f"there is no filter {node.name!r}", known, node.lineno)
        return self._applied(node, call_filter)

    def _test(self, node: nodes.Test) -> Value:
        environment = the_environment()
        if node.name not in environment.tests:
            raise Fault(f"No test named {node.name!r}", line=node.lineno)
        return self._applied(node, environment.call_test)

    def _applied(self, node: nodes.Filter | nodes.Test, apply: Callable[..., Any]) -> Value:
        named = [pair.key for pair in node.kwargs]
        if len(named) != len(set(named)):
            raise Fault("an argument stands here a second time", line=node.lineno)
        if node.dyn_args or node.dyn_kwargs or node.node is None:
            raise Fault("each argument is written out here, without *", line=node.lineno)
        name, line, context = node.name, node.lineno, bare_context()
        value, values = self.value(node.node), [*map(self.value, node.args)]
        others = [(pair.key, self.value(pair.value)) for pair in node.kwargs]

        def work_out(run: Run) -> Any:
            given = value(run)
            arguments, options = [one(run) for one in values], {key: one(run) for key, one in others}
            run.line = line
            return apply(name, given, arguments, options, context, context.eval_ctx)

        return work_out

    def _choice(self, node: nodes.CondExpr) -> Value:
        test, yes = self.value(node.test), self.value(node.expr1)
        no = self.value(node.expr2) if node.expr2 else _no_else
        return lambda run: yes(run) if test(run) else no(run)

    def _comparison(self, node: nodes.Compare) -> Value:
        first = self.value(node.expr)
        others = [(COMPARED[one.op], self.value(one.expr)) for one in node.ops]

        def compare(run: Run) -> Any:
            left, result = first(run), True
            for holds, value in others:
                right = value(run)
                result = holds(left, right)
                if not result:
                    break
                left = right
            return result

        return compare

    def _and(self, node: nodes.And) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        return lambda run: left(run) and right(run)

    def _or(self, node: nodes.Or) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        return lambda run: left(run) or right(run)

    def _of_one(self, node: nodes.UnaryExpr) -> Value:
        work_out, value = OF_ONE[type(node)], self.value(node.node)
        return lambda run: work_out(value(run))

    def _of_two(self, node: nodes.BinExpr) -> Value:
        work_out, left, right, line = OF_TWO[type(node)], self.value(node.left), self.value(node.right), node.lineno

        def of_two(run: Run) -> Any:
            one, other = left(run), right(run)
            run.line = line
            return work_out(one, other)

        return of_two

    def _power(self, node: nodes.Pow) -> Value:
        raise Fault("** is not allowed here", line=node.lineno)

    def _joined(self, node: nodes.Concat) -> Value:
        parts = [*map(self.value, node.nodes)]
        return lambda run: "".join(str(part(run)) for part in parts)

    def _list(self, node: nodes.List) -> Value:
        items = [*map(self.value, node.items)]
        return lambda run: [item(run) for item in items]

    def _tuple(self, node: nodes.Tuple) -> Value:
        items = [*map(self.value, node.items)]
        return lambda run: tuple(item(run) for item in items)

    def _mapping(self, node: nodes.Dict) -> Value:
        pairs = [(self.value(pair.key), self.value(pair.value)) for pair in node.items]
        return lambda run: {key(run): value(run) for key, value in pairs}

    _STATEMENTS: ClassVar[dict[type[nodes.Node], Callable[[Any, Any], Statement]]] = {
        nodes.Output: _output,
        nodes.If: _if,
        nodes.For: _for,
    }
    _VALUES: ClassVar[dict[type[nodes.Node], Callable[[Any, Any], Value]]] = {
        nodes.Const: _constant,
        nodes.TemplateData: _constant,
        nodes.Name: _name,
        nodes.Getattr: _name,
        nodes.Getitem: _item,
        nodes.Call: _call,
        nodes.Filter: _filter,
        nodes.Test: _test,
        nodes.CondExpr: _choice,
        nodes.Compare: _comparison,
        nodes.And: _and,
        nodes.Or: _or,
        nodes.Pow: _power,
        nodes.Concat: _joined,
        nodes.List: _list,
        nodes.Tuple: _tuple,
        nodes.Dict: _mapping,
        **dict.fromkeys(OF_ONE, _of_one),
        **dict.fromkeys(OF_TWO, _of_two),
    }


def _chain(node: nodes.Expr) -> tuple[tuple[str, ...], nodes.Expr]:
    """Give a dotted name's parts, and the node that it begins with, which is the first part where that is a name."""
    parts: tuple[str, ...] = ()
    while isinstance(node, nodes.Getattr):
        parts, node = (node.attr, *parts), node.node
    return ((node.name, *parts) if isinstance(node, nodes.Name) else parts), node


def _nothing(_run: Run) -> None:
    """Stand for the end of a slice that is left out."""


def _no_else(_run: Run) -> Undefined:
    return StrictUndefined("the condition does not hold, and there is no else")


def _fenced(value: Any) -> str:
    return fence(str(value) if isinstance(value, Undefined) else shown(value))
