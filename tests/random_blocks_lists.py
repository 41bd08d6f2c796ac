"""Random lists: filled in loops and by comprehensions, then read by index, in loops, and as a whole."""

from __future__ import annotations

from typing import NamedTuple

from random_blocks_expressions import Shape, bare
from random_blocks_statements import Lines


class Kept(NamedTuple):
    """A list: its name, and the shape of all that is on it."""

    name: str
    shape: Shape


class Lists(Lines):
    """Writes statements on lists. A list is known in the block that makes it, and in those within."""

    kept: list[Kept]
    made_lists: int

    def listed(self) -> None:
        """A new list, filled in a loop that is sure to run."""
        shape = self.shape()
        self.made_lists += 1
        name = f"hs{self.made_lists}"
        i = f"k{self.made_lists}"
        count = self.pick(["2", "3"])
        if self.chance(3):
            self.write(f"{name} = [{self.item(shape)} for {i} in range({count})]")
        else:
            start = bare(self.item(shape)) if self.chance(2) else ""
            self.write(f"{name} = [{start}]")
            self.write(f"for {i} in range({count}):")
            self.scope.depth += 1
            if start and self.chance(2):
                self.write(f"{name}.append({name}[-1] * {self.leaf(())})")
            else:
                self.write(f"{name}.append({self.item(shape)} * {i})")
            if self.chance(3):
                self.write(f"if {i} == 1:")
                self.write(f"    {name}.append({self.item(shape)})")
            self.scope.depth -= 1
        self.kept.append(Kept(name, shape))

    def item(self, shape: Shape) -> str:
        """Return an expression whose array is nobody else's."""
        return f"({self.expression(shape, 1)} * 1.5)"

    def of_list(self) -> None:
        """Change a list, or read it."""
        if not self.kept:
            self.listed()
        name, shape = self.pick(self.kept)
        kinds = [self.read_whole] * 3 + [self.read_part] * 2 + [self.changed, self.run_over]
        self.pick(kinds)(name, shape)

    def read_part(self, name: str, shape: Shape) -> None:
        target = self.target(shape)
        self.write(f"{target} = {name}[{self.pick(['-1', '0', '1'])}] * {self.leaf(())}")
        self.bind(target, shape)

    def read_whole(self, name: str, shape: Shape) -> None:
        ways: list[tuple[str, Shape]] = [
            (f"sum({name})", shape),
            (f"sum(0.5 * v for v in {name})", shape),
            (f"sum([v * {self.leaf(())} for v in {name} if {bare(self.test())}])", shape),
        ]
        if shape == ():
            ways += [(f"max({name})", ()), (f"min({name})", ()), (f"len({name}) * 0.5", ())]
        if self.arrays:
            ways += [
                (f"np.mean({name}, axis=0)", shape),
                (f"np.sum(np.stack({name}) ** 2)", ()),
                (f"np.sum(np.array({name})[1:])", ()),
            ]
        ways = [way for way in ways if "if " not in way[0] or shape == ()]
        text, result = self.pick(ways)
        target = self.target(result)
        self.write(f"{target} = {text}")
        self.bind(target, result)

    def changed(self, name: str, shape: Shape) -> None:
        kind = self.count(0, 3)
        if kind == 0:
            self.write(f"{name}.append({bare(self.item(shape))})")
        elif kind == 1:
            self.write(f"{name}[{self.pick(['-1', '0'])}] = {bare(self.item(shape))}")
        elif kind == 2 and shape == ():
            self.write(f"{name}[0] += {bare(self.expression((), 1))}")
        else:
            self.write(f"{name}.append({bare(self.item(shape))})")
            target = self.target(shape)
            self.write(f"{target} = {name}.pop() * 2.0")
            self.bind(target, shape)

    def run_over(self, name: str, shape: Shape) -> None:
        sums = sorted(self.scope.sums)
        if not sums:
            return
        term = "v" if shape == () else "np.sum(v)"
        self.write(f"for v in {name}:")
        self.write(f"    {self.pick(sums)} += {term} * {self.leaf(())}")
