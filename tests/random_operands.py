"""What random programs on arrays read and write, run as it is written.

So every shape is known, and every program is valid.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from random_choices import Choices

Shape = tuple[int, ...]
FAILURES = (ValueError, TypeError, IndexError, ArithmeticError, AttributeError)
TAME, LARGE, RANK = 12, 48, 4  # how large a value, its size and its rank may be
SIZES = ["N", "D", "K", "n", "m", "k", "M"]  # what sizes are called
CONSTANTS = ["0.5", "2", "1.5", "0.75", "3", "-1.25", "1", "0.25"]
# {} is any operand, {+} one above 0.2; the operands of a form broadcast together.
ELEMENTWISE = """({} + {})  ({} - {})  ({} * {})  ({} * {})  ({} / {+})  ({+} ** {})  ({} ** 2)  ({} ** 3)
({+} ** 0.5)  ({+} ** -1)  ({+} ** -1.5)  (2 ** {})  (-{})  (1 - {})  (1 / {+})  abs({})
np.where({} > {}, {}, {})  np.where({} > 0.1, {}, 0.0)  np.where({} <= 0.3, 0.5, {})  (({} > {}) * {})
np.maximum({}, {})  np.minimum({}, {})  np.maximum({}, 0.1)  np.minimum(0.2, {})  np.clip({}, -0.4, 0.9)
np.arctan2({}, {+})  np.hypot({}, {+})  np.logaddexp({}, {})  np.power({+}, {})  np.divide({}, {+})
np.add({}, {})  np.subtract({}, {})  np.multiply({}, {})  np.negative({})  np.square({})  np.abs({})
np.exp(-{+})  np.exp(np.sin({}))  np.log({+})  np.sqrt({+})  np.tanh({})  np.sin({})  np.cos({})
np.log1p({+})  np.reciprocal({+})  np.sign({})  (({} > 0) * {})
np.where(np.logical_and({} > 0, {} < 1), {}, {})  np.where(({} > 0) & ({} < 1), {}, {})
np.where(({} < 0) | ~({} < 1), {}, 0.5)"""


class Operands(Choices):
    """Writes operands; ``values`` holds what the names stand for in a run at the program's own point."""

    def __init__(self, draw: Any) -> None:
        super().__init__(draw)
        self.values: dict[str, Any] = {}
        self.around: dict[str, Any] = {"np": np}
        self.size = 0

    # What a text stands for

    def run(self, text: str) -> Any:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return eval(text, self.around, self.values)

    def shape(self, text: str) -> Shape:
        return np.shape(self.run(text))

    def kept(self, text: str) -> str:
        """Return an expression, made tame if need be; nothing if there is no real value of small size."""
        try:
            value = self.run(text) if text else None
        except FAILURES:
            return ""
        if not isinstance(value, (int, float, np.ndarray, np.generic)):
            return ""
        if not is_real(np.asarray(value)):
            return ""
        if np.max(np.abs(value), initial=0) > TAME:
            return self.pick([f"np.tanh({text})", f"({text} / 100)", f"np.sin({text})"])
        return text

    # Operands

    def names(self, low: int = 0) -> list[str]:
        return [name for name, value in self.values.items() if np.ndim(value) >= low]

    def array(self, low: int = 1, depth: int = 0) -> str:
        """Return an array of that rank at least."""
        if depth > 0 and self.chance(3):
            text = self.operation(depth - 1)
            if np.ndim(self.run(text)) >= low:
                return text
        names = self.names(low)
        names = names[-3:] if self.chance(2) else names
        return self.pick(names or ["np.arange(1.0, 4.0)", "np.array([0.5, -1.25, 2.0])"])

    def operand(self, shape: Shape, depth: int) -> str:
        """Return what can be broadcast with a shape."""
        fitting = [name for name in self.names() if fits(self.values[name], shape)]
        if depth > 0 and self.chance(3):
            text = self.operation(depth - 1)
            if fits(self.run(text), shape):
                return text
        return self.pick(fitting) if fitting and not self.chance(6) else self.pick(CONSTANTS)

    def positive(self, text: str) -> str:
        value = np.asarray(self.run(text))
        if value.dtype.kind == "f" and np.min(value, initial=1) > 0.25 and self.chance(2):
            return text
        ways = ["(abs({}) + 0.5)", "({} ** 2 + 0.3)", "np.exp(np.tanh({}))", "np.maximum({}, 0.3)"]
        return self.pick(ways).replace("{}", text)

    def fill(self, form: str, depth: int) -> str:
        """Fill in the operands of a form."""
        text = ""
        shape: Shape | None = None
        while "{" in form:
            before, _, form = form.partition("{")
            hole, _, form = form.partition("}")
            if shape is None:
                part = self.array(0, depth)
                shape = self.shape(part)
            else:
                part = self.operand(shape, depth)
                shape = np.broadcast_shapes(shape, self.shape(part))
            part = f"({part})" if part[0] == "-" else part
            text += before + (self.positive(part) if hole else part)
        return text + form

    def number(self, size: int) -> str:
        """Return a size as a number, or as the size of what has it."""
        names = [n for n in SIZES if str(self.values.get(n)) == str(size)]
        names += [f"{n}.shape[{i}]" for n in self.names(1) for i in self.axes_of(n, size)]
        names += [f"len({n})" for n in self.names(1) if len(self.values[n]) == size]
        return self.pick(names) if names and self.chance(2) else str(size)

    def axes_of(self, name: str, size: int) -> list[int]:
        return [i for i, s in enumerate(np.shape(self.values[name])) if s == size]

    def axis(self, rank: int) -> int:
        return self.count(-rank, rank - 1) if rank else 0

    def operation(self, depth: int = 1) -> str:
        raise AssertionError("operations are in random_array_forms")


def fits(value: Any, shape: Shape) -> bool:
    """Tell whether a value can be broadcast with a shape, to no large result."""
    try:
        both = np.broadcast_shapes(np.shape(value), shape)
    except ValueError:
        return False
    return int(np.prod(both)) <= LARGE


def is_real(value: Any) -> bool:
    """Tell whether an array is of real numbers, not large."""
    small = value.size <= LARGE and value.ndim <= RANK
    return bool(value.dtype.kind in "if" and small and np.all(np.abs(value) < 1e6))
