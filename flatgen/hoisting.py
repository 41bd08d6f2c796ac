"""Imports of libraries within functions, as if they stood at the top of the file: where the name means nothing else.

def f(x):                        import numpy as np
    import numpy as np           def f(x):
    return np.sum(x)                 return np.sum(x)
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import Union

from flatgen.surveying import definitions, names_of, stored_names
from flatgen.templates import LIBRARIES

HOISTED = "hoisted"  # a mark on the tree: what is called so
Line = Union[ast.Import, ast.ImportFrom]
IMPORTS = (ast.Import, ast.ImportFrom)


def hoisted(tree: ast.Module) -> None:
    """Move imports to the top, in place; what is there already is left out."""
    homes = [(f, line) for f in definitions(tree) for line in f.body if isinstance(line, IMPORTS)]
    at_top = {n for line in tree.body for n in stored_names(line, writes=False)}
    same = {_said(line) for line in tree.body if isinstance(line, IMPORTS)}
    stars = any(isinstance(p, ast.alias) and p.name == "*" for p in ast.walk(tree))
    moved: dict[str, Line] = {}
    for function, line in homes:
        names = {_name(alias) for alias in line.names}
        alike = [f for f, other in homes if _said(other) == _said(line)]
        there = _said(line) in same and not any(_is_bound(n, tree, line) for n in names)
        alone = not stars and names.isdisjoint(at_top | {*_outside(tree, alike)})
        own = any(names & {*_otherwise(one)} for one in alike)
        if _is_known(line) and not own and (there or alone):
            moved |= {} if there else {_said(line): line}
            function.body.remove(line)
            function.body = function.body or [ast.copy_location(ast.Pass(), line)]
    at = next((i for i, line in enumerate(tree.body) if not _is_first(line)), len(tree.body))
    tree.body[at:at] = moved.values()
    setattr(tree, HOISTED, {_name(alias) for line in moved.values() for alias in line.names})


def _name(alias: ast.alias) -> str:
    return alias.asname or alias.name.split(".")[0]


def _said(line: Line) -> str:
    return ast.unparse(line)


def _is_known(line: Line) -> bool:
    """Tell whether an import is of libraries that flatgen knows: what else there is may change."""
    modules = (
        [line.module or ""] if isinstance(line, ast.ImportFrom) else [a.name for a in line.names]
    )
    known = {library.split(".")[0] for library in LIBRARIES}
    level = line.level if isinstance(line, ast.ImportFrom) else 0
    return not level and all(module.split(".")[0] in known for module in modules)


def _is_bound(name: str, tree: ast.Module, line: Line) -> bool:
    """Tell whether a name is bound at the top by anything but the same import."""
    others = [s for s in tree.body if not (isinstance(s, IMPORTS) and _said(s) == _said(line))]
    return any(name in stored_names(s, writes=False) for s in others)


def _outside(tree: ast.Module, functions: Iterable[ast.FunctionDef]) -> Iterator[str]:
    """Yield the names that are mentioned outside of some functions."""
    within = {*functions}
    todo: list[ast.AST] = [tree]
    while todo:
        node = todo.pop()
        if node not in within:
            yield from names_of(node)
            todo += ast.iter_child_nodes(node)


def _otherwise(function: ast.FunctionDef) -> Iterator[str]:
    """Yield what a function binds beside its imports."""
    yield from [arg.arg for arg in ast.walk(function.args) if isinstance(arg, ast.arg)]
    for line in function.body:
        if not isinstance(line, IMPORTS):
            yield from stored_names(line, writes=False)


def _is_first(line: ast.stmt) -> bool:
    """Tell whether a statement has to stay at the top: the docstring, imports of the future."""
    said = isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
    return said or (isinstance(line, ast.ImportFrom) and line.module == "__future__")
