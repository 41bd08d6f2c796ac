"""What Python's own sequences do in a way of their own, as the plain statements that it stands for.

hs.reverse()                               hs = list(reversed(hs))

q = deque(maxlen=3)                        q = deque()
q.append(x)                                q.append(x)
                                           if len(q) > 3:
                                               q.popleft()

for (a, b), c in zip(zip(x, y), z):        for a, b, c in zip(x, y, z):

any(v < 0 for v in x)                      any([v < 0 for v in x])
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeVar

from flatgen.surveying import definitions, stored_names

TRUTHS = ("any", "all")
READERS = {  # Python's functions that keep nothing of what they are given
    *("len", "sum", "min", "max", "enumerate", "zip", "reversed", "list", "tuple", "print"),
    *("range", "abs", "any", "all", "sorted", "float", "int"),
}
Node = TypeVar("Node", bound=ast.AST)
OTHER_END = {"append": "popleft", "appendleft": "pop"}


def in_plain_words(tree: ast.Module) -> None:
    """Write the statements of a file's functions plainly, in place."""
    asserted = {part.test for part in ast.walk(tree) if isinstance(part, ast.Assert)}
    for node in ast.walk(tree):
        if isinstance(node, (ast.For, ast.comprehension)):
            _unnest(node)
        elif node in asserted:
            continue  # what a loop over rows may be asked is told from it
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in TRUTHS:
            found = [p for p in node.args if isinstance(p, ast.GeneratorExp)]
            if len(found) == 1 == len(node.args):
                node.args = [
                    ast.copy_location(ast.ListComp(found[0].elt, found[0].generators), found[0])
                ]
    for function in definitions(tree):
        given = {part.arg for part in ast.walk(function.args) if isinstance(part, ast.arg)}
        alone = _alone(function) - given
        for block in _blocks(function):
            block[:] = [line for one in block for line in _reversed(one, alone)]
        for name, most in _bounded(function, alone):
            for block in _blocks(function):
                block[:] = [line for one in block for line in _kept_short(one, name, most)]


def _unnest(loop: ast.For | ast.comprehension) -> None:
    """Let a loop through what is zipped in parts run through all of it together, in place."""
    over, target = loop.iter, loop.target
    if _called(over) == "enumerate" and isinstance(target, ast.Tuple) and len(target.elts) == 2:
        over, target = over.args[0], target.elts[1]  # type: ignore[attr-defined]
    pairs = _zipped(over, target)
    while any(_zipped(*pair) for pair in pairs):
        flat = [inner for pair in pairs for inner in _zipped(*pair) or [pair]]
        over.args, target.elts = [a for a, _ in flat], [t for _, t in flat]  # type: ignore[attr-defined]
        pairs = flat


def _zipped(over: ast.expr, target: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """Return what is zipped, each with the target of its own; nothing of all else."""
    if _called(over) != "zip" or over.keywords or not isinstance(target, (ast.Tuple, ast.List)):  # type: ignore[attr-defined]
        return []
    given: list[ast.expr] = over.args  # type: ignore[attr-defined]
    starred = any(isinstance(part, ast.Starred) for part in (*given, *target.elts))
    return [] if starred or len(given) != len(target.elts) else [*zip(given, target.elts)]


def _called(node: ast.expr) -> str:
    return getattr(node.func, "id", "") if isinstance(node, ast.Call) and node.args else ""


def _blocks(function: ast.FunctionDef) -> Iterator[list[ast.stmt]]:
    """Yield the blocks of a function, those in others within it left out."""
    todo: list[ast.AST] = [function]
    while todo:
        node = todo.pop()
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list):
                yield block
                todo += [
                    line for line in block if not isinstance(line, (ast.FunctionDef, ast.ClassDef))
                ]


def _alone(function: ast.FunctionDef) -> set[str]:
    """Return the names for whose lists no other name, list or function may stand."""
    bound = {name for line in function.body for name in stored_names(line, writes=False)}
    fine: set[ast.AST] = set()
    for node in ast.walk(function):
        if isinstance(node, (ast.Subscript, ast.Attribute)):
            fine.add(node.value)
        elif isinstance(node, (ast.For, ast.comprehension)):
            fine.add(node.iter)
        elif isinstance(node, ast.Return) and node.value is not None:
            fine.add(node.value)
        elif isinstance(node, (ast.BinOp, ast.Compare, ast.If, ast.While)):
            fine.update(ast.iter_child_nodes(node))
        elif isinstance(node, ast.Call):
            library = getattr(getattr(node.func, "value", None), "id", "") in ("np", "numpy")
            if library or getattr(node.func, "id", "") in READERS:
                fine.update(node.args)
    inner = {
        n for part in function.body for d in definitions(part) for n in map(_name_of, ast.walk(d))
    }
    shared = {
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in fine
    }
    return bound - shared - inner


def _name_of(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _method(statement: ast.stmt) -> tuple[str, str, ast.Call | None]:
    """Return the name and the method of a call that is a statement by itself, ``hs.reverse()``."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return "", "", None
    return _name_of(call.func.value), call.func.attr, call


def _reversed(statement: ast.stmt, alone: set[str]) -> list[ast.stmt]:
    name, method, call = _method(statement)
    if method != "reverse" or name not in alone or call is None or call.args or call.keywords:
        return [statement]
    return _lines(f"{name} = list(reversed({name}))", statement)


def _bounded(function: ast.FunctionDef, alone: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the names of deques that have a ``maxlen``, and how it is written; that is taken off them."""
    stored = [name for line in function.body for name in stored_names(line, writes=False)]
    for node in ast.walk(function):
        call = node.value if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
        name = _name_of(node.targets[0]) if isinstance(node, ast.Assign) else ""
        if not isinstance(call, ast.Call) or name not in alone or stored.count(name) != 1:
            continue
        called = getattr(call.func, "id", getattr(call.func, "attr", ""))
        most = [keyword.value for keyword in call.keywords if keyword.arg == "maxlen"]
        if (
            called != "deque"
            or not most
            or not _stays(most[0], stored)
            or not _fits(call.args, most[0])
        ):
            continue
        call.keywords = [keyword for keyword in call.keywords if keyword.arg != "maxlen"]
        yield name, ast.unparse(most[0])


def _stays(node: ast.expr, stored: list[str]) -> bool:
    """Tell whether an expression is the same wherever it is read."""
    whole = isinstance(node, ast.Constant) and type(node.value) is int
    if isinstance(node, ast.Call) and _called(node) == "len" and isinstance(node.args[0], ast.Name):
        return node.args[0].id not in stored
    return whole or (isinstance(node, ast.Name) and stored.count(node.id) < 2)


def _fits(given: list[ast.expr], most: ast.expr) -> bool:
    """Tell whether what a deque starts with is sure to be no more than its ``maxlen``."""
    if not given:
        return True
    first = given[0]
    if (
        isinstance(first, ast.BinOp)
        and isinstance(first.op, ast.Mult)
        and isinstance(first.left, ast.List)
    ):
        return len(first.left.elts) == 1 and ast.dump(first.right) == ast.dump(most)
    count = getattr(most, "value", -1)
    return isinstance(first, (ast.List, ast.Tuple)) and len(first.elts) <= count


def _kept_short(statement: ast.stmt, name: str, most: str) -> list[ast.stmt]:
    called, method, _ = _method(statement)
    if called != name or method not in OTHER_END:
        return [statement]
    return [statement, *_lines(f"if len({name}) > {most}: {name}.{OTHER_END[method]}()", statement)]


def _lines(text: str, at: ast.stmt) -> list[ast.stmt]:
    return [placed(line, at) for line in ast.parse(text).body]


def placed(made: Node, at: ast.AST) -> Node:
    """Let a node that isn't in the file stand where another one does."""
    for part in ast.walk(made):
        ast.copy_location(part, at)
        if isinstance(part, ast.Constant):  # its text isn't there
            part.end_lineno, part.end_col_offset = part.lineno, part.col_offset
    return made
