"""Orders of programs with loops, branches and lists: three modes deep, each order against that before it.

Each program goes one way of several, so that all pairs of modes are among those of some. The third order of the few
texts that are long by then takes most of the time: it is left to ``--long``.
"""

from __future__ import annotations

import ast
from copy import deepcopy
from itertools import product
from typing import Any
from zlib import crc32

import numpy as np
import pytest
from numeric import agree, execute, quietly
from test_blocks import PROGRAMS, as_tuple, inputs, loaded

from flatgen import generate

STEP = 1e-5
WAYS = list(product(("grad", "vjp", "jvp", "hvp"), ("grad", "jvp", "hvp"), ("grad", "jvp")))
REFUSED = (  # in the third order of a function whose shapes aren't known
    *("counted_neighbours", "called_methods", "entries_of_unknown_numbers"),
    *("changed_whole_then_by_elements", "pairs_initial_entry", "pairs_two_at_once"),
    "sizes_of_what_is_on_a_list",
)
LINES = 500
NAMES = [name for name in PROGRAMS if name not in REFUSED]


def like(rng: np.random.Generator, value: Any) -> Any:
    found = rng.normal(0.6, 0.4, np.shape(value))
    return found if found.shape else float(found)


def flat(value: Any) -> Any:
    return np.concatenate([np.ravel(part) for part in as_tuple(value)]).astype(float)


class Order:
    """A function of an order: its text, its point, and what of that is an input."""

    def __init__(self, text: str, name: str, point: dict[str, Any], real: list[str]) -> None:
        self.text, self.name, self.point, self.real = text, name, point, real
        self.function = execute(text)[name]

    def at(self, point: dict[str, Any]) -> Any:
        return flat(quietly(lambda: self.function(**deepcopy(point))))

    def change(self, along: dict[str, Any]) -> Any:
        """Return how the values change along a direction, by differences of fourth order; None near a kink."""

        def moved(step: float) -> Any:
            return self.at(self.point | {n: self.point[n] + step * v for n, v in along.items()})

        near, far = [(moved(h) - moved(-h)) / (2 * h) for h in (STEP, 2 * STEP)]
        return (4 * near - far) / 3 if agree(near, far, 1e-4) else None

    def several(self) -> bool:
        function = next(f for f in ast.parse(self.text).body if getattr(f, "name", "") == self.name)
        returns = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
        return any(isinstance(node.value, ast.Tuple) for node in returns)

    def next(self, mode: str, rng: np.random.Generator) -> Order:
        """Return the function of the next order, held to differences of this one."""
        if self.several() and mode in ("grad", "hvp"):
            mode = "vjp" if mode == "grad" else "jvp"
        text = generate(self.text, functions=[self.name], mode=mode)
        name = f"{mode}_{self.name}"
        code = execute(text)[name].__code__
        given = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        extra = [n for n in given if n not in self.point]
        value = self.function(**deepcopy(self.point))
        base = self
        if mode == "hvp":
            gradient = generate(self.text, functions=[self.name], mode="grad")
            base = Order(gradient, f"grad_{self.name}", self.point, self.real)
        prefix = {"jvp": "dot_", "hvp": "v_"}.get(mode, "")
        moved = [n for n in self.real if len(extra) == len(self.real) or f"{prefix}{n}" in extra]
        beside = as_tuple(value) if mode == "vjp" else [self.point[n] for n in moved]
        drawn = dict(zip(extra, [like(rng, one) for one in beside]))
        made = Order(text, name, self.point | drawn, [*(moved if prefix else self.real), *drawn])
        found = made.at(made.point)
        if mode in ("jvp", "hvp"):
            wanted = base.change(dict(zip(moved, drawn.values())))
        else:
            along = {n: like(rng, self.point[n]) for n in self.real}
            upstream = flat(tuple(drawn.values())) if drawn else np.ones_like(flat(value))
            change = self.change(along)
            wanted = None if change is None else np.sum(change * upstream)
            found = np.sum(found * flat(tuple(along.values())))
        if wanted is not None and np.all(np.isfinite(wanted)):
            assert agree(found, wanted, 1e-4), name
        return made


@pytest.mark.parametrize("name", NAMES)
def test_three_modes_deep(name: str, request: pytest.FixtureRequest) -> None:
    source, point = loaded(name)
    rng = np.random.default_rng(len(name))
    order = Order(source, "f", point, inputs(point))
    for mode in WAYS[crc32(name.encode()) % len(WAYS)]:  # its own, whatever stands beside it
        if order.text.count("\n") < LINES or request.config.getoption("--long"):
            order = order.next(mode, rng)
