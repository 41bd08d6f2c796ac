"""Random programs on arrays: shapes, and whether they are declared, are what varies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st
from random_array_forms import Forms
from random_operands import FAILURES, Shape, is_real

NAMES = ["a", "b", "c", "h", "t", "u", "v", "z", "out", "s0", "grad_x", "σ"]
LETTERS = {2: "N", 3: "D", 4: "K"}  # what a size is called where it is declared
LIBRARY = {  # helpers, each with its forms of call
    "softmax": (
        "def softmax(z, axis=-1):\n"
        "    e = np.exp(z - z.max(axis=axis, keepdims=True))\n"
        "    return e / e.sum(axis=axis, keepdims=True)",
        ["softmax({})", "softmax({}, 0)", "softmax({}, axis=0)", "softmax(z={})"],
    ),
    "log_sum_exp": (
        "def log_sum_exp(z, axis=-1):\n"
        "    m = np.max(z, axis=axis, keepdims=True)\n"
        "    s = np.log(np.sum(np.exp(z - m), axis=axis, keepdims=True)) + m\n"
        "    return np.squeeze(s, axis=axis)",
        ["log_sum_exp({})", "log_sum_exp({}, 0)", "log_sum_exp({}, axis=-1)"],
    ),
    "normalise": (
        "def normalise(z, gain=1.5, *, axis=-1):\n"
        "    centred = z - np.mean(z, axis=axis, keepdims=True)\n"
        "    return gain * centred / np.sqrt(np.var(z, axis=axis, keepdims=True) + 0.1)",
        ["normalise({})", "normalise({}, 0.5)", "normalise({}, axis=0)", "normalise({}, gain={})"],
    ),
    "rows": (
        "def rows(z):\n    n = len(z)\n    return z.reshape(n, -1) / n",
        ["rows({})"],
    ),
}


@dataclass(frozen=True)
class ArrayProgram:
    """A file whose function f takes inputs of these shapes."""

    helpers: str
    body: str
    shapes: dict[str, Shape]
    last: str  # what is assigned last, if nothing is returned
    seed: int

    def source(self, declared: Mapping[str, str] | None = None) -> str:
        """Return the file's text, with annotations of some parameters."""
        said = declared or {}
        head = ", ".join(f"{n}: {said[n]}" if n in said else n for n in self.shapes)
        imports = "from typing import Annotated\n\n" if said else ""
        return f"{imports}import numpy as np\n\n\n{self.helpers}def f({head}):\n{self.body}"

    def point(self) -> dict[str, Any]:
        return sample(self.shapes, self.seed)

    def letters(self, name: str) -> str:
        """Return the sizes of an input as they are declared: equal ones by one name."""
        return " ".join(LETTERS.get(size, str(size)) for size in self.shapes[name])


def annotation(letters: str) -> str:
    return f'Annotated[np.ndarray, "{letters}"]' if letters else "float"


def sample(shapes: Mapping[str, Shape], seed: int) -> dict[str, Any]:
    """Return arguments; numbers are Python's, numpy's, or whole, and so are arrays now and then."""
    rng = np.random.default_rng(seed)
    point: dict[str, Any] = {}
    kinds = rng.integers(0, 10, len(shapes))
    for (name, shape), kind in zip(shapes.items(), kinds):
        value = rng.uniform(0.3, 1.7, shape) * rng.choice([-1, 1], shape)
        if kind == 0:
            whole = rng.permutation(int(np.prod(shape))).reshape(shape) - 1
            point[name] = whole if shape else int(whole) + 2
        else:
            point[name] = value if shape else np.float64(value) if kind == 1 else float(value)
    return point


class Writer(Forms):
    """Writes one program."""

    def __init__(self, draw: Any) -> None:
        super().__init__(draw)
        self.lines: list[str] = []
        self.own: set[str] = set()  # arrays that no other name holds
        self.unread: set[str] = set()
        self.calls: dict[str, Any] = {}  # helper functions: the shapes of what they take, or forms

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

    # Statements

    def statement(self) -> None:
        kinds = [self.assignment] * 6 + [self.written] * 2 + [self.sizes, self.several, self.divided]
        kinds += [self.element] * 2 + [self.augmented, self.copied, self.steps]
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
        ways = [way for way in ways if parts_of(self, way) == 2]
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
        sizes = [n for n in ["N", "D", "K", "n", "m", "k"] if n != x][: len(shape)]
        way = self.pick(["shape", "shape", "len", "size", "one"])
        if way == "shape":
            target, text = ", ".join(sizes) + ("," if len(shape) == 1 else ""), f"{x}.shape"
            self.values.update(zip(sizes, map(int, shape)))
        else:
            i = self.axis(len(shape))
            target = "M"
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
        ways += [f"np.zeros_like({x})", f"np.zeros({x}.shape)", f"{x}.copy()", f"np.full({wide[0]}, 0.5)"]
        ways += [f"np.full({wide[0]}, {n})" for n in self.names() if np.ndim(self.values[n]) == 0]
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
        operator = self.pick(["=", "=", "=", "+="])
        index = self.index(np.shape(self.values[name]), repeats=False)
        try:
            shape = np.shape(self.values[name][self.run(f"np.s_[{index}]")])
        except FAILURES:
            return
        value = self.operand(shape, 1)
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
        ways = [
            [f"({x} - np.max({x}, {over}))", "np.exp(A)", f"(B / B.sum({over}))"],
            [f"np.exp({x})", f"np.sum(A, {over})", "(A / B)"],
            [f"{x}.mean({over})", f"np.sqrt((({x} - A) ** 2).mean({over}) + 0.01)", f"(({x} - A) / B)"],
            [f"({x}[:, None] - {x}[None])", "(A ** 2)", "np.exp(-B.sum(axis=-1))"],
            [f"({x} - {x}.mean(axis=0))", f"(A.T @ A / len({x}))", "(B + np.eye(len(B)))"],
        ]
        names = [n for n in NAMES if n != x]
        a, b = self.pick(names[:6]), self.pick(names[6:])
        for name, text in zip((a, b, self.target()), self.pick(ways)):
            text = text.replace("A", a).replace("B", b)
            if self.kept(text) != text:
                return
            self.assign(name, text)

    # Functions

    def helper(self, name: str) -> str:
        """Return a function of the file, and note what it can be called with."""
        if self.chance(3):
            name = self.pick(sorted(LIBRARY))
            text, self.calls[name] = LIBRARY[name]
        else:
            shapes = {n: self.pick(self.shapes) for n in ["x", "y", "w"][: self.count(1, 3)]}
            around = self.values, self.lines, self.own, self.calls
            self.values, self.lines, self.own = sample(shapes, self.count(0, 9)), [], set()
            self.calls = {}
            for _ in range(self.count(0, 2)):
                self.statement()
            result = bare(self.operation())
            lines = [f"def {name}({', '.join(shapes)}):", *self.lines, f"return {result}"]
            self.values, self.lines, self.own, self.calls = around
            self.calls[name] = list(shapes.values())
            text = "\n    ".join(lines)
        exec(text, self.around)
        return text

    def called(self, depth: int) -> str:
        if not self.calls:
            return ""
        name = self.pick(sorted(self.calls))
        wanted = self.calls[name]
        if isinstance(wanted[0], str):
            form = self.pick(wanted).replace("{}", self.array(1, depth), 1)
            return form.replace("{}", self.array(0))
        names = [[n for n in self.names() if np.shape(self.values[n]) == shape] for shape in wanted]
        return f"{name}({', '.join(map(self.pick, names))})" if all(names) else ""

    # Programs

    def result(self) -> str:
        """Return what the program returns: half of the time made of all that was not read."""
        unread = sorted(n for n in self.unread if n in self.values)
        if not unread or self.chance(2):
            text = self.operation()
            return text if "np." in text else f"np.square({text})"
        ways = ["np.sum(np.sin({}))", "np.mean({} ** 2)", "np.sum({} * 0.5)", "np.max({})"]
        return "(" + " + ".join(self.pick(ways).replace("{}", n) for n in unread[:4]) + ")"

    def program(self) -> ArrayProgram:
        n, d, k = (self.count(2, 4) for _ in range(3))
        self.shapes: list[Shape] = [(), (n,), (d,), (n, d), (n, d), (d, k), (1, d), (n, 1), (d, d)]
        self.shapes += [(k, n, d), (k, 1, d), (1,)]
        names = ["x", "y", "w", "b"][: self.count(1, 4)]
        shapes = {name: self.pick(self.shapes) for name in names}
        seed = self.count(0, 10**6)
        helpers = "".join(
            self.helper(name) + "\n\n\n" for name in ["helper", "act"][: self.count(0, 2)]
        )
        self.values, self.unread = sample(shapes, seed), set(names)
        self.lines, self.own, self.size = [], set(), 0
        for _ in range(self.count(1, 7)):
            self.statement()
        self.lines.append(f"return {bare(self.result())}")
        body = "".join(f"    {line}\n" for line in self.lines)
        return ArrayProgram(helpers, body, shapes, "", seed)


@st.composite
def array_programs(draw: Any) -> ArrayProgram:
    """Draw a program on arrays of ranks 0 to 3."""
    return Writer(draw).program()


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


def parts_of(writer: Writer, text: str) -> int:
    """Return how many parts an array or a list of arrays has."""
    try:
        parts = writer.run(text)
        return len(parts) if all(is_real(np.asarray(p)) for p in parts) else 0
    except FAILURES:
        return 0
