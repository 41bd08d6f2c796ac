"""How a function reads what a parameter holds: whether all of its rows are taken into the same number of names.

for w, b in params[:-1]: ...     w, b = params[-1]          two, everywhere
for w, b in params[:-1]: ...     g = params[-1]             it isn't said what the last one is
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from flatgen.naming import passed
from flatgen.surveying import arguments_of

OTHERWISE = 0  # not taken apart, or not into names alone


class Taken(NamedTuple):
    """Into how many names rows are taken, and whether all of them are."""

    parts: int
    whole: bool


class Reads:
    """The functions that may read what another one is given, by name."""

    def __init__(self, functions: Mapping[str, ast.FunctionDef]) -> None:
        self.functions = functions
        self.seen: set[tuple[str, str]] = set()

    def alike(self, function: ast.FunctionDef, words: set[str]) -> bool:
        """Tell whether the rows of what ``words`` are in a function are sure to be of one number of parts."""
        found = [*self.taken(function, words)]
        counts = {one.parts for one in found}
        if OTHERWISE not in counts:
            return len(counts) == 1
        whole = {one.parts for one in found if one.whole and one.parts != OTHERWISE}
        return len(whole) == 1 and counts == {OTHERWISE, *whole}

    def taken(self, function: ast.FunctionDef, words: set[str]) -> Iterator[Taken]:
        """Yield how rows are read, wherever that is done."""
        nodes = [*ast.walk(function)]
        fine: set[ast.AST] = set()
        for node in nodes:
            if isinstance(node, (ast.For, ast.comprehension)):
                for target, over in passed(node.target, node.iter):
                    base = over.value if is_part(over) else over  # type: ignore[attr-defined]
                    if _text(base) in words:
                        fine.add(base)
                        yield Taken(_names_in(target), base is over)
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
                if _text(node.value.value) in words and not is_part(node.value):
                    fine.add(node.value.value)
                    yield Taken(self.bound(node, nodes), False)
            elif isinstance(node, ast.Call):
                yield from self.given(node, words, fine)
        for node in nodes:
            if _text(node) in words and node not in fine and _is_read(node):
                yield Taken(OTHERWISE, False)

    def bound(self, statement: ast.Assign, nodes: list[ast.AST]) -> int:
        """Return into how many names a row is taken, or what it is called is."""
        target = statement.targets[0]
        if len(statement.targets) > 1 or not isinstance(target, ast.Name):
            return _names_in(target)
        counts, apart = set(), set()
        for node in nodes:
            if isinstance(node, ast.Assign) and getattr(node.value, "id", "") == target.id:
                apart.add(node.value)
                counts.add(_names_in(node.targets[0]))
        reads = {n for n in nodes if _is_read(n) and getattr(n, "id", "") == target.id}
        return counts.pop() if len(counts) == 1 and reads == apart else OTHERWISE

    def given(self, call: ast.Call, words: set[str], fine: set[ast.AST]) -> Iterator[Taken]:
        """Yield how a function of the file reads what it is given."""
        name = getattr(call.func, "id", "")
        if name in ("len", "enumerate", "zip", "reversed"):
            fine.update(call.args if name == "len" else ())
            return
        function = self.functions.get(name)
        places = [a.arg for a in arguments_of(function.args)] if function else []
        given = [*zip(places, call.args), *[(k.arg or "", k.value) for k in call.keywords]]
        for parameter, argument in given if function else ():
            if _text(argument) in words and (name, parameter) not in self.seen:
                self.seen.add((name, parameter))
                fine.add(argument)
                yield from self.taken(function, {parameter})  # type: ignore[arg-type]
            elif _text(argument) in words:
                fine.add(argument)


def is_part(node: ast.expr) -> bool:
    """Tell whether an expression is a part of a list, ``params[:-1]``."""
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)


def _names_in(target: ast.expr) -> int:
    parts = target.elts if isinstance(target, (ast.Tuple, ast.List)) else []
    return len(parts) if not any(isinstance(part, ast.Starred) for part in parts) else OTHERWISE


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return ast.unparse(node) if isinstance(node, (ast.Subscript, ast.Call)) else ""


def _is_read(node: ast.AST) -> bool:
    return isinstance(getattr(node, "ctx", ast.Load()), ast.Load)
