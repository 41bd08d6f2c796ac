"""What the user calls the parts of parameters, in the lines of a function.

w, b = params["w"], params["b"]  params["w"]: w, params["b"]: b
for W, b in layers:              layers[:][0]: W, layers[:][1]: b
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from flatgen.comments import string
from flatgen.ir import Apply, Literal, Value
from flatgen.module import Module
from flatgen.outermost import FunctionNode
from flatgen.surveying import arguments_of

EACH = "[:]"  # of a list: what is on it
KEYS, VALUES = ".keys()", ".values()"
OF = " of "  # the order is that of another dict
GOT = ".get("  # how a text reads a part that may not be there
PASSING = ("enumerate", "reversed", "zip", "list", "tuple")

Reading = tuple[str, ...]  # how a text reads a part: ``params``, ``["w"]``, ``[0]``


class Naming(NamedTuple):
    """What the user calls the parts of parameters, and into how many parts these are taken, by how they are read."""

    names: dict[Reading, str]
    counts: dict[Reading, int]


def got(call: ast.Call) -> str:
    """Return how a call reads a part that may not be there, ``.get("eps", 1e-5)``; nothing of any other call."""
    if len(call.args) != 2 or call.keywords:
        return ""
    key, default = call.args
    bare = default.operand if isinstance(default, ast.UnaryOp) else default
    named = isinstance(key, ast.Constant) and isinstance(key.value, str)
    if not named or not isinstance(bare, ast.Constant):
        return ""
    said = ast.unparse(default).replace("e-0", "e-")
    said = string(bare.value) if isinstance(bare.value, str) else said
    return f"{GOT}{string(key.value)}, {said})"  # type: ignore[attr-defined]


def key_got(piece: str) -> str:
    """Return the key of such a text."""
    return str(ast.literal_eval(piece[piece.index("(") :])[0])


def naming(node: FunctionNode, own: set[str]) -> Naming:
    """Return what parts of parameters are called in the outermost lines of a function; ``own`` may be names of them."""
    found = Naming({}, {})
    arguments = arguments_of(node.args)
    known: dict[str, Reading] = {a.arg: (a.arg,) for a in arguments}

    def path_of(value: ast.expr) -> Reading | None:
        if isinstance(value, ast.Name):
            return known.get(value.id)
        if isinstance(value, ast.Call) and getattr(value.func, "attr", "") == "get":
            base, piece = path_of(value.func.value), got(value)  # type: ignore[attr-defined]
            return (*base, piece) if base and piece else None
        if isinstance(value, ast.Call) and getattr(value.func, "attr", "") == "values":
            base = path_of(value.func.value)  # type: ignore[attr-defined]
            return base and (*base, VALUES)
        if not isinstance(value, (ast.Subscript, ast.Attribute)):
            return None
        base = path_of(value.value)
        if base is None:
            return None
        if isinstance(value, ast.Attribute):
            return (*base, f".{value.attr}")
        if isinstance(value.slice, ast.Slice):
            return base
        key = value.slice.value if isinstance(value.slice, ast.Constant) else None
        text = string(key) if isinstance(key, str) else str(key)
        return (*base, f"[{text}]") if isinstance(key, (str, int)) else None

    def stored(target: ast.expr, path: Reading | None, each: bool = False) -> None:
        if path is None or isinstance(target, ast.Starred):
            return
        if isinstance(target, ast.Name) and (each or target.id in own):
            if not each:
                known[target.id] = path
            if target.id.strip("_"):
                found.names.setdefault(path, target.id)
        elif isinstance(target, ast.Tuple):
            if not any(isinstance(part, ast.Starred) for part in target.elts):
                found.counts.setdefault(path, len(target.elts))
                for i, part in enumerate(target.elts):
                    stored(part, (*path, f"[{i}]"), each)

    for line in node.body:
        if not isinstance(line, ast.Assign) or len(line.targets) != 1:
            continue
        target, value = line.targets[0], line.value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for part, given in zip(target.elts, value.elts):
                stored(part, path_of(given))
        else:
            stored(target, path_of(value))
    for target, over in _runs(node):
        path = path_of(over)
        if path is not None:
            stored(target, (*path, EACH), each=True)
    return found


def naming_of(node: FunctionNode, module: Module) -> Naming:
    """Return what a function that others stand beside calls the parts of its parameters."""
    found: Naming | None = module.namings.get(node)
    if found is None:
        found = module.namings[node] = naming(node, set())
    return found


def _runs(node: FunctionNode) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield what loops and comprehensions run over, and what they call the items."""
    for part in ast.walk(node):
        if isinstance(part, (ast.For, ast.comprehension)):
            yield from passed(part.target, part.iter)


def passed(target: ast.expr, over: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield what a loop calls the items of all that it runs over, each of its own: of what is zipped, or numbered."""
    if isinstance(over, ast.Call) and getattr(over.func, "attr", "") == "items":
        attribute = ast.Attribute(over.func.value, "values", ast.Load())  # type: ignore[attr-defined]
        if isinstance(target, ast.Tuple) and len(target.elts) == 2:
            yield target.elts[1], ast.Call(attribute, [], [])
        return
    called = over.func.id if isinstance(over, ast.Call) and isinstance(over.func, ast.Name) else ""
    if called not in PASSING:
        yield target, over
        return
    assert isinstance(over, ast.Call)
    several = target.elts if isinstance(target, ast.Tuple) else []
    if called == "zip":
        pairs = zip(several, over.args)
    elif called == "enumerate":
        pairs = zip(several[1:], over.args)
    else:
        pairs = zip([target], over.args)
    for inner, given in pairs:
        yield from passed(inner, given)


def part_at(path: tuple[str, ...]) -> Value:
    """Return a part of a parameter as a statement with an effect says it."""
    found: Value = Apply("Own", (Literal(string(path[0]), path[0]),))
    for piece in path[1:]:
        dotted = piece[:1] == "."
        found = Apply(piece, (found,)) if dotted else Apply("Item", (found, Literal(piece[1:-1])))
    return found


def absent_at(path: tuple[str, ...], key: Literal) -> Value:
    """Return the test that a dict that is part of a parameter, or each on a list of these, hasn't a key."""
    if EACH not in path:
        return Apply("NotIn", (key, part_at(path)))
    at = path.index(EACH)
    row = ("row", *path[at + 1 :])
    each = Apply("For", (part_at(row[:1]), part_at(path[:at])))
    return Apply("Call", (Literal("all"), Apply("GeneratorExp", (absent_at(row, key), each))))
