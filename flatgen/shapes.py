"""Symbolic shapes: never required, always used.

A shape is the set of what was broadcast together to make it: known dimensions, ``(N, D)``; and, where they
aren't known, the values and reductions that it comes from: ``x * y + x`` has the shape {x, y}, a number the
empty one. Broadcasting is commutative, associative and idempotent, so values with equal sets are sure to have
the same shape. What is sure to be stretched to another member adds nothing: {x, the sum of x over axis 1,
keepdims} is {x}.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, Union

from flatgen.dims import ONE, Dim, differ, text
from flatgen.dims import unknown as size

Dims = tuple[Dim, ...]


class Reduced(NamedTuple):
    """The shape of a reduction of what has an unknown shape, over known axes."""

    of: frozenset[Part]
    axes: tuple[int, ...]
    keepdims: bool


class Spread(NamedTuple):
    """A shape that is not known, but can be broadcast to one that has a name."""

    of: frozenset[Part]
    value: str


Part = Union[Dims, str, Reduced, Spread]
Shape = frozenset[Part]
SCALAR: Shape = frozenset()


EQUAL = "give equal dimensions one name, or leave the shapes out"


class Mismatch(Exception):
    """Two shapes that are sure not to fit; the message says which, ``help`` what to do."""

    def __init__(self, message: str, help: str = EQUAL) -> None:
        super().__init__(message)
        self.help = help


def known(dims: Iterable[Dim]) -> Shape:
    """Return the shape of known dimensions."""
    dims = tuple(dims)
    return frozenset([dims]) if dims else SCALAR


def unknown(name: str) -> Shape:
    """Return the shape, not known, of the value that ``name`` describes."""
    return frozenset([name])


def dims_of(shape: Shape) -> Dims | None:
    """Return the dimensions of a shape, None if they aren't known."""
    if not shape:
        return ()
    if len(shape) == 1:
        (part,) = shape
        if type(part) is tuple:
            return part  # type: ignore[return-value]
    return None


def rank_of(shape: Shape) -> int | None:
    """Return the number of axes of a shape, None if it isn't known."""
    dims = dims_of(shape)
    return None if dims is None or any(dim.star for dim in dims) else len(dims)


def axes_of(shape: Shape) -> int | None:
    """Return the number of axes of a shape, of which only the run may tell the sizes; None if it isn't known."""
    ranks = [rank_of(frozenset([part])) for part in shape]
    return None if None in ranks else max(ranks, default=0)  # type: ignore[type-var]


def broadcast(*shapes: Shape) -> Shape:
    """Return the shape of values that are broadcast together; raise Mismatch if that is sure to fail."""
    whole = SCALAR.union(*shapes)
    if len(whole) < 2:
        return whole
    for shape in shapes:
        if len(shape) == len(whole):
            return shape
    special = [part for part in whole if not isinstance(part, str)]
    if not special:  # names alone, which may be thousands
        return whole
    dims = [part for part in special if not isinstance(part, (Reduced, Spread))]
    dims.sort(key=len)
    merged: list[Dims] = []
    for part in dims:
        for i, other in enumerate(merged):
            both = _merge(part, other)
            if both is not None:
                merged[i] = both
                break
        else:
            merged.append(part)
    rest = set(whole.difference(dims).union(merged))
    for vague in sorted(special, key=repr):
        if isinstance(vague, (Reduced, Spread)) and _adds_nothing(vague, rest):
            rest.discard(vague)
    return frozenset(rest)


def is_below(shape: Shape, other: Shape) -> bool:
    """Tell whether ``shape`` is sure to be broadcast to ``other``."""
    if shape <= other:
        return True
    try:
        return broadcast(shape, other) == other
    except Mismatch:
        return False


def of_rank(rank: int | None, name: str) -> Shape:
    """Return the shape of so many axes, whose sizes only the run tells."""
    return unknown(name) if rank is None else known([size(f"{name}:{i}") for i in range(rank)])


def told_of(shape: Shape) -> set[str]:
    """Return the names that a shape is described by."""
    return _names(repr(shape))


def is_fixed(shape: Shape, varying: set[str]) -> bool:
    """Tell whether the dimensions of a shape are known, and none is described by what varies."""
    dims = dims_of(shape)
    atoms = [atom for dim in dims or () for atom in dim.atoms if atom[0] in "=?*"]
    return dims is not None and all(_names(a) and _names(a).isdisjoint(varying) for a in atoms)


def _names(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d]\w*", text))


def _adds_nothing(part: Reduced | Spread, rest: set[Part]) -> bool:
    """Tell whether a reduction is stretched to the shape that it is of, which is there, too."""
    leading = not isinstance(part, Reduced) or part.axes == tuple(range(len(part.axes)))
    keeps = leading or (isinstance(part, Reduced) and part.keepdims)
    return keeps and part not in part.of and part.of <= rest


def _merge(a: Dims, b: Dims) -> Dims | None:
    """Return two shapes broadcast together; None where only the run tells."""
    stars = [bool(dims) and dims[0].star for dims in (a, b)]
    if any(any(dim.star for dim in dims[1:]) for dims in (a, b)):
        return None
    if all(stars):
        if a[0] != b[0] or len(a) != len(b):
            return None
    elif any(stars):
        starred, other = (a, b) if stars[0] else (b, a)
        if len(other) >= len(starred):
            return None
        a, b = starred, other
    length = max(len(a), len(b))
    merged = []
    for one, two in zip((ONE,) * (length - len(a)) + a, (ONE,) * (length - len(b)) + b):
        if one == two or two == ONE:
            merged.append(one)
        elif one == ONE:
            merged.append(two)
        elif differ(one, two):
            help = f"{EQUAL}; x[:, None] is a column"
            raise Mismatch(f"{shown(a)} and {shown(b)} can't be broadcast together", help)
        else:
            return None
    return tuple(merged)


def shown(dims: Dims) -> str:
    """Return dimensions as in a comment: ``[N, D]``."""
    return f"[{', '.join(map(text, dims))}]"


@lru_cache(maxsize=1024)
def comment(shape: Shape) -> str:
    """Return a shape as it is said in a comment, or nothing if only the run tells all of it."""
    dims = dims_of(shape)
    atoms = [atom for dim in dims or () for atom in dim.atoms]
    if dims is None or any(atom[0] == "?" or not _names(atom) for atom in atoms):
        return ""
    return shown(dims)


def said(shape: Shape) -> str:
    """Return all that is known of a shape, for those who work on flatgen: ``[N, D]``, ``{x, y}``."""
    dims = dims_of(shape)
    return shown(dims) if dims is not None else f"{{{', '.join(sorted(map(_part, shape)))}}}"


def _part(part: Part) -> str:
    if isinstance(part, Reduced):
        axes = ", ".join(map(str, part.axes))
        return f"{said(part.of)} over {axes}{', kept' if part.keepdims else ''}"
    if isinstance(part, Spread):
        return f"below {said(part.of)}"
    return part if isinstance(part, str) else shown(part)
