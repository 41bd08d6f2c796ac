"""Namedtuples of the file: their fields, read from the text.

Point = namedtuple("Point", "x y")        class Point(NamedTuple):
                                              x: float
                                              y: float = 0.0
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from flatgen.module import Module


MAKERS = ("collections.namedtuple", "typing.NamedTuple")


class Record(NamedTuple):
    """A namedtuple: its name, its fields in order, the defaults of some."""

    name: str
    fields: tuple[str, ...]
    defaults: dict[str, ast.expr]


def record(name: str, module: Module) -> Record | None:
    """Return the namedtuple that a name of the file stands for, None if it stands for something else."""
    if name in module.records:
        return module.records[name]
    bound = module.bindings.get(name, [])
    if len(bound) != 1:
        return None
    statement = bound[0]
    if isinstance(statement, ast.ClassDef):
        if [_path(base, module) for base in statement.bases] != ["typing.NamedTuple"]:
            return None
        lines = [line for line in statement.body if isinstance(line, ast.AnnAssign)]
        named = [
            (line.target.id, line.value) for line in lines if isinstance(line.target, ast.Name)
        ]
        defaults = {field: value for field, value in named if value is not None}
        return Record(name, tuple([field for field, _ in named]), defaults)
    value = statement.value if isinstance(statement, ast.Assign) else None
    if not isinstance(value, ast.Call) or _path(value.func, module) not in MAKERS:
        return None
    if len(value.args) != 2 or value.keywords:
        return None
    fields = _fields(value.args[1])
    return Record(name, fields, {}) if fields else None


def _path(node: ast.expr, module: Module) -> str:
    """Return what a name is imported from."""
    if isinstance(node, ast.Attribute):
        return f"{_path(node.value, module)}.{node.attr}"
    found = module.imports.get(node.id) if isinstance(node, ast.Name) else None
    return found.path if found else ""


def _fields(node: ast.expr) -> tuple[str, ...]:
    """Return fields: "x y", ["x", "y"] or [("x", float), ("y", float)]."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return tuple(node.value.replace(",", " ").split())
    parts = node.elts if isinstance(node, (ast.List, ast.Tuple)) else []
    firsts = [part.elts[0] if isinstance(part, ast.Tuple) else part for part in parts]
    return tuple([str(part.value) for part in firsts if isinstance(part, ast.Constant)])
