"""Undoing a broadcast: a gradient has its value's shape, always.

    y = x + b        grad_b = np.sum(grad_y, axis=0)  # undo broadcast [N, D] -> [D]

A gradient may be smaller than its value as long as it is only broadcast (the gradient of a sum is one number
for all): it is made full where an operation, or the caller, needs that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from flatgen.dims import ONE, Dim
from flatgen.facts import Facts
from flatgen.ir import AXES, NONE, SIZES, UNKNOWN, Apply, Literal, Value, shown, with_args
from flatgen.ruling import Rule
from flatgen.shapes import Reduced, Shape, Spread, dims_of, is_below

UNBROADCAST = "arrays.unbroadcast"
FITTED = "arrays.fitted"
SUM = "numpy.sum"
UNDONE = "undo broadcast"
COUNT = "arrays.count"


class Fitted(NamedTuple):
    """A gradient's value, its shape, and what is said of that."""

    value: Value
    shape: Shape
    note: str = ""


class Fitting:
    """Gives gradients the shapes of their values."""

    def __init__(self, facts: Facts, parameters: list[str]) -> None:
        self.facts = facts
        self.parameters = parameters

    def elementwise(self, value: Value, name: str, target: str) -> Fitted:
        """Fit what an operation element by element, with the result ``target``, hands to ``name``."""
        facts = self.facts
        whole, wanted = facts.by_name[target], facts.by_name[name]
        actual = facts.of_gradient(value)
        if not whole and not wanted and actual and target in facts.numbers_by_use:
            return self.summed(value, actual, name)  # of shape (1,), if it has one
        if whole == wanted:
            return Fitted(value, actual)
        if actual != whole and not actual and not wanted:
            if target in facts.single:
                return Fitted(value, wanted)
            total = self.sized(Apply("numpy.size", (target,)))
            return Fitted(Apply("Mult", (value, total)), wanted, UNDONE)
        if actual != whole:
            value = self.full(value, target)
        return self.summed(value, whole, name)

    def shaped(self, value: Value, name: str, rule: Rule) -> Fitted:
        """Fit what an operation that isn't element by element hands to ``name``."""
        wanted = self.facts.by_name[name]
        actual = self.facts.of_gradient(value)
        if is_below(actual, wanted):
            return Fitted(value, actual)
        if rule.stretches:
            return Fitted(Apply(FITTED, (value, name)), wanted)
        if rule.spreads:
            return Fitted(value, frozenset([Spread(wanted, shown(value))]))
        return Fitted(value, wanted) if rule.fits else self.summed(value, actual, name)

    def summed(self, value: Value, shape: Shape, name: str) -> Fitted:
        """Sum over the axes along which ``name`` was broadcast to ``shape``.

        What is the same along them is taken out of the sum: -np.sum(g * z, axis=0) / y.
        """
        wanted = self.facts.by_name[name]
        inner, around = self.factored(value, shape, wanted)
        if inner != value:
            fitted = self.summed(inner, shape, name)
            return fitted._replace(value=around(fitted.value))
        before, after = map(self.facts.comment, (shape, wanted))
        note = f"{UNDONE} {before} -> {after}" if before and after else UNDONE
        axes = self.axes(shape, wanted) if wanted else ([], [])
        if axes is None:
            note = "" if note == UNDONE else note
            return Fitted(Apply(UNBROADCAST, (value, name)), wanted, note)
        return Fitted(_sum(value, *axes), wanted, note)

    def factored(
        self, value: Value, shape: Shape, wanted: Shape
    ) -> tuple[Value, Callable[[Value], Value]]:
        """Return the factor of a value that has to be summed, and how its sum is a part of the whole."""
        if not isinstance(value, Apply) or value.op not in ("USub", "Mult", "Div"):
            return value, lambda total: total
        bare = _unsigned(value)
        if bare is not value:
            inner, around = self.factored(bare, shape, wanted)
            return inner, lambda total: around(Apply("USub", (total,)))
        rest = value.args[1:]
        if all(is_below(self.facts.of_gradient(factor), wanted) for factor in rest):
            inner, around = self.factored(value.args[0], shape, wanted)
            if self.facts.of_gradient(inner) == shape:
                return inner, lambda total: Apply(value.op, (around(total), *rest))
        return value, lambda total: total

    def axes(self, shape: Shape, wanted: Shape) -> tuple[list[int], list[int]] | None:
        """Return the new axes to sum over, and those that stay as 1; None where only the run tells."""
        if len(wanted) == 1:
            (part,) = wanted
            if isinstance(part, Reduced) and part.of == shape and is_below(wanted, shape):
                axes = list(part.axes)
                return ([], axes) if part.keepdims else (axes, [])
        large, small = dims_of(shape), dims_of(wanted)
        if large is None or small is None or any(d.star for d in (*large, *small)):
            return None
        lead = len(large) - len(small)
        if lead < 0:
            return None
        stretched = []
        for i, (one, two) in enumerate(zip(large[lead:], small), lead):
            if two == ONE and one != ONE:
                stretched.append(i)
            elif one != two:
                return None
        return list(range(lead)), stretched

    def full(self, value: Value, target: str) -> Value:
        """Return a gradient that is smaller than its value in the full shape of that."""
        if self.facts.of_gradient(value):
            shape = self.sized(Apply("numpy.shape", (target,)))
            return Apply("numpy.broadcast_to", (value, shape))
        shape = self.sized(Apply(".shape", (target,)))
        if isinstance(shape, Apply) and shape.op in SIZES:
            return self.own(value, str(shape.args[0]))
        if self.facts.is_complex(value):
            return self.own(value, target)
        for name in self.parameters:  # a number has no type of its own: single stays single
            if self.facts.is_numpy(name) and self.facts.is_floating(name):
                return Apply("numpy.full", (shape, value, Apply(".dtype", (name,))))
        return self.own(value, target)

    def own(self, value: Value, target: str) -> Value:
        """Return it as a new array of floating numbers, that the caller may change."""
        real = self.facts.is_floating(target) and not self.facts.is_complex(value)
        if self.facts.is_scalar(value) and real:
            return Apply("numpy.full_like", (target, value))
        return Apply("Mult", (value, Apply("numpy.ones_like", (target,))))

    # Sizes

    def sized(self, value: Value) -> Value:
        """Return a value with sizes read from inputs, where they tell: no line is kept for its size alone."""
        if type(value) is not Apply:
            return value
        if value.op == AXES and (axes := self.facts.constant(value)) is not UNKNOWN:
            return Apply("Tuple", tuple([Literal(str(axis), axis) for axis in axes]))
        if value.op == "Item" and isinstance(value.args[0], Apply) and value.args[0].op in SIZES:
            return self._along(value) or value  # no tuple, which has no axis of an unknown number
        if value.op == COUNT and (found := self._count(*value.args)) is not None:
            return found
        if value.op in SIZES and isinstance(value.args[0], str) and len(value.args) == 1:
            return self._whole(value, value.args[0])
        if Apply not in map(type, value.args):
            return value
        args = [self.sized(a) if type(a) is Apply else a for a in value.args]
        return with_args(value, tuple(args))

    def _along(self, value: Apply) -> Value | None:
        base, axis = value.args[0].args[0], self.facts.constant(value.args[1])  # type: ignore[union-attr]
        dims = dims_of(self.facts.of(base))
        if not dims or type(axis) is not int or any(d.star for d in dims):
            return None
        return self._size(dims[axis]) if -len(dims) <= axis < len(dims) else None

    def _count(self, of: Value, axes: Value) -> Value | None:
        """Return how many entries there are along some axes, where all of these sizes are known."""
        dims, along = dims_of(self.facts.of(of)), self.facts.constant(axes)
        if not dims or type(along) is not tuple or any(d.star for d in dims):
            return None
        inside = all(type(axis) is int and -len(dims) <= axis < len(dims) for axis in along)
        sizes = [self._size(dims[axis]) for axis in along] if inside else [None]
        return None if None in sizes else _product(sizes)  # type: ignore[arg-type]

    def _size(self, dim: Dim) -> Value | None:
        """Return a size that is a number, or that of an axis of an input."""
        if dim.number is not None:
            return Literal(str(dim.number), dim.number)
        for name in self.parameters:
            dims = dims_of(self.facts.by_name[name]) or ()
            if dim in dims and not any(d.star for d in dims):
                shape = Apply(".shape", (name,))
                at = dims.index(dim)
                return Apply("Item", (shape, Literal(str(at), at)))
        return None

    def _whole(self, value: Apply, name: str) -> Value:
        shape = self.facts.by_name[name]
        if name in self.parameters or value.op == ".dtype":
            return value
        for parameter in self.parameters:
            if self.facts.by_name[parameter] == shape and shape:
                return Apply(value.op, (parameter,))
        dims = dims_of(shape)
        if dims is None or any(d.star for d in dims):
            return value
        sizes = [self._size(dim) for dim in dims]
        found = [size for size in sizes if size is not None]
        if len(found) < len(sizes):
            return value
        if value.op in (".shape", "numpy.shape"):
            return Apply("Tuple", tuple(found))
        if value.op in (".size", "numpy.size") and found:
            return _product(found)
        return Literal(str(len(dims)), len(dims)) if value.op[-4:] == "ndim" else value


def _product(sizes: list[Value]) -> Value:
    """Return a product of sizes, of numbers as the number that it is."""
    total = sizes[0] if sizes else Literal("1", 1)
    for size in sizes[1:]:
        if isinstance(total, Literal) and isinstance(size, Literal):
            whole = total.known * size.known
            total = Literal(str(whole), whole)
        else:
            total = Apply("Mult", (total, size))
    return total


def _sum(value: Value, new: list[int], stretched: list[int]) -> Value:
    """Return the sum over axes that are new, and over those that stay as 1.

    np.sum(g, axis=1, keepdims=True), and with both: np.sum(g, axis=(0, 2))[:, None].
    """
    along = [Literal(str(i), i) for i in (*new, *stretched)]
    arguments: list[Value] = [value]
    keys = []
    if along:
        arguments.append(along[0] if len(along) == 1 else Apply("Tuple", tuple(along)))
        keys.append("axis")
    if stretched and not new:
        arguments.append(Literal("True", True))
        keys.append("keepdims")
    total = Apply(SUM, tuple(arguments), tuple(keys))
    if not stretched or not new:
        return total
    places = [i - len(new) for i in stretched]
    index: list[Value] = [
        NONE if i in places else Apply("Slice", (NONE,) * 3) for i in range(max(places) + 1)
    ]
    return Apply("Item", (total, Apply("Tuple", tuple(index)) if len(index) > 1 else index[0]))


def summand(value: Value) -> Value | None:
    """Return what is summed in such a sum, with its sign and new axes or without; None if it is none."""
    while isinstance(value, Apply) and value.op in ("Item", "USub"):
        value = value.args[0]
    return value.args[0] if isinstance(value, Apply) and value.op == SUM else None


def _unsigned(value: Value) -> Value:
    """Return a product or quotient without the sign of its first factor, if it has one."""
    if not isinstance(value, Apply) or value.op not in ("Mult", "Div"):
        return value
    first = value.args[0]
    if isinstance(first, Apply) and first.op == "USub":
        return Apply(value.op, (first.args[0], *value.args[1:]))
    bare = _unsigned(first)
    return value if bare is first else Apply(value.op, (bare, *value.args[1:]))
