"""Values to text in black's own form: with render.py, the only file that knows astor and black.

astor prints each *shape* of expression once (``a * (1 - b) * b``); after that, a line is its names put
into a known pattern, so that ten thousand lines cost little more than ten thousand joins.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable

from flatgen.ir import Apply, Global, Literal, Value

WIDTH = 88  # black's
SIMPLE = r"[A-Za-z_][\w.]*|\d[\w.]*"
POWER = re.compile(rf"(?<![\w.)\]]) ?({SIMPLE}) \*\* (-?(?:{SIMPLE}))(?![\w.(\[])")
HOLE = "flatgen_hole_"


def python_text(node: ast.expr) -> str:
    """Return an expression on one line, as astor prints it.

    astor's last release is older than some syntax and warns on newer Pythons: what it can't print,
    Python's own ``ast.unparse`` does.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import astor  # late: it takes as long to load as Python itself

            statement = ast.Assign(targets=[ast.Name("_", ast.Store())], value=node)
            text: str = astor.to_source(
                statement, pretty_source="".join, pretty_string=lambda s, *rest, **more: repr(s)
            )
            text = text.strip().removeprefix("_ = ")
        except (ImportError, AttributeError, TypeError):
            text = ast.unparse(node)
    return hug_powers(text)


def hug_powers(text: str) -> str:
    """Return ``text`` with no spaces around the power operator between simple operands."""
    before = None
    while before != text:  # a ** b ** c
        before = text
        text = re.sub(
            rf"(?<![\w.)\]])({SIMPLE}) \*\* (-?(?:{SIMPLE}))(?![\w.(\[])", r"\1**\2", text
        )
        text = re.sub(rf"(\*\*-?(?:{SIMPLE})) \*\* (-?(?:{SIMPLE}))(?![\w.(\[])", r"\1**\2", text)
    return text


class Printer:
    """Prints values; ``spell`` says how a library's function or constant is called in the output."""

    def __init__(self, spell: Callable[[str], str]) -> None:
        self.spell = spell
        self._patterns: dict[object, list[str]] = {}

    def text(self, value: Value) -> str:
        """Return a value as Python text."""
        if isinstance(value, str):
            return value
        if isinstance(value, Literal):
            return value.text
        if isinstance(value, Global):
            return self.spell(value.path)
        holes: list[str] = []
        shape = self._shape(value, holes)
        pattern = self._patterns.get(shape)
        if pattern is None:
            pattern = self._patterns[shape] = self._pattern(value)
        parts = [pattern[0]]
        for hole, after in zip(holes, pattern[1:]):
            parts.append(hole)
            parts.append(after)
        return "".join(parts)

    def _shape(self, value: Value, holes: list[str]) -> object:
        """Return what values of the same text but for their names have in common."""
        if isinstance(value, Apply):
            return (value.op, value.keys, *[self._shape(a, holes) for a in value.args])
        text = self.text(value)
        if isinstance(value, Literal) and text[:1] == "-":
            holes.append(text[1:])
            return "-"
        holes.append(text)
        return ""

    def _pattern(self, value: Value) -> list[str]:
        count = [0]
        text = python_text(self._node(value, count))
        return re.split(rf"{HOLE}\d+", text)

    def _node(self, value: Value, count: list[int]) -> ast.expr:
        """Return the syntax of a value, with a hole for each atom."""
        if not isinstance(value, Apply):
            hole = ast.Name(f"{HOLE}{count[0]}", ast.Load())
            count[0] += 1
            if isinstance(value, Literal) and value.text[:1] == "-":
                return ast.UnaryOp(ast.USub(), hole)
            return hole
        operands = [self._node(a, count) for a in value.args]
        kind = getattr(ast, value.op, None) if value.op[:1].isupper() else None
        if kind is None:
            return self._call(value, operands)
        if kind is ast.Tuple:
            return ast.Tuple(operands, ast.Load())
        if kind is ast.List:
            return ast.List(operands, ast.Load())
        if issubclass(kind, ast.unaryop):
            if isinstance(operands[0], ast.BinOp) and isinstance(operands[0].op, ast.Pow):
                # black puts brackets around a power behind a sign
                text = f"({python_text(operands[0])})"
                operands = [ast.Name(text, ast.Load())]
            return ast.UnaryOp(kind(), operands[0])
        if issubclass(kind, ast.cmpop):
            return ast.Compare(operands[0], [kind()], [operands[1]])
        return ast.BinOp(operands[0], kind(), operands[1])

    def _call(self, value: Apply, operands: list[ast.expr]) -> ast.expr:
        plain = len(operands) - len(value.keys)
        function: ast.expr = ast.Name(self.spell(value.op), ast.Load())
        keywords = [ast.keyword(k, v) for k, v in zip(value.keys, operands[plain:])]
        return ast.Call(function, operands[:plain], keywords)


def settle(text: str) -> str:
    """Return a piece of Python as black lays it out; only what black would change comes here."""
    import black  # late: it takes ten times as long to load as Python itself

    mode = black.Mode(line_length=WIDTH)
    return black.format_str(text, mode=mode)
