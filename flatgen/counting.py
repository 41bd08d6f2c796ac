"""How loops count their rounds: by what they run over, by a number that they carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flatgen.ir import (
    ENDLESS,
    POP,
    PUSH,
    Apply,
    Block,
    Equation,
    Literal,
    Loop,
    Statement,
    Value,
    names,
)
from flatgen.statements import blocks_of, equations, gates_of, straight


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
    for loop in loops_in(body):
        yield from (str(loop.block.results[k]) for k in counters(loop))


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


def inner_blocks(body: Iterable[Statement]) -> Iterator[Block]:
    """Yield the blocks in a body, and those within them."""
    for statement in body:
        for block in blocks_of(statement):
            yield block
            yield from inner_blocks(block.body)


def loops_in(body: Iterable[Statement]) -> Iterator[Loop]:
    """Yield the loops of a body, those in its blocks too."""
    for statement in body:
        if isinstance(statement, Loop):
            yield statement
        for block in blocks_of(statement):
            yield from loops_in(block.body)


def rounds_of(
    body: Iterable[Statement], stack: str, op: str, around: tuple[Value | None, ...] = ()
) -> Iterator[tuple[Value | None, ...]]:
    """Yield what the loops around each operation on a list run over.

    Of branches nothing is known, nor of loops that may be left early.
    """
    for statement in body:
        if isinstance(statement, Equation):
            value = statement.value
            if isinstance(value, Apply) and value.op == op and value.args[0] == stack:
                yield around
            continue
        over: Value | None = None
        if isinstance(statement, Loop) and not gates_of(statement):
            over = statement.over
            reverse = isinstance(over, Apply) and over.op == "reversed"
            over = over.args[0] if reverse else over  # type: ignore[union-attr]
        for block in blocks_of(statement):
            yield from rounds_of(block.body, stack, op, (*around, over))


def is_emptied(body: Sequence[Statement], stack: str) -> bool:
    """Tell whether all that goes onto a list is sure to come off it: as often, in as many rounds."""
    starts = [e.value for e in equations(body) if e.target == stack]
    lines = [e.value for e in equations(body) if stack in names(e.value)]
    if starts != [Apply("List", ())] or sorted(v.op for v in lines) != [POP, PUSH]:  # type: ignore[union-attr]
        return False
    (on,), (off,) = [list(rounds_of(body, stack, op)) for op in (PUSH, POP)]
    return on == off and None not in on


def counted_by(body: Sequence[Statement], lists: set[str]) -> dict[str, Value]:
    """Return how many rounds a loop has that appends to a list, once in each: all that is on it in the end."""
    found: dict[str, Value] = {}
    for statement in body:
        for block in blocks_of(statement):
            found |= counted_by(block.body, lists)
        target = statement.target if isinstance(statement, Equation) else ""
        if target not in lists or getattr(statement, "value", None) != Apply("List", ()):
            continue
        on = list(rounds_of(body, target, PUSH))
        (over,) = on[0] if len(on) == 1 and len(on[0]) == 1 else (None,)
        plain = isinstance(over, Apply) and over.op == "range" and len(over.args) == 1
        if plain and not list(rounds_of(body, target, POP)):
            assert isinstance(over, Apply)
            found[target] = over.args[0]
    return found


def start_of(over: Value) -> int | None:
    """Return the number that a range begins with; None where the text doesn't tell, or it is none by ones."""
    if not isinstance(over, Apply) or over.op != "range" or len(over.args) > 2:
        return None
    first = getattr(over.args[0], "known", None) if len(over.args) == 2 else 0
    return first if type(first) is int else None


def counts_up(loop: Loop) -> bool:
    """Tell whether the rounds of a loop are counted from 0: ``range(n)``."""
    return bool(loop.item) and start_of(loop.over) == 0


def first_of(over: Value) -> int:
    """Return the least number that a loop is sure to count by; 0 where the text tells of none."""
    backwards = isinstance(over, Apply) and over.op == "reversed"
    return start_of(over.args[0] if backwards else over) or 0  # type: ignore[union-attr]
