"""Values to text in black's own form: with render.py, the only file that knows astor and black.

What flatgen writes itself is arithmetic and calls: they are printed here, by precedence, as black would
have them. Anything that a user may write beside (defaults, annotations, constants) is astor's.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable

from flatgen.ir import Apply, Global, Literal, Value

WIDTH = 88  # black's
ATOM, POWER, UNARY, NOT, COMPARE = 20, 16, 15, 5, 6
BINARY = {  # precedence and sign, as in Python's grammar
    "Add": (12, "+"),
    "Sub": (12, "-"),
    "Mult": (13, "*"),
    "Div": (13, "/"),
    "FloorDiv": (13, "//"),
    "Mod": (13, "%"),
    "MatMult": (13, "@"),
    "Pow": (POWER, "**"),
    "Lt": (COMPARE, "<"),
    "LtE": (COMPARE, "<="),
    "Gt": (COMPARE, ">"),
    "GtE": (COMPARE, ">="),
    "Eq": (COMPARE, "=="),
    "NotEq": (COMPARE, "!="),
}
PREFIX = {"USub": (UNARY, "-"), "UAdd": (UNARY, "+"), "Not": (NOT, "not ")}
# The operands that black sets a power close to: numbers and dotted names, a sign before the second.
SIMPLE = re.compile(r"-?(\d[\w.]*((?<=e)[-+]\d+)?|[^\W\d][\w.]*)")


class Printer:
    """Prints values; ``spell`` says how a library's function or constant is called in the output."""

    def __init__(self, spell: Callable[[str], str]) -> None:
        self.spell = spell

    def text(self, value: Value) -> str:
        """Return a value as Python text."""
        return self.printed(value)[0]

    def printed(self, value: Value) -> tuple[str, int]:
        """Return a value as text, and how strongly its outermost operation binds."""
        if isinstance(value, str):
            return value, ATOM
        if isinstance(value, Literal):
            return value.text, UNARY if value.text[:1] == "-" else ATOM
        if isinstance(value, Global):
            return self.spell(value.path), ATOM
        if value.op in BINARY:
            return self.binary(value)
        if value.op in PREFIX:
            binds, sign = PREFIX[value.op]
            operand, inner = self.printed(value.args[0])
            # black puts brackets around a power behind a sign
            return sign + _inside(operand, inner < binds or inner == POWER), binds
        if value.op in ("Tuple", "List"):
            return self.display(value), ATOM
        given = [self.text(argument) for argument in value.args]
        first = len(given) - len(value.keys)
        given[first:] = [f"{key}={text}" for key, text in zip(value.keys, given[first:])]
        return f"{self.spell(value.op)}({', '.join(given)})", ATOM

    def binary(self, value: Apply) -> tuple[str, int]:
        binds, sign = BINARY[value.op]
        (left, left_binds), (right, right_binds) = map(self.printed, value.args)
        if binds == POWER:
            left = _inside(left, left_binds <= POWER)
            right = _inside(right, right_binds < UNARY)
            first = right.split("**")[0].strip() if right_binds == POWER else right
            close = SIMPLE.fullmatch(left) and left[0] != "-" and SIMPLE.fullmatch(first)
            return f"{left}**{right}" if close else f"{left} ** {right}", binds
        # A comparison is bracketed in another one: Python would chain them.
        left = _inside(left, left_binds < binds or left_binds == binds == COMPARE)
        right = _inside(right, right_binds <= binds)
        return f"{left} {sign} {right}", binds

    def display(self, value: Apply) -> str:
        inner = ", ".join(map(self.text, value.args))
        if value.op == "List":
            return f"[{inner}]"
        return f"({inner}{',' * (len(value.args) == 1)})"


def _inside(text: str, brackets: bool) -> str:
    return f"({text})" if brackets else text


def python_text(node: ast.expr) -> str:
    """Return an expression on one line, as astor prints it; ``settle`` makes it black's.

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
            return text.strip().removeprefix("_ = ")
        except (ImportError, AttributeError, TypeError):
            return ast.unparse(node)


def settle(text: str) -> str:
    """Return a piece of Python as black lays it out; only what black would change comes here."""
    import black  # late: it takes ten times as long to load as Python itself

    return black.format_str(text, mode=black.Mode(line_length=WIDTH))
