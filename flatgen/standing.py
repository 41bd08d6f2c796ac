"""What is on a list that is only appended to stays where it is: it is read of it again.

ys = [y0]                                for i in reversed(range(n)):
for i in range(n):                           y = ys[i]
    y = ys[-1]                               z = ys[i + 1]
    z = np.tanh(y @ w)                       ...
    ys.append(z)
for z in ys:                             for i in reversed(range(len(ys))):
    s = s + z**2                             z = ys[i]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from flatgen.constants import known_value
from flatgen.counting import counts_up, loops_in, start_of
from flatgen.ir import GET, PROCEED, PUSH, Apply, Equation, Literal, Loop, Statement, Value
from flatgen.statements import blocks_of, changed_in, equations, is_stack

NEW = Apply("List", ())


class Standing:
    """The lists of a forward, and where what rounds read of them, or append, is in the end."""

    def __init__(self, forward: Sequence[Statement]) -> None:
        self.tops = {e.target: e.value for e in forward if isinstance(e, Equation)}
        own = {name for name, value in self.tops.items() if value == NEW}
        self.made = {e.target: e.value for e in equations(forward)}
        applied = [value for value in self.made.values() if isinstance(value, Apply)]
        otherwise = {v.args[0] for v in applied if is_stack(v) and not is_appended(v)}
        self.lists = own - otherwise  # that are only appended to
        self.starts = {loop.item: start_of(loop.over) for loop in loops_in(forward)}
        self.forward = forward

    def values(self, homes: Mapping[str, object]) -> dict[str, Value]:
        """Return what values of rounds, ``homes`` has their blocks, are of lists as the whole forward leaves them."""
        found: dict[str, Value] = {}
        changed: set[str] = set()  # by what comes later
        for statement in reversed(self.forward):
            changed |= changed_in([statement])
            for line in equations([statement]) if blocks_of(statement) else ():
                value = line.value
                if isinstance(value, Apply) and value.op == GET and value.args[0] in self.tops:
                    fixed = value.args[0] in self.lists and self.is_from_start(value.args[1])
                    if fixed or value.args[0] not in changed:
                        found[line.target] = value
        for name in self.lists:
            found |= self.in_turn(name, homes)
        return found

    def is_from_start(self, index: Value) -> bool:
        """Tell whether an index counts from the start of a list: it is sure not to be negative."""
        start = self.starts.get(index) if isinstance(index, str) else known_value(index)
        made = self.made.get(index) if isinstance(index, str) else None
        if isinstance(made, Apply) and made.op in ("Add", "Sub") and isinstance(made.args[0], str):
            first, more = self.starts.get(made.args[0]), known_value(made.args[1])
            if type(first) is int and type(more) is int:
                start = first + more if made.op == "Add" else first - more
        return type(start) is int and start >= 0

    def in_turn(self, name: str, homes: Mapping[str, object]) -> dict[str, Value]:
        """Return what is read at the end of a list, or put there, in a loop that appends to it once in each round."""
        count, found = 0, dict[str, Value]()
        for statement in self.forward:
            if name not in changed_in([statement]):
                continue
            if isinstance(statement, Equation):
                count += 1
                continue
            if isinstance(statement, Loop) and self.is_in_turn(statement, name):
                found = dict(self.of_rounds(statement, name, count, homes))
            break
        return found

    def is_in_turn(self, loop: Loop, name: str) -> bool:
        applied = [e.value for e in equations([loop]) if isinstance(e.value, Apply)]
        pushes = [value for value in applied if is_stack(value) and value.args[0] == name]
        at_top = [s for s in loop.block.body if isinstance(s, Equation) and s.value in pushes]
        gated = any(value.op == PROCEED for value in applied)
        return len(pushes) == len(at_top) == 1 and counts_up(loop) and not gated

    def of_rounds(
        self, loop: Loop, name: str, count: int, homes: Mapping[str, object]
    ) -> Iterator[tuple[str, Value]]:
        """Yield such values; there are ``count`` on the list before the first round."""
        for statement in loop.block.body:
            for line in equations([statement]):
                value = line.value
                if not isinstance(value, Apply) or value.args[:1] != (name,):
                    continue
                back = known_value(value.args[1]) if value.op == GET else None
                if type(back) is int and back < 0:
                    yield line.target, Apply(GET, (name, index_of(loop.item, count + back)))
                if value.op == PUSH:
                    item = value.args[1]
                    if homes.get(str(item)) == (loop.key, 0):
                        yield str(item), Apply(GET, (name, index_of(loop.item, count)))
                    count += 1


def is_appended(value: Value) -> bool:
    return isinstance(value, Apply) and value.op == PUSH and len(value.args) == 2


def index_of(item: str, more: int) -> Value:
    """Return the number of a round, and more."""
    if not more:
        return item
    return Apply("Add" if more > 0 else "Sub", (item, Literal(str(abs(more)), abs(more))))
