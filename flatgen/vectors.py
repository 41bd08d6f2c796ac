"""Numbers and arrays alike, as vectors of floats: what is checked is checked on both, with or without numpy."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any


def leaves(value: Any) -> Iterator[Any]:
    """Yield the numbers and arrays in tuples, lists and dicts, in order."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (tuple, list)):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def floats(value: Any) -> list[float]:
    """Return all numbers in a value. Raises TypeError where they are not real."""
    found: list[float] = []
    for leaf in leaves(value):
        flat = leaf.ravel().tolist() if hasattr(leaf, "ravel") else [leaf]
        found += [_real(number) for number in flat]
    return found


def _real(number: Any) -> float:
    if isinstance(number, (complex, str)) or number is None:
        raise TypeError(f"{number!r} is no real number")
    return float(number)


def is_finite(value: Any) -> bool:
    """Tell whether a value is of real and finite numbers, and of one at the least."""
    try:
        numbers = floats(value)
    except (TypeError, ValueError, OverflowError):
        return False
    return bool(numbers) and all(map(math.isfinite, numbers))


def shape_of(value: Any) -> tuple[int, ...]:
    return tuple(getattr(value, "shape", ()))


def is_floating(value: Any) -> bool:
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    return kind == "f" or (not kind and isinstance(value, float))


def inner(one: Iterable[float], other: Iterable[float]) -> float:
    """Return the sum of products; nan where a part is not finite and has a weight."""
    try:
        return math.fsum(a * b for a, b in zip(one, other) if a)
    except (OverflowError, ValueError):  # inf - inf
        return math.nan


def moved(value: Any, direction: list[float], t: float) -> Any:
    """Return ``value + t * direction``, of the value's shape."""
    if not hasattr(value, "ravel"):
        return float(value) + t * direction[0]
    result = value.astype(float)
    result += t * shaped(direction, shape_of(value))
    return result


def shaped(numbers: list[Any], shape: tuple[int, ...] | None) -> Any:
    """Return numbers as an array of a shape, or the one number that they are."""
    if shape is None:
        return numbers[0]
    import numpy as np  # late: programs of numbers are checked without it

    return np.array(numbers).reshape(shape)


def copied(value: Any) -> Any:
    return value.copy() if hasattr(value, "ravel") else value


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are equal to the bit, shapes and all."""
    ours, theirs = list(leaves(one)), list(leaves(other))
    if [shape_of(v) for v in ours] != [shape_of(v) for v in theirs]:
        return False
    pairs = zip(floats(ours), floats(theirs))
    return all(a == b or (a != a and b != b) for a, b in pairs)
