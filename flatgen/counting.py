"""How loops count their rounds: by what they run over, by a number that they carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flatgen.ir import ENDLESS, Apply, Literal, Loop, Statement, Value
from flatgen.statements import blocks_of, gates_of, straight


def counters(loop: Loop) -> list[int]:
    """Return which of what a loop carries counts its rounds: 0 at first, and one more in each."""
    made = {e.target: e.value for e in straight(loop.block.body)}
    found = []
    for k, init in enumerate(loop.carried):
        parameter, result = loop.block.parameters[k + 1], loop.block.results[k]
        value = made.get(result) if isinstance(result, str) else None
        if _is(init, 0) and isinstance(value, Apply) and value.op == "Add":
            one, other = value.args
            found += [k] if one == parameter and _is(other, 1) else []
    return found


def counted_in(body: Iterable[Statement]) -> Iterator[str]:
    """Yield what a loop's counters are after a round."""
    for statement in body:
        if isinstance(statement, Loop):
            yield from (str(statement.block.results[k]) for k in counters(statement))
        for block in blocks_of(statement):
            yield from counted_in(block.body)


def _is(value: Value | None, known: int) -> bool:
    return isinstance(value, Literal) and type(value.known) is int and value.known == known


def is_numbered(loop: Loop) -> bool:
    """Tell whether a loop runs over the numbers of its rounds."""
    over = loop.over
    plain = isinstance(over, Apply) and over.op == "range" and len(over.args) == 1
    return plain or over == ENDLESS


def numbers_of_round(loop: Loop) -> list[str]:
    """Return the names of a block that are the number of the round in its backward, too."""
    if not is_numbered(loop):
        return [] if gates_of(loop) else [loop.item]
    return [loop.item, *[loop.block.parameters[k + 1] for k in counters(loop)]]


def loops_in(body: Iterable[Statement]) -> Iterator[Loop]:
    """Yield the loops of a body, those in its blocks too."""
    for statement in body:
        if isinstance(statement, Loop):
            yield statement
        for block in blocks_of(statement):
            yield from loops_in(block.body)
