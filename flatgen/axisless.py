"""Arrays without axes: ``x += y`` changes them for all of their names, as it changes any other array.

m = np.zeros_like(loss)          m = np.zeros(())          m = np.array(0.0)
m += loss                        # in place; of a number, loss * 1.0 or np.sum(x), it makes another one
"""

from __future__ import annotations

from collections.abc import Iterator

from flatgen.equations import DTYPES
from flatgen.facts import Facts
from flatgen.indexing import is_simple, parts_of
from flatgen.ir import GET, POP, PUSH, PUT, Apply, Value
from flatgen.parse import Parsed
from flatgen.static import Update
from flatgen.wholes import bindings
from flatgen.writes import WRITES

NUMBERS = {"reduced", "number", "product", "dot", "inner"}  # shapes of results that are numbers


def of_arrays(parsed: Parsed, facts: Facts) -> list[Update]:
    """Return the changes that are right for one number, but may be of an array without axes."""
    axisless = Axisless(parsed, facts)
    changes = [u for u in parsed.updates if not (u.whole or u.basic)]
    there = [u for u in changes if not isinstance(u.value, str) or u.value in facts.by_name]
    return [u for u in there if facts.is_scalar(u.value) and axisless.may_be_array(u.value)]


class Axisless:
    """Where the values of a program come from that have no axes."""

    def __init__(self, parsed: Parsed, facts: Facts) -> None:
        self.facts = facts
        self.in_place = parsed.in_place
        self.made: dict[str, list[Value]] = {}
        for target, value in bindings(parsed.program.body):
            self.made.setdefault(target, []).append(value)

    def may_be_array(self, value: Value) -> bool:
        """Tell whether a value that has no axes may be an array all the same."""
        todo, seen = [value], set[Value]()
        while todo:
            one = todo.pop()
            if not isinstance(one, str) or one in seen:
                continue
            seen.add(one)
            before = [self.in_place[one]] if one in self.in_place else self.made.get(one, [])
            if any(map(self.makes_array, before)):
                return True
            todo += [part for made in before for part in self.sources(made)]
        return False

    def makes_array(self, value: Value) -> bool:
        """Tell whether what an operation gives may be an array of its own."""
        if not isinstance(value, Apply):
            return False
        if value.op == "Item":
            return any(map(is_simple, parts_of(value.args[1])))
        library, _, name = value.op.rpartition(".")
        if (
            not library or library == "math" or name in DTYPES
        ):  # a method gives what it is called on
            return False
        said = self.facts.rules.said_of(value.op)
        kinds = {one.kind[0] if one.kind else "" for one in said}
        computed = not said and self.facts.rules.is_elementwise(value.op) and name != "copy"
        return not (computed or (kinds and kinds <= NUMBERS) or self.facts.told(value.op).number)

    def sources(self, value: Value) -> Iterator[Value]:
        """Yield what a value may be itself, or have on it."""
        if not isinstance(value, Apply):
            yield value
        elif value.op in (PUSH, PUT):
            yield from (value.args[0], value.args[-1])
        elif value.op in (GET, POP, *WRITES) or value.op.startswith("."):
            yield value.args[0]
        elif value.op != "Item":
            yield from self.facts.viewed(value)
