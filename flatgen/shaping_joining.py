"""Shape rules of arrays that are joined, one behind the other or along a new axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flatgen.dims import ONE, add, differ, number, product
from flatgen.ir import DISPLAYS, Apply, Literal, Value
from flatgen.shapes import Dims, Mismatch, Shape, dims_of, known, rank_of
from flatgen.shapes import shown as shown_dims

if TYPE_CHECKING:
    from flatgen.facts import Facts

ZERO = Literal("0", 0)


def shapes_in(facts: Facts, arrays: Value) -> list[Dims] | None:
    """Return the dimensions of arrays that are written out, None if one isn't known."""
    if not isinstance(arrays, Apply) or arrays.op not in DISPLAYS or not arrays.args:
        return None
    shapes = [facts.of(array) for array in arrays.args]
    if any(rank_of(shape) is None for shape in shapes):
        return None
    return [dims_of(shape) or () for shape in shapes]


def _place(axis: int, dims: Dims) -> int:
    if not -len(dims) <= axis < len(dims):
        raise Mismatch(f"there is no axis {axis} in {shown_dims(dims)}", "count axes from 0")
    return axis % len(dims)


def joined(facts: Facts, arrays: Value, axis: Value = ZERO) -> Shape | None:
    """Arrays one behind the other along an axis."""
    along, shapes = facts.constant(axis), shapes_in(facts, arrays)
    if shapes and along is None:
        return _along([(product(dims),) for dims in shapes], 0)
    return _along(shapes, along) if shapes and type(along) is int else None


def _along(shapes: list[Dims], axis: int) -> Shape:
    first = shapes[0]
    at = _place(axis, first)
    total = number(0)
    for dims in shapes:
        pairs = [(one, two) for i, (one, two) in enumerate(zip(first, dims)) if i != at]
        if len(dims) != len(first) or any(differ(one, two) for one, two in pairs):
            raise Mismatch(f"{shown_dims(first)} and {shown_dims(dims)} can't be joined")
        total = add(total, dims[at])
    return known([*first[:at], total, *first[at + 1 :]])


def stacked(facts: Facts, arrays: Value, axis: Value) -> Shape | None:
    """Arrays of one shape, along a new axis."""
    along, shapes = facts.constant(axis), shapes_in(facts, arrays)
    if isinstance(arrays, str) and arrays in facts.lists and type(along) is int:
        inner, length = dims_of(facts.of(arrays)), facts.length_of(arrays)
        if inner is None or length is None:
            return None
        at = _place(along, (*inner, ONE))
        return known([*inner[:at], length, *inner[at:]])
    if isinstance(arrays, str) and arrays not in facts.lists and along == 0:
        return facts.of(arrays)  # of one array, along its own first axis
    if not shapes or type(along) is not int:
        return None
    first = shapes[0]
    for dims in shapes:
        if len(dims) != len(first):
            raise Mismatch("arrays of different rank can't be stacked")
        if any(differ(one, two) for one, two in zip(first, dims)):
            raise Mismatch(f"{shown_dims(first)} and {shown_dims(dims)} can't be stacked")
    at = _place(along, (*first, ONE))
    return known([*first[:at], number(len(shapes)), *first[at:]])


def raised(facts: Facts, x: Value, rank: Value) -> Shape | None:
    """An array with new axes of size 1, so that it has so many: numpy.atleast_2d."""
    shape, wanted = facts.of(x), facts.constant(rank)
    if rank_of(shape) is None or type(wanted) is not int:
        return None
    return known(_raised(dims_of(shape) or (), wanted))


def _raised(dims: Dims, rank: int) -> Dims:
    """Return dimensions with new ones in front; of three the last is new, too, but for a single number."""
    if rank == 3 and len(dims) in (1, 2):
        dims = (*dims, ONE)
    return (ONE,) * (rank - len(dims)) + dims


def beside(facts: Facts, arrays: Value) -> Shape | None:
    """Joined along the second axis, or the only one: numpy.hstack."""
    shapes = [_raised(dims, 1) for dims in shapes_in(facts, arrays) or ()]
    return _along(shapes, min(1, len(shapes[0]) - 1)) if shapes else None


def below(facts: Facts, arrays: Value) -> Shape | None:
    """Joined as rows: numpy.vstack."""
    shapes = [_raised(dims, 2) for dims in shapes_in(facts, arrays) or ()]
    return _along(shapes, 0) if shapes else None


def behind(facts: Facts, arrays: Value) -> Shape | None:
    """Joined along the third axis: numpy.dstack."""
    shapes = [_raised(dims, 3) for dims in shapes_in(facts, arrays) or ()]
    return _along(shapes, 2) if shapes else None


def as_columns(facts: Facts, arrays: Value) -> Shape | None:
    """Joined along the second axis, vectors as columns: numpy.column_stack."""
    shapes = shapes_in(facts, arrays) or ()
    columns = [_raised(dims, 2)[::-1] if len(dims) < 2 else dims for dims in shapes]
    return _along(columns, 1) if columns else None


JOINING = (joined, stacked, raised, beside, below, behind, as_columns)
