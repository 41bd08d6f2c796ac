"""Values to text in black's own form: with render.py, the only file that knows astor and black.

What flatgen writes itself is arithmetic and calls: they are printed here, by precedence, as black would
have them. Anything that a user may write beside (defaults, annotations, constants) is astor's.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable
from functools import lru_cache

from flatgen.ir import Apply, Global, Literal, Value
from flatgen.phrases import Phrases
from flatgen.templates import BY_INDEX

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
    "BitOr": (7, "|"),
    "BitXor": (8, "^"),
    "BitAnd": (9, "&"),
}
WRITTEN = {"SetItem": "=", "AddItem": "+=", "Put": "=", "Increase": "+="}
AUGMENTED = {"IAdd": "+=", "ISub": "-=", "IMult": "*=", "IDiv": "/="}
BINARY |= {
    "And": (4, "and"),
    "Or": (3, "or"),
    "Is": (COMPARE, "is"),
    "IsNot": (COMPARE, "is not"),
    "In": (COMPARE, "in"),
    "NotIn": (COMPARE, "not in"),
}
PREFIX = {"Invert": (UNARY, "~"), "USub": (UNARY, "-"), "UAdd": (UNARY, "+"), "Not": (NOT, "not ")}
# The operands that black sets a power close to: numbers and dotted names, a sign before the second.
SIMPLE = re.compile(r"-?(\d[\w.]*((?<=e)[-+]\d+)?|[^\W\d][\w.]*)")


class Printer(Phrases):
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
        if value.op in ("Item", "Get"):
            return f"{self.base(value)}[{self.index(value.args[1])}]", ATOM
        if value.op == "Blanks":
            listed, *times = map(self.text, value.args)
            item = "s" if listed != "s" else "r"
            zeros = " * ".join([f"{self.spell('numpy.zeros_like')}({item})", *times])
            return f"[{zeros} for {item} in {listed}]", ATOM
        if value.op == "Slice":  # not between brackets: in np.add.at(z, (slice(None), i), x)
            bounds = [self.text(a) for a in value.args]
            short = bounds[1:2] if bounds[0] == bounds[2] == "None" else bounds
            short = short[:2] if short[-1] == "None" and len(short) > 1 else short
            return f"{self.spell('slice')}({', '.join(short)})", ATOM
        phrase = self.phrase(value)
        if phrase is not None:
            return phrase
        if value.op[:1] == "." and value.op[-1] != ")":
            return self.base(value) + value.op, ATOM
        if value.op[:1] == ".":
            given = self.given(value)[1:]
            return f"{self.base(value)}{value.op[:-1]}{', '.join(given)})", ATOM
        if value.op in BY_INDEX:
            return f"{self.spell(value.op)}[{', '.join(self.given(value))}]", ATOM
        return f"{self.spell(value.op)}({', '.join(self.given(value))})", ATOM

    def given(self, value: Apply) -> list[str]:
        """Return the arguments of a call."""
        given = [a if type(a) is str else self.text(a) for a in value.args]
        if value.keys:
            first = len(given) - len(value.keys)
            given[first:] = [f"{key}={text}" for key, text in zip(value.keys, given[first:])]
        return given

    def base(self, value: Apply) -> str:
        """Return what an attribute, a method or an index is of."""
        text, binds = self.printed(value.args[0])
        plain_number = isinstance(value.args[0], Literal) and text[:1].isdigit()
        return _inside(text, binds < ATOM or plain_number)

    def index(self, value: Value) -> str:
        """Return what stands between the brackets of an index."""
        if isinstance(value, Apply) and value.op == "Tuple" and len(value.args) > 1:
            return ", ".join(map(self.index_part, value.args))
        return self.index_part(value)

    def index_part(self, value: Value) -> str:
        is_slice = isinstance(value, Apply) and value.op == "Slice"
        return self.slice(value) if is_slice else self.text(value)  # type: ignore[arg-type]

    def slice(self, value: Apply) -> str:
        """Return a slice as black has it: spaces around the colons if a bound is more than a name."""
        bounds = [None if isinstance(a, Literal) and a.known is None else a for a in value.args]
        texts = ["" if bound is None else self.text(bound) for bound in bounds]
        start, stop, step = texts
        if not any(_is_complex(bound) for bound in bounds if bound is not None):
            return ":".join(texts if step else texts[:2])
        text = (f"{start} :" if start else ":") + (f" {stop}" if stop else "")
        return text + ((" : " if stop else ": ") + step if step else "")

    def statement(self, target: str, value: Value) -> str:
        """Return an equation as a statement: a write has no name on its left but that which it changes."""
        if not isinstance(value, Apply):
            return f"{target} = {self.text(value)}"
        op = value.op
        if op in WRITTEN:
            base, index, written = value.args
            place = self.text(Apply("Item", (base, index)))
            return f"{place} {WRITTEN[op]} {self.text(written)}"
        if op == "numpy.add.at":
            return self.text(value)
        if op in AUGMENTED:
            return f"{self.text(value.args[0])} {AUGMENTED[op]} {self.text(value.args[1])}"
        if op == "Count":
            number, step = map(self.text, value.args)
            return f"{target} += {step}" if number == target else f"{target} = {number} + {step}"
        if op == "Push":
            stack, *given = map(self.text, value.args)
            return f"{stack}.{'insert' if given[1:] else 'append'}({', '.join(given)})"
        if op == "Pop":
            stack, *given = map(self.text, value.args)
            return f"{target} = {stack}.pop({', '.join(given)})"
        if op == "Assign":
            left, right = [self.text(side)[1:-1] for side in value.args]
            return f"{left} = {right}"
        return f"{target} = {self.text(value)}"

    def binary(self, value: Apply) -> tuple[str, int]:
        binds, sign = BINARY[value.op]
        one, other = value.args
        left, left_binds = (one, ATOM) if isinstance(one, str) else self.printed(one)
        right, right_binds = (other, ATOM) if isinstance(other, str) else self.printed(other)
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


def _is_complex(value: Value) -> bool:
    """Tell whether black sets spaces around a colon beside a value."""
    if isinstance(value, Apply):
        return value.op not in PREFIX or _is_complex(value.args[0])
    text = "" if isinstance(value, str) else value[0]
    return "." in text and text[:1].isalpha()


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


@lru_cache(maxsize=256)
def settle(text: str) -> str:
    """Return a piece of Python as black lays it out; only what black would change comes here."""
    import black  # late: it takes ten times as long to load as Python itself

    return black.format_str(text, mode=black.Mode(line_length=WIDTH))


def settled(text: str) -> str:
    """Return ``text``, by way of black if a line of it is too long, or lines of it may be joined again.

    A docstring stays as it is.
    """
    long = [row for row in text.split("\n") if len(row) > WIDTH and not row.endswith('"""')]
    if not long and "(\n" not in text:
        return text
    return settle(text).rstrip("\n")
