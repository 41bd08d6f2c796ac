"""Random statements on arrays: assignments, sizes, parts, and writes into new arrays."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from random_array_forms import Forms
from random_operands import FAILURES, SIZES, is_real

NAMES = ["a", "b", "c", "h", "t", "u", "v", "z", "out", "s0", "grad_x", "σ"]
STEPS = """({x} - np.max({x}, {over}))  np.exp(A)  (B / B.sum({over}))
np.exp({x})  np.sum(A, {over})  (A / B)
{x}.mean({over})  np.sqrt((({x} - A) ** 2).mean({over}) + 0.01)  (({x} - A) / B)
({x}[:, None] - {x}[None])  (A ** 2)  np.exp(-B.sum(axis=-1))
({x} - {x}.mean(axis=0))  (A.T @ A / len({x}))  (B + np.eye(len(B)))"""


class Statements(Forms):
    """Writes the lines of a function."""

    def __init__(self, draw: Any) -> None:
        super().__init__(draw)
        self.lines: list[str] = []
        self.own: set[str] = set()  # arrays that no other name holds
        self.unread: set[str] = set()

    def assign(self, name: str, text: str) -> None:
        self.note(text)
        self.lines.append(f"{name} = {bare(text)}")
        self.values[name] = self.run(text)
        self.own.discard(name)
        if bare(text) != text and is_float_array(self.values[name]):
            self.own.add(name)
        self.unread.add(name)

    def note(self, text: str) -> None:
        """Note the names that a text reads; but for arithmetic, it may keep what they hold."""
        read = set(re.findall(r"\w+", text))
        self.unread -= read
        if bare(text) == text:
            self.own -= read

    def target(self) -> str:
        old = [n for n in self.values if n.isidentifier()]
        new = [n for n in NAMES if n not in old]
        return self.pick(old if old and self.chance(3) else new or old)

    def statement(self) -> None:
        kinds = (
            [self.assignment] * 6 + [self.written, self.element] * 2 + [self.sizes, self.several]
        )
        kinds += [self.divided, self.augmented, self.copied, self.steps]
        self.pick(kinds)()

    def assignment(self) -> None:
        text = self.operation(2)
        self.assign(self.target(), text)

    def several(self) -> None:
        one, two = self.operation(), self.operation()
        a, b = self.target(), self.target()
        if a == b:
            return
        values = self.run(one), self.run(two)
        self.lines.append(f"{a}, {b} = {one}, {two}")
        for name, text, value in zip((a, b), (one, two), values):
            self.note(text)
            self.own -= {a, b}
            self.values[name] = value
        self.unread |= {a, b}

    def divided(self) -> None:
        """``a, b = np.split(x, 2)``, ``a, b = x``: an array taken apart."""
        x = self.array(1, 1)
        axis = self.axis(len(self.shape(x)))
        ways = [f"np.split({x}, 2, axis={axis})", f"np.split({x}, [1], {axis})", x]
        ways = [way for way in ways if self.parts(way) == 2]
        a, b = self.target(), self.target()
        if not ways or a == b:
            return
        text = self.pick(ways)
        self.note(f"[{text}]")
        self.lines.append(f"{a}, {b} = {text}")
        self.own -= {a, b}
        self.values[a], self.values[b] = self.run(text)
        self.unread |= {a, b}

    def sizes(self) -> None:
        """``N, D = x.shape``."""
        names = self.names(1)
        if not names:
            return
        x = self.pick(names)
        shape = np.shape(self.values[x])
        sizes = SIZES[: len(shape)]
        way = self.pick(["shape", "shape", "len", "size", "one"])
        if way == "shape":
            target, text = ", ".join(sizes) + ("," if len(shape) == 1 else ""), f"{x}.shape"
            self.values.update(zip(sizes, map(int, shape)))
        else:
            i = self.axis(len(shape))
            target = SIZES[-1]
            text = {"len": f"len({x})", "size": f"{x}.size", "one": f"{x}.shape[{i}]"}[way]
            text += self.pick(["", "", " + 1", " * 2", " - 1"])
            self.values[target] = int(self.run(text))
        self.lines.append(f"{target} = {text}")
        self.own -= {target, *sizes}

    def written(self) -> None:
        """A new array, and what is written into it."""
        x = self.array(1)
        wide = [f"({', '.join(self.number(s) for s in self.shape(x))},)"]
        wide.append(self.number(self.count(2, 4)))
        wide.append(f"({self.number(self.count(1, 3))}, {self.number(self.count(1, 3))})")
        ways = [f"np.zeros({w})" for w in wide] + [f"np.ones({w})" for w in wide]
        ways += [f"np.zeros_like({x})", f"np.zeros({x}.shape)", f"{x}.copy()"]
        ways += [f"np.full({wide[0]}, {n})" for n in ("0.5", *self.names()) if not self.shape(n)]
        text = self.pick(ways)
        if not self.kept(text) or not is_float_array(self.run(text)):
            return
        name = self.target()
        self.assign(name, text)
        self.own.add(name)
        for _ in range(self.count(1, 3)):
            self.element(name)

    def element(self, name: str = "") -> None:
        """``z[1:] = x``, ``z[0] += y``."""
        own = sorted(n for n in self.own if n in self.values)
        if not own:
            return
        name = name or self.pick(own)
        operator = self.pick(["=", "=", "=", "+=", "+=", "-=", "*=", "/="])
        index = self.index(np.shape(self.values[name]), repeats=operator == "=")
        try:
            shape = np.shape(self.values[name][self.run(f"np.s_[{index}]")])
        except FAILURES:
            return
        value = self.operand(shape, 1)
        value = self.positive(value) if operator == "/=" else value
        text = f"{name}[{index}] {operator} {bare(value)}"
        before, self.values[name] = self.values[name], np.copy(self.values[name])
        try:
            exec(text, self.around, self.values)
        except FAILURES:
            self.values[name] = before
            return
        if not is_real(self.values[name]):
            self.values[name] = before
            return
        self.lines.append(text)
        self.note(f"({bare(value)})")
        self.unread.add(name)

    def augmented(self) -> None:
        own = sorted(n for n in self.own if n in self.values)
        if not own:
            return
        name = self.pick(own)
        value = self.operand(np.shape(self.values[name]), 1)
        operator = self.pick(["+", "-", "*"])
        result = self.kept(f"({name} {operator} {value})")
        if result.startswith(f"({name}") and self.shape(result) == self.shape(name):
            self.lines.append(f"{name} {operator}= {bare(value)}")
            self.values[name] = self.run(result)
            self.note(f"({bare(value)})")
            self.unread.add(name)

    def copied(self) -> None:
        names = self.names()
        self.assign(self.target(), self.pick(names))

    def steps(self) -> None:
        """A softmax, a standardised array or a distance, in steps."""
        x = self.array(1)
        over = f"axis={self.axis(len(self.shape(x)))}, keepdims=True"
        steps = self.pick(STEPS.split("\n")).format(x=x, over=over).split("  ")
        names = [n for n in NAMES if n != x]
        a, b = self.pick(names[:6]), self.pick(names[6:])
        for name, text in zip((a, b, self.target()), steps):
            text = text.replace("A", a).replace("B", b)
            if self.kept(text) != text:
                return
            self.assign(name, text)

    def parts(self, text: str) -> int:
        """Return how many parts an array or a list of arrays has."""
        try:
            parts = self.run(text)
            return len(parts) if all(is_real(np.asarray(p)) for p in parts) else 0
        except FAILURES:
            return 0


def bare(text: str) -> str:
    """Return an expression without the parentheses around it."""
    depth = 0
    for i, c in enumerate(text):
        depth += (c == "(") - (c == ")")
        if depth == 0 and i < len(text) - 1:
            return text
    return text[1:-1] if text[0] == "(" and "," not in text else text


def is_float_array(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.ndim > 0
