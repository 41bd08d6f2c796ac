"""The structure of statements: what a body assigns, and loops that are left early written without that.

    for i in range(n):           stopped = False
        if c:                    for i in range(n):   # as long as it isn't stopped
            break                    if c:
        s = s + x                        stopped = True
                                     else:
                                         s = s + x

``continue`` and ``return`` likewise: what follows them in the round is of the other side of the ``if``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import Union

from flatgen.names import Names
from flatgen.static import Display, Static
from flatgen.surveying import names_read, stored_names

LoopNode = Union[ast.For, ast.While]


def assigned_in(nodes: Iterable[ast.AST]) -> list[str]:
    """Return the names that statements assign, or whose arrays they may change, in their order."""
    found: list[str] = []
    for node in nodes:
        found += stored_names(node)
        for part in ast.walk(node):
            if isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
                function = part.value.func
                owners = [function.value] if isinstance(function, ast.Attribute) else []
                owners += part.value.args[:1]
                found += [owner.id for owner in owners if isinstance(owner, ast.Name)]
    return list(dict.fromkeys(found))


def leaves(value: Static | None) -> Iterator[Static | None]:
    """Yield the values in a tuple, and in those in it."""
    if isinstance(value, Display):
        for item in value.items:
            yield from leaves(item)
    else:
        yield value


class Structure:
    """Writes loops that are left early as loops that say by a name whether they were."""

    def __init__(self, unused: Names) -> None:
        self.unused = unused
        self.marks: dict[ast.stmt, str] = {}  # the name that says that a loop was left
        self.names: set[str] = set()  # all of them
        self.values: set[str] = set()  # names of what is returned

    def mark(self, name: str) -> str:
        made = self.unused.fresh(name)
        self.names.add(made)
        return made

    def written_out(self, statement: ast.stmt) -> list[ast.stmt]:
        """Return the statements that a loop is written as, one that isn't left early as itself."""
        if not isinstance(statement, (ast.For, ast.While)) or statement in self.marks:
            return [statement]
        found = [part for part in parts_of(statement) if isinstance(part, ast.Return)]
        breaks = any(isinstance(part, ast.Break) for part in own_parts(statement.body))
        walrus = isinstance(statement, ast.While) and _binds(statement.test)
        if not (found or breaks or walrus or statement.orelse):
            return [statement]
        made: list[ast.stmt] = []
        body, behind = statement.body, _without_end(statement) and not breaks
        if found:
            returned = self.mark("returned")
            width = _width(found)
            values = [self.unused.fresh("out") for _ in range(width or 1)]
            self.values |= set(values)
            body = [part for s in body for part in self.returning(s, returned, values, width)]
            made.append(_assigned(statement, returned, False))
        stopped = self.mark("stopped")
        made.append(_assigned(statement, stopped, False))
        ended = self.mark("ended") if walrus and statement.orelse else ""
        if ended:
            made.append(_assigned(statement, ended, False))
        if isinstance(statement, ast.While) and walrus:
            test = ast.copy_location(ast.UnaryOp(ast.Not(), statement.test), statement.test)
            out: list[ast.stmt] = [_assigned(statement, ended, True)] if ended else []
            out.append(ast.copy_location(ast.Break(), statement))
            body = [_if(statement, test, out), *body]
            loop: LoopNode = ast.While(ast.Constant(True), body, [])
        elif isinstance(statement, ast.While):
            loop = ast.While(statement.test, body, [])
        else:
            loop = ast.For(statement.target, statement.iter, body, [])
        ast.fix_missing_locations(ast.copy_location(loop, statement))
        self.marks[loop] = stopped
        made.append(loop)
        if found:
            parts: list[ast.expr] = [_name(statement, value) for value in values]
            value = ast.copy_location(ast.Tuple(parts, ast.Load()), statement)
            back = ast.copy_location(ast.Return(value if width else parts[0]), found[0])
            made.append(back if behind else _if(statement, _name(statement, returned), [back]))
        if statement.orelse:
            test = ast.copy_location(ast.UnaryOp(ast.Not(), _name(statement, stopped)), statement)
            over: ast.expr = _name(statement, ended) if ended else test
            made.append(_if(statement, over, statement.orelse))
        return made

    def returning(
        self, node: ast.stmt, returned: str, values: list[str], width: int
    ) -> list[ast.stmt]:
        """Return a statement of a loop with each ``return`` in it written as a break."""

        def within(body: list[ast.stmt]) -> list[ast.stmt]:
            return [part for s in body for part in self.returning(s, returned, values, width)]

        out = ast.copy_location(ast.Break(), node)
        if isinstance(node, ast.Return) and node.value is not None:
            names: list[ast.expr] = [_name(node, value, ast.Store()) for value in values]
            whole = ast.copy_location(ast.Tuple(names, ast.Store()), node)
            target = whole if width else names[0]
            assigned = ast.copy_location(ast.Assign([target], node.value), node)
            return [assigned, _assigned(node, returned, True), out]
        if isinstance(node, ast.If):
            return [_if(node, node.test, within(node.body), within(node.orelse))]
        if isinstance(node, (ast.For, ast.While)) and returns(node):
            loop: LoopNode
            if isinstance(node, ast.For):
                loop = ast.For(node.target, node.iter, within(node.body), within(node.orelse))
            else:
                loop = ast.While(node.test, within(node.body), within(node.orelse))
            return [ast.copy_location(loop, node), _if(node, _name(node, returned), [out])]
        return [node]

    def structured(self, body: list[ast.stmt], stopped: str) -> list[ast.stmt] | ast.stmt:
        """Return the statements of a loop that goes through to its end; or what can't be written so."""
        made: list[ast.stmt] = []
        todo = list(body)
        while todo:
            statement, *todo = [*self.written_out(todo[0]), *todo[1:]]
            if isinstance(statement, ast.Continue):
                return made
            if isinstance(statement, ast.Break):
                return [*made, _assigned(statement, stopped, True)]
            if isinstance(statement, ast.Return):
                return statement
            if not isinstance(statement, ast.If) or not _leaves(statement):
                made.append(statement)
                continue
            sides = []  # what follows is of each side, as far as that isn't left before
            for side in (statement.body, statement.orelse):
                found = self.structured([*side, *todo], stopped)
                if isinstance(found, ast.stmt):
                    return found
                sides.append(found)
            then = sides[0] or [ast.copy_location(ast.Pass(), statement)]
            return [*made, _if(statement, statement.test, then, sides[1])]
        return made


def from_zero(loop: LoopNode) -> LoopNode:
    """Return a loop over ``enumerate`` with a start as one that counts from 0, and adds the start."""
    over, target = getattr(loop, "iter", None), getattr(loop, "target", None)
    if not isinstance(over, ast.Call) or not isinstance(target, ast.Tuple):
        return loop
    starts = [*over.args[1:], *[k.value for k in over.keywords if k.arg == "start"]]
    number = target.elts[0]
    if len(starts) != 1 or len(over.args + over.keywords) != 2 or not isinstance(number, ast.Name):
        return loop
    read = names_read(starts[0])
    if not read.isdisjoint(assigned_in([loop])):
        return loop
    first = ast.copy_location(ast.BinOp(_name(number, number.id), ast.Add(), starts[0]), number)
    added = ast.copy_location(ast.Assign([number], first), loop)
    whole = ast.copy_location(ast.Call(over.func, over.args[:1], []), over)
    made = ast.For(target, whole, [added, *loop.body], loop.orelse)
    return ast.fix_missing_locations(ast.copy_location(made, loop))


def parts_of(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the statements in a statement, those of functions in it left out."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt) and not isinstance(child, ast.FunctionDef):
            yield child
            yield from parts_of(child)


def own_parts(body: Iterable[ast.stmt]) -> Iterator[ast.AST]:
    """Yield the statements of a loop's body that are not of another loop in it."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If):
            yield from own_parts([*statement.body, *statement.orelse])
        elif isinstance(statement, (ast.For, ast.While)):
            yield from own_parts(statement.orelse)


def _without_end(loop: LoopNode) -> bool:
    """Tell whether only a ``return`` or a ``break`` ends a loop."""
    return (
        isinstance(loop, ast.While)
        and isinstance(loop.test, ast.Constant)
        and bool(loop.test.value)
    )


def _width(returns: list[ast.Return]) -> int:
    """Return of how many parts the tuple is that each ``return`` gives, 0 if it is none."""
    widths = {len(r.value.elts) if isinstance(r.value, ast.Tuple) else 0 for r in returns}
    return widths.pop() if len(widths) == 1 else 0


def _binds(node: ast.expr) -> bool:
    return any(isinstance(part, ast.NamedExpr) for part in ast.walk(node))


def returns(node: ast.stmt) -> bool:
    """Tell whether a function may return in a statement."""
    todo: list[ast.AST] = [node]
    while todo:
        part = todo.pop()
        if isinstance(part, ast.Return):
            return True
        if not isinstance(part, ast.FunctionDef):
            for field in ("body", "orelse", "handlers", "finalbody"):
                todo += getattr(part, field, ())
    return False


def _leaves(node: ast.stmt) -> bool:
    """Tell whether a statement leaves the loop around it, or its round."""
    if isinstance(node, (ast.Continue, ast.Break, ast.Return)):
        return True
    if isinstance(node, (ast.For, ast.While)):  # its own continue and break
        return returns(node)
    if isinstance(node, ast.If):
        return any(map(_leaves, [*node.body, *node.orelse]))
    return False


def _name(node: ast.AST, name: str, context: ast.expr_context | None = None) -> ast.Name:
    return ast.copy_location(ast.Name(name, context or ast.Load()), node)


def _assigned(node: ast.stmt, name: str, value: bool) -> ast.stmt:
    target = _name(node, name, ast.Store())
    given = ast.copy_location(ast.Constant(value), node)
    return ast.copy_location(ast.Assign([target], given), node)


def _if(
    node: ast.stmt, test: ast.expr, then: list[ast.stmt], orelse: list[ast.stmt] | None = None
) -> ast.If:
    return ast.copy_location(ast.If(test, then, orelse or []), node)
