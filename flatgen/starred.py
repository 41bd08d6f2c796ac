"""What a parameter is taken apart into by a star, as the parts that are read of it.

*hidden, last = params           last = params[-1]
for w, b in hidden:              for w, b in params[:-1]:

Only where no list of the rest is needed: loops run through it, or its length, sum or the like is asked for.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flatgen.sequences import placed
from flatgen.surveying import arguments_of, definitions, root_of, stored_names

PASSING = ("enumerate", "zip", "reversed", "len", "sum", "max", "min")


def in_parts(tree: ast.Module) -> None:
    """Write the starred statements of a file's functions as the parts that they read, in place."""
    for function in definitions(tree):
        arguments = {argument.arg for argument in arguments_of(function.args)}
        stored = [name for line in function.body for name in stored_names(line)]
        nodes = [node for line in function.body for node in ast.walk(line)]
        within = {
            n.id
            for d in definitions(ast.Module(function.body, []))
            for n in ast.walk(d)
            if isinstance(n, ast.Name)
        }
        for block in [part for node in (function, *nodes) for part in _blocks(node)]:
            for at, line in reversed([*enumerate(block)]):
                rest, given = _taken_apart(line)
                plain = {given} <= arguments and stored.count(rest) == 1 and given not in stored
                plain = plain and not within & {rest, given} and _stays(given, line, nodes)
                plain = plain and _changed(nodes) <= _new(nodes) - arguments
                if plain and _is_run_through(rest, nodes):
                    length = f"len({given}) - {len(line.targets[0].elts) - 1}"  # type: ignore[attr-defined]
                    _replaced(rest, _part(line, given), length, nodes)  # type: ignore[arg-type]
                    block[at : at + 1] = _read_one_by_one(line, given)  # type: ignore[arg-type]


def _blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    for field in ("body", "orelse", "finalbody"):
        block = getattr(node, field, None)
        if isinstance(block, list):
            yield block


def _taken_apart(line: ast.stmt) -> tuple[str, str]:
    """Return the name of the rest, and that of what is taken apart: nothing of all other statements."""
    target = line.targets[0] if isinstance(line, ast.Assign) and len(line.targets) == 1 else None
    if not isinstance(target, (ast.Tuple, ast.List)) or not isinstance(line.value, ast.Name):  # type: ignore[attr-defined]
        return "", ""
    stars = [part.value for part in target.elts if isinstance(part, ast.Starred)]
    named = len(stars) == 1 and isinstance(stars[0], ast.Name) and len(target.elts) > 1
    return (stars[0].id, line.value.id) if named else ("", "")  # type: ignore[attr-defined]


def _stays(name: str, line: ast.stmt, nodes: list[ast.AST]) -> bool:
    """Tell whether nothing but the statement reads an array or list as a whole: no other name may change it."""
    fine: set[ast.AST] = {line.value}  # type: ignore[attr-defined]
    for node in nodes:
        if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Slice):
            fine.add(node.value)
        elif isinstance(node, ast.For):
            fine.add(node.iter)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "len":
            fine.update(node.args)
    return all(node in fine for node in nodes if _reads(node, name))


def _changed(nodes: list[ast.AST]) -> set[str]:
    """Return the names of what statements change in place: it may be what is taken apart, by another name."""
    found: set[ast.AST] = set()
    for node in nodes:
        if isinstance(node, ast.AugAssign):
            found.add(node.target)
        elif isinstance(node, (ast.Subscript, ast.Attribute)) and not isinstance(
            node.ctx, ast.Load
        ):
            found.add(node)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            found.add(node.value.func)
    return {getattr(root_of(node), "id", "") for node in found}


def _new(nodes: list[ast.AST]) -> set[str]:
    """Return the names of numbers and lists that a function begins itself: ``s = 0.0``, ``hs = []``."""
    values: dict[str, list[ast.expr]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign):
            for name in stored_names(node):
                values.setdefault(name, []).append(node.value)
    computed = (ast.Constant, ast.List, ast.BinOp)
    return {
        n
        for n, found in values.items()
        if _is_begun(found[0]) and all(isinstance(v, computed) for v in found)
    }


def _is_begun(value: ast.expr) -> bool:
    return all(
        isinstance(v, ast.Constant)
        for v in (value.elts if isinstance(value, ast.List) else [value])
    )


def _is_run_through(name: str, nodes: list[ast.AST]) -> bool:
    """Tell whether loops alone read a name, or ask for its length."""
    fine: set[ast.AST] = set()
    for node in nodes:
        if isinstance(node, (ast.For, ast.comprehension)):
            fine.add(node.iter)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in PASSING:
            fine.update(node.args)
    return all(node in fine for node in nodes if _reads(node, name))


def _part(line: ast.Assign, given: str) -> str:
    """Return what the rest is: ``params[1:-1]``."""
    parts, at = _parts(line)
    behind = len(parts) - 1 - at
    return f"{given}[{at or ''}:{-behind if behind else ''}]"


def _parts(line: ast.Assign) -> tuple[list[ast.expr], int]:
    """Return what is bound, and which of it is the rest."""
    parts = line.targets[0].elts  # type: ignore[attr-defined]
    return parts, next(i for i, part in enumerate(parts) if isinstance(part, ast.Starred))


def _replaced(name: str, by: str, length: str, nodes: list[ast.AST]) -> None:
    """Write a value for a name wherever it is read, and its length where that is, in place."""

    def written(node: object) -> object:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "len":
            return _placed(length, node) if node.args and _reads(node.args[0], name) else node
        return _placed(by, node) if _reads(node, name) else node  # type: ignore[arg-type]

    for node in nodes:
        for field, value in [*ast.iter_fields(node)]:
            found = value if isinstance(value, list) else [value]
            made = [*map(written, found)]
            if made != found:
                setattr(node, field, made if isinstance(value, list) else made[0])


def _reads(node: object, name: str) -> bool:
    return _is_read(node) and node.id == name  # type: ignore[attr-defined]


def _is_read(node: object) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def _placed(text: str, at: ast.AST) -> ast.expr:
    return placed(ast.parse(text, mode="eval").body, at)


def _read_one_by_one(line: ast.Assign, given: str) -> list[ast.stmt]:
    """Return what is bound beside the rest, one by one."""
    parts, at = _parts(line)
    found: list[ast.stmt] = []
    if 0 < at < len(parts) - 1:  # the first isn't the last
        found.append(placed(ast.parse(f"assert len({given}) >= {len(parts) - 1}").body[0], line))
    for i, part in enumerate(parts):
        if i != at:
            value = _placed(f"{given}[{i if i < at else i - len(parts)}]", part)
            found.append(ast.copy_location(ast.Assign([part], value), line))
    return found
