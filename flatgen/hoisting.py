"""Imports within functions, as if they stood at the top of the file: what they are called is one thing in all of it.

def f(x):                        import numpy as np
    import numpy as np           def f(x):
    return np.sum(x)                 return np.sum(x)
"""

from __future__ import annotations

import ast
from collections import Counter
from typing import Union

from flatgen.surveying import definitions, stored_names

HOISTED = "hoisted"  # a mark on the tree: what is called so
Line = Union[ast.Import, ast.ImportFrom]


def hoisted(tree: ast.Module) -> None:
    """Move imports to the top, in place, where the name means nothing else in the file."""
    found: dict[str, dict[str, Line]] = {}  # by what they bind, and as what
    homes: list[tuple[ast.FunctionDef, Line]] = []
    for function in definitions(tree):
        for line in function.body:
            if isinstance(line, (ast.Import, ast.ImportFrom)):
                homes.append((function, line))
                for alias in line.names:
                    found.setdefault(_name(alias), {})[_path(line, alias)] = line
    if not homes:
        return
    at_top = Counter(name for line in tree.body for name in stored_names(line, writes=False))
    for line in [line for line in tree.body if isinstance(line, (ast.Import, ast.ImportFrom))]:
        for alias in line.names:
            if _path(line, alias) in found.get(_name(alias), {}):
                at_top[_name(alias)] -= 1
    sure = {name for name, paths in found.items() if len(paths) == 1 and not at_top[name]}
    sure -= {name for function, _ in homes for name in _otherwise(function)}
    moved: dict[str, Line] = {}
    for function, line in homes:
        if sure.issuperset(map(_name, line.names)):
            moved.setdefault(ast.unparse(line), line)
            function.body.remove(line)
            function.body = function.body or [ast.copy_location(ast.Pass(), line)]
    at = next((i for i, line in enumerate(tree.body) if not _is_first(line)), len(tree.body))
    tree.body[at:at] = moved.values()
    setattr(tree, HOISTED, {_name(alias) for line in moved.values() for alias in line.names})


def _name(alias: ast.alias) -> str:
    return alias.asname or alias.name.split(".")[0]


def _path(line: Line, alias: ast.alias) -> str:
    if isinstance(line, ast.ImportFrom):
        return f"{'.' * line.level}{line.module or ''}.{alias.name}"
    return alias.name if alias.asname else alias.name.split(".")[0]


def _otherwise(function: ast.FunctionDef) -> set[str]:
    """Return what a function binds beside its imports."""
    imports = (ast.Import, ast.ImportFrom)
    found = {arg.arg for arg in ast.walk(function.args) if isinstance(arg, ast.arg)}
    for line in function.body:
        found |= set() if isinstance(line, imports) else {*stored_names(line, writes=False)}
    return found


def _is_first(line: ast.stmt) -> bool:
    """Tell whether a statement has to stay at the top: the docstring, imports of the future."""
    said = isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
    return said or (isinstance(line, ast.ImportFrom) and line.module == "__future__")
