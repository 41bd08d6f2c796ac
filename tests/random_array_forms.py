"""Random operations on arrays: arithmetic that broadcasts, reductions, products, indices, layouts."""

from __future__ import annotations

from typing import Any

import numpy as np
from random_operands import ELEMENTWISE, Operands, Shape, fits

REDUCTIONS = ["sum", "sum", "mean", "max", "min", "prod", "var", "std"]
SLICES = [":", ":", "1:", ":-1", "::-1", "::2", "-2:", ":1", "1::2", "::-2", "-1:0:-1", ":2", "-1:"]


class Forms(Operands):
    """Writes operations."""

    def operation(self, depth: int = 1) -> str:
        """Return an expression that is no mere name."""
        self.size += 1
        kinds = [self.elementwise] * 5 + [self.reduced] * 3 + [self.product] * 2 + [self.indexed] * 3
        kinds += [self.laid] * 3 + [self.joined] * 2 + [self.running, self.normalised, self.called]
        for _ in range(4):
            text = self.kept(self.pick(kinds)(depth))
            if text:
                return text
        return self.pick(["np.tanh({})", "(0.5 * {})"]).replace("{}", self.array(0))

    def called(self, depth: int) -> str:
        raise AssertionError("functions are in random_arrays")

    def elementwise(self, depth: int) -> str:
        return self.fill(self.pick(ELEMENTWISE.replace("\n", "  ").split("  ")), depth)

    def reduced(self, depth: int) -> str:
        x = self.array(0, depth)
        function = self.pick(REDUCTIONS)
        options = self.over(np.ndim(self.run(x)))
        if function in ("var", "std"):
            options += ", ddof=1" if self.chance(4) else ""
            if np.min(self.run(f"np.var({x}{options.replace(', ddof=1', '')})")) < 0.01:
                return ""
        if isinstance(self.run(x), (np.ndarray, np.generic)) and self.chance(2):
            return f"{x}.{function}({options[2:]})"
        return f"np.{function}({x}{options})"

    def over(self, rank: int) -> str:
        """Return the arguments that say which axes are reduced."""
        ways = ["", ", axis=None"]
        if rank:
            axis = self.axis(rank)
            ways += [f", axis={axis}", f", {axis}", f", axis={axis}", f", axis=({axis},)"]
        if rank > 1:
            first, second = self.draw_axes(rank)
            ways += [f", axis=({first}, {second})", ", axis=-1", ", axis=0"]
        return self.pick(ways) + self.pick(["", "", ", keepdims=True", ", keepdims=False"])

    def draw_axes(self, rank: int) -> tuple[int, int]:
        """Return two different axes, counted from either end."""
        first = self.count(0, rank - 1)
        second = (first + self.count(1, rank - 1)) % rank
        return first - rank * self.chance(2), second - rank * self.chance(2)

    def product(self, depth: int) -> str:
        a = self.array(1, depth)
        one = self.shape(a)
        kind = self.pick(["@", "@", "@", "dot", "outer", "inner", "einsum", "einsum", "tensordot"])
        if kind == "outer":
            return f"np.outer({a}, {self.array(0)})"
        ways = ["{}", "{}", "{}.T", "np.swapaxes({}, -1, -2)", "{}[..., None]", "{}[None]"]
        others = [w.replace("{}", n) for w in dict.fromkeys(ways) for n in self.names(1)]
        if kind == "einsum":
            return self.einsum(a, self.array(1) if self.chance(2) else "")
        if kind in ("inner", "tensordot"):
            options = "" if kind == "inner" else self.pick([", axes=1", ", axes=([0], [0])", ", 0"])
            ways = [f"np.{kind}({a}, {b}{options})" for b in others]
        else:
            ways = [f"({a} @ {b})" for b in others if multiply(one, self.kept(b) and self.shape(b))]
            if kind == "dot":
                ways = [f"np.dot({a}, {b})" for b in others] + [f"{a}.dot({b})" for b in others]
        ways = [way for way in ways if kind == "@" or self.kept(way)]
        return self.pick(ways) if ways else ""

    def einsum(self, a: str, b: str) -> str:
        """Return an einsum: axes of one size may share a letter."""
        letters: dict[str, int] = {}
        words: list[str] = []
        for operand in [a, b][: 1 + bool(b)]:
            word = ""
            for size in self.shape(operand):
                shared = [c for c, s in letters.items() if s == size and c not in word]
                letter = self.pick(shared) if shared and not self.chance(4) else "ijklmnop"[len(letters)]
                letters[letter] = size
                word += letter
            words.append(word)
        found = sorted(letters)
        out = "".join(dict.fromkeys(self.pick(found) for _ in range(self.count(0, 3))))
        arguments = ", ".join([a, b][: 1 + bool(b)])
        return f'np.einsum("{self.pick([",", ", "]).join(words)}->{out}", {arguments})'

    def indexed(self, depth: int) -> str:
        x = self.array(1, depth)
        if self.chance(4):
            return f"{x}[{x} {self.pick(['> 0.1', '< 0.4', '>= -0.2'])}]"
        return f"{x}[{self.index(self.shape(x))}]"

    def index(self, shape: Shape, repeats: bool = True) -> str:
        """Return an index into an array of a shape."""
        length, parts = self.count(1, 4), []
        kept = list(shape[: self.count(1, len(shape))])
        for size in kept:
            kind = self.pick(["number", "slice", "slice", "slice", "array"])
            parts.append(self.pick(SLICES))
            if kind == "number":
                parts[-1] = self.pick(["0", "-1", str(size - 1), f"{self.number(size)} - 1"])
            elif kind == "array":
                rows = [self.count(-size, size - 1) for _ in range(length)]
                vectors = [n for n in self.names(1) if np.shape(self.values[n]) == (size,)]
                ways = [f"{n} > 0" for n in vectors]
                if repeats:
                    ways += [f"{rows}", f"np.array({rows})", f"np.array([{rows}, {rows[::-1]}])"]
                    ways += [f"np.arange({self.number(size)})", *[f"np.argsort({n})" for n in vectors]]
                parts[-1] = self.pick(ways or [":"])
        if self.chance(4):
            parts.insert(self.count(0, len(parts)), "None")
        if self.chance(5):
            parts.insert(self.count(0, len(parts)), "...")
        return ", ".join(parts)

    def laid(self, depth: int) -> str:
        """Return an array in another layout."""
        x = self.array(1, depth)
        shape = self.shape(x)
        rank, size = len(shape), int(np.prod(shape))
        order = self.draw_permutation(rank)
        first, second = self.axis(rank), self.axis(rank)
        new = self.new_shape(size)
        wide = ", ".join([self.number(self.count(2, 3)), *map(self.number, shape)])
        stretched = ", ".join(self.number(3 if s == 1 else s) for s in shape)
        ways = ["np.ravel({})", "{}.ravel()", "{}.flatten()", "{}.T", "np.transpose({})", "{}.reshape(-1)"]
        ways += [f"np.reshape({{}}, ({new},))", f"{{}}.reshape({new})", f"{{}}.reshape(({new},))"]
        ways += [f"np.transpose({{}}, {order})", f"{{}}.transpose({', '.join(map(str, order))})"]
        ways += [f"np.swapaxes({{}}, {first}, {second})", f"{{}}.swapaxes({first}, {second})"]
        ways += [f"np.moveaxis({{}}, {first}, {second})", f"np.expand_dims({{}}, {self.axis(rank + 1)})"]
        ways += [f"np.broadcast_to({{}}, ({wide}))", f"np.broadcast_to({{}}, ({stretched},))"]
        ways += ["np.squeeze({})", "{}.squeeze()"] * (1 in shape) + ["{}[:, None]", "{}[None]"]
        ways += [f"np.squeeze({{}}, axis={i})" for i, s in enumerate(shape) if s == 1]
        return self.pick(ways).replace("{}", x)

    def draw_permutation(self, rank: int) -> tuple[int, ...]:
        left, order = list(range(rank)), []
        while left:
            order.append(left.pop(self.count(0, len(left) - 1)))
        return tuple(order)

    def new_shape(self, size: int) -> str:
        """Return a shape of that many entries, one of its sizes -1 now and then."""
        first = self.pick([d for d in range(1, size + 1) if size % d == 0])
        sizes = self.pick([[size], [first, size // first], [first, 1, size // first]])
        parts = [self.number(s) for s in sizes]
        if self.chance(2):
            parts[self.count(0, len(parts) - 1)] = "-1"
        return ", ".join(parts)

    def joined(self, depth: int) -> str:
        """Return arrays put together, repeated or moved."""
        x = self.array(1, depth)
        shape = self.shape(x)
        axis, shift = self.axis(len(shape)), self.count(-2, 3)
        same = [n for n in self.names(1) if np.shape(self.values[n]) == shape]
        y = self.pick([*same, f"(2 * {x})", f"np.sin({x})"])
        parts = self.pick([f"[{x}, {y}]", f"({x}, {y}, {x})", f"[{y}, {x}[::-1]]"])
        some = "[" + ":, " * (axis % len(shape)) + ":1]"
        ways = [f"np.concatenate({parts}, axis={axis})", f"np.concatenate({parts})", f"np.stack({parts})"]
        ways += [f"np.concatenate([{x}{some}, {y}], {axis})", f"np.stack({parts}, axis={axis})"]
        ways += [f"np.vstack({parts})", f"np.hstack({parts})", f"np.split({x}, [1], axis={axis})[0]"]
        ways += [f"np.split({x}, {self.number(shape[axis])}, axis={axis})[-1]"]
        ways += [f"np.tile({x}, 2)", f"np.tile({x}, (2, 1))", f"np.repeat({x}, 2)", f"{x}.repeat(2, axis={axis})"]
        ways += [f"np.repeat({x}, 2, axis={axis})", f"np.repeat({x}, {[1 + i % 2 for i in range(shape[0])]}, 0)"]
        ways += [f"np.pad({x}, 1)", f"np.pad({x}, ((1, 0),{' (0, 2),' * (len(shape) - 1)}))"]
        ways += [f'np.pad({x}, (0, 1), mode="edge")', f"np.roll({x}, {shift})", f"np.flip({x}, {axis})"]
        ways += [f"np.roll({x}, {shift}, axis={axis})", f"np.flip({x})", f"np.flip({x}, axis=(0, -1))"]
        return self.pick(ways)

    def running(self, depth: int) -> str:
        """Return running sums and the like, and orders."""
        x = self.array(1, depth)
        axis = self.axis(len(self.shape(x)))
        ways = ["np.cumsum({})", f"np.cumsum({{}}, axis={axis})", f"{{}}.cumsum({axis})", "np.sort({})"]
        ways += [f"np.cumprod({{}}, axis={axis})", "np.cumprod({})", f"np.sort({{}}, axis={axis})"]
        ways += [f"np.diff({{}}, axis={axis})", "np.diff({})", "np.sort({}, axis=None)"]
        return self.pick(ways).replace("{}", x)

    def normalised(self, depth: int) -> str:
        """Return what is taken in proportion to a sum: a softmax, a log of a sum of exponentials, a mean removed."""
        x = self.array(1, depth)
        over = f"axis={self.axis(len(self.shape(x)))}"
        ways = ["np.exp({}) / np.sum(np.exp({}), OVER, keepdims=True)", "{} - {}.mean(OVER, keepdims=True)"]
        ways += ["np.exp({} - np.max({}, OVER, keepdims=True))", "{} / np.sqrt(np.sum({} ** 2, OVER, keepdims=True))"]
        text = self.pick(["np.log(np.sum(np.exp({}), OVER))", *[f"({way})" for way in ways]])
        return text.replace("{}", x).replace("OVER", over)


def multiply(one: Shape, other: Any) -> bool:
    """Tell whether arrays of two shapes can be multiplied as matrices."""
    if not one or not other:
        return False
    if one[-1] != (other[-2] if len(other) > 1 else other[0]):
        return False
    return fits(np.empty(one[:-2]), other[:-2])
