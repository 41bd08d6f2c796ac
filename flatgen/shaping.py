"""Shape rules, by kind: what a template says in ``shape=``, such as ``reduced(x, axis, keepdims)``.

Each takes the facts of a program and the arguments of an operation, and returns the shape of its result, or
None where only the run tells. Mismatch is raised where the operation is sure to fail.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flatgen.dims import ONE, Dim, differ, floor, multiply, number, unknown
from flatgen.indexing import indexed
from flatgen.ir import DISPLAYS, NONE, UNKNOWN, Apply, Literal, Value, shown
from flatgen.shapes import (
    SCALAR,
    Dims,
    Mismatch,
    Reduced,
    Shape,
    broadcast,
    dims_of,
    known,
    rank_of,
)
from flatgen.shapes import shown as shown_dims
from flatgen.shaping_axes import AXES
from flatgen.shaping_joining import JOINING
from flatgen.shaping_linear import LINEAR

if TYPE_CHECKING:
    from flatgen.facts import Facts

FALSE = Literal("False", False)
ZERO = Literal("0", 0)


def place(axis: int, rank: int, dims: Dims) -> int:
    """Return an axis counted from 0; raise Mismatch if there is none."""
    if not -rank <= axis < rank:
        help = f"its axes are 0 to {rank - 1}" if rank else "it is one number"
        raise Mismatch(f"there is no axis {axis} in {shown_dims(dims)}", help)
    return axis % rank


def axes_of(axis: object) -> tuple[int, ...] | None:
    """Return what an axis argument names, None if it is not known."""
    axes = axis if isinstance(axis, tuple) else (axis,)
    return axes if all(type(a) is int for a in axes) else None


def _placed(axes: tuple[int, ...], dims: Dims) -> list[int] | None:
    """Return where axes are in ``dims``; None where a run of dimensions hides it."""
    starred = bool(dims) and dims[0].star
    if starred:
        fits = all(-len(dims) < axis < 0 for axis in axes)
        return [axis % len(dims) for axis in axes] if fits else None
    return places_of(axes, dims)


def places_of(axes: tuple[int, ...], dims: Dims) -> list[int]:
    """Return axes counted from 0; raise Mismatch if there is none, or one is named twice."""
    found = [place(axis, len(dims), dims) for axis in axes]
    for i, at in enumerate(found):
        if at in found[:i]:
            raise Mismatch(f"the axis {axes[i]} is named twice", "name each once")
    return found


def reduced(facts: Facts, x: Value, axis: Value, keepdims: Value = FALSE) -> Shape | None:
    """A reduction over an axis, several, or all."""
    shape, along, keep = facts.of(x), facts.constant(axis), facts.constant(keepdims)
    dims = dims_of(shape)
    if keep not in (True, False) or along is UNKNOWN:
        return None
    if along is None:
        if not keep:
            return SCALAR
        return None if rank_of(shape) is None else known([ONE] * len(dims or ()))
    axes = axes_of(along)
    if axes is None or not shape:
        return None if axes is None else SCALAR
    if dims is None:
        return frozenset([Reduced(shape, axes, bool(keep))]) if axes else shape
    places = _placed(axes, dims)
    if places is None:
        return None
    kept = [(ONE if i in places else dim) for i, dim in enumerate(dims)]
    return known(kept if keep else [d for i, d in enumerate(dims) if i not in places])


def product(facts: Facts, x: Value, y: Value) -> Shape | None:
    """The matrix product, of stacks of matrices and of vectors, too."""
    a, b = dims_of(facts.of(x)), dims_of(facts.of(y))
    if a == () or b == ():
        raise Mismatch("a matrix product of a number: write *")
    if a is None or b is None or a[-1].star or b[-1].star:
        return None
    inner = b[-2] if len(b) > 1 else b[-1]
    if inner.star:
        return None
    _same(a[-1], inner, a, b)
    stacks = broadcast(known(a[:-2]), known(b[:-2]))
    stack = dims_of(stacks)
    if stack is None or any(len(d) > 1 and d[-2].star for d in (a, b)):
        return None
    return known([*stack, *(a[-2:-1] if len(a) > 1 else ()), *(b[-1:] if len(b) > 1 else ())])


def _same(one: Dim, two: Dim, a: Dims, b: Dims) -> None:
    if differ(one, two):
        raise Mismatch(f"the inner dimensions of {shown_dims(a)} @ {shown_dims(b)} don't fit")


def dot(facts: Facts, x: Value, y: Value) -> Shape | None:
    """numpy.dot: the last axis of x with the last but one of y."""
    a, b = dims_of(facts.of(x)), dims_of(facts.of(y))
    if a == () or b == ():
        return broadcast(facts.of(x), facts.of(y))
    if a is None or b is None or any(d.star for d in (*a, *b)):
        return None
    _same(a[-1], b[-2] if len(b) > 1 else b[-1], a, b)
    return known([*a[:-1], *b[:-2], *(b[-1:] if len(b) > 1 else ())])


def permuted(facts: Facts, x: Value, axes: Value = NONE) -> Shape | None:
    """A transpose: axes in another order, by default the reverse."""
    dims, order = dims_of(facts.of(x)), facts.constant(axes)
    if dims is None or any(d.star for d in dims):
        return None
    if order is None:
        return known(reversed(dims))
    wanted = axes_of(order)
    if wanted is None:
        return None
    if len(wanted) != len(dims):
        raise Mismatch(f"{len(wanted)} axes for {shown_dims(dims)}")
    return known([dims[place(axis, len(dims), dims)] for axis in wanted])


def swapped(facts: Facts, x: Value, axis1: Value, axis2: Value) -> Shape | None:
    """Two axes in each other's place."""
    dims = dims_of(facts.of(x))
    axes = axes_of((facts.constant(axis1), facts.constant(axis2)))
    if dims is None or axes is None:
        return None
    one, other = [_placed((axis,), dims) for axis in axes]  # they may be the same axis
    if one is None or other is None:
        return None
    places = [*one, *other]
    order = list(dims)
    order[places[0]], order[places[1]] = order[places[1]], order[places[0]]
    return known(order)


def given(facts: Facts, shape: Value) -> Shape | None:
    """The shape that an argument says: a number, a tuple, or that of another array."""
    if isinstance(shape, Apply) and shape.op in (".shape", "numpy.shape"):
        return facts.of(shape.args[0])
    sizes = facts.sizes_of(shape)
    return None if sizes is None else known(sizes)


def made(facts: Facts, like: Value) -> Shape | None:
    """A new array of the shape of another."""
    return facts.of(like)


def reshaped(facts: Facts, x: Value, shape: Value) -> Shape | None:
    """The same entries in another shape; one size may be -1."""
    if isinstance(shape, Apply) and shape.op in (".shape", "numpy.shape"):
        return facts.of(shape.args[0])
    sizes = facts.sizes_of(shape)
    if sizes is None:
        return None
    dims = dims_of(facts.of(x))
    total = None
    if dims is not None and not any(d.star for d in dims):
        total = _total(dims)
    free = [i for i, size in enumerate(sizes) if size == number(-1)]
    if not free:
        if total is not None and differ(total, _total(sizes)):
            words = f"{shown_dims(dims or ())} can't be reshaped to {shown_dims(tuple(sizes))}"
            raise Mismatch(words, "keep the number of entries")
        return known(sizes)
    rest = [size for i, size in enumerate(sizes) if i != free[0]]
    left = unknown(f"{shown(x)} as {shown(shape)}")
    if total is not None:
        left = floor(total, _total(rest))
    return known(left if i == free[0] else size for i, size in enumerate(sizes))


def _total(dims: Dims | list[Dim]) -> Dim:
    result = ONE
    for dim in dims:
        result = multiply(result, dim)
    return result


def flattened(facts: Facts, x: Value) -> Shape | None:
    """All entries in one row."""
    dims = dims_of(facts.of(x))
    return known([unknown(f"size of {shown(x)}") if _runs(dims) else _total(dims or ())])


def _runs(dims: Dims | None) -> bool:
    return dims is None or any(d.star for d in dims)


def expanded(facts: Facts, x: Value, axis: Value) -> Shape | None:
    """New axes of size 1."""
    dims, axes = dims_of(facts.of(x)), axes_of(facts.constant(axis))
    if dims is None or _runs(dims) or axes is None:
        return None
    rank = len(dims) + len(axes)
    new = places_of(axes, (ONE,) * rank)
    left = iter(dims)
    return known([ONE if i in new else next(left) for i in range(rank)])


def squeezed(facts: Facts, x: Value, axis: Value = NONE) -> Shape | None:
    """Without axes of size 1."""
    dims, along = dims_of(facts.of(x)), facts.constant(axis)
    if dims is None or _runs(dims):
        return None
    if along is None:
        return (
            known(d for d in dims if d != ONE) if all(d.number is not None for d in dims) else None
        )
    axes = axes_of(along)
    if axes is None:
        return None
    if not dims and along in (0, -1):  # which numpy lets pass, of a number
        return SCALAR
    places = places_of(axes, dims)
    return known(d for i, d in enumerate(dims) if i not in places)


def columns(facts: Facts, x: Value, axis: Value, n: Value) -> Shape | None:
    """Like x, but with n entries along an axis."""
    dims, along, size = dims_of(facts.of(x)), facts.constant(axis), facts.size(n)
    if _runs(dims) or type(along) is not int or size is None:
        return None
    assert dims is not None
    at = place(along, len(dims), dims)
    return known([*dims[:at], size, *dims[at + 1 :]])


def chosen(facts: Facts, conditions: Value, arrays: Value, default: Value) -> Shape | None:
    """Entries of several arrays, each where a condition says: all are broadcast together."""
    shapes = [facts.of(default)]
    for several in (conditions, arrays):
        if isinstance(several, Apply) and several.op in DISPLAYS:
            shapes += map(facts.of, several.args)
            continue
        dims = dims_of(facts.of(several))
        if not dims or dims[0].star:
            return None
        shapes.append(known(dims[1:]))
    return broadcast(*shapes)


def quantiles(facts: Facts, x: Value, q: Value, axis: Value, keepdims: Value) -> Shape | None:
    """A reduction for each q, which go first."""
    one, each = reduced(facts, x, axis, keepdims), dims_of(facts.of(q))
    rest = None if one is None else dims_of(one)
    return known([*each, *rest]) if each is not None and rest is not None else None


KINDS: dict[str, Callable[..., Shape | None]] = {
    kind.__name__: kind
    for kind in (
        reduced,
        product,
        dot,
        permuted,
        swapped,
        given,
        made,
        reshaped,
        flattened,
        expanded,
        squeezed,
        columns,
        quantiles,
        chosen,
        indexed,
        *AXES,
        *JOINING,
        *LINEAR,
    )
}
