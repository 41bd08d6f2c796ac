"""Indices that name no entry in common, and zeros in a gradient that are not needed by that.

    grad_s1 = grad_z[1]                grad_s1 = grad_z[1]
    grad_z[1] = 0.0
    grad_s0 = grad_z[0]                grad_s0 = grad_z[0]

What is written over hands no gradient to what was there before. Where that isn't asked for there is nothing to clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flatgen import dims
from flatgen.bounding import LESS, is_sure
from flatgen.dims import Dim
from flatgen.facts import Facts
from flatgen.indexing import SLICE, is_none, parts_of
from flatgen.ir import Apply, Block, Equation, Literal, Statement, Value, names
from flatgen.statements import blocks_of, exchanged, read_in, with_blocks
from flatgen.writes import is_copy, is_write

ZERO = dims.number(0)
GONE = Equation("", Literal("", None))  # a line that is left out


class Span(NamedTuple):
    """What a part of an index names along an axis: from ``start`` to below ``stop``, None is as far as it goes."""

    start: Dim | None
    stop: Dim | None


def are_apart(one: Value, other: Value, facts: Facts) -> bool:
    """Tell whether two indices are sure to name no entry in common."""
    for a, b in zip(parts_of(one), parts_of(other)):
        if is_opposite(a, b, facts) or is_opposite(b, a, facts):
            return True
        mine, others = spans(a, facts), spans(b, facts)
        if mine is None or others is None:  # what it is an index of is not one axis
            return False
        if meet(a, b) or meet(b, a) or any(map(are_disjoint, mine, others)):
            return True
    return False


def is_opposite(mask: Value, other: Value, facts: Facts) -> bool:
    """Tell whether a mask is true where another one isn't."""
    made = facts.definitions.get(other, other) if isinstance(other, str) else other
    inverted = isinstance(made, Apply) and made.op in ("Invert", "numpy.logical_not")
    return inverted and made.args == (mask,) and facts.is_boolean(mask)  # type: ignore[union-attr]


def spans(part: Value, facts: Facts) -> tuple[Span, Span] | None:
    """Return what a part of an index names at most, counted from the start of its axis and from the end."""
    if isinstance(part, Apply) and part.op == SLICE:
        one_by_one = is_none(part.args[2]) or facts.constant(part.args[2]) == 1
        start, stop = [facts.size(bound) if one_by_one else None for bound in part.args[:2]]
        first, last = [bound if bound and is_sure([], bound) else None for bound in (start, stop)]
        low, high = [bound if bound and is_below(bound) else None for bound in (start, stop)]
        return Span(first or ZERO, last), Span(low, high or ZERO)
    if not facts.is_integer(part):
        return None
    number = facts.size(part)
    one = None if number is None else Span(number, dims.add(number, dims.ONE))
    above, below = Span(ZERO, None), Span(None, ZERO)
    if number is not None and one is not None:
        above = one if is_sure([], number) else above
        below = one if is_below(number) else below
    return above, below


def meet(one: Value, other: Value) -> bool:
    """Tell whether a slice ends where another one starts, wherever that is."""
    slices = [part for part in (one, other) if isinstance(part, Apply) and part.op == SLICE]
    if len(slices) < 2 or not all(is_none(part.args[2]) for part in slices):
        return False
    return not is_none(slices[0].args[1]) and slices[0].args[1] == slices[1].args[0]


def is_below(end: Dim) -> bool:
    """Tell whether a number is sure to be below 0: it counts from the end."""
    return is_sure([], dims.subtract(LESS, end))


def are_disjoint(one: Span, other: Span) -> bool:
    return any(
        before.stop is not None
        and after.start is not None
        and is_sure([], dims.subtract(after.start, before.stop))
        for before, after in ((one, other), (other, one))
    )


def unzeroed(body: Iterable[Statement], kept: Iterable[str], facts: Facts) -> list[Statement]:
    """Return lines without zeros in places that none of them reads again: of ``kept`` all is read."""
    lines = [with_blocks(s, unzeroed_blocks(s, facts)) for s in body]
    whole = set(kept)
    for k in reversed(range(len(lines))):
        zero = zero_of(lines[k])
        j = filled_again(zero, lines, whole) if zero is not None else None
        if zero is not None and j is not None:
            lines[j], lines[k] = set_at_once(zero, lines[j]), GONE
            continue
        if zero is None or not is_read_apart(zero, lines[k + 1 :], whole, facts):
            continue
        assert isinstance(zero.value, Apply) and isinstance(zero.value.args[0], str)
        name = zero.value.args[0]
        base: Value = name
        later = [line for line in lines[k + 1 :] if zero.target in read_in([line])]
        copies = [
            i
            for i, line in enumerate(lines[:k])
            if isinstance(line, Equation) and line.target == name and is_copy(line.value)
        ]
        changed = any(isinstance(line, Equation) and is_write(line.value) for line in later)
        if copies and not changed and sum(name in read_in([line]) for line in lines) == 1:
            (at,) = copies
            base = lines[at].value.args[0]  # type: ignore[union-attr]
            lines[at] = GONE
        lines[k + 1 :] = [exchanged(line, {zero.target: base}) for line in lines[k + 1 :]]
        lines[k] = GONE
    return [line for line in lines if not isinstance(line, Equation) or line.target]


def unzeroed_blocks(statement: Statement, facts: Facts) -> Iterator[Block]:
    for block in blocks_of(statement):
        body = unzeroed(block.body, map(str, block.results), facts)
        yield block._replace(body=tuple(body))


def zero_of(line: Statement) -> Equation | None:
    """Return a line that sets a place of an array to 0."""
    if not isinstance(line, Equation) or not isinstance(line.value, Apply):
        return None
    if line.value.op != "SetItem" or not isinstance(line.value.args[0], str):
        return None
    zero = line.value.args[2]
    return line if isinstance(zero, Literal) and zero.known == 0 else None


def filled_again(zero: Equation, lines: list[Statement], kept: set[str]) -> int | None:
    """Return which line adds to what is set to 0, at the same place, where nothing else reads that."""
    readers = [j for j, line in enumerate(lines) if zero.target in read_in([line])]
    line = lines[readers[0]] if len(readers) == 1 and zero.target not in kept else None
    value = line.value if isinstance(line, Equation) else None
    if not isinstance(value, Apply) or value.op != "AddItem":
        return None
    same = value.args[:2] == (zero.target, zero.value.args[1])  # type: ignore[union-attr]
    return readers[0] if same and zero.target not in names(value.args[2]) else None


def set_at_once(zero: Equation, line: Statement) -> Equation:
    """Return a line that adds to what was 0 as one that sets it."""
    assert isinstance(line, Equation) and isinstance(line.value, Apply)
    base = zero.value.args[0]  # type: ignore[union-attr]
    return line._replace(value=Apply("SetItem", (base, *line.value.args[1:])))


def is_read_apart(zero: Equation, lines: list[Statement], kept: set[str], facts: Facts) -> bool:
    """Tell whether nothing is read of what is set to 0 in an array, or of what that becomes."""
    own, at = {zero.target}, zero.value.args[1]  # type: ignore[union-attr]
    for line in lines:
        if own.isdisjoint(read_in([line])):
            continue
        if not isinstance(line, Equation):
            return False
        value = line.value
        if is_write(value) or is_copy(value):
            assert isinstance(value, Apply)
            if not own.isdisjoint(names(Apply("", value.args[1:]))):
                return False
            own.add(line.target)
        elif not all(
            place is not None and are_apart(place, at, facts)
            for name in own
            for place in places_in(value, name)
        ):
            return False
    return own.isdisjoint(kept)


def places_in(value: Value, name: str) -> Iterator[Value | None]:
    """Yield the indices by which a value reads an array; None where it reads more of it."""
    if value == name:
        yield None
    elif isinstance(value, Apply):
        if value.op == "Item" and value.args[0] == name and name not in names(value.args[1]):
            yield value.args[1]
        elif name in names(value):
            for argument in value.args:
                yield from places_in(argument, name)
