"""The value of a constant expression, where the text alone tells it."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from flatgen.ir import UNKNOWN, Apply, Literal, Value
from flatgen.module import Module
from flatgen.surveying import path_of

OPERATORS: dict[str, Callable[..., Any]] = {
    "Add": operator.add,
    "Sub": operator.sub,
    "Mult": operator.mul,
    "Div": operator.truediv,
    "FloorDiv": operator.floordiv,
    "Mod": operator.mod,
    "Pow": operator.pow,
    "USub": operator.neg,
    "UAdd": operator.pos,
}
LARGEST_POWER = 64  # of numbers below a million: text can't ask for a power that takes all memory


SCALAR_LIBRARIES = ("math", "operator", "scalars")  # their functions take and give numbers
NUMBERS = ("pi", "e", "tau", "euler_gamma", "inf", "nan")  # in every library
LIMITS = ("numpy.finfo", "numpy.iinfo")  # whose attributes are numbers
SCALAR_BUILTINS = ("abs", "bool", "float", "int", "len", "max", "min", "pow", "round", "sum")
INTEGERS, BOOLEANS, FLOATS, COMPLEX = "integers", "booleans", "floats", "complex"
SUPPOSED = "@"  # how the names of what has no name yet start
# The names of numpy's types: int_, uint8, "float32", "i8".
TYPES = {
    INTEGERS: r"u?(int|intp|intc|int_|byte|short|long|longlong|int\d+)|[iu]\d",
    BOOLEANS: r"bool|bool_|\?",
    FLOATS: r"float|half|single|double|longdouble|float\d+|f\d+",
    COMPLEX: r"complex|cdouble|csingle|clongdouble|complex\d+|c\d+",
}
CODES = {
    INTEGERS: "bBhHiIlLqQpP",
    BOOLEANS: "?",
    FLOATS: "efdg",
    COMPLEX: "FDG",
}  # and letters: "d"


def is_number(node: ast.expr, module: Module, seen: frozenset[str] = frozenset()) -> bool:
    """Tell whether an expression at the top of a module is sure to be one number."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, (int, float))
    if isinstance(node, ast.UnaryOp):
        return is_number(node.operand, module, seen)
    if isinstance(node, ast.BinOp):
        return is_number(node.left, module, seen) and is_number(node.right, module, seen)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Call):
        return path_of(node.value.func, module) in LIMITS
    if isinstance(node, ast.Call):
        root, _, name = path_of(node.func, module).rpartition(".")
        known = root in SCALAR_LIBRARIES if root else name in SCALAR_BUILTINS
        known = known or (root == "numpy" and hasattr(math, name))  # of numbers, a number
        known = known and root + name not in module.functions and root + name not in module.bindings
        return known and not node.keywords and all(is_number(a, module, seen) for a in node.args)
    if isinstance(node, (ast.Name, ast.Attribute)):
        if isinstance(node, ast.Name) and node.id in module.bindings:
            value = module.constant(node.id) if node.id not in seen else None
            return value is not None and is_number(value, module, seen | {node.id})
        return is_number_path(path_of(node, module))
    return False


def infinity_of(node: ast.expr, module: Module) -> float | None:
    """Return the infinity that an expression at the top of a module is, None if it is none."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        found = infinity_of(node.operand, module)
        return found and -found
    if isinstance(node, ast.Call) and isinstance(node.args[0] if node.args else None, ast.Constant):
        text = str(node.args[0].value).lower()  # type: ignore[attr-defined]
        plain = path_of(node.func, module) == "float" and text in ("inf", "-inf")
        return float(text) if plain else None
    return math.inf if path_of(node, module) in ("numpy.inf", "math.inf") else None


def is_number_path(path: str) -> bool:
    """Tell whether a constant of a library is sure to be one number."""
    library, _, name = path.rpartition(".")
    root = library.split(".")[0]
    return root in ("math", "numpy", "scipy") and name in NUMBERS


def known_value(value: Value) -> Any:
    """Return the number, text, truth or None that ``value`` is, or UNKNOWN."""
    kind = type(value)  # asked often: no isinstance
    if kind is Literal:
        return value.known  # type: ignore[union-attr]
    if not isinstance(value, Apply) or value.op not in OPERATORS:
        return UNKNOWN
    operands: list[Any] = []
    for argument in value.args:
        operand = UNKNOWN if type(argument) is str else known_value(argument)
        if type(operand) not in (int, float):
            return UNKNOWN
        operands.append(operand)
    if value.op == "Pow" and (abs(operands[1]) > LARGEST_POWER or abs(operands[0]) > 1e6):
        return UNKNOWN
    try:
        result = OPERATORS[value.op](*operands)
    except ArithmeticError:
        return UNKNOWN
    return result if type(result) in (int, float) else UNKNOWN


@cache
def kind_of_type(text: str) -> str:
    """Return what kind of numbers the type is of that a text names."""
    name = text.strip("'\"<>=|").rpartition(".")[2]
    if text[:1] in "'\"" and len(name) == 1:
        return next((kind for kind, letters in CODES.items() if name in letters), "")
    return next((kind for kind, names in TYPES.items() if re.fullmatch(names, name)), "")
