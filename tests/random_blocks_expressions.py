"""Random expressions and tests on numbers and arrays, of what a function is sure to have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from random_choices import Choices

Shape = tuple[int, ...]
Range = tuple[int, int]
NUMBERS = ["0.5", "1.5", "0.3", "2", "1", "0.0", "-0.7"]


@dataclass
class Scope:
    """What a function has so far."""

    values: dict[str, Shape] = field(default_factory=dict)
    numbers: dict[str, Range] = field(default_factory=dict)  # whole ones, from ... to ...
    own: set[str] = field(default_factory=set)  # arrays to write into
    sums: set[str] = field(default_factory=set)  # numbers of no array
    states: dict[str, list[Shape]] = field(default_factory=dict)  # tuples
    lines: list[str] = field(default_factory=list)
    depth: int = 0
    loops: int = 0
    size: int = 0

    def known(self) -> tuple[Any, ...]:
        return (
            dict(self.values),
            dict(self.numbers),
            set(self.own),
            set(self.sums),
            dict(self.states),
        )

    def know(self, known: tuple[Any, ...]) -> None:
        self.values, self.numbers, self.own, self.sums, self.states = known

    def forget(self, name: str) -> None:
        self.values.pop(name, None)
        self.numbers.pop(name, None)
        self.states.pop(name, None)
        self.own.discard(name)
        self.sums.discard(name)


class Texts(Choices):
    """Writes expressions."""

    def __init__(self, draw: Any, arrays: bool) -> None:
        super().__init__(draw)
        self.arrays = arrays
        self.scope = Scope()
        self.testing = False
        self.helpers: dict[str, tuple[list[Shape | None], Shape]] = {}

    def names(self, shape: Shape) -> list[str]:
        return sorted(n for n, s in self.scope.values.items() if s == shape)

    def leaf(self, shape: Shape) -> str:
        names = self.names(shape)
        if names and not self.chance(4):
            return self.pick(names)
        ways = []
        for name, other in sorted(self.scope.values.items()):
            if shape == () and other:
                ways.append(f"{name}[{', '.join(self.index(size) for size in other)}]")
                ways.append(f"np.sum({name})")
            elif shape == (3,) and other == (4, 3):
                ways += [f"{name}[{self.index(4)}]", f"np.sum({name}, axis=0)"]
            elif shape == (4,) and other == (4, 3):
                ways += [f"{name}[:, {self.index(3)}]", f"{name}.sum(axis=1)"]
        if shape == ():
            ways += sorted(self.scope.numbers) + [self.pick(NUMBERS)]
        if shape:
            ways.append(self.pick(names) if names else f"np.full({shape}, {self.leaf(())})")
        return self.pick(ways)

    def index(self, size: int) -> str:
        """Return an index that stays within ``size``."""
        ways = [str(self.count(0, size - 1)), "-1"]
        for name, (low, high) in sorted(self.scope.numbers.items()):
            if low >= 0 and high < size:
                ways += [name] * 3
            if low >= 1 and high <= size:
                ways += [f"{name} - 1"] * 2
            if low >= -1 and high < size - 1:
                ways.append(f"{name} + 1")
            if low >= 0 and high < size:
                ways.append(f"-{name} - 1")
            ways.append(f"{name} % {size}")
        return self.pick(ways)

    def expression(self, shape: Shape, depth: int = 2) -> str:
        """Return an expression, in parentheses where one would need them."""
        if depth == 0 or self.chance(5):
            return self.leaf(shape)
        one = self.expression(shape, depth - 1)
        kind = self.count(0, 11)
        if kind <= 2:
            other = self.expression(self.within(shape), depth - 1)
            return f"({one} {self.pick(['+', '-', '*'])} {other})"
        if kind == 3:
            return f"({one} / (1.5 + {self.leaf(self.within(shape))} ** 2))"
        if kind == 4:
            return f"({one} ** {self.pick(['2', '3', *self.powers()])})"
        if kind in (5, 6):
            return f"{self.library(shape)}.{self.pick(['sin', 'tanh', 'cos'])}({bare(one)})"
        if kind == 7:
            return f"({self.pick(['-', '0.5 * ', '2 * '])}{one})"
        if kind == 8:
            other = self.leaf(shape)
            if shape == ():
                return f"{self.pick(['max', 'min'])}({bare(one)}, {other})"
            return f"np.{self.pick(['maximum', 'minimum'])}({bare(one)}, {other})"
        if kind == 9 and not self.testing:
            other = self.expression(shape, depth - 1)
            if shape and self.chance(2):
                return f"np.where({one} > {self.leaf(self.within(shape))}, {one}, {other})"
            return f"({one} if {bare(self.test())} else {other})"
        if kind == 10 and not self.testing:
            return self.called(shape) or one
        if shape == () and self.arrays:
            inner = self.pick([(4,), (3,)])
            if self.names(inner):
                return f"({self.leaf(inner)} @ {self.leaf(inner)})"
        if shape == (4,) and self.names((4, 3)):
            return f"({self.leaf((4, 3))} @ {self.expression((3,), 1)})"
        if shape == (3,) and self.names((4, 3)):
            return f"({self.expression((4,), 1)} @ {self.leaf((4, 3))})"
        if len(shape) == 1:
            return f"{one}[::-1]" if one.isidentifier() else one
        return one

    def within(self, shape: Shape) -> Shape:
        """Return a shape that broadcasts to this one."""
        ways: list[Shape] = [shape, shape, ()]
        if shape == (4, 3):
            ways.append((3,))
        return self.pick(ways)

    def powers(self) -> list[str]:
        return [n for n, (low, _) in sorted(self.scope.numbers.items()) if low >= 0]

    def library(self, shape: Shape) -> str:
        return "np" if shape or (self.arrays and self.chance(2)) else "math"

    def called(self, shape: Shape) -> str:
        found = [name for name, (_, result) in self.helpers.items() if result == shape]
        if not found:
            return ""
        name = self.pick(found)
        given = []
        for wanted in self.helpers[name][0]:
            if wanted is None:
                given.append(self.whole())
            else:
                given.append(bare(self.expression(wanted, 1)))
        return f"{name}({', '.join(given)})"

    def whole(self) -> str:
        """Return a whole number from 0 to 3."""
        found = [n for n, (low, high) in self.scope.numbers.items() if low >= 0 and high <= 3]
        return self.pick([*sorted(found), "2", "3"])

    def test(self, depth: int = 1) -> str:
        numbers = sorted(self.scope.numbers)
        kind = self.count(0, 9)
        if depth and kind <= 2:
            one, two = self.test(depth - 1), self.test(depth - 1)
            if kind == 2:
                return f"(not {one})"
            return f"({one} {self.pick(['and', 'or'])} {two})"
        if numbers and kind <= 5:
            name = self.pick(numbers)
            ways = [f"({name} % 2 == {self.count(0, 1)})", f"({name} < {self.count(0, 3)})"]
            ways += [f"({name} {self.pick(['==', '!=', '>='])} {self.pick([*numbers, '0', '1'])})"]
            return self.pick(ways)
        if kind == 9:
            return f"({self.pick(['-0.5', '0'])} < {self.leaf(())} < {self.leaf(())})"
        if kind == 8 and self.names((4,)):
            return (
                f"np.{self.pick(['any', 'all'])}({self.pick(self.names((4,)))} > {self.leaf(())})"
            )
        self.testing, before = True, self.testing
        one = self.expression((), 1)
        self.testing = before
        return f"({one} {self.pick(['>', '<', '>=', '<='])} {self.leaf(())})"


def copy(known: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(type(part)(part) for part in known)


def merged(ways: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Return what is known whichever way was taken."""
    values, numbers, own, sums, states = copy(ways[0])
    for other in ways[1:]:
        values = {n: s for n, s in values.items() if other[0].get(n) == s}
        numbers = {
            n: (min(r[0], other[1][n][0]), max(r[1], other[1][n][1]))
            for n, r in numbers.items()
            if n in other[1]
        }
        own = own & other[2]
        sums = sums & other[3]
        states = {n: s for n, s in states.items() if other[4].get(n) == s}
    return values, numbers, {n for n in own if n in values}, sums & set(values), states


def bare(text: str) -> str:
    """Return an expression without the parentheses around it."""
    if not text.startswith("("):
        return text
    depth = 0
    for i, c in enumerate(text):
        depth += (c == "(") - (c == ")")
        if depth == 0:
            return text[1:-1] if i == len(text) - 1 else text
    return text


def new(text: str) -> bool:
    """Tell whether a text gives what no name holds: arithmetic, a function's result, a number."""
    return text[0] in "(-.0123456789" or text.startswith(("np.", "math."))
