"""Generators: what they give comes once, and is worked out when it is asked for, by the names as they are then.

    squares = (v * v for v in x)      sum(squares) is what the list would give, but
    sum(squares)                      sum(squares) again is 0,
    x = ...                           and what is changed before counts

Here they are the lists that they stand for: what a name has to be read once, with nothing changed on the way.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from flatgen.counted import owners_in
from flatgen.outermost import FunctionNode
from flatgen.static import Scope, Static, Want
from flatgen.structure import LoopNode
from flatgen.surveying import names_read, stored_names
from flatgen.unpacking import Unpacking

ROUNDS = (ast.For, ast.While)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)
Path = tuple[ast.AST, ...]  # what a node stands in, from the outermost on


class Once(Unpacking):
    """Refuses generators that are read twice, or later than what they are made of changes."""

    def given_once(self, value: Static) -> ast.GeneratorExp | None:
        """Return the generator that a value is of."""
        return next((node for one, node in self.generators if one is value or one == value), None)

    def check_bound_once(self, target: ast.expr, value: Static, scope: Scope) -> None:
        """Report a generator that has a name, where it isn't what a list would be."""
        made = self.given_once(value)
        if made is None or not isinstance(target, ast.Name):
            return
        changed = changed_before(target.id, scope.node, target) & reads_of(made)
        self.report(target, target.id, is_read_once(target.id, scope.node, target), changed)

    def check_given_once(self, given: dict[str, Static], definition: FunctionNode) -> None:
        """Report the same of what a function is called with."""
        for name, value in given.items():
            made = self.given_once(value)
            if made is not None:
                read = {self.scopes[-1].names.get(one) for one in reads_of(made)}
                changed = changed_before(name, definition, definition)
                changed = {one for one in changed & given.keys() if given[one] in read}
                self.report(made, name, is_read_once(name, definition, None), changed)

    def report(self, node: ast.AST, name: str, once: bool, changed: set[str]) -> None:
        help = "make a list of it: [...]"
        if changed:
            what = f"{min(changed)} changes before the generator {name} is read"
            self.fault(node, f"{what}, which counts in Python", help)
        elif not once:
            self.fault(node, f"a generator gives what it has once: {name} is read again", help)

    def display(
        self, node: ast.Tuple | ast.List, scope: Scope | None, want: Want | None = None
    ) -> Static:
        for part in node.elts:
            if isinstance(part, ast.GeneratorExp):
                help = "make a list of it: [...]"
                return self.fault(part, "a generator in a tuple or list is not supported", help)
        return super().display(node, scope, want)

    def loop(self, node: LoopNode, scope: Scope) -> None:
        over = node.iter if isinstance(node, ast.For) else None
        if isinstance(over, ast.GeneratorExp):
            changed = {name for one in node.body for name in changed_by(one)} & reads_of(over)
            self.report(over, "here", True, changed)
        super().loop(node, scope)


def is_read_once(name: str, function: FunctionNode, made: ast.AST | None) -> bool:
    """Tell whether a function reads a name once for each time that it is bound, in ``made`` or as its parameter."""
    paths = [*paths_to(name, function, ())]
    if len(paths) != 1:
        return False
    (path,) = paths
    around = rounds_of(path)
    bound = next((p for p in nested(function, ()) if p[-1] is made), ()) if made else ()
    return set(around) <= set(bound)


def paths_to(name: str, node: ast.AST, path: Path) -> Iterator[Path]:
    """Yield where a name is read."""
    for found in nested(node, path):
        one = found[-1]
        if isinstance(one, ast.Name) and one.id == name and isinstance(one.ctx, ast.Load):
            yield found


def nested(node: ast.AST, path: Path) -> Iterator[Path]:
    for child in ast.iter_child_nodes(node):
        yield (*path, node, child)
        yield from nested(child, (*path, node))


def rounds_of(path: Path) -> list[ast.AST]:
    """Return what is run again and again, or later, around the end of a path: loops, functions, comprehensions."""
    found: list[ast.AST] = []
    for outer, inner in pairwise(path):
        if isinstance(outer, ast.For) and inner is outer.iter:
            continue
        if isinstance(outer, ast.comprehension) and inner is outer.iter:
            continue
        found += [outer] if isinstance(outer, (*ROUNDS, ast.Lambda)) else []
        if isinstance(outer, COMPREHENSIONS) and inner is not outer.generators[0]:
            found.append(outer)
        if isinstance(outer, ast.FunctionDef) and outer is not path[0]:
            found.append(outer)
    return found


def changed_before(name: str, function: FunctionNode, made: ast.AST) -> set[str]:
    """Return what a function may change behind a node, before it has read a name to its end."""
    reads = [
        [p for p in path if isinstance(p, ast.stmt)][-1] for path in paths_to(name, function, ())
    ]
    last = max([statement.end_lineno or 0 for statement in reads], default=0)
    found: set[str] = set()
    for part in ast.walk(function):
        if isinstance(part, ast.stmt) and place_of(made) < place_of(part) and part.lineno <= last:
            found |= changed_by(part)
    return found


def place_of(node: ast.AST) -> tuple[int, int]:
    return node.lineno, node.col_offset  # type: ignore[attr-defined]


def changed_by(statement: ast.stmt) -> set[str]:
    """Return the names whose values a statement may change."""
    found = {*stored_names(statement), *owners_in(statement)}
    if isinstance(statement, ast.Expr):
        found |= names_read(statement)
    return found


def reads_of(node: ast.AST) -> set[str]:
    """Return the names of others that a generator reads when it is asked for what it gives, or runs over."""
    found = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
    own = {part.id for part in found if isinstance(part.ctx, ast.Store)}
    return {part.id for part in found} - own
