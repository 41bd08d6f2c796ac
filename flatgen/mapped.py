"""``map(f, xs)`` as the generator expression that it stands for.

map(f, xs)                       (f(item) for item in xs)
map(lambda x, y: x * y, xs, ys)  (x * y for x, y in zip(xs, ys))
"""

from __future__ import annotations

import ast

from flatgen.surveying import free_name, names_in, names_of

MAP = "map"


class Mapped(ast.NodeTransformer):
    """Puts a generator expression in the place of each call of ``map``."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken  # names that mean something in the file

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        called = isinstance(node.func, ast.Name) and node.func.id == MAP
        plain = not node.keywords and not any(isinstance(a, ast.Starred) for a in node.args)
        if not called or not plain or len(node.args) < 2:
            return node
        function, *over = node.args
        names = parameters_of(function) if isinstance(function, ast.Lambda) else []
        if isinstance(function, ast.Lambda) and len(names) == len(over):
            element = function.body
        else:
            names = [
                free_name("item" if len(over) == 1 else f"item{i}", self.taken)
                for i in range(len(over))
            ]
            element = ast.Call(function, [ast.Name(name, ast.Load()) for name in names], [])
        targets: list[ast.expr] = [ast.Name(name, ast.Store()) for name in names]
        target = targets[0] if len(over) == 1 else ast.Tuple(targets, ast.Store())
        zipped = ast.Call(ast.Name("zip", ast.Load()), over, [])
        made = ast.comprehension(target, over[0] if len(over) == 1 else zipped, [], 0)
        found = ast.copy_location(ast.GeneratorExp(element, [made]), node)
        return ast.fix_missing_locations(found)


def parameters_of(function: ast.Lambda) -> list[str]:
    """Return what a function calls its parameters, if each is given one argument."""
    given = function.args
    plain = not (given.defaults or given.vararg or given.kwarg or given.kwonlyargs)
    return [argument.arg for argument in (*given.posonlyargs, *given.args)] if plain else []


def mapped(tree: ast.AST) -> None:
    """Write the calls of ``map`` in a file so, in place: but where it is a name of its own."""
    bound = [p for p in ast.walk(tree) if not isinstance(getattr(p, "ctx", None), ast.Load)]
    if not any(MAP in names_of(part) for part in bound):
        Mapped({*names_in(tree)}).visit(tree)
