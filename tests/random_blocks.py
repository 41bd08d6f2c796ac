"""Random programs with branches and loops, on numbers alone and on arrays.

A program is right by its making: a name is read where it is sure to be bound, an index stays in its
array, and only arrays that the program has made are written into.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from random_blocks_expressions import Range, Scope, Shape, bare, copy, merged
from random_blocks_lists import Lists
from random_blocks_statements import ARRAYS

SIZES = {4: "N", 3: "D"}
COUNTERS = ["i", "j", "k", "l"]


@dataclass(frozen=True)
class Program:
    """A file's text, and the shapes of what its function ``f`` takes: None for a whole number."""

    source: str
    shapes: dict[str, Shape | None]
    seed: int


class Blocks(Lists):
    """Writes branches, loops, functions and files."""

    def block(self, low: int = 1, high: int = 3) -> None:
        """Write some statements, one level in."""
        self.scope.depth += 1
        before = len(self.scope.lines)
        lists = len(self.kept)
        for _ in range(self.count(low, high)):
            self.statement()
        del self.kept[lists:]  # those of a block are its own
        if len(self.scope.lines) == before:
            self.write("pass")
        self.scope.depth -= 1

    def statement(self) -> None:
        scope = self.scope
        kinds = [self.assignment] * 4 + [self.augmented] * 3 + [self.several, self.swap]
        kinds += [self.packed, self.unpacked]
        kinds += [self.of_list] * 2 if self.kept or scope.depth < 2 else []
        if self.arrays:
            kinds += [self.made] + [self.element] * 4
        if scope.depth < 3 and scope.size < 22:
            kinds += [self.branch] * 4 + [self.loop] * 3 + [self.loop_while] * 2
        if scope.loops and scope.depth and self.leaving:
            kinds.append(self.skip)
        self.pick(kinds)()

    def branch(self) -> None:
        """``if``, ``elif``, ``else``: what all of them bind is bound afterwards."""
        scope = self.scope
        before = scope.known()
        self.write(f"if {bare(self.test())}:")
        scope.know(copy(before))
        self.block()
        after = [scope.known()]
        for _ in range(self.count(0, 3) // 2):
            scope.know(copy(before))
            self.write(f"elif {bare(self.test())}:")
            self.block(1, 2)
            after.append(scope.known())
        scope.know(copy(before))
        if self.chance(2):
            self.write("else:")
            self.block(1, 2)
        after.append(scope.known())
        scope.know(merged(after))

    def loop(self) -> None:
        scope = self.scope
        before = scope.known()
        head, bound, numbers, sure = self.head()
        self.write(f"for {head}:")
        for name in [*bound, *numbers]:
            scope.forget(name)
        entered = merged([before, scope.known()])
        scope.know(copy(entered))
        for name, shape in bound.items():
            self.bind(name, shape)
        scope.numbers |= numbers
        scope.loops += 1
        leaving, self.leaving = self.leaving, True
        self.block(1, 4)
        self.leaving = leaving
        scope.loops -= 1
        # What a round changes the kind of isn't to be read: a later round has read the old one.
        scope.know(
            scope.known() if sure and not self.skipped() else merged([scope.known(), before])
        )

    def loop_while(self) -> None:
        """A ``while``, which ends for sure: it counts its rounds, at their start or at their end."""
        scope = self.scope
        i = COUNTERS[scope.loops]
        most = self.count(0, 3)
        self.write(f"{i} = 0")
        scope.forget(i)
        before = scope.known()
        first, ending = self.chance(2), not self.chance(3)
        asked = f"{i} < {most}"
        if self.chance(2):
            asked = f"{asked} and ({bare(self.test())})"
        self.write(f"while {asked if ending else True}:")
        scope.depth += 1
        if not ending:
            self.write(f"if not ({asked}):")
            self.write("    break")
        if first:
            self.write(f"{i} += 1")
        scope.depth -= 1
        scope.numbers[i] = (1, max(most, 1)) if first else (0, max(most - 1, 0))
        scope.loops += 1
        leaving, self.leaving = self.leaving, first
        self.block(1, 3)
        self.leaving = leaving
        scope.loops -= 1
        if not first:
            scope.depth += 1
            self.write(f"{i} += 1")
            scope.depth -= 1
        scope.know(merged([scope.known(), before]))
        scope.numbers[i] = (0, most)

    def skipped(self) -> bool:
        words = ("continue", "break", "return")
        return any(word in line for line in self.scope.lines for word in words)

    def head(self) -> tuple[str, dict[str, Shape], dict[str, Range], bool]:
        """Return a loop's head, what it binds of numbers and arrays, and if it is sure to run."""
        i = COUNTERS[self.scope.loops]
        vectors = [n for n, s in self.scope.values.items() if s and n not in self.scope.own]
        kind = self.count(0, 9 if vectors else 3)
        if kind <= 1:
            return self.ranged(i)
        if kind <= 3:
            name = self.fresh(())
            given = [bare(self.expression((), 1)) for _ in range(self.count(1, 3))]
            if self.chance(3):
                two = self.fresh((), name)
                pairs = ", ".join(f"({bare(g)}, {self.leaf(())})" for g in given)
                return f"{name}, {two} in ({pairs},)", {name: (), two: ()}, {}, True
            comma = "," if len(given) == 1 else ""
            return f"{name} in ({', '.join(given)}{comma})", {name: ()}, {}, True
        vector = self.pick(sorted(vectors))
        size, *rest = self.scope.values[vector]
        part = tuple(rest)
        name = self.fresh(part)
        if kind == 4:
            return f"{name} in {vector}", {name: part}, {}, True
        if kind == 5:
            return f"{i}, {name} in enumerate({vector})", {name: part}, {i: (0, size - 1)}, True
        if kind == 6:
            return f"{name} in reversed({vector})", {name: part}, {}, True
        if kind == 7:
            cut = self.pick(["1:", ":-1", "::-1", ":0", "1:2"])
            return f"{name} in {vector}[{cut}]", {name: part}, {}, cut != ":0"
        other = self.pick(sorted(vectors))
        least = min(size, self.scope.values[other][0])
        shape = self.scope.values[other][1:]
        two = self.fresh(shape, name)
        bound = {name: part, two: shape}
        if kind == 8:
            head = f"{i}, ({name}, {two}) in enumerate(zip({vector}, {other}))"
            return head, bound, {i: (0, least - 1)}, True
        return f"{name}, {two} in zip({vector}, {other})", bound, {}, True

    def ranged(self, i: str) -> tuple[str, dict[str, Shape], dict[str, Range], bool]:
        heads: list[tuple[str, Range, bool]] = [
            ("range(2)", (0, 1), True),
            ("range(0)", (0, 0), False),
            ("range(1, 3)", (1, 2), True),
            ("range(3, 0, -1)", (1, 3), True),
            ("range(0, 4, 2)", (0, 2), True),
            ("reversed(range(3))", (0, 2), True),
        ]
        for name, (low, high) in sorted(self.scope.numbers.items()):
            if low >= 0 and high <= 4:
                heads += [(f"range({name})", (0, max(high - 1, 0)), False)] * 2
                heads += [(f"range(1, {name})", (1, max(high - 1, 1)), False)]
                heads += [(f"range({name}, 0, -1)", (1, max(high, 1)), False)]
                heads += [(f"range({name} + 1)", (0, high), low >= 0)]
        for name in self.names((4,)):
            heads += [(f"range(len({name}))", (0, 3), True)]
            heads += [(f"range(1, len({name}) - 1)", (1, 2), True)]
        for name in self.names((4, 3)):
            heads += [(f"range({name}.shape[1])", (0, 2), True)]
        text, numbers, sure = self.pick(heads)
        return f"{i} in {text}", {}, {i: numbers}, sure

    def fresh(self, shape: Shape, other: str = "") -> str:
        names = ["c", "d", "g", "s"] if shape == () else ["row", "line", *ARRAYS[shape][:1]]
        return self.pick([n for n in names if n != other and n not in self.scope.own])

    def skip(self) -> None:
        if self.skipped():
            return
        self.write(f"if {bare(self.test())}:")
        self.scope.depth += 1
        for _ in range(self.count(0, 2)):
            names = sorted(self.scope.sums)
            if names:
                self.write(f"{self.pick(names)} += {bare(self.expression((), 1))}")
        returned = f"return {bare(self.expression(self.result, 1))}"
        self.write(self.pick(["continue", "continue", "break", "break", returned]))
        self.scope.depth -= 1

    def function(self, name: str, parameters: dict[str, Shape | None], result: Shape) -> str:
        self.scope = Scope()
        self.result = result
        self.leaving = True
        self.kept, self.made_lists = [], 0
        heads = []
        declared = self.chance(3)
        for given, shape in parameters.items():
            if shape is None:
                self.scope.numbers[given] = (0, 3)
                heads.append(f"{given}: int" if name == "f" or self.chance(2) else given)
            else:
                self.scope.values[given] = shape
                sizes = " ".join(SIZES[size] for size in shape)
                said = f'Float[np.ndarray, "{sizes}"]' if shape else "float"
                heads.append(f"{given}: {said}" if declared else given)
        for _ in range(self.count(1, 4)):
            self.statement()
        self.pick([self.loop, self.branch, self.loop])()
        if self.chance(4):
            known = self.scope.known()
            self.write(f"if {bare(self.test())}:")
            known = copy(known)
            self.block(0, 2)
            self.scope.depth += 1
            self.write(f"return {bare(self.expression(result))}")
            self.scope.depth -= 1
            self.scope.know(known)
            for _ in range(self.count(0, 2)):
                self.statement()
        names = [n for n in self.names(result) if n not in parameters]
        text = bare(self.expression(result, 1))
        if names:
            text = " + ".join([*names[-3:], text] if self.chance(2) else names[-4:])
        inner = [n for n in self.scope.values if self.scope.values[n] and n not in parameters]
        if result == () and inner:
            text += f" + np.sum({' + '.join([self.pick(inner)])})"
        for given, shape in parameters.items():  # each is used, and its kind known
            if shape is not None and name == "f":
                text += f" + 0.1 * np.sum({given})" if shape else f" + 0.1 * {given}"
        self.write(f"return {text}")
        return "\n".join([f"def {name}({', '.join(heads)}):", *self.scope.lines, ""])

    def program(self) -> Program:
        parts = []
        for number in range(self.count(0, 3) // 2):
            shapes = [self.shape() for _ in range(self.count(1, 2))]
            taken: dict[str, Shape | None] = {f"{'xw'[i]}": s for i, s in enumerate(shapes)}
            if self.chance(2):
                taken["n"] = None
            result = self.shape()
            name = ["step", "cell"][number]
            parts.append(self.function(name, taken, result))
            self.helpers[name] = (list(taken.values()), result)
        given: dict[str, Shape | None] = {"x": self.pick([(4,), (4, 3)]) if self.arrays else ()}
        given |= {n: self.shape() for n in self.subset(["w", "m"])}
        if not self.chance(3):
            given["n"] = None
        parts.append(self.function("f", given, () if not self.chance(4) else self.shape()))
        text = "\n\n".join(parts)
        head = "".join(
            line + "\n"
            for line, sign in [
                ("import math\n", "math."),
                ("import numpy as np", "np."),
                ("from jaxtyping import Float", "Float["),
            ]
            if sign in text
        )
        return Program(f"{head}\n\n{text}", given, self.count(0, 2**31))


@st.composite
def block_programs(draw: Any, arrays: bool) -> Program:
    """Return a random program with branches and loops."""
    return Blocks(draw, arrays).program()
