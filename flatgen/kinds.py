"""What kind of numbers a value holds: whole ones, truths, floating, complex; and if they are numpy's."""

from __future__ import annotations

import math
from collections.abc import Iterator

from flatgen.ir import DISPLAYS, SIZES, Apply, Literal, Value
from flatgen.rules import RuleBook
from flatgen.sharing import Said
from flatgen.signatures import BadCall, call_of, function_of
from flatgen.sizing import Sizes
from flatgen.templates import SETTINGS

# Functions that math has too, and whose results aren't floating for whole numbers.
KEEPS = {
    *("fmod", "remainder", "pow", "prod", "sumprod", "floor", "ceil", "trunc", "gcd", "lcm"),
    *("isfinite", "isinf", "isnan"),
}
TRUTHS = {"any", "all", "isfinite", "isinf", "isnan", "isneginf", "isposinf", "signbit", "isin"}
INTEGERS, BOOLEANS, FLOATS, COMPLEX = "integers", "booleans", "floats", "complex"
PYTHON = "python"  # a number or tuple that is none of numpy's


class Kinds(Sizes):
    """The kinds that are known, by name."""

    def __init__(self, known: dict[str, object], rules: RuleBook, arrays: bool) -> None:
        super().__init__(known)
        self.rules = rules
        self.arrays = arrays
        self.kinds: dict[str, str] = {}
        self.numpy: set[str] = set()  # values that are surely numpy's: arrays or its numbers

    def said(self, value: Apply) -> Iterator[tuple[Said, dict[str, Value]]]:
        raise AssertionError("what templates say is asked in flatgen.facts")

    def is_scalar(self, value: Value) -> bool:
        raise AssertionError("shapes are in flatgen.facts")

    def kind(self, value: Value) -> str:
        """Return what kind of numbers a value is sure to hold: whole, truths, floats; or nothing."""
        if isinstance(value, str):
            return self.kinds.get(value, "")
        if isinstance(value, Literal):
            kinds = {int: INTEGERS, bool: BOOLEANS, float: FLOATS, complex: COMPLEX}
            return kinds.get(type(value.known), "")
        if not isinstance(value, Apply):
            return FLOATS
        if value.op in SIZES:
            return INTEGERS
        for said, bound in self.said(value):
            if said.gives in bound:
                return self.kind(bound[said.gives])
            if said.gives:
                return said.gives if said.gives != PYTHON else INTEGERS
        library, _, name = function_of(value.op).rpartition(".")
        if library == "numpy" and name in TRUTHS:
            return BOOLEANS
        if library in ("numpy", "math") and hasattr(math, name) and name not in KEEPS:
            return self._mixed([FLOATS, *map(self.kind, value.args)])
        return self._mixed([self.kind(argument) for argument in self._numbers(value)])

    def _numbers(self, value: Apply) -> list[Value]:
        """Return the arguments that an operation computes with: no axis, no shape."""
        try:
            call = call_of(value)
        except BadCall:
            call = None
        if call is None:
            return list(value.args)
        return [argument for name, argument in call.given.items() if name not in SETTINGS]

    def _mixed(self, parts: list[str]) -> str:
        for kind in (COMPLEX, FLOATS):
            if kind in parts:
                return kind
        return parts[0] if parts and all(part == parts[0] for part in parts) else ""

    def is_integer(self, value: Value) -> bool:
        """Tell whether a value is sure to be one whole number."""
        if isinstance(value, str) and value in self.sizes:
            return True
        return self.kind(value) == INTEGERS and self.is_scalar(value)

    def is_integers(self, value: Value) -> bool:
        return self.kind(value) == INTEGERS

    def is_boolean(self, value: Value) -> bool:
        return self.kind(value) == BOOLEANS

    def is_floating(self, value: Value) -> bool:
        return self.kind(value) == FLOATS

    def is_complex(self, value: Value) -> bool:
        """Tell whether a value may hold complex numbers: all that do are known to."""
        if not self.arrays:
            return False
        return self.kind(value) == COMPLEX

    def is_numpy(self, value: Value) -> bool:
        """Tell whether a value is sure to be numpy's, an array or one of its numbers."""
        if isinstance(value, str):
            return value in self.numpy
        if not isinstance(value, Apply) or value.op in DISPLAYS or value.op in SIZES:
            return False
        if any(said.gives == PYTHON for said in self.rules.said_of(value.op)):
            return False
        if value.op.startswith(("numpy.", "scipy.", ".")):
            return True
        return not value.op.startswith("math.") and any(map(self.is_numpy, value.args))
