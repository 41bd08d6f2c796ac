"""The value of a constant expression, where the text alone tells it."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from flatgen.ir import UNKNOWN, Apply, Literal, Value

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


def known_value(value: Value) -> Any:
    """Return the number, text, truth or None that ``value`` is, or UNKNOWN."""
    if isinstance(value, Literal):
        return value.known
    if not isinstance(value, Apply) or value.op not in OPERATORS:
        return UNKNOWN
    operands = [known_value(argument) for argument in value.args]
    if not all(type(operand) in (int, float) for operand in operands):
        return UNKNOWN
    if value.op == "Pow" and (abs(operands[1]) > LARGEST_POWER or abs(operands[0]) > 1e6):
        return UNKNOWN
    try:
        result = OPERATORS[value.op](*operands)
    except ArithmeticError:
        return UNKNOWN
    return result if type(result) in (int, float) else UNKNOWN
