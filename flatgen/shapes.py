"""What is known of shapes: never required, always used.

A shape is ``SCALAR``, or the name of the first value that has it: two values whose shapes have the
same name are sure to have the same shape. All operations so far work element by element, so the shape
of a result is that of its operands where they agree, and a new one where broadcasting may have
made it.
"""

from __future__ import annotations

from flatgen.ir import (
    UNKNOWN,
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
        return atom.text if isinstance(atom, Literal) and atom.known is UNKNOWN else SCALAR

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
        value = at_place(equation.value, shapes)
        shapes.set(equation.target, shapes.of(value, equation.target))
        body.append(equation if value is equation.value else equation._replace(value=value))
    return parsed.program._replace(body=tuple(body)), shapes


def at_place(value: Value, shapes: Shapes) -> Value:
    """Return a value with the functions that are used by a bare, well-known name settled."""
    if not isinstance(value, Apply):
        return value
    args = value.args
    if any(isinstance(argument, Apply) for argument in args):
        args = tuple([at_place(argument, shapes) for argument in args])
        value = Apply(value.op, args, value.keys)
    if "." in value.op or not value.op.islower():
        return value
    op = settled(value.op, shapes.is_scalar(value), shapes.rules.helpers)
    shapes.rules.knows(op)
    return Apply(op, args, value.keys)


def at_home(value: Value, scalar: bool) -> Value:
    """Return a template's value with its functions on numbers or on arrays."""
    return value if scalar else twin_of_value(value)
