"""Numbers that aren't 0 as a gradient runs: the forward has divided by them, which would have raised an error.

root = sqrt(t)
d = a / (v * root)               grad_t = grad_root / (2 * root), without care for 0
"""

from __future__ import annotations

from collections.abc import Iterable

from flatgen.ir import Apply, Equation, Literal, Statement, Value

DIVIDE = "scalars.divide"  # how a rule says that its gradient may be infinite
ROOTS = ("math.sqrt", "math.cbrt")


def divisors(body: Iterable[Statement]) -> set[str]:
    """Return the names that lines which are run in any case divide by, and those that such are made of."""
    made = {line.target: line.value for line in body if isinstance(line, Equation)}
    todo: list[Value] = [
        value.args[1]
        for value in made.values()
        if isinstance(value, Apply) and value.op in ("Div", "FloorDiv", "Mod")
    ]
    found: set[str] = set()
    while todo:
        value = todo.pop()
        if isinstance(value, str):
            if value not in found and value in made:
                todo.append(made[value])
            found.add(value)
        elif isinstance(value, Apply):
            if value.op == "Mult":
                todo += value.args
            elif value.op in ("Div", "USub", *ROOTS) or _is_power(value):
                todo.append(value.args[0])
    return found


def is_sure(value: Value, nonzero: set[str]) -> bool:
    """Tell whether a value is a division by what is never 0."""
    return isinstance(value, Apply) and value.op == DIVIDE and _is_nonzero(value.args[1], nonzero)


def _is_nonzero(value: Value, nonzero: set[str]) -> bool:
    if isinstance(value, Literal):
        return isinstance(value.known, (int, float)) and value.known != 0
    if isinstance(value, Apply):
        if value.op == "Mult":
            return all(_is_nonzero(part, nonzero) for part in value.args)
        return value.op == "USub" and _is_nonzero(value.args[0], nonzero)
    return value in nonzero


def _is_power(value: Apply) -> bool:
    if value.op != "Pow":
        return False
    power = getattr(value.args[1], "known", None)
    return isinstance(power, (int, float)) and power > 0
