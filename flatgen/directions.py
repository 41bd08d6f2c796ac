"""Along which directions an input is moved: each entry of a small one, a few and some at random of a large one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from flatgen.vectors import floats, inner, moved, shape_of, shaped

ENTRIES = 8  # an input of more is moved along random directions
ALONG = 3  # random directions, and single entries, of a large input


class Direction(NamedTuple):
    """Numbers, one for each entry; the scale of steps; what it is in words."""

    numbers: list[float]
    scale: float
    said: str


def directions(value: Any, symmetric: bool, rng: Random) -> Iterator[Direction]:
    """Yield directions for a value; symmetric ones for what stands for a symmetric matrix."""
    numbers, shape = floats(value), shape_of(value)
    size = len(numbers)
    chosen = range(size) if size <= ENTRIES else rng.sample(range(size), ALONG)
    for i in chosen if not symmetric else ():
        unit = [0.0] * size
        unit[i] = 1.0
        yield Direction(unit, max(0.5, abs(numbers[i])), f" at entry {i}" if shape else "")
    for _ in range(ALONG if size > ENTRIES or symmetric else 0):
        drawn = floats(random_like(value, symmetric, rng))
        largest = max(map(abs, drawn))
        yield Direction([d / largest for d in drawn], 1.0, " along a random direction")


def random_like(value: Any, symmetric: bool, rng: Random) -> Any:
    """Return random numbers of a value's shape, symmetric matrices if it stands for such."""
    numbers = [rng.gauss(0.0, 1.0) for _ in floats(value)]
    drawn = shaped(numbers, shape_of(value) if hasattr(value, "ravel") else None)
    return (drawn + drawn.swapaxes(-1, -2)) / 2 if symmetric else drawn


def stands_for_symmetric(value: Any, gives_the_same: Callable[[Any], bool], rng: Random) -> bool:
    """Tell whether a matrix stands for a symmetric one: it is one, or one triangle of it isn't read.

    Its gradient is then that along symmetric changes, as Cholesky's. ``gives_the_same`` tells whether
    another value in its place makes no difference.
    """
    shape = shape_of(value)
    if len(shape) < 2 or shape[-1] != shape[-2] or shape[-1] < 2:
        return False
    if floats(value) == floats(value.swapaxes(-1, -2)):
        return True
    for upper in (True, False):
        change = random_like(value, False, rng)
        for i in range(shape[-1]):
            change[..., slice(i, None) if upper else slice(0, i + 1), i] = 0.0
        try:
            if gives_the_same(moved(value, floats(change), 1.0)):
                return True
        except Exception:  # it isn't made for that value
            continue
    return False


def total(
    function: Callable[[dict[str, Any]], Any],
    point: dict[str, Any],
    weights: list[float] | None = None,
) -> float:
    """Return the weighted sum of what a function gives; nan where it gives nothing real."""
    try:
        numbers = floats(function(point))
    except Exception:  # beside a point where it runs
        return float("nan")
    return inner([1.0] * len(numbers) if weights is None else weights, numbers)
