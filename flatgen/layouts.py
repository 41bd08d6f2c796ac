"""Shapes to try the inputs of a function in: declared ones with a small size for each name, others by rank."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from random import Random

from flatgen.dims import Dim, read
from flatgen.ir import Parameter

Shape = tuple[int, ...]
Layout = dict[str, "Shape | None"]  # by input; None is a number
SIZES = (3, 2, 4, 5, 6, 7)
RUNS: tuple[Shape, ...] = ((2,), (), (2, 3))  # for a run of dimensions, "*batch"
MOST = 2000  # layouts that are tried
LENGTHS = (3, 4, 6, 8, 2)  # of every axis, where no shape is declared


def layouts(parameters: list[Parameter], arrays: bool, rng: Random) -> Iterator[Layout]:
    """Yield shapes for the parameters, those that most functions take first."""
    open_ones = [p.name for p in parameters if arrays and is_open(p)]
    fixed = [p for p in parameters if p.name not in open_ones]
    if not open_ones:
        named = any(p.shape for p in fixed)
        for attempt in range(60 if named else 1):
            layout = declared(fixed, Sizes(attempt, rng))
            if layout is not None:
                yield layout
        return
    tried = 0
    for length in LENGTHS:
        n = length
        ranks: list[Shape | None] = [(n,), (n, n), None, (n, n, n)]
        if len(open_ones) < 3:
            ranks += [(n, n - 1), (1, n), (n, 1), (2, n), (2, n, n - 1)]
        for shapes in sorted(
            itertools.islice(itertools.product(ranks, repeat=len(open_ones)), 60000),
            key=lambda shapes: sum(map(ranks.index, shapes)),
        )[: MOST // 2]:
            layout = declared(fixed, Sizes(tried, rng, length if tried % 3 else 0))
            tried += 1
            if layout is not None:
                yield layout | dict(zip(open_ones, shapes))
            if tried >= MOST:
                return


def is_open(parameter: Parameter) -> bool:
    """Tell whether only the run tells the rank of a parameter: not that of a setting, such as an axis."""
    return (
        parameter.shape is None
        and not parameter.scalar
        and (parameter.real or parameter.kind != "")
    )


class Sizes:
    """A size for each name of a dimension, drawn when it is first asked for."""

    def __init__(self, attempt: int, rng: Random, same: int = 0) -> None:
        self.rng = rng
        self.attempt = attempt
        self.same = same or (3 if attempt % 5 == 4 else 0)
        self.runs = {} if attempt < len(RUNS) else {"": rng.choice(RUNS)}
        self.by_name: dict[str, int] = {}
        self.free = list(SIZES)
        if attempt:
            rng.shuffle(self.free)

    def of(self, name: str) -> int:
        """Return the size of a name: distinct ones, but for some attempts where all are equal."""
        if name not in self.by_name:
            free = self.free.pop(0) if self.free else self.rng.choice(SIZES)
            if name[:1] == "?" and not self.same:
                free = self.rng.choice((1, 2, 3))
            self.by_name[name] = self.same or free
        return self.by_name[name]

    def shape(self, text: str) -> Shape | None:
        """Return a shape for dimensions such as "*batch N+1"; None if one would be negative, or happen to be 0."""
        shape: Shape = ()
        for word in text.replace(",", " ").split():
            dim = read(word)
            if dim.star:
                shape += self.runs.get("") or RUNS[self.attempt % len(RUNS)]
            else:
                size = self.size(dim)
                if size < 1 and dim.number != 0:
                    return None
                shape += (size,)
        return shape

    def size(self, dim: Dim) -> int:
        total = 0
        for atoms, coefficient in dim.terms:
            for atom in atoms:
                coefficient *= self.of(atom)
            total += coefficient
        return total


def declared(parameters: list[Parameter], sizes: Sizes) -> Layout | None:
    """Return shapes as they are declared, None where a size comes out negative."""
    layout: Layout = {}
    for parameter in parameters:
        if not parameter.shape:
            layout[parameter.name] = None
            continue
        shape = sizes.shape(parameter.shape)
        if shape is None:
            return None
        layout[parameter.name] = shape
    return layout


def varied(layout: Layout, names: list[str]) -> Iterator[Layout]:
    """Yield the layout with one, two or three axes of another size: a broadcast, or a size of its own."""
    axes = [(name, i) for name in names for i in range(len(layout[name] or ()))]
    for count in (1, 2, 3):
        for chosen in itertools.islice(itertools.combinations(axes, count), 60):
            for size in (1, 5) if count == 1 else (5,):
                changed = dict(layout)
                for name, i in chosen:
                    shape = list(changed[name] or ())
                    shape[i] = size
                    changed[name] = tuple(shape)
                yield changed
