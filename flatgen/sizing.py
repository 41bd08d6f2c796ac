"""Sizes: which constants are whole numbers, and which dimension of an array they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from flatgen import dims, shapes
from flatgen.constants import known_value
from flatgen.dims import Dim
from flatgen.ir import AXES, DISPLAYS, UNKNOWN, Apply, Literal, Value, names, shown
from flatgen.shapes import Shape
from flatgen.whens import constant

ZERO, ONE = Literal("0", 0), Literal("1", 1)

SHAPES = (".shape", "numpy.shape")
TOTALS = (".size", "numpy.size")
ARITHMETIC = {
    "Add": dims.add,
    "Sub": dims.subtract,
    "Mult": dims.multiply,
    "FloorDiv": dims.floor,
}


class Sizes:
    """The sizes that are known; the shapes are a subclass's."""

    def __init__(self, known: dict[str, object]) -> None:
        self.known = known
        self.sizes: dict[str, Dim] = {}
        self.by_name: dict[str, Shape] = {}

        self.lists: set[str] = set()  # that grow
        self.rounds: dict[str, Value] = {}  # of the loops that fill them
        self.spans: dict[str, list[Dim]] = {}  # what is at least 0, by the atoms of loops' counters

    def of(self, value: Value) -> Shape:
        raise AssertionError("shapes are in flatgen.facts")

    def rank(self, value: Value) -> int:
        """Return the number of axes; raise LookupError where it isn't known."""
        rank = shapes.rank_of(self.of(value))
        if rank is None:
            raise LookupError(value)
        return rank

    def is_square(self, value: Value) -> bool:
        """Tell whether a value is sure to be one square matrix."""
        found = shapes.dims_of(self.of(value)) or ()
        return len(found) == 2 and found[0] == found[1] and not found[0].star

    def ranks_of(self, arrays: Value) -> list[int]:
        """Return the number of axes of each array that is written out; raise LookupError as rank does."""
        if not isinstance(arrays, Apply) or arrays.op not in DISPLAYS:
            raise LookupError(shown(arrays))
        return [self.rank(array) for array in arrays.args]

    def fixed_dims(self, value: Value) -> tuple[int | None, ...]:
        """Return the sizes of the axes of a value, None for those that aren't numbers."""
        found = shapes.dims_of(self.of(value))
        if found is None:
            raise LookupError(shown(value))
        return tuple([dim.number for dim in found])

    def constant(self, value: Value) -> Any:
        """Return the constant that a value is, or UNKNOWN."""
        if isinstance(value, str):
            known = self.known.get(value, UNKNOWN)
            return UNKNOWN if known is int else known  # of a parameter its type is known
        return (
            self._axes(value) if isinstance(value, Apply) and value.op == AXES else constant(value)
        )

    def _axes(self, value: Apply) -> Any:
        """Return the axes that ``tuple(range(1, x.ndim))`` are, where the rank of x is known."""
        bounds = [size.number if (size := self.size(a)) else None for a in value.args]
        return UNKNOWN if None in bounds else tuple(range(*bounds))  # type: ignore[arg-type]

    def size(self, value: Value) -> Dim | None:
        """Return the whole number that a value is, as a dimension; None if it isn't known to be one."""
        if isinstance(value, str):
            fixed = self.known.get(value, UNKNOWN)
            return dims.number(fixed) if type(fixed) is int else self.sizes.get(value)
        fixed = known_value(value)
        if type(fixed) is int:
            return dims.number(fixed)
        if not isinstance(value, Apply):
            return None
        if value.op in ARITHMETIC:
            one, other = value.args
            a = self.size(one)
            b = None if a is None else self.size(other)
            return None if a is None or b is None else ARITHMETIC[value.op](a, b)
        if value.op == "len" and value.args[0] in self.lists:
            return self.length_of(str(value.args[0]))
        if value.op == "len" or (value.op == "Item" and self._is_shape(value.args[0])):
            return self._size_along(value)
        if value.op in (".ndim", "numpy.ndim"):
            rank = shapes.rank_of(self.of(value.args[0]))
            return None if rank is None else dims.number(rank)
        if value.op in TOTALS:
            found = shapes.dims_of(self.of(value.args[0]))
            if found is None or any(d.star for d in found) or len(value.args) > 1:
                return dims.unknown(shown(value))
            return dims.product(found)
        return None

    variables: dict[str, str]  # of values: the user's names

    def comment(self, shape: Shape) -> str:
        """Return a shape as it is said in a comment, with the user's names for the numbers of rounds."""
        text = shapes.comment(shape)
        for atom in self.spans if text else ():
            name = atom[1:]
            if name in text:
                text = re.sub(rf"\b{name}\b", self.variables.get(name, name), text)
        return text

    def span(self, over: Value, item: str) -> tuple[list[Dim], int]:
        """Return what is known of the number of a loop's round, and whether it rises (1) or falls (-1)."""
        forth = 1
        if isinstance(over, Apply) and over.op == "reversed":
            over, forth = over.args[0], -1
        if not isinstance(over, Apply) or over.op != "range":
            return [], 0
        first, stop, step = {1: (ZERO, *over.args, ONE), 2: (*over.args, ONE)}.get(
            len(over.args), over.args
        )
        by = self.constant(step)
        if type(by) is not int or not by:
            return [], 0
        sign = dims.number(1 if by > 0 else -1)
        counter, start, end = dims.atom(f"={item}"), self.size(first), self.size(stop)
        bounds = [] if start is None else [dims.subtract(counter, start)]
        bounds += [] if end is None else [dims.subtract(dims.subtract(end, counter), sign)]
        return [dims.multiply(sign, bound) for bound in bounds], forth * (1 if by > 0 else -1)

    def as_size_of(self, arrays: Iterable[str], name: str) -> Value | None:
        """Return a number as the size of one of several arrays along an axis, if it is known to be one."""
        size = self.sizes.get(name)
        for array in arrays if size and size.declared else ():
            for axis, dim in enumerate(shapes.dims_of(self.by_name[array]) or ()):
                if dim == size:
                    return Apply("Item", (Apply(".shape", (array,)), Literal(str(axis), axis)))
        return None

    def length_of(self, stack: str) -> Dim | None:
        """Return how much is on a list in the end, if that is as many as a loop has rounds."""
        rounds = self.rounds.get(stack)
        if rounds is None or not all(name in self.by_name for name in names(rounds)):
            return None  # or the loop runs over what the list is made into before
        return self.size(rounds)

    def _is_one(self, index: Value) -> bool:
        return not (isinstance(index, Apply) and index.op == "Slice")

    def _is_shape(self, value: Value) -> bool:
        return isinstance(value, Apply) and value.op in SHAPES

    def _is_listing(self, value: Value) -> bool:
        """Tell whether a value is whole numbers, one behind the other, of which it isn't said how many."""
        return self._is_shape(value) or (isinstance(value, Apply) and value.op == AXES)

    def _is_tuple(self, value: Value) -> bool:
        """Tell whether a value is a tuple of sizes: ``x.shape``, ``(n, 1)``, or a slice or sum of them."""
        if not isinstance(value, Apply):
            return False
        if value.op == "Item":
            index = value.args[1]
            sliced = isinstance(index, Apply) and index.op == "Slice"
            return sliced and self._is_tuple(value.args[0])
        both = value.op == "Add" and all(map(self._is_tuple, value.args))
        return both or value.op in (*DISPLAYS, AXES) or self._is_shape(value)

    def _size_along(self, value: Apply) -> Dim | None:
        base, axis = value.args[0], 0
        if value.op == "Item":
            assert isinstance(base, Apply)
            base, index = base.args[0], self.constant(value.args[1])
            if isinstance(value.args[1], Apply):
                return None
            if type(index) is not int:
                return dims.unknown(shown(value))
            axis = index
        found = shapes.dims_of(self.of(base))
        if not found or any(d.star for d in found) or not -len(found) <= axis < len(found):
            return dims.unknown(shown(value))
        return found[axis]

    def _slice_of_shape(self, value: Apply) -> list[Dim] | None:
        """Return the sizes of ``x.shape[1:]``, or that of ``x.shape[0]``."""
        index = value.args[1]
        if not (isinstance(index, Apply) and index.op == "Slice"):
            size = self.size(value)
            return None if size is None else [size]
        whole = self.sizes_of(value.args[0])
        bounds = [self.constant(bound) for bound in index.args]
        plain = all(bound is None or type(bound) is int for bound in bounds)
        starred = whole is None or any(d.star for d in whole)
        return None if starred or not plain else (whole or [])[slice(*bounds)]

    def sizes_of(self, value: Value) -> list[Dim] | None:
        """Return the sizes that a shape argument says: a number or a tuple of them."""
        if isinstance(value, Apply) and value.op in DISPLAYS:
            sizes = [self.size(part) for part in value.args]
            return None if None in sizes else sizes  # type: ignore[return-value]
        if isinstance(value, Apply) and value.op == "Item" and self._is_shape(value.args[0]):
            return self._slice_of_shape(value)
        if self._is_shape(value):
            assert isinstance(value, Apply)
            found = shapes.dims_of(self.of(value.args[0]))
            return None if found is None else list(found)
        if isinstance(value, Apply) and value.op == "Add" and self._is_tuple(value):
            left, right = map(self.sizes_of, value.args)
            return [*left, *right] if left is not None and right is not None else None
        size = self.size(value)
        return None if size is None else [size]
