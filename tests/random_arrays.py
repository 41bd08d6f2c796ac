"""Random programs on arrays: shapes, and whether they are declared, are what varies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st
from random_operands import Shape
from random_statements import Statements, bare, is_float_array

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


class Writer(Statements):
    """Writes one program."""

    def __init__(self, draw: Any) -> None:
        super().__init__(draw)
        self.calls: dict[str, Any] = {}  # functions: the shapes of what they take, or forms of call

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

    def result(self) -> str:
        """Return what the program returns: half of the time made of all that was not read."""
        unread = sorted(n for n in self.unread if n in self.values)
        if not unread or self.chance(2):
            text = self.operation()
            return text if "np." in text else f"np.square({text})"
        ways = ["np.sum(np.sin({}))", "np.mean({} ** 2)", "np.sum({} * 0.5)", "np.max({})"]
        parts = [self.pick(ways).replace("{}", n) for n in unread[:4]]
        kept = [part for part in parts if self.kept(part)]  # there is no max of nothing
        return f"({' + '.join(kept)})" if kept else "np.sum(0.5)"

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
        last = self.lines[-1].partition(" = ")[0] if self.lines else ""
        if not last.isidentifier() or not is_float_array(self.values[last]) or not self.chance(5):
            self.lines.append(f"return {bare(self.result())}")
            last = ""
        elif not any("np." in line for line in self.lines):
            self.lines.append(f"{last} = np.tanh({last})")
        body = "".join(f"    {line}\n" for line in self.lines)
        return ArrayProgram(helpers, body, shapes, last, seed)


@st.composite
def array_programs(draw: Any) -> ArrayProgram:
    """Draw a program on arrays of ranks 0 to 3."""
    return Writer(draw).program()
