"""What is known of shapes: never required, always used.

A shape is the set of the values that were broadcast together to make it: ``x * y + x`` has the shape
{x, y}, a number the empty one. Broadcasting is commutative, associative and idempotent, so values with
equal sets are sure to have the same shape. All operations so far work element by element: the shape of a
result is the union of those of its operands, unless its rule says otherwise.
"""

from __future__ import annotations

from flatgen.ir import DISPLAYS, UNKNOWN, Apply, Equation, Literal, Program, Value, shown
from flatgen.matching import match
from flatgen.parse import Parsed
from flatgen.rules import RuleBook
from flatgen.templating import settled, twin_of_value

Shape = frozenset[str]
SCALAR: Shape = frozenset()
ANY = "any"  # what a rule says of a shape that its arguments don't tell


class Shapes:
    """The shape of every name of a program, gradients included."""

    def __init__(self, parsed: Parsed, rules: RuleBook) -> None:
        self.rules = rules
        self.arrays = parsed.arrays
        self.by_name: dict[str, Shape] = {}
        for parameter in parsed.program.parameters:
            array = not parameter.scalar and (self.arrays or parameter.array)
            self.by_name[parameter.name] = frozenset([parameter.name]) if array else SCALAR

    def of(self, value: Value) -> Shape:
        """Return the shape of a value."""
        if isinstance(value, str):
            return self.by_name[value]
        if not isinstance(value, Apply):
            unknown = isinstance(value, Literal) and value.known is UNKNOWN
            return frozenset([value.text]) if unknown else SCALAR  # type: ignore[union-attr]
        if value.op.startswith(("math.", "scalars.")):
            return SCALAR
        if value.op in DISPLAYS:
            return frozenset([shown(value)])
        for pattern, name in self.rules.shapes.get(value.op, ()):
            bound: dict[str, Value] = {}
            if match(pattern, value, {}, bound):
                return frozenset([shown(value)]) if name == ANY else self.of(bound[name])
        return SCALAR.union(*map(self.of, value.args))

    def is_scalar(self, value: Value) -> bool:
        return not self.of(value)


def with_shapes(parsed: Parsed, rules: RuleBook) -> tuple[Program, Shapes]:
    """Return the program with every well-known name settled (``exp``: math's or numpy's), and shapes."""
    shapes = Shapes(parsed, rules)
    body = []
    for equation in parsed.program.body:
        assert isinstance(equation, Equation)
        value = at_place(equation.value, shapes)
        shapes.by_name[equation.target] = shapes.of(value)
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
