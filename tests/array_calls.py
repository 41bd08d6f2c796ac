"""The calls that the rules for arrays are swept by: how their tables are read.

A table's line without indent says the arguments, in one or more ways; the indented lines below it are
calls with these:

    x: 3,4 | x: 2,3,4
        np.sum(x, axis=1)
        np.{max min}(x{|, axis=0|, keepdims=True})
    x: 5; i = [0, 0, 2]
        x[i]

``{a b}`` stands for each of its words, and ``{...|...}`` for each of its parts. ``x: 3,4`` is an array of floats,
``x:`` a number, ``i = ...`` a constant. The first letter says what the floats are like (``KINDS``). Of words
with ``!``, ``!sizes`` says that the call fits no other sizes than these, ``!once`` that nothing is known
of its second derivative, ``!double`` that single precision is not enough, ``!ranked`` that
the rank has to be known, ``!floats`` that whole numbers differ. What stands before a call, on
the same line with a ``;``, are lines of their own.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np

IMPORTS = {
    "np": "import numpy as np",
    "math": "import math",
    "linalg": "import scipy.linalg as linalg",
    "sp": "import scipy.special as sp",
    "stats": "from scipy import stats",
    "signal": "from scipy import signal",
    "sfft": "import scipy.fft as sfft",
}
HOMES = {"np": "numpy", "math": "math", "linalg": "scipy.linalg", "sp": "scipy.special"}
HOMES |= {"stats": "scipy.stats", "signal": "scipy.signal", "sfft": "scipy.fft"}
TABLES = "reductions layout indexing products decompositions curves scipy"


def floats(name: str, shape: tuple[int, ...]) -> Any:
    """Return the numbers of an argument: no two are equal, and none is near 0."""
    random = np.random.default_rng([ord(name[0]), *shape])
    size = int(np.prod(shape))
    even = random.permutation(np.arange(size) + random.uniform(0.1, 0.9, size)) / max(size, 1)
    values = even.reshape(shape)  # between 0 and 1
    kind = name[0]
    if kind in "pq":  # positive
        values = 0.5 + 2 * values
    elif kind == "r":  # inside the unit interval
        values = 0.05 + 0.9 * values
    elif kind == "m":  # increasing
        values = np.sort(0.5 + 3 * values, axis=-1)
    elif kind == "z":  # with zeros
        values = np.where(values < 0.3, 0.0, 4 * values - 2)
    elif kind in "as":
        values = 4 * values - 2
        if kind == "s":  # symmetric and positive definite
            values = values @ np.swapaxes(values, -1, -2) / 2
        if len(shape) > 1:  # a matrix that is far from singular
            values = values + 2 * np.eye(*shape[-2:]) * np.arange(1, shape[-1] + 1)
    else:
        values = 4 * values - 2
        values = values + np.where(np.abs(values) < 0.05, 0.1, 0.0)
    return values if shape else float(values)


class Call(NamedTuple):
    """A call with its arguments."""

    text: str
    named: tuple[tuple[str, tuple[int, ...]], ...]  # the arguments that are floats, with shapes
    fixed: tuple[tuple[str, str], ...]  # the others, with values
    words: frozenset[str]

    def __str__(self) -> str:
        shapes = [f"{name}: {','.join(map(str, shape))}" for name, shape in self.named]
        return f"{self.text} | {'; '.join(shapes)}"

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        return dict(self.named)

    @property
    def wrt(self) -> tuple[str, ...]:
        return tuple([name for name, _ in self.named])

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.wrt, *[name for name, _ in self.fixed])

    @property
    def source(self) -> str:
        names = ", ".join(self.names)
        head = [line for name, line in IMPORTS.items() if re.search(rf"\b{name}\.", self.text)]
        if IMPORTS["np"] not in head:
            head = [IMPORTS["np"], *head]
        *lines, last = self.text.split("; ")
        body = [*lines, f"r = {last}", "return np.sum(weights * r)"]
        return "\n    ".join(["\n".join([*head, f"def f({names}, weights):"]), *body]) + "\n"

    @property
    def modes(self) -> tuple[str, ...]:
        unfit = {"sizes": "symbols", "ranked": "unknown"}
        left_out = {unfit.get(word) for word in self.words}
        return tuple([m for m in ("unknown", "symbols", "numbers") if m not in left_out])

    @property
    def twice(self) -> bool:
        return "once" not in self.words

    @property
    def single(self) -> bool:
        return "double" not in self.words

    @property
    def installed(self) -> bool:
        """Whether this version of the libraries has the functions of the call."""
        for library, path in re.findall(r"\b(np|linalg|sp|stats|signal|sfft)((?:\.\w+)+)", self.text):
            found: Any = import_module(HOMES[library])
            for name in path[1:].split("."):
                if not hasattr(found, name):
                    return False
                found = getattr(found, name)
        return True

    def value(self, given: dict[str, Any]) -> Any:
        """Return what the call gives."""
        space = {**{name: import_module(home) for name, home in HOMES.items()}, **given}
        *lines, last = self.text.split("; ")
        exec("\n".join(lines), space)
        return eval(last, space)

    def arguments(self) -> dict[str, Any]:
        given = {name: floats(name, shape) for name, shape in self.named}
        return given | {name: eval(text, {"np": np}) for name, text in self.fixed}


def spelled(text: str) -> Iterator[str]:
    """Yield a text for each choice in its braces."""
    found = re.search(r"\{([^{}]*)\}", text)
    if not found:
        yield text
        return
    inside = found[1]
    words = re.split(r"\s+(?![^([]*[)\]])", inside)  # no space within brackets
    for choice in inside.split("|") if "|" in inside else words:
        yield from spelled(text[: found.start()] + choice + text[found.end() :])


def read(table: str) -> Iterator[Call]:
    """Yield the calls of a table."""
    ways: list[str] = []
    for line in table.splitlines():
        if not line.strip():
            continue
        if not line.startswith(" "):
            ways = line.split(" | ")
            continue
        for way in ways:
            plain, *words = re.split(r"\s+!", line.strip())
            way, *more = re.split(r"\s*!", way)
            parts = [part.strip() for part in way.split(";")]
            for text in spelled(plain):
                ast.parse(text)
                used = set(re.findall(r"\w+", text))
                named, fixed = [], []
                for part in filter(None, parts):
                    name, sign, said = re.split(r"\s*([:=])\s*", part, maxsplit=1)
                    if name not in used:
                        continue
                    if sign == ":":
                        shape = tuple(map(int, filter(None, said.split(","))))
                        named.append((name, shape))
                    else:
                        fixed.append((name, said))
                yield Call(text, tuple(named), tuple(fixed), frozenset([*words, *more]))


def calls() -> list[Call]:
    """Return the calls of all tables, each once."""
    found = [c for t in TABLES.split() for c in read(import_module(f"array_calls_{t}").CALLS)]
    return list(dict.fromkeys(found))


def functions() -> list[str]:
    return []
