"""How an author's template is read and run: the only room that knows Jinja2.

Authored templates are small sentences, so they get a small language: values, conditions, loops over a list, filters.
No method can be called and no filter can blow a text up, so that no script can run for ever or fill the memory.

A dotted name such as ``nodes.control_plane.count`` is one name here, not three: while a template is compiled, each such
chain becomes one call that looks the longest fact name up.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.parser import Parser
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from pydantic import BaseModel

from deckgen.markup import fence
from deckgen.naming import member
from deckgen.placed import Fault
from deckgen.suggest import among
from deckgen.wording import FILTERS, LIMIT, shown

MOST_STEPS = 10_000
"""The most steps that all loops of a template may take together."""

READ = "_read"
FUNCTIONS = ("source", "visible")
JINJA_FILTERS = (
    "abs first float groupby int items last length list lower map max min reject rejectattr round select selectattr "
    "sort string sum title trim unique upper"
)
"""Jinja's own filters that cannot make a text longer than what they are given; ``join`` and ``replace`` are ours."""

SHALLOW = 15
"""What nests no deeper than this can always be made into code; Python ends at 20 loops in each other."""

_LOOP = "_loop"
_RESULT = "result"
_FILE = "<template>"
_ALLOWED_STATEMENTS = (nodes.Output, nodes.If, nodes.For)
_TOO_MUCH = "too deeply nested, or a number too long"
_TOO_MUCH_FOR_PYTHON = (SyntaxError, ValueError, RecursionError, MemoryError)
_BUGS_OF_A_TEMPLATE = (
    TemplateError,
    ArithmeticError,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    RecursionError,
)


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "%"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give a row's column, or a profile's field, and nothing that Python has under that name."""
        return member(obj, attribute) if isinstance(obj, Mapping | BaseModel) else super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Give the same as ``getattr`` for rows and the profile."""
        if isinstance(obj, Mapping | BaseModel):
            return member(obj, str(argument))
        return super().getitem(obj, argument)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse to repeat or format texts, which can make them as long as one likes."""
        if isinstance(left, int | float) and isinstance(right, int | float):
            return super().call_binop(context, operator, left, right)
        raise SecurityError(f"{operator} is for numbers only")


class _Rewriter(NodeTransformer):
    """Turns dotted names into calls of READ, and refuses what a sentence has no use for."""

    def __init__(self, local: frozenset[str]) -> None:
        self.local = local
        self.names: list[tuple[tuple[str, ...], int]] = []
        self.asked: list[tuple[Any, int]] = []
        self.depth = 0
        self.deepest = 0

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        """Visit a node, and remember how deep it lies."""
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        visited = super().visit(node, *args, **kwargs)
        self.depth -= 1
        return visited

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802 - named by Jinja2
        parts, root = _chain(node)
        if any(part.startswith("_") for part in parts):
            raise Fault("a name cannot begin with an underscore here", line=node.lineno)
        if isinstance(root, nodes.Name) and root.name not in self.local:
            return self._read((root.name, *parts), node.lineno)
        return self.generic_visit(node)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 - named by Jinja2
        if node.ctx != "load" or node.name in self.local:
            return node
        return self._read((node.name,), node.lineno)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - named by Jinja2
        if not isinstance(node.node, nodes.Name) or node.node.name not in FUNCTIONS:
            raise Fault("nothing else can be called here", f"functions: {', '.join(FUNCTIONS)}", node.lineno)
        if len(node.args) != 1 or not isinstance(node.args[0], nodes.Const):
            raise Fault(f"{node.node.name} takes one fact name in quotes", line=node.lineno)
        _refuse_repeated(node)
        self.asked.append((node.args[0].value, node.lineno))
        return node

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - named by Jinja2
        if node.recursive:
            raise Fault("a loop cannot be recursive here", line=node.lineno)
        if any(name.ctx == "store" and name.name == "loop" for name in node.find_all(nodes.Name)):
            raise Fault("Can't assign to special loop variable in for-loop target", line=node.lineno)
        self.generic_visit(node)
        node.iter = _call(_LOOP, [node.iter], node.lineno)
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802 - named by Jinja2
        filters = _environment().filters
        if node.name not in filters:
            raise Fault(f"there is no filter {node.name!r}", among(node.name, filters, "filters"), node.lineno)
        _refuse_repeated(node)
        return self.generic_visit(node)

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802 - named by Jinja2
        if node.name not in _environment().tests:
            raise Fault(f"No test named {node.name!r}", line=node.lineno)
        _refuse_repeated(node)
        return self.generic_visit(node)

    def visit_Pow(self, node: nodes.Pow) -> nodes.Node:  # noqa: N802 - named by Jinja2
        raise Fault("** is not allowed here", line=node.lineno)

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        if isinstance(node, nodes.Stmt) and not isinstance(node, _ALLOWED_STATEMENTS):
            raise Fault("this statement is not allowed here", "statements: if, for", node.lineno)
        visited: nodes.Node = super().generic_visit(node, *args, **kwargs)
        return visited

    def _read(self, parts: tuple[str, ...], line: int) -> nodes.Node:
        if parts[0].startswith("_"):
            raise Fault("a name cannot begin with an underscore here", line=line)
        self.names.append((parts, line))
        return _call(READ, [nodes.Const(part, lineno=line) for part in parts], line)


def _call(function: str, args: Sequence[nodes.Node], line: int) -> nodes.Call:
    return nodes.Call(nodes.Name(function, "load", lineno=line), list(args), [], None, None, lineno=line)


def _refuse_repeated(node: nodes.Call | nodes.Filter | nodes.Test) -> None:
    names = [pair.key for pair in node.kwargs]
    if len(names) != len(set(names)):
        raise Fault("an argument stands here a second time", line=node.lineno)


def _chain(node: nodes.Expr) -> tuple[tuple[str, ...], nodes.Expr]:
    parts: tuple[str, ...] = ()
    while isinstance(node, nodes.Getattr):
        parts, node = (node.attr, *parts), node.node
    return parts, node


@dataclass(frozen=True)
class Program:
    """A template or expression that was read and checked.

    Attributes:
        tree: what Jinja2 makes its code from.
        names: each dotted name in it, in parts, with its line.
        asked: what each function of facts is called with, with its line.
    """

    tree: nodes.Template
    names: tuple[tuple[tuple[str, ...], int], ...]
    asked: tuple[tuple[Any, int], ...]

    @cached_property
    def template(self) -> Template:
        """The code that runs it, made when it is first asked for: of many alternatives most never run.

        Raises:
            Fault: it is too deeply nested for Python.
        """
        try:
            return _environment().from_string(self.tree)
        except _TOO_MUCH_FOR_PYTHON as error:
            raise Fault(_TOO_MUCH) from error

    def text(self, names: Mapping[str, Any]) -> str:
        """Run the template, with what stands behind READ and FUNCTIONS; values in the text are fenced.

        Raises:
            Fault: the template fails, or makes too much.
        """
        pieces, length = [], 0
        for piece in self._pieces(self._context(names)):
            pieces.append(piece)
            length += len(piece)
            if length > LIMIT:
                raise Fault(f"the text grows past {LIMIT} characters")
        return "".join(pieces)

    def value(self, names: Mapping[str, Any]) -> Any:
        """Run the expression, with what stands behind READ and FUNCTIONS, and give its value.

        Raises:
            Fault: the expression fails.
        """
        context = self._context(names)
        for _ in self._pieces(context):
            pass  # the value is kept in a variable; nothing is written
        value = context.vars[_RESULT]
        if isinstance(value, Undefined):
            raise Fault(_in_words(value._undefined_message))  # noqa: SLF001 - Jinja2 tells it nowhere else
        return value

    def _context(self, names: Mapping[str, Any]) -> Context:
        return self.template.new_context({**names, _LOOP: _Steps()})

    def _pieces(self, context: Context) -> Iterator[str]:
        try:
            yield from self.template.root_render_func(context)
        except Fault as fault:
            raise Fault(fault.message, fault.allowed, self._line(fault)) from fault
        except _BUGS_OF_A_TEMPLATE as error:
            raise Fault(_in_words(str(error)), line=self._line(error)) from error

    def _line(self, error: BaseException) -> int:
        line, step = 1, error.__traceback__
        while step:
            if step.tb_frame.f_code.co_filename == _FILE:
                line = self.template.get_corresponding_lineno(step.tb_lineno)
            step = step.tb_next
        return line


class _Steps:
    """Counts the steps of all loops in one run."""

    def __init__(self) -> None:
        self.taken = 0

    def __call__(self, values: Iterable[Any]) -> list[Any]:
        steps = list(values)
        self.taken += len(steps)
        if self.taken > MOST_STEPS:
            raise Fault(f"the loops take more than {MOST_STEPS} steps")
        return steps


@cache
def compile_text(source: str) -> Program:
    """Read a template.

    Raises:
        Fault: it is not one.
    """
    return _compile(source, lambda environment: environment.parse(source))


@cache
def compile_expression(source: str) -> Program:
    """Read a bare expression, such as ``nodes.control_plane.count >= 3``.

    Raises:
        Fault: it is not one.
    """
    return _compile(source, lambda environment: _parse_expression(environment, source))


def _compile(source: str, parse: Callable[[_Environment], nodes.Node]) -> Program:
    if len(source) > LIMIT:
        raise Fault(f"longer than {LIMIT} characters")
    try:
        tree = parse(_environment())
        rewriter = _Rewriter(_local_names(tree))
        program = Program(_whole(rewriter.visit(tree)), tuple(rewriter.names), tuple(rewriter.asked))
    except TemplateSyntaxError as error:
        raise Fault(_in_words(error.message or "cannot be read"), line=error.lineno) from error
    except _TOO_MUCH_FOR_PYTHON as error:
        raise Fault(_TOO_MUCH) from error
    if rewriter.deepest > SHALLOW:
        _ = program.template  # too deep a nesting shows only in the code
    return program


def _parse_expression(environment: _Environment, source: str) -> nodes.Expr:
    parser = Parser(environment, source, state="variable")
    expression = parser.parse_expression()
    if not parser.stream.eos:
        raise TemplateSyntaxError(f"{parser.stream.current.value!r} is one too many", parser.stream.current.lineno)
    return expression


def _whole(tree: nodes.Node) -> nodes.Template:
    """Give a template as it stands, and an expression as a template that keeps its value in a variable."""
    if isinstance(tree, nodes.Template):
        return tree
    return nodes.Template([nodes.Assign(nodes.Name(_RESULT, "store", lineno=1), tree, lineno=1)], lineno=1)


def _local_names(tree: nodes.Node) -> frozenset[str]:
    loops = list(tree.find_all(nodes.For))
    targets = nodes.Tuple([loop.target for loop in loops], "store").find_all(nodes.Name)
    return frozenset(target.name for target in targets) | ({"loop"} if loops else set())


@cache
def _environment() -> _Environment:
    environment = _Environment(
        optimized=False,  # most templates run once: to work out their constants beforehand takes longer
        undefined=StrictUndefined,
        finalize=_fenced,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in JINJA_FILTERS.split()} | FILTERS
    return environment


def _fenced(value: Any) -> str:
    return fence(str(value) if isinstance(value, Undefined) else shown(value))


def _in_words(message: str) -> str:
    return message.removesuffix(".")[:200]
