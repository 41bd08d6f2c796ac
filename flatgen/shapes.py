"""What is known of shapes: never required, always used.

A shape is ``SCALAR``, or the name of the first value that has it: two values whose shapes have the
same name are sure to have the same shape. All operations so far work element by element, so the shape
of a result is that of its operands where they agree, and a new one where broadcasting may have
made it.
"""

from __future__ import annotations

from flatgen.ir import (
    Apply,
    Atom,
    Equation,
    Literal,
    Parameter,
    Program,
    Value,
)
from flatgen.matching import match
from flatgen.parse import Parsed
from flatgen.rules import RuleBook
from flatgen.templating import settled, twin_of_value

SCALAR = ""


class Shapes:
    """The shape of every name of a program, gradients included."""

    def __init__(self, parsed: Parsed, rules: RuleBook) -> None:
        self.rules = rules
        self.arrays = parsed.arrays
        self.by_name: dict[str, str] = {}
        for parameter in parsed.program.parameters:
            self.by_name[parameter.name] = self._of_parameter(parameter)

    def _of_parameter(self, parameter: Parameter) -> str:
        return (
            SCALAR if parameter.scalar or not (self.arrays or parameter.array) else parameter.name
        )

    def of(self, value: Value, new: str | None = None) -> str | None:
        """Return the shape of a value; ``new`` is its name if broadcasting makes it."""
        if not isinstance(value, Apply):
            return self._of_atom(value)
        for pattern, name in self.rules.shapes.get(value.op, ()):
            bound: dict[str, Value] = {}
            if match(pattern, value, {}, bound):
                return self.of(bound[name], new)
        shapes = {shape for shape in map(self.of, value.args) if shape != SCALAR}
        if not shapes:
            return SCALAR
        return shapes.pop() if len(shapes) == 1 else new

    def _of_atom(self, atom: Atom) -> str | None:
        if isinstance(atom, str):
            return self.by_name[atom]
        plain = not isinstance(atom, Literal) or atom.known is None or not self.arrays
        known = isinstance(atom, Literal) and isinstance(atom.known, (int, float, str))
        if plain or known or "." in atom.text:  # type: ignore[union-attr]
            return SCALAR
        return atom.text  # type: ignore[union-attr]

    def is_scalar(self, value: Value) -> bool:
        return self.of(value, "?") == SCALAR

    def set(self, name: str, shape: str | None) -> None:
        self.by_name[name] = name if shape is None else shape


def with_shapes(parsed: Parsed, rules: RuleBook) -> tuple[Program, Shapes]:
    """Return the program with every well-known name settled (``exp``: math's or numpy's), and shapes."""
    shapes = Shapes(parsed, rules)
    body = []
    for equation in parsed.program.body:
        assert isinstance(equation, Equation)
        value = equation.value
        scalar = shapes.is_scalar(value)
        if isinstance(value, Apply) and value.op.islower() and "." not in value.op:
            op = settled(value.op, scalar, rules.helpers)
            rules.knows(op)
            value = Apply(op, value.args, value.keys)
            equation = equation._replace(value=value)
        shapes.set(equation.target, shapes.of(value, equation.target))
        body.append(equation)
    return parsed.program._replace(body=tuple(body)), shapes


def at_home(value: Value, scalar: bool) -> Value:
    """Return a template's value with its functions on numbers or on arrays."""
    return value if scalar else twin_of_value(value)
