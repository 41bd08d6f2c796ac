"""Gradient lines made flat again, so that they are a program that can be differentiated.

grad_s3 = grad_L * (1 - L) * L        s4 = Sub(1, L)
                                      s5 = Mult(grad_L, s4)
                                      grad_s3 = Mult(s5, L)
"""

from __future__ import annotations

from collections.abc import Iterable

from flatgen.equations import is_size
from flatgen.ir import DISPLAYS, Apply, Equation, Value, is_constant, names
from flatgen.names import Names
from flatgen.writes import is_write


def flattened(
    lines: Iterable[Equation], unused: Names, variables: set[str] | None = None
) -> list[Equation]:
    """Return lines with one operation each: what is nested in them gets a name of its own.

    With ``variables``, what reads none of them, nor what depends on them, stays where it is.
    """
    made: list[Equation] = []

    def stays(value: Value) -> bool:
        return variables is not None and variables.isdisjoint(names(value))

    def flat(value: Value, line: Equation) -> Value:
        """Return an operation on atoms."""
        if not isinstance(value, Apply):
            return value
        written = is_write(value)  # what is written into has a name
        args = tuple([atom(a, line, written and not i) for i, a in enumerate(value.args)])
        return Apply(value.op, args, value.keys)

    def atom(value: Value, line: Equation, named: bool) -> Value:
        plain = not isinstance(value, Apply) or is_constant(value) or stays(value)
        if not isinstance(value, Apply) or (plain and not named):
            return value
        if value.op == "Slice" or value.op in DISPLAYS or is_size(value):
            return flat(value, line)
        name = unused.temporary()
        if variables is not None:
            variables.add(name)
        made.append(line._replace(target=name, value=flat(value, line), note=""))
        return name

    for line in lines:
        if stays(line.value):
            made.append(line)
            continue
        if variables is not None:
            variables.add(line.target)
        made.append(line._replace(value=flat(line.value, line)))
    return made
