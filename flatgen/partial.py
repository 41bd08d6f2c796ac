"""Parts of parts of arrays: the index by which one is read in one pair of brackets.

y[i][j]       y[i, j]
y[:, k][i]    y[i, k]
y[1:][0]      y[1]
"""

from __future__ import annotations

from collections.abc import Callable

from flatgen.indexing import is_dots, is_none, is_simple, parts_of
from flatgen.ir import Apply, Literal, Value


def is_everything(index: Value) -> bool:
    """Tell whether an index is ``:`` or ``...``: all of an array."""
    return is_dots(index) or is_whole(index)


def is_whole(part: Value) -> bool:
    """Tell whether a part of an index is ``:``."""
    return isinstance(part, Apply) and part.op == "Slice" and all(map(is_none, part.args))


def joined(outer: Value, inner: Value, is_count: Callable[[Value], bool]) -> Value | None:
    """Return the index that reads what ``[outer][inner]`` does; None if that isn't known.

    ``is_count`` tells which parts are whole numbers.
    """
    first, then = parts_of(outer), list(parts_of(inner))
    counted = all(map(is_count, first))
    basic = all(is_simple(part) or is_count(part) for part in then)
    if counted and (basic or len(then) == 1):  # one array of places stands beside numbers
        return Apply("Tuple", (*first, *then))
    special = [p for p in (*first, *then) if is_none(p) or is_dots(p)]
    if special or not all(is_simple(part) or is_count(part) for part in (*first, *then)):
        return None
    made: list[Value] = []
    for part in first:
        found = part if is_count(part) or not then else _part(part, then.pop(0))
        if found is None:
            return None
        made.append(found)
    made += then
    return made[0] if len(made) == 1 else Apply("Tuple", tuple(made))


def _part(outer: Value, inner: Value) -> Value | None:
    """Return the place along one axis that ``[outer][inner]`` is, of a slice and what is read of it."""
    if is_whole(outer):
        return inner
    if is_whole(inner):
        return outer
    start, _, step = outer.args if isinstance(outer, Apply) else (None, None, None)
    first = 0 if start is not None and is_none(start) else getattr(start, "known", None)
    at = getattr(inner, "known", None)
    if type(first) is not int or type(at) is not int or first < 0 or at < 0:
        return None
    return Literal(str(first + at), first + at) if step is not None and is_none(step) else None
