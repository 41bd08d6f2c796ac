"""What a function does with a list, by its name: reads of its parts, writes into them, calls that are given it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from flatgen.gathering import Gathering
from flatgen.outermost import FunctionNode
from flatgen.static import Scope
from flatgen.surveying import root_of

LEAVING = (ast.Break, ast.Continue)
RETURNED = "returned"
MADE, ADDED, ARRAY, OTHER = (
    "made",
    "added",
    "array",
    "other",
)  # beside how many indices a part is read by


class Usage(Gathering):
    """Tells what is done with a list in a function, in those that it hands it to, and where it is returned."""

    def uses(self, name: str, scope: Scope, made: ast.AST) -> list[str | int]:
        """Return what a function does with a list by its name: of a part, how many indices; of a write, minus these."""
        return self.uses_in(lifetime(name, scope.node.body, made), name, scope, {scope.node})

    def uses_in(
        self, body: Sequence[ast.stmt], name: str, scope: Scope, inside: set[ast.AST]
    ) -> list[str | int]:
        """Return the same of statements; ``inside`` are the functions that these stand in."""
        found: list[str | int] = []

        def walk(node: ast.AST, hidden: bool) -> None:
            hidden = hidden or isinstance(node, (ast.FunctionDef, ast.Lambda))
            for child in ast.iter_child_nodes(node):
                root, indices = indexed(child)
                if isinstance(root, ast.Name) and root.id == name:
                    called = None if hidden or indices else self.handed_to(node, child, scope)
                    if called is not None and called[0] not in inside:
                        found.extend(self.uses_by(*called, inside))
                    elif isinstance(node, ast.Return) and not hidden and not indices:
                        found.extend(self.uses_of_result(scope))
                    else:
                        found.append(OTHER if hidden else self.use(node, child, indices))
                    for index in indices:
                        walk(ast.Expr(index), hidden)
                else:
                    walk(child, hidden)

        for statement in body:
            walk(ast.Module([statement], []), False)
        return found

    def handed_to(
        self, node: ast.AST, child: ast.AST, scope: Scope
    ) -> tuple[FunctionNode, str] | None:
        """Return the function of the file that is called with a list, and what that calls it."""
        function = self.closure_of(node.func, scope) if isinstance(node, ast.Call) else None
        if not isinstance(node, ast.Call) or function is None:
            return None
        plain = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
        return next(((function, name) for name, a in zip(plain, node.args) if a is child), None)

    def uses_by(self, function: FunctionNode, name: str, inside: set[ast.AST]) -> list[str | int]:
        """Return what a function that is called with a list does with it, a name of its own for it aside."""
        scope = Scope(function, None, self.module.walrus)
        found = self.uses_in(function.body, name, scope, {*inside, function})
        return [OTHER if use == MADE else use for use in found]

    def uses_of_result(self, scope: Scope) -> list[str | int]:
        """Return what is done with the list that a function returns, where it is called."""
        if scope is self.main:  # the caller gets the array that it is
            return [RETURNED]
        at = self.scopes.index(scope) if scope in self.scopes else 0
        caller, found = self.scopes[at - 1], list[str | int]()
        for node in ast.walk(caller.node) if at else ():
            for call in ast.iter_child_nodes(node):
                if not isinstance(call, ast.Call):
                    continue
                if self.closure_of(call.func, caller) is not scope.node:
                    continue
                target = node.targets[0] if isinstance(node, ast.Assign) else None
                uses: list[str | int] = [MADE, self.use(node, call, [])]
                if isinstance(target, ast.Name):
                    uses = self.uses(target.id, caller, target)
                once = uses.count(MADE) == 1
                found += [use for use in uses if use != MADE] if once else [OTHER]
        return found or [OTHER]

    def use(self, node: ast.AST, child: ast.AST, indices: list[ast.expr]) -> str | int:
        """Return what is done in ``node`` with a list, or with a part of it."""
        if any(isinstance(index, (ast.Slice, ast.Tuple)) for index in indices):
            return OTHER
        if indices and holds_others(node):
            return OTHER
        if isinstance(node, ast.Call) and child in node.args:
            name = getattr(root_of(node.func, (ast.Attribute,)), "id", "")
            known = self.module.imports.get(name)
            if (known and known.path.startswith("numpy")) or name == "len":
                return ARRAY
        if not isinstance(getattr(child, "ctx", None), ast.Load):
            made = not indices and isinstance(node, (ast.Assign, ast.AnnAssign))
            return MADE if made else -len(indices) or OTHER
        if isinstance(node, ast.Attribute) and not indices:
            return ADDED if node.attr == "append" else OTHER
        return len(indices) or OTHER


def holds_others(node: ast.AST) -> bool:
    """Tell whether None, or a text, is written into a list, or asked for there: there is none in an array."""
    given = [node.value] if isinstance(node, ast.Assign) else []
    given += [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
    found = [part.value for part in given if isinstance(part, ast.Constant)]
    return any(value is None or isinstance(value, str) for value in found)


def lifetime(name: str, body: list[ast.stmt], made: ast.AST) -> list[ast.stmt]:
    """Return the statements in which a name may stand for what is made at a place: all, if that isn't sure."""
    for own in bodies(body):
        given = [i for i, one in enumerate(own) if _is_given(one, name)]
        start = next((i for i in given if made in ast.walk(own[i])), None)
        end = next((i for i in given if start is not None and i > start), None)
        leaves = any(isinstance(n, LEAVING) for one in own[start:end] for n in ast.walk(one))
        if start is not None and (own is body or (end is not None and not leaves)):
            last = [] if end is None else [ast.Expr(own[end].value)]  # type: ignore[attr-defined]
            return [*own[start:end], *last]
    return body


def bodies(body: list[ast.stmt]) -> Iterable[list[ast.stmt]]:
    """Yield statements that follow one another, those of blocks too."""
    yield body
    for statement in body:
        for inner in (getattr(statement, part, None) for part in ("body", "orelse")):
            yield from bodies(inner) if inner else ()


def _is_given(statement: ast.stmt, name: str) -> bool:
    """Tell whether a statement gives a name another value."""
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return [getattr(target, "id", "") for target in targets] == [name]


def indexed(node: ast.AST) -> tuple[ast.AST, list[ast.expr]]:
    """Return what ``[i][j]`` reads a part of, and the indices."""
    indices: list[ast.expr] = []
    while isinstance(node, ast.Subscript):
        indices.insert(0, node.slice)
        node = node.value
    return node, indices
