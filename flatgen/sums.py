"""Whole numbers as sums of others that stay what they are, ``t - 1``, ``len(x) + 1``, and what loops count by."""

from __future__ import annotations

import ast
from typing import NamedTuple

from flatgen.dims import Dim, add, atom, multiply, number, subtract

SUMS = {ast.Add: add, ast.Sub: subtract, ast.Mult: multiply}
ONE = number(1)


class Rounds(NamedTuple):
    """What a loop counts by: its number, that of the first round and of the last, and how it changes."""

    counter: str
    first: Dim
    last: Dim
    step: int


class Sums(ast.NodeVisitor):
    """Reads sums in statements in which some names are ``moving``: assigned, or changed."""

    def __init__(self, moving: set[str]) -> None:
        self.moving = moving
        self.counters: list[str] = []  # the numbers of the loops around
        self.vague_ones = 0

    def sum_of(self, node: ast.expr) -> Dim | None:
        """Return a whole number as a sum of others that stay what they are; None if it is none of these."""
        if isinstance(node, ast.Constant):
            return number(node.value) if type(node.value) is int else None
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            inner = self.sum_of(node.operand)
            return None if inner is None else subtract(number(0), inner)
        if isinstance(node, ast.BinOp) and type(node.op) in SUMS:
            a, b = self.sum_of(node.left), self.sum_of(node.right)
            return None if a is None or b is None else SUMS[type(node.op)](a, b)
        if isinstance(node, ast.Name):
            known = node.id in self.counters or node.id not in self.moving
            return atom(node.id) if known else None
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "len" and node.args:
            found = self.length(node.args[0])
            return None if "?" in str(found) else found
        return None

    def rounds_of(self, loop: ast.For) -> Rounds | None:
        """Return how a loop counts; None if that isn't by one, from where the text tells."""
        counting = counting_of(loop)
        assert counting is not None
        counter, call, turned = counting
        given = [self.sum_of(argument) for argument in call.args]
        if getattr(call.func, "id", "") == "enumerate":
            length = self.length(call.args[0])
            first = given[1] if len(given) > 1 else number(0)
            return Rounds(counter, first, add(first, subtract(length, ONE)), 1) if first else None
        step = given[2].number if len(given) > 2 and given[2] else 1
        first, end = given[:2] if len(given) > 1 else (number(0), given[0])
        if first is None or step not in (1, -1) or (turned and step < 0):
            return None
        last = self.unknown() if end is None else subtract(end, number(step))
        return Rounds(counter, last, first, -1) if turned else Rounds(counter, first, last, step)

    def length(self, node: ast.expr) -> Dim:
        known = isinstance(node, ast.Name) and node.id not in self.moving
        return atom(f"len({node.id})") if known else self.unknown()  # type: ignore[attr-defined]

    def unknown(self) -> Dim:
        self.vague_ones += 1
        return atom(f"?{self.vague_ones}")


def counting_of(loop: ast.For) -> tuple[str, ast.Call, bool] | None:
    """Return the name of a loop's number, ``range(...)`` or ``enumerate(...)``, and if it is turned around."""
    over, target, turned = loop.iter, loop.target, False
    if isinstance(over, ast.Call) and getattr(over.func, "id", "") == "reversed" and over.args:
        over, turned = over.args[0], True
    called = getattr(over.func, "id", "") if isinstance(over, ast.Call) else ""
    if called == "enumerate" and isinstance(target, ast.Tuple) and not turned:
        target = target.elts[0]
    elif called != "range":
        return None
    assert isinstance(over, ast.Call)
    plain = over.args and not over.keywords and isinstance(target, ast.Name)
    return (target.id, over, turned) if plain else None  # type: ignore[attr-defined]
