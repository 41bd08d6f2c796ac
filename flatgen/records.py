"""Namedtuples of the file, dataclasses and typed dicts: their fields, read from the text.

Point = namedtuple("Point", "x y")        class Point(NamedTuple):
                                              x: float
                                              y: float = 0.0
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from flatgen.module import Module


MAKERS = ("collections.namedtuple", "typing.NamedTuple")
BASES = {"typing.NamedTuple": "Tuple", "typing.TypedDict": "Dict"}
DATACLASS = "dataclasses.dataclass"
BUILDING = ("__init__", "__new__", "__post_init__")  # what makes something else of the fields
KINDS = ("ClassVar", "InitVar", "KW_ONLY", "NotRequired", "Required", "ReadOnly")


class Record(NamedTuple):
    """A namedtuple: its name, its fields in order, the defaults of some; a typed dict if ``op`` is "Dict"."""

    name: str
    fields: tuple[str, ...]
    defaults: dict[str, ast.expr]
    op: str = "Tuple"
    types: tuple[ast.expr | None, ...] = ()  # the fields' annotations


def record(name: str, module: Module) -> Record | None:
    """Return the namedtuple that a name of the file stands for, None if it stands for something else."""
    if name in module.records:
        return module.records[name]
    bound = module.bindings.get(name, [])
    if len(bound) != 1:
        return None
    statement = bound[0]
    if isinstance(statement, ast.ClassDef):
        return _of_class(statement, module)
    value = statement.value if isinstance(statement, ast.Assign) else None
    if not isinstance(value, ast.Call) or _path(value.func, module) not in MAKERS:
        return None
    if len(value.args) != 2 or value.keywords:
        return None
    fields = _fields(value.args[1])
    return Record(name, fields, {}, types=(None,) * len(fields)) if fields else None


def _of_class(node: ast.ClassDef, module: Module) -> Record | None:
    """Return what a class has as its fields, if it is of nothing else."""
    bases = [_path(base, module) for base in node.bases]
    decorators = [d.func if isinstance(d, ast.Call) else d for d in node.decorator_list]
    if len(bases) == 1 and bases[0] in BASES and not node.keywords and not decorators:
        op = BASES[bases[0]]
    elif not bases and [_path(d, module) for d in decorators] == [DATACLASS]:
        op = "Tuple"
    else:
        return None
    lines = [line for line in node.body if isinstance(line, ast.AnnAssign)]
    named = [(line.target.id, line) for line in lines if isinstance(line.target, ast.Name)]
    words = {part.id for line in lines for part in ast.walk(line) if isinstance(part, ast.Name)}
    own = {line.name for line in node.body if isinstance(line, ast.FunctionDef)}
    if not named or words & set(KINDS) or own & set(BUILDING) or _is_by_word(node):
        return None
    defaults = {field: line.value for field, line in named if line.value is not None}
    types = tuple([line.annotation for _, line in named])
    return Record(node.name, tuple([field for field, _ in named]), defaults, op, types)


def _is_by_word(node: ast.ClassDef) -> bool:
    """Tell whether a dataclass, or a field of it, is given by keyword alone."""
    return any(isinstance(part, ast.keyword) and part.arg == "kw_only" for part in ast.walk(node))


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


# Of a module that runs


def _is_own(value: type) -> bool:
    """Tell whether a dataclass has a way of its own to be made, and not the one that is made for it."""
    code = getattr(vars(value).get("__init__"), "__code__", None)
    return code is not None and code.co_filename != "<string>"


def record_of(name: str, value: type) -> Record | None:
    """Return what a class has as its fields, if it is a namedtuple, a dataclass or a typed dict."""
    op, own = "Tuple", vars(value)
    if hasattr(value, "_fields"):
        fields = tuple(value._fields)
    elif "__dataclass_fields__" in own and "__post_init__" not in own and not _is_own(value):
        known = [f for f in own["__dataclass_fields__"].values() if f.init]
        if any(f.kw_only for f in known):  # the output makes them by place
            return None
        fields = tuple([f.name for f in known])
    elif value.__base__ is dict and getattr(value, "__required_keys__", None):
        op, fields = "Dict", tuple(value.__annotations__)
    else:
        return None
    if op == "Dict" and getattr(value, "__optional_keys__", None):
        return None
    notes: dict[str, Any] = {}  # its bases' as well
    for base in reversed(value.__mro__):
        notes |= vars(base).get("__annotations__", {})
    given = dict(getattr(value, "_field_defaults", {}))
    given |= {n: f.default for n, f in own.get("__dataclass_fields__", {}).items()}
    defaults = {n: default for n, one in given.items() if (default := _default(one)) is not None}
    types = tuple([note_of(notes.get(field)) for field in fields])
    return Record(name, fields, defaults, op, types)


def _default(value: object) -> ast.expr | None:
    """Return a default as an expression that stands nowhere in the file; None of what is no number, text or None."""
    if not isinstance(value, (int, float, str, type(None))) or repr(value) in (
        "inf",
        "-inf",
        "nan",
    ):
        return None
    made = ast.parse(repr(value), mode="eval").body
    for part in ast.walk(made):
        if isinstance(part, ast.expr):
            part.end_lineno, part.col_offset, part.end_col_offset = 1, 0, 0
    return made


def note_of(value: Any) -> ast.expr | None:
    """Return an annotation as the text that it stands for, None where there is none."""
    if value is None:
        return None
    plain = isinstance(value, type) and not hasattr(value, "__origin__")
    text = getattr(value, "__forward_arg__", value.__name__ if plain else value)
    try:
        return ast.parse(text if isinstance(text, str) else repr(text), mode="eval").body
    except SyntaxError:
        return None
