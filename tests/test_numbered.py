"""Dicts whose keys count: written as names and lists, any program gives what it gave."""

from __future__ import annotations

import ast
import random
from typing import Any

import numpy as np
import pytest

from flatgen.numbered import numbered

PROGRAMS = 1500
STARTS = ("{}", "{-1: x}", "{0: x * 2}", "{n: x}", "dict()")
RANGES = (
    "range(n)",
    "range(1, n + 1)",
    "range(2, 3)",
    "reversed(range(n))",
    "range(n - 1, -1, -1)",
)


class Drawn:
    """A random program that fills dicts, in the order of its keys or not."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.dicts = ["hs", "alpha"][: self.random.randint(1, 2)]
        made = [f"    {name} = {self.one(STARTS)}" for name in self.dicts]
        lines = [*made, *self.block([], 1, None), f"    return s + {self.value([])}"]
        self.text = "\n".join(["def f(x, n):", "    s = np.zeros(2)", *lines])

    def one(self, given: Any) -> Any:
        return self.random.choice(list(given))

    def key(self, counters: list[str]) -> str:
        name = self.one([*counters, *counters, "n", ""])
        offset = self.one([-2, -1, 0, 0, 0, 1, 2])
        if not name:
            return str(offset)
        return f"{name} {'-' if offset < 0 else '+'} {abs(offset)}" if offset else name

    def value(self, counters: list[str], deep: int = 0) -> str:
        name, key = self.one(self.dicts), self.key(counters)
        inner = (
            f"({self.value(counters, deep + 1)} + 2 * {self.value(counters, deep + 1)})"
            if deep < 2
            else "x"
        )
        last = self.one([*counters, "2"])
        whole = [f"len({name})", f"sum(v[0] for v in {name}.values()) * np.ones(2)"]
        whole.append(f"sum({name}[j] for j in range({last}))")
        return self.one([f"{name}[{key}]"] * 5 + [inner] * 2 + ["x", "x[::-1]"] + [self.one(whole)])

    def block(self, counters: list[str], depth: int, key: str | None) -> list[str]:
        return [
            line
            for _ in range(self.random.randint(1, 3))
            for line in self.statement(counters, depth, key)
        ]

    def statement(self, counters: list[str], depth: int, key: str | None) -> list[str]:
        pad = "    " * depth
        entry = f"{self.one(self.dicts)}[{key or self.key(counters)}]"
        kind = self.one(["set"] * 4 + ["write", "add", "sum", "sum", "leave", "if", "for", "for"])
        if kind == "if" and depth < 3:
            inner = self.block(counters, depth + 1, key)
            other = (
                self.block(counters, depth + 1, key)
                if self.one([0, 1])
                else ["    " + pad + "pass"]
            )
            return [f"{pad}if s[0] > {self.one([-5, 0, 9])}:", *inner, f"{pad}else:", *other]
        if kind == "leave" and counters:
            return [
                f"{pad}if s[0] > {self.one([0, 20])}:",
                f"{pad}    {self.one(['break', 'continue'])}",
            ]
        if kind == "for" and depth < 3:
            counter = self.one("tij")
            offset = self.one(["", "", " - 1", " + 1", " + 5"])
            own = [*counters, counter]
            first = f"{pad}    {self.one(self.dicts)}[{counter}{offset}] = {self.value(own)}"
            rest = self.block(own, depth + 1, f"{counter}{offset}" if self.one([0, 1]) else None)
            return [f"{pad}for {counter} in {self.one(RANGES)}:", first, *rest]
        changes = {"write": f"{entry}[0] = 3.0", "add": f"{entry} += {self.value(counters)}"}
        changes["set"] = f"{entry} = {self.value(counters)}"
        return [pad + changes.get(kind, f"s = s + {self.value(counters)}")]


def run(text: str, n: int) -> Any:
    """Return what a program gives; None where it raises an error."""
    names: dict[str, Any] = {"np": np}
    exec(text, names)
    try:
        return np.asarray(names["f"](np.array([1.5, -2.0]), n))
    except (LookupError, TypeError, ValueError, UnboundLocalError):
        return None


@pytest.mark.parametrize("part", range(4))
def test_what_is_given_stays(part: int) -> None:
    """What raised an error before may give something: so is a program that has no value."""
    written = 0
    for seed in range(part * PROGRAMS, (part + 1) * PROGRAMS):
        text = Drawn(seed).text
        tree = ast.parse(text)
        numbered(tree)
        new = ast.unparse(ast.fix_missing_locations(tree))
        if new == ast.unparse(ast.parse(text)):
            continue
        for n in (0, 1, 3):
            before = run(text, n)
            if before is not None:
                written += 1
                after = run(new, n)
                assert after is not None and np.array_equal(before, after), f"{n}\n{text}\n{new}"
    assert written > PROGRAMS / 30
