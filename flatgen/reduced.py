"""``functools.reduce`` as the loop that it stands for.

y = reduce(lambda h, w: np.tanh(h @ w), ws, x)       h = x
                                                     for w in ws:
                                                         h = np.tanh(h @ w)
                                                     y = h
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from flatgen.mapped import parameters_of
from flatgen.surveying import Replaced, free_name, names_in, names_of, number, walk

REDUCE = "reduce"
HOME = "functools"
ONE_AFTER_OTHER = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Return, ast.Expr)
INNER = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def reduced(tree: ast.Module) -> None:
    """Write the calls of ``reduce`` in a file as loops, in place: those that are reached in any case."""
    called = set(_called(tree))
    if called:
        for node in tree.body:
            inner = [node] if isinstance(node, ast.FunctionDef) else []
            inner = node.body if isinstance(node, ast.ClassDef) else inner  # type: ignore[assignment]
            for function in inner:
                if isinstance(function, ast.FunctionDef):
                    _write_out(function, called)


def _called(tree: ast.Module) -> Iterable[str]:
    """Yield what a file calls the function: its name, or that of its module and a dot."""
    for node in walk(tree):
        if isinstance(node, ast.Import):
            yield from [f"{a.asname or a.name}." for a in node.names if a.name == HOME]
        elif isinstance(node, ast.ImportFrom) and node.module == HOME:
            yield from [a.asname or a.name for a in node.names if a.name == REDUCE]


def _write_out(function: ast.FunctionDef, called: set[str]) -> None:
    bound = [p for p in walk(function) if not isinstance(getattr(p, "ctx", None), ast.Load)]
    own = {name for part in bound if not isinstance(part, ast.keyword) for name in names_of(part)}
    loops = Loops({name for name in called if name.rstrip(".") not in own})  # its own aren't meant
    loops.taken = {*loops.names_around(function)}
    for node in walk(function):
        for field in ("body", "orelse"):
            block = getattr(node, field, None)
            if isinstance(block, list):
                made: list[ast.stmt] = []
                for statement in block:
                    loops.first = []
                    if isinstance(statement, ONE_AFTER_OTHER):
                        loops.visit(statement)
                    elif isinstance(statement, ast.For):
                        statement.iter = loops.expression(statement.iter)
                    elif isinstance(statement, ast.If):
                        statement.test = loops.expression(statement.test)
                    made += [*loops.first, statement]
                block[:] = made


class Loops(ast.NodeTransformer):
    """Takes the calls out of a statement; ``first`` has the loops that go before it."""

    def __init__(self, called: set[str]) -> None:
        self.called = called
        self.taken: set[str] = set()  # the names of the function
        self.first: list[ast.stmt] = []

    def names_around(self, node: ast.AST) -> Iterable[str]:
        """Yield the names in a function, but for those that the lambdas of such calls give their parameters."""
        function = node.args[0] if isinstance(node, ast.Call) and self.is_call(node) else None
        yield from names_of(node)
        for child in ast.iter_child_nodes(node):
            if child is function and isinstance(child, ast.Lambda):
                yield from {*names_in(child)} - {*parameters_of(child)}
            else:
                yield from self.names_around(child)

    def visit(self, node: ast.AST) -> ast.AST:
        """Go into what is evaluated in any case, and once."""
        if isinstance(node, (*INNER, ast.IfExp, ast.BoolOp, ast.NamedExpr)):
            return node
        self.generic_visit(node)
        return self.loop_of(node) if isinstance(node, ast.Call) and self.is_call(node) else node

    def expression(self, node: ast.expr) -> ast.expr:
        made = self.visit(node)
        assert isinstance(made, ast.expr)
        return made

    def is_call(self, node: ast.Call) -> bool:
        function, name = node.func, ""
        if isinstance(function, ast.Name):
            name = function.id
        elif isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
            name = f"{function.value.id}." if function.attr == REDUCE else ""
        plain = not node.keywords and not any(isinstance(a, ast.Starred) for a in node.args)
        return name in self.called and plain and len(node.args) in (2, 3)

    def loop_of(self, node: ast.Call) -> ast.expr:
        """Note the loop of a call; return the name of what it gives."""
        function, over, *start = node.args
        named = parameters_of(function) if isinstance(function, ast.Lambda) else []
        scopes = any(isinstance(n, INNER) for n in walk(getattr(function, "body", function)))
        opened = len(named) == 2 and not scopes  # its body is the loop's
        if not start:
            if isinstance(over, ast.GeneratorExp):
                over = ast.copy_location(ast.ListComp(over.elt, over.generators), over)
            if not isinstance(over, ast.Name):
                over = self.bound(self.free("items"), over, node)
            start = [ast.Subscript(over, number(0, node), ast.Load())]
            over = ast.Subscript(over, ast.Slice(number(1, node)), ast.Load())
        names = [self.free(name) for name in (named if opened else ("so_far", "item"))]
        made = self.bound(names[0], start[0], node)
        if opened and isinstance(function, ast.Lambda):
            step = Replaced(dict(zip(named, names))).visit(function.body)
        else:
            step = ast.Call(function, [_read(name) for name in names], [])
        loop = ast.For(ast.Name(names[1], ast.Store()), over, [], [])
        self.first.append(ast.copy_location(loop, node))
        around, self.first = self.first, loop.body
        self.bound(names[0], step, node)
        self.first = around
        ast.fix_missing_locations(loop)
        return made

    def bound(self, name: str, value: ast.expr, node: ast.Call) -> ast.expr:
        """Append an assignment before the statement; return the name, to be read."""
        made = ast.copy_location(ast.Assign([ast.Name(name, ast.Store())], value), node)
        self.first.append(ast.fix_missing_locations(made))
        return ast.copy_location(_read(name), node)

    def free(self, name: str) -> str:
        found = free_name(name, self.taken)
        self.taken.add(found)
        return found


def _read(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())
