"""Slopes along a line by finite differences, and what they say of a gradient.

The step is controlled by Ridders' method: central differences at ever smaller steps, extrapolated to
step 0, of which that with the least estimated error is taken (Ridders, Advances in Engineering Software
4 (1982) 75; Press et al., Numerical Recipes, 5.7).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

Line = Callable[[float], float]  # the value at a distance; nan where there is none

FIRST, LAST = 6, 22  # steps are 2**-6 to 2**-22 of the scale
CLEAR = 1e-5  # slopes whose errors are above this say nothing
CLOSE = 1e-10  # no better slope is looked for
TINY = 1e-13  # a gradient that is off by less may be what rounding leaves of 0


class Slope(NamedTuple):
    """A slope, nan where there is none, and an estimate of its error."""

    value: float
    error: float


class Verdict(NamedTuple):
    """What slopes say of a gradient: "ok", "kink", "singular", "fault", or "doubt" if nothing."""

    kind: str
    error: float  # relative
    wanted: float  # the slope, as far as there is one


def extrapolated(quotient: Callable[[float], float], scale: float, factor: float) -> Slope:
    """Return the limit of difference quotients for small steps.

    ``factor`` is how much a step of half the size takes off the first term of their error.
    """
    best, error = math.nan, math.inf
    previous: list[float] = []
    for k in range(FIRST, LAST + 1):
        row = [quotient(scale * 2.0**-k)]
        if not math.isfinite(row[0]):
            previous = []
            continue
        power = factor
        for old in previous[:8]:
            row.append(row[-1] + (row[-1] - old) / (power - 1))
            power *= factor
        for new, one, other in zip(row[1:], row, previous):
            now = max(abs(new - one), abs(new - other))
            if now < error:
                best, error = new, now
        previous = row
        if error <= CLOSE * abs(best):
            break
    return Slope(best, error)


def central(line: Line, scale: float = 1.0) -> Slope:
    """Return the slope at 0 from both sides."""
    return extrapolated(lambda h: (line(h) - line(-h)) / (2 * h), scale, 4.0)


def one_sided(line: Line, side: float, scale: float = 1.0) -> Slope:
    """Return the slope at 0 to the right (side 1) or from the left (side -1)."""
    here = line(0.0)
    return extrapolated(lambda h: (line(side * h) - here) / (side * h), scale, 2.0)


def judged(line: Line, got: float, size: float, tolerance: float, scale: float = 1.0) -> Verdict:
    """Compare a gradient with the slopes at 0; errors are relative to it, and at least to ``size``."""
    slope = central(line, scale)
    unit = max(abs(slope.value), size, abs(got)) if math.isfinite(got + slope.value) else size
    off = abs(got - slope.value)
    if slope.error <= CLEAR * unit and off <= tolerance * unit:
        return Verdict("ok", off / unit, slope.value)
    sides = [one_sided(line, side, scale) for side in (-1.0, 1.0)]
    clear = [s for s in sides if s.error <= CLEAR * max(unit, abs(s.value))]
    if len(clear) < 2:
        met = any(abs(got - s.value) <= 100 * CLEAR * max(unit, abs(s.value)) for s in clear)
        return _beside_a_pole(got, slope, met, unit)
    rounding = 1e4 * noise(line, scale)
    (left, right), slack = sides, 10 * max(s.error for s in sides) + tolerance * unit + rounding
    if abs(left.value - right.value) > 10 * slack:
        low, high = sorted((left.value, right.value))
        if low - slack <= got <= high + slack:
            return Verdict("kink", 0.0, slope.value)
        nearest = low if got < low else high
        kind = "fault" if math.isfinite(got) else "singular"
        apart = abs(left.value - right.value)
        near = is_seen_near(line, (0, -1), left, apart, scale)
        near = near and is_seen_near(line, (1, 0), right, apart, scale)
        kind = "doubt" if abs(got - nearest) < TINY or not near else kind
        return Verdict(kind, abs(got - nearest) / unit, nearest)
    if not math.isfinite(got):
        return Verdict("fault", math.inf, slope.value)
    agreed = slope.error <= CLEAR * unit and abs(slope.value - right.value) <= 100 * CLEAR * unit
    certain = agreed and off > max(1000 * slope.error, rounding, TINY)
    kind = "fault" if certain and is_seen_near(line, (1, -1), slope, off, scale) else "doubt"
    return Verdict(kind, off / unit, slope.value)


def is_seen_near(line: Line, ends: tuple[int, int], slope: Slope, off: float, scale: float) -> bool:
    """Tell whether a slope is that of the smallest steps, too, as far as it matters: of waves and stairs
    that are shorter than all others, these see nothing."""
    h = scale * 2.0**-36
    near = (line(ends[0] * h) - line(ends[1] * h)) / (h * (ends[0] - ends[1]))
    rounding = 1e-4 * max(1.0, abs(line(0.0))) / scale
    return abs(near - slope.value) <= 0.1 * off + rounding


def noise(line: Line, scale: float) -> float:
    """Return how much of a slope may be rounding, in double precision or single: where values cancel
    it may look like one."""
    bends = []
    for step in (0.7 * 2.0**-44, 0.7 * 2.0**-LAST):  # no power of 2: it may fit the rounding
        values = [line(k * scale * step) for k in range(8)]
        bends += [abs(a - 2 * b + c) for a, b, c in zip(values, values[1:], values[2:])]
    return max(bends) * 2.0**FIRST / scale


def _beside_a_pole(got: float, slope: Slope, met: bool, unit: float) -> Verdict:
    """Judge where a side has no slope: at a step, at the end of what a function is defined for."""
    if met:
        return Verdict("kink", 0.0, slope.value)
    if not math.isfinite(got):
        return Verdict("singular", 0.0, slope.value)
    return Verdict("doubt", 0.0, slope.value)
