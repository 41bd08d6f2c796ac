"""Random operations on arrays: arithmetic that broadcasts, reductions, products, indices, layouts."""

from __future__ import annotations

from typing import Any

import numpy as np
from random_operands import ELEMENTWISE, Operands, Shape, fits

REDUCTIONS = ["sum", "sum", "mean", "max", "min", "prod", "var", "std"]
SLICES = [
    ":",
    ":",
    "1:",
    ":-1",
    "::-1",
    "::2",
    "-2:",
    ":1",
    "1::2",
    "::-2",
    "-1:0:-1",
    ":2",
    "-1:",
    "3:",
]
LAYOUTS = """np.ravel({x})  {x}.ravel()  {x}.flatten()  {x}.T  np.transpose({x})  {x}.reshape(-1)
np.reshape({x}, ({sizes},))  {x}.reshape({sizes})  {x}.reshape(({sizes},))  np.transpose({x}, {order})
{x}.transpose({axes})  np.swapaxes({x}, {i}, {j})  {x}.swapaxes({i}, {j})  np.moveaxis({x}, {i}, {j})
np.expand_dims({x}, {new})  {x}[:, None]  {x}[None]  {x}[..., None]  np.broadcast_to({x}, ({wide}))
np.broadcast_to({x}, ({long},))  np.atleast_2d({x})"""
SQUEEZED = "np.squeeze({x})  {x}.squeeze()  np.squeeze({x}, axis={one})  {x}.squeeze({one})"
JOINED = """np.concatenate({arrays}, axis={i})  np.concatenate({arrays})  np.concatenate([{some}, {y}], {i})
np.stack({arrays})  np.stack({arrays}, axis={i})  np.vstack({arrays})  np.hstack({arrays})
np.split({x}, [1], axis={i})[0]  np.split({x}, {size}, axis={i})[-1]  np.append({x}, {y}, axis={i})
np.tile({x}, 2)  np.tile({x}, (2, 1))  np.repeat({x}, 2)  {x}.repeat(2, axis={i})  np.repeat({x}, 2, axis={i})
np.repeat({x}, {counts}, 0)  np.pad({x}, 1)  np.pad({x}, {widths})  np.pad({x}, (0, 1), mode="edge")
np.roll({x}, {by})  np.roll({x}, {by}, axis={i})  np.flip({x})  np.flip({x}, {i})  np.flip({x}, axis=(0, -1))
np.take({x}, [0, 0, -1], axis={i})  np.tril({x})  np.diagonal({x})  np.trace({x})"""
RUNNING = """np.cumsum({x})  np.cumsum({x}, axis={i})  {x}.cumsum({i})  np.cumprod({x}, axis={i})
np.cumprod({x})  np.sort({x})  np.sort({x}, axis={i})  np.sort({x}, axis=None)  np.diff({x})  np.diff({x}, axis={i})"""
NORMALISED = """(np.exp({x}) / np.sum(np.exp({x}), {over}, keepdims=True))
({x} - {x}.mean({over}, keepdims=True))  np.exp({x} - np.max({x}, {over}, keepdims=True))
np.log(np.sum(np.exp({x}), {over}))
({x} / np.sqrt(np.sum({x} ** 2, {over}, keepdims=True)))  np.linalg.norm({x})  np.linalg.norm({x}, {over})"""


class Forms(Operands):
    """Writes operations."""

    def operation(self, depth: int = 1) -> str:
        """Return an expression that is no mere name."""
        self.size += 1
        kinds = [self.elementwise] * 5 + [self.reduced, self.indexed, self.laid] * 3
        kinds += [self.product, self.joined] * 2 + [self.running, self.normalised, self.called]
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
            spread = self.run(f"np.var({x}{options.replace(', ddof=1', '')})")
            if not np.min(spread, initial=1) > 0.01:
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
                new = "ijklmnop"[len(letters)]
                letter = new if not shared or self.chance(4) else self.pick(shared)
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
            return f"{x}[{x} {self.pick(['> 0.1', '< 0.4', '>= -0.2', '> 2'])}]"
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
                rows = [self.count(-size, size - 1) if size else 0 for _ in range(length)]
                vectors = [n for n in self.names(1) if np.shape(self.values[n]) == (size,)]
                ways = [f"{n} > 0" for n in vectors]
                if repeats:
                    ways += [f"{rows}", f"np.array({rows})", f"np.array([{rows}, {rows[::-1]}])"]
                    ways += [f"np.argsort({n})" for n in vectors] + [
                        f"np.arange({self.number(size)})"
                    ]
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
        rank, sizes = len(shape), [self.number(size) for size in shape]
        order = self.draw_permutation(rank)
        ones = [i for i, size in enumerate(shape) if size == 1]
        parts = {"x": x, "i": self.axis(rank), "j": self.axis(rank), "new": self.axis(rank + 1)}
        parts |= {"order": order, "axes": ", ".join(map(str, order))}
        parts |= {"sizes": self.new_shape(int(np.prod(shape)))}
        parts |= {"wide": ", ".join([self.number(self.count(2, 3)), *sizes]), "ones": ones}
        parts |= {
            "long": ", ".join(self.number(3) if i in ones else s for i, s in enumerate(sizes))
        }
        form = self.pick(
            [*LAYOUTS.replace("\n", "  ").split("  "), *(SQUEEZED.split("  ") if ones else [])]
        )
        return form.format(**parts, one=self.pick(ones or [0]))

    def draw_permutation(self, rank: int) -> tuple[int, ...]:
        left, order = list(range(rank)), []
        while left:
            order.append(left.pop(self.count(0, len(left) - 1)))
        return tuple(order)

    def new_shape(self, size: int) -> str:
        """Return a shape of that many entries, one of its sizes -1 now and then."""
        first = self.pick([d for d in range(1, max(size, 1) + 1) if size % d == 0])
        sizes = self.pick([[size], [first, size // first], [first, 1, size // first]])
        parts = [self.number(s) for s in sizes]
        if self.chance(2):
            parts[self.count(0, len(parts) - 1)] = "-1"
        return ", ".join(parts)

    def joined(self, depth: int) -> str:
        """Return arrays put together, repeated or moved."""
        x = self.array(1, depth)
        shape = self.shape(x)
        i = self.axis(len(shape))
        same = [n for n in self.names(1) if np.shape(self.values[n]) == shape]
        y = self.pick([*same, f"(2 * {x})", f"np.sin({x})"])
        some = f"{x}[" + ":, " * (i % len(shape)) + ":1]"
        arrays = [f"[{x}, {y}]", f"({x}, {y}, {x})", f"[{y}, {x}[::-1]]"]
        parts = {"x": x, "y": y, "i": i, "some": some, "arrays": self.pick(arrays)}
        parts |= {"size": self.number(shape[i]), "by": self.count(-2, 3)}
        parts |= {"counts": [1 + k % 2 for k in range(shape[0])]}
        parts |= {"widths": "((1, 0)," + " (0, 2)," * (len(shape) - 1) + ")"}
        return self.pick(JOINED.replace("\n", "  ").split("  ")).format(**parts)

    def running(self, depth: int) -> str:
        """Return running sums and the like, and orders."""
        x = self.array(1, depth)
        i = self.axis(len(self.shape(x)))
        return self.pick(RUNNING.replace("\n", "  ").split("  ")).format(x=x, i=i)

    def normalised(self, depth: int) -> str:
        """Return a softmax, a log of a sum of exponentials, what is centred or of length 1."""
        x = self.array(1, depth)
        over = f"axis={self.axis(len(self.shape(x)))}"
        return self.pick(NORMALISED.replace("\n", "  ").split("  ")).format(x=x, over=over)


def multiply(one: Shape, other: Any) -> bool:
    """Tell whether arrays of two shapes can be multiplied as matrices."""
    if not one or not other:
        return False
    if one[-1] != (other[-2] if len(other) > 1 else other[0]):
        return False
    return fits(np.empty(one[:-2]), other[:-2])
