"""Random statements: assignments, swaps, tuples as state, and writes into new arrays."""

from __future__ import annotations

from random_blocks_expressions import Shape, Texts, bare, new

SHAPES: list[Shape] = [(4,), (4,), (4, 3), (3,), ()]
SCALARS = ["s", "t", "u", "a", "b", "y", "grad_s"]
ARRAYS: dict[Shape, list[str]] = {
    (4,): ["h", "v", "z", "p"],
    (3,): ["r", "q", "e"],
    (4, 3): ["A", "B", "C"],
}
STATES: list[tuple[str, list[Shape]]] = [
    ("state", [(), ()]),
    ("three", [(), (), ()]),
    ("both", [(4,), ()]),
    ("all_of", [(4, 3), (3,)]),
]


class Lines(Texts):
    """Writes statements."""

    def write(self, line: str) -> None:
        self.scope.lines.append("    " * (self.scope.depth + 1) + line)
        self.scope.size += 1

    def bind(self, name: str, shape: Shape, own: bool = False, arithmetic: bool = False) -> None:
        self.scope.forget(name)
        if arithmetic and shape == ():
            self.scope.sums.add(name)
        self.scope.values[name] = shape
        if own:
            self.scope.own.add(name)

    def shape(self) -> Shape:
        return self.pick(SHAPES) if self.arrays else ()

    def target(self, shape: Shape) -> str:
        """Return a name to assign to, half of the time one that has a value; none to write into."""
        old = [n for n in self.names(shape) if n not in self.scope.own]
        new = SCALARS if shape == () else ARRAYS[shape]
        new = [n for n in new if n not in self.scope.own]
        return self.pick(old if old and not self.chance(3) else new or ["other"])

    def assignment(self) -> None:
        shape = self.shape()
        text = self.expression(shape)
        if self.held(text):
            text = f"({text} * 1.5)"
        name = self.target(shape)
        self.write(f"{name} = {bare(text)}")
        self.bind(name, shape, arithmetic=new(text))

    def held(self, text: str) -> bool:
        """Tell whether a text may be part of an array that is written into."""
        return not new(text) and text.partition("[")[0] in self.scope.own

    def augmented(self) -> None:
        """``s += x``: on numbers, and on arrays to write into."""
        names = sorted(self.scope.sums) + sorted(self.scope.own)
        if not names:
            return
        name = self.pick(names)
        shape = self.scope.values[name]
        text = self.expression(self.within(shape), 2)
        self.write(f"{name} {self.pick(['+=', '+=', '-=', '*='])} {bare(text)}")

    def several(self) -> None:
        one, two = self.shape(), self.shape()
        texts = bare(self.expression(one)), bare(self.expression(two))
        if any(map(self.held, texts)):
            return
        a, b = self.target(one), self.target(two)
        if a == b:
            return
        self.write(f"{a}, {b} = {texts[0]}, {texts[1]}")
        self.bind(a, one)
        self.bind(b, two)

    def swap(self) -> None:
        shape = self.shape()
        names = [n for n in self.names(shape) if n not in self.scope.own]
        own = [n for n in self.names(shape) if n in self.scope.own]
        names = own if len(own) > 1 else names
        if len(names) < 2:
            return
        a = self.pick(names)
        b = self.pick([n for n in names if n != a])
        self.write(f"{a}, {b} = {b}, {a}")
        self.scope.sums -= {a, b}

    def packed(self) -> None:
        """``state = (s, h)``"""
        ways = [s for s in STATES if self.arrays or s[0] in ("state", "three")]
        if self.scope.depth:  # a tuple that only a branch binds is refused
            ways = [s for s in ways if s[0] in self.scope.states]
        if not ways:
            return
        name, shapes = self.pick(ways)
        self.write(f"{name} = ({', '.join(bare(self.expression(s, 1)) for s in shapes)})")
        self.scope.states[name] = shapes

    def unpacked(self) -> None:
        """``s, h = state``"""
        if not self.scope.states:
            return
        name = self.pick(sorted(self.scope.states))
        shapes = self.scope.states[name]
        if self.chance(3):
            i = self.count(0, len(shapes) - 1)
            target = self.target(shapes[i])
            self.write(f"{target} = {name}[{i}]")
            self.bind(target, shapes[i])
            return
        targets = [self.target(s) for s in shapes]
        if len(set(targets)) < len(targets):
            return
        self.write(f"{', '.join(targets)} = {name}")
        for target, shape in zip(targets, shapes):
            self.bind(target, shape)

    def made(self) -> None:
        """An array to write into."""
        shape = self.pick([(4,), (4,), (4, 3), (3,)])
        ways = [f"np.zeros({shape if len(shape) > 1 else shape[0]})"] * 2
        for name in self.names(shape):
            ways += [f"{name}.copy()", f"np.zeros_like({name})", f"np.zeros({name}.shape)"]
            ways.append(f"np.sin({name})" if self.chance(2) else f"{name} * 2")
        if self.names((4,)) and shape == (4,):
            ways.append(f"np.zeros(len({self.names((4,))[0]}))")
        name = self.pick({(4,): ["Y", "Z"], (4, 3): ["M", "K"], (3,): ["R", "Q"]}[shape])
        self.write(f"{name} = {self.pick(ways)}")
        self.bind(name, shape, own=True)

    def element(self) -> None:
        """``Y[i] = s``, ``Y[1:-1] = ...``, ``M[i, :] += r``."""
        if not self.scope.own:
            self.made()
            return
        name = self.pick(sorted(self.scope.own))
        shape = self.scope.values[name]
        index, part = self.place(shape)
        if part == (2,):
            others = [f"{n}[{self.pick(['1:-1', ':2', '2:', '::2'])}]" for n in self.names((4,))]
            text = self.pick(others)
            text = self.pick([text, f"{text} * {self.leaf(())}", f"{text} + {self.pick(others)}"])
        else:
            text = bare(self.expression(part))
        self.write(f"{name}[{index}] {self.pick(['=', '=', '+=', '-=', '*='])} {text}")

    def place(self, shape: Shape) -> tuple[str, Shape]:
        if shape == (4, 3):
            i, j = self.index(4), self.index(3)
            ways: list[tuple[str, Shape]] = [(f"{i}, {j}", ()), (f"{i}, :", (3,)), (i, (3,))]
            return self.pick(ways + [(f":, {j}", (4,)), (f"1:, {j}", (3,)), (":", (4, 3))])
        ways = [(self.index(shape[0]), ())] * 3 + [(":", shape)]
        if shape == (4,):
            ways += [("1:", (3,)), (":-1", (3,)), ("1:-1", (2,)), ("::2", (2,))]
        return self.pick([w for w in ways if w[1] != (3,) or self.names((3,)) or shape == (3,)])
