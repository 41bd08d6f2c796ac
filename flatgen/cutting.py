"""Arrays that cut off what is written into them: constants, by the kind of which nothing tells.

u = u.copy()                     u = u.copy()
u[0] = x[0]                      assert u.dtype.kind in "fc", "u has to be of floating numbers"
                                 ...
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flatgen.asserting import Bound, assertion, with_assertions
from flatgen.constants import BOOLEANS, INTEGERS
from flatgen.facts import Facts
from flatgen.ir import Apply, Literal, Program, Value, names
from flatgen.names import Names
from flatgen.parse import Parsed
from flatgen.statements import equations
from flatgen.wholes import fixed_values
from flatgen.writes import is_write


class Bases(Bound):
    """The arrays that a program writes into, as they were made."""

    def of(self, base: Value) -> Iterator[str]:
        """Yield the names that an array had before anything was written into it."""
        todo, seen = [base], set[object]()
        while todo:
            name = todo.pop()
            if not isinstance(name, str) or name in seen:
                continue
            seen.add(name)
            value = self.made.get(name)
            if name in self.either:
                todo += self.either[name]
            elif isinstance(value, str):
                todo.append(value)
            elif is_write(value):  # type: ignore[arg-type]
                todo.append(value.args[0])  # type: ignore[union-attr]
            else:
                yield name


def in_doubt(program: Program, facts: Facts, asked: set[str]) -> list[str]:
    """Return constant arrays that may be of whole numbers, where what has a gradient is written into them."""
    lines = [line for line in equations(program.body) if is_write(line.value)]
    if not lines:
        return []
    fixed, bases = fixed_values(program, asked), Bases(program.body)
    found: dict[str, None] = {}
    for line in lines:
        base, _, written = line.value.args  # type: ignore[union-attr]
        moves = not fixed.issuperset(names(written))
        if facts.kind(base) == "" and moves and facts.kind(written) not in (INTEGERS, BOOLEANS):
            roots = [name for name in bases.of(base) if name in fixed and facts.kind(name) == ""]
            found |= dict.fromkeys([n for n in roots if n not in facts.lists])
    return list(found)


def asserted_floating(parsed: Parsed, facts: Facts, arrays: Iterable[str], names: Names) -> Parsed:
    """Return a program that asserts that arrays are of floating numbers."""
    said: dict[str, Value] = {}
    for name in arrays:
        array = name if facts.is_numpy(name) else Apply("numpy.asarray", (name,))
        kind = Apply(".kind", (Apply(".dtype", (array,)),))
        called = parsed.variables.get(name, name)
        test = Apply("In", (kind, Literal('"fc"', "fc")))
        said[name] = assertion(test, f"{called} has to be of floating numbers")
    return with_assertions(parsed, said, names)
