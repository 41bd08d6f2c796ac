"""Places of a gradient that one round of loops reads, and no other: they need not be set to 0 behind it.

    for i in reversed(range(n)):               for i in reversed(range(n)):
        grad_s = grad_y[i]                         grad_s = grad_y[i]
        grad_y[i] = 0.0                            grad_x[i] += grad_s * s
        grad_x[i] += grad_s * s

An array that is filled round by round hands the gradient of each place to what was written there; that of what was
there before isn't asked for. So the upstream is only read, and needs no copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from flatgen.apart import places_in
from flatgen.indexing import is_simple, parts_of
from flatgen.ir import Apply, Block, Equation, Literal, Loop, Statement, Value, names
from flatgen.statements import blocks_of, exchanged, read_in, with_blocks

ADDING = ("AddItem", "IAdd", "ISub")
Count = Callable[[Value], bool]  # whether a value is one whole number


class Place(NamedTuple):
    """An index by which a gradient is read, or set to 0, and the numbers of the rounds around it."""

    at: Value
    items: tuple[str, ...]


def uncleared(body: Iterable[Statement], read: set[str], is_count: Count) -> list[Statement]:
    """Return lines of which ``read`` is needed, without zeros at places that are not read again."""
    made: list[Statement] = []
    read = set(read)
    for statement in reversed(list(body)):
        if isinstance(statement, Loop):
            for target in statement.targets:
                if target not in read:
                    statement = without_zeros(statement, target, is_count)
        if not isinstance(statement, Equation):
            blocks = [
                b._replace(body=tuple(uncleared(b.body, set(map(str, b.results)), is_count)))
                for b in blocks_of(statement)
            ]
            statement = with_blocks(statement, blocks)
        read |= set(read_in([statement]))
        made.append(statement)
    return made[::-1]


def without_zeros(loop: Loop, target: str, is_count: Count) -> Loop:
    """Return a loop that sets no place to 0 in the gradient that ``target`` is, if nobody can tell."""
    chain = Chain(is_count)
    k = loop.targets.index(target)
    parameter, result = loop.block.parameters[k + 1], loop.block.results[k]
    end = chain.through(loop.block, parameter, (loop.item,)) if counts_up(loop.over) else ""
    if not chain.cleared or end != result or not chain.is_apart():
        return loop
    (kept,) = cleaned([loop], chain.cleared)
    assert isinstance(kept, Loop)
    return kept


class Chain:
    """What becomes of a gradient in the rounds of loops, and by which places it is read."""

    def __init__(self, is_count: Count) -> None:
        self.is_count = is_count
        self.cleared: dict[
            str, Value
        ] = {}  # the name behind a place being set to 0, and that before
        self.places: list[Place] = []  # the last one is what is set to 0

    def through(self, block: Block, name: str, items: tuple[str, ...]) -> str:
        """Return what a gradient is called at a block's end; nothing if more than places of it is read."""
        for statement in block.body:
            if name and name in read_in([statement]):
                if isinstance(statement, Equation):
                    name = self.through_line(statement, name, items)
                elif isinstance(statement, Loop):
                    name = self.through_loop(statement, name, items)
                else:
                    name = ""
        return name

    def through_loop(self, loop: Loop, name: str, items: tuple[str, ...]) -> str:
        inner, outside = loop.block, [*read_in(loop.block.body), *names(loop.over)]
        if loop.carried.count(name) != 1 or name in outside or not counts_up(loop.over):
            return ""
        k = loop.carried.index(name)
        end = self.through(inner, inner.parameters[k + 1], (*items, loop.item))
        return loop.targets[k] if end and inner.results[k] == end else ""

    def through_line(self, line: Equation, name: str, items: tuple[str, ...]) -> str:
        value = line.value
        if isinstance(value, Apply) and value.args and value.args[0] == name:
            rest = names(Apply("Tuple", value.args[1:]))
            if value.op in ADDING and name not in rest:
                return line.target
            if value.op == "SetItem" and name not in rest:
                written = value.args[2]
                zero = isinstance(written, Literal) and written.known == 0
                if self.cleared or not zero:
                    return ""
                self.cleared[line.target] = name
                self.places.append(Place(value.args[1], items))
                return line.target
        found = list(places_in(value, name))
        if self.cleared or None in found:
            return ""
        self.places += [Place(index, items) for index in found if index is not None]
        return name

    def is_apart(self) -> bool:
        """Tell whether no round reads what another one sets to 0: each counts along an axis of its own."""
        *places, zeros = self.places
        axes = {item: self.axis_of(item, zeros.at) for item in zeros.items}
        return None not in axes.values() and all(
            item in axes and self.axis_of(item, place.at) == axes[item]
            for place in places
            for item in place.items
        )

    def axis_of(self, item: str, index: Value) -> int | None:
        """Return the axis along which an index has the number of a round; None where that isn't plain."""
        parts = parts_of(index)
        before = parts[: parts.index(item)] if item in parts else (item,)
        plain = all(self.is_count(part) or is_slice(part) for part in before)
        return len(before) if plain and item in parts else None


def is_slice(part: Value) -> bool:
    return isinstance(part, Apply) and is_simple(part)


def counts_up(over: Value) -> bool:
    """Tell whether a loop counts over numbers that are sure not to be below 0: those count from the end."""
    if not isinstance(over, Apply):
        return False
    if over.op == "reversed":
        return counts_up(over.args[0])
    if over.op != "range":
        return False
    known = [a.known if isinstance(a, Literal) else None for a in over.args]
    start, stop, step = {1: [0, *known, 1], 2: [*known, 1]}.get(len(known), known)
    if type(step) is not int:
        return False
    lowest, least = (start, 0) if step > 0 else (stop, -1)
    return type(lowest) is int and lowest >= least


def cleaned(body: Iterable[Statement], by: dict[str, Value]) -> list[Statement]:
    """Return lines without those that bind a name that ``by`` has another for.

    What a loop doesn't change any more it doesn't carry, either: ``by`` has that, too, then.
    """
    made: list[Statement] = []
    for statement in body:
        if isinstance(statement, Equation):
            if statement.target not in by:
                made.append(exchanged(statement, by))
        elif isinstance(statement, Loop) and not by.keys().isdisjoint(read_in([statement])):
            made.append(with_less_carried(statement, by))
        else:
            made.append(exchanged(statement, by))
    return made


def with_less_carried(loop: Loop, by: dict[str, Value]) -> Loop:
    block = loop.block
    body = cleaned(block.body, by)
    results = [
        by.get(result, result) if isinstance(result, str) else result for result in block.results
    ]
    rows = list(zip(loop.targets, loop.carried, block.parameters[1:], results))
    for (target, init, parameter, result), before in zip(rows, block.results):
        if result == parameter != before and isinstance(init, str):  # of others more is read
            by[parameter] = by[target] = by.get(init, init)
    kept = [row for row in rows if row[0] not in by]
    targets, carried, parameters, given = map(tuple, zip(*kept)) if kept else ((),) * 4
    inner = Block((loop.item, *parameters), tuple(body), given)
    made = exchanged(loop._replace(targets=targets, carried=carried, block=inner), by)
    assert isinstance(made, Loop)
    return made
