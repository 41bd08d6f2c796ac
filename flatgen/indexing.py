"""The shape of ``x[index]``: numpy's rules for numbers, slices, None, ``...``, index arrays and masks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flatgen.bounding import is_sure_in_rounds
from flatgen.dims import ONE, Dim, differ, number, quotient, subtract, unknown
from flatgen.ir import NONE, Apply, Literal, Value, shown
from flatgen.shapes import Dims, Mismatch, Shape, broadcast, dims_of, known, rank_of
from flatgen.shapes import shown as shown_dims

if TYPE_CHECKING:
    from flatgen.facts import Facts

SLICE = "Slice"


def parts_of(index: Value) -> tuple[Value, ...]:
    return index.args if isinstance(index, Apply) and index.op == "Tuple" else (index,)


def is_basic(facts: Facts, index: Value) -> bool:
    """Tell whether an index is made of numbers, slices, None and ``...`` alone: it reads a view."""
    return all(is_simple(part) or facts.is_integer(part) for part in parts_of(index))


def is_simple(part: Value) -> bool:
    """Tell whether a part of an index is a slice, None or ``...``."""
    if isinstance(part, Apply):
        return part.op == SLICE
    return isinstance(part, Literal) and (part.known is None or part.known is ...)


def widens(index: Value) -> bool:
    """Tell whether an index reads all there is, with new axes: ``x[:, None]``."""
    return all(_is_all(part) for part in parts_of(index))


def _is_all(part: Value) -> bool:
    if isinstance(part, Apply) and part.op == SLICE:
        return all(map(is_none, part.args))
    return isinstance(part, Literal) and (part.known is None or part.known is ...)


def flips(index: Value) -> bool:
    """Tell whether an index reads all there is, some axes backwards: ``x[::-1]``."""
    dots = [part for part in parts_of(index) if isinstance(part, Literal) and part.known is ...]
    parts = [part for part in parts_of(index) if part not in dots]
    return all(isinstance(part, Apply) and part.op == SLICE and _turns(part) for part in parts)


def _turns(part: Apply) -> bool:
    step = part.args[2]
    whole = is_none(part.args[0]) and is_none(part.args[1])
    return whole and isinstance(step, Literal) and step.known in (None, 1, -1)


def is_unique(facts: Facts, index: Value) -> bool:
    """Tell whether an index is sure to name no entry twice: a mask, or rows counted one by one."""
    parts = parts_of(index)
    arrays = [part for part in parts if not (is_simple(part) or facts.is_integer(part))]
    if len(arrays) == 1 and _is_distinct(facts, arrays[0]):
        return True
    if all(facts.is_boolean(part) for part in arrays):
        return len(arrays) < 2
    counted = [part for part in arrays if _is_count(facts, part)]
    if not counted:
        return False
    # As long as all others together: else it is stretched, and names its entries again.
    whole = broadcast(*[facts.of(part) for part in arrays])
    return rank_of(whole) == 1 and facts.of(counted[0]) == whole


# What these return, as an index, names no entry twice; orders do so along one axis.
ORDERS = ("argsort", "argpartition")
DISTINCT = {
    *("tril_indices", "triu_indices", "nonzero", "flatnonzero", "diag_indices", *ORDERS),
    *("tril_indices_from", "triu_indices_from", "diag_indices_from"),
}


def _is_distinct(facts: Facts, part: Value) -> bool:
    """Tell whether an index array is sure to name different entries."""
    found = facts.constant(part)
    if isinstance(found, tuple) and all(type(i) is int for i in found):
        one_side = all(i >= 0 for i in found) or all(i < 0 for i in found)
        return one_side and len(set(found)) == len(found)
    value = facts.definitions.get(part, part) if isinstance(part, str) else part
    if not isinstance(value, Apply):
        return False
    if value.op == "Item" and rank_of(facts.of(value.args[0])) == 1:  # a part of an order
        part = value.args[1]
        return isinstance(part, Apply) and part.op == SLICE and _is_distinct(facts, value.args[0])
    name = value.op.removeprefix("numpy.")
    return name in DISTINCT and (name not in ORDERS or rank_of(facts.of(value.args[0])) == 1)


def _is_count(facts: Facts, part: Value) -> bool:
    """Tell whether a value is 0, 1, 2, ..."""
    value = facts.definitions.get(part, part) if isinstance(part, str) else part
    return isinstance(value, Apply) and value.op == "numpy.arange" and not value.keys


def counts(facts: Facts, rows: Value, x: Value) -> bool:
    """Tell whether ``rows`` is 0, 1, 2, ... for each of the rows of x."""
    dims, own = dims_of(facts.of(x)), dims_of(facts.of(rows))
    if not dims or not own:
        return False
    return _is_count(facts, rows) and own[0] == dims[0]


def is_dots(part: Value) -> bool:
    return isinstance(part, Literal) and part.known is ...


def is_none(part: Value) -> bool:
    return isinstance(part, Literal) and part.known is None


def _by_one_name(shape: Shape, index: Value) -> Shape | None:
    """Return the shape of what an index reads of an array of unknown shape: of arrays of one shape it is the same."""
    (part,) = shape if len(shape) == 1 else (None,)
    return frozenset([shown(Apply("Item", (part, index)))]) if isinstance(part, str) else None


def indexed(facts: Facts, x: Value, index: Value) -> Shape | None:
    """An array read by an index."""
    dims = dims_of(facts.of(x))
    parts = list(parts_of(index))
    if dims is None:
        return _by_one_name(facts.of(x), index)
    ellipsis = [
        i for i, part in enumerate(parts) if isinstance(part, Literal) and part.known is ...
    ]
    taken: list[int] = []
    for i, part in enumerate(parts):
        behind = bool(ellipsis) and ellipsis[0] < i  # counted from the end
        axes = _axes_taken(facts, part, () if behind else dims[sum(taken) :])
        if axes is None:
            return None
        taken.append(axes)
    count = sum(taken)
    starred = bool(dims) and dims[0].star
    if count > len(dims) and not starred:
        raise Mismatch(f"{count} indices into {shown_dims(dims)}", "give at most one for each axis")
    missing = len(dims) - count
    whole = Apply(SLICE, (NONE,) * 3)
    at = ellipsis[0] if ellipsis else len(parts)
    if missing < 0 or (starred and (missing < 1 or any(taken[:at]) or not ellipsis)):
        return None  # it may reach into a run of dimensions
    parts[at : at + 1] = [whole] * missing
    return _walk(facts, parts, dims, f"{shown(x)}[{shown(index)}]")


def _axes_taken(facts: Facts, part: Value, dims: Dims) -> int | None:
    """Return how many axes a part of an index is for, of those that are left."""
    if is_simple(part):
        return int(isinstance(part, Apply))
    if facts.is_boolean(part):
        return rank_of(facts.of(part))
    known_index = facts.is_integer(part) or facts.is_integers(part)
    return 1 if known_index or _is_no_mask(facts, part, dims) else None


def _is_no_mask(facts: Facts, part: Value, dims: Dims) -> bool:
    """Tell whether an index array has not the size of the axis, as a mask would."""
    return any(differ(*pair) for pair in zip(dims_of(facts.of(part)) or (), dims[:1]))


def _walk(facts: Facts, parts: list[Value], dims: Dims, text: str) -> Shape | None:
    """Go through the parts of an index and the axes that they are for."""
    result: list[Dim] = []
    arrays: list[Shape] = []
    first, last, apart = -1, -1, False  # where the index arrays' own axes go
    at = 0
    for i, part in enumerate(parts):
        if is_none(part):
            result.append(ONE)
            continue
        if isinstance(part, Apply) and part.op == SLICE:
            result.append(sliced(facts, part, dims[at], f"{dims[at]}[{shown(part)}]"))
            at += 1
            continue
        if facts.is_boolean(part):
            arrays.append(known([unknown(f"true in {shown(part)}")]))
            at += len(dims_of(facts.of(part)) or ())
        else:
            arrays.append(facts.of(part))
            _check_number(facts, part, dims[at], dims)
            at += 1
        apart = apart or (first >= 0 and i != last + 1)
        first, last = (len(result) if first < 0 else first), i
    if not any(arrays):  # numbers alone
        return known(result)
    gathered = dims_of(broadcast(*arrays))
    if gathered is None:
        return None
    where = 0 if apart else first
    return known([*result[:where], *gathered, *result[where:]])


def _check_number(facts: Facts, part: Value, dim: Dim, dims: Dims) -> None:
    index = facts.constant(part)
    if type(index) is int and dim.number is not None and not -dim.number <= index < dim.number:
        raise Mismatch(f"index {index} of an axis of {shown_dims(dims)}", "count from 0")


def sliced(facts: Facts, part: Apply, dim: Dim, text: str) -> Dim:
    """Return the size of an axis of size ``dim`` after a slice."""
    start, stop, step = (facts.constant(argument) for argument in part.args)
    if step is None:
        exact = _between(facts, part, dim)
        if exact is not None:
            return exact
    if step == 0 or any(b is not None and type(b) is not int for b in (start, stop, step)):
        return unknown(text)
    if dim.number is not None:
        return number(len(range(dim.number)[slice(start, stop, step)]))
    exact = quotient(dim, number(step)) if type(step) is int and step > 1 else None
    if exact is not None and stop is None and 0 <= (start or 0) < step:
        return exact
    if step not in (None, 1, -1) or (step == -1 and (start, stop) != (None, None)):
        return unknown(text)
    start, stop = start or 0, 0 if stop is None else stop
    if start < 0 or stop > 0 or (stop == 0 and facts.constant(part.args[1]) == 0):
        return unknown(text)
    return subtract(dim, number(start - stop))


def _between(facts: Facts, part: Apply, dim: Dim) -> Dim | None:
    """Return the size of ``x[start:stop]`` with bounds that are sure to be in order, and within the axis."""
    start, stop, _ = part.args
    low = number(0) if is_none(start) else facts.size(start)
    high = dim if is_none(stop) else facts.size(stop)
    if low is None or high is None:
        return None
    steps = [low, subtract(high, low), subtract(dim, high)]
    sure = all(_is_size(step) or is_sure_in_rounds(facts.spans, step) for step in steps)
    return steps[1] if sure else None


def _is_size(dim: Dim) -> bool:
    """Tell whether a dimension is sure to be no less than 0."""
    return dim.declared and all(coefficient >= 0 for _, coefficient in dim.terms)
