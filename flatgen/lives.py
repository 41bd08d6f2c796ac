"""The lives of values: when each is bound, and when it is read for the last time.

Time runs with the text. What a loop reads of the values around it, it reads in its last round, too; of two branches
only one is run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from flatgen.ir import (
    OF_TEXTS,
    SIZES,
    Apply,
    Block,
    Equation,
    Literal,
    Loop,
    Statement,
    Value,
    atoms,
    names,
)
from flatgen.statements import blocks_of, free_in, given_to, is_gate
from flatgen.templates import SIZED

COMPARED = ("Eq", "NotEq", "In", "NotIn", *OF_TEXTS)

Path = tuple[tuple[int, int], ...]  # the branches around: which, and which side


class Read(NamedTuple):
    """When a name is read, and in which branches."""

    time: int
    path: Path


class Lives:
    """When each name of a program is bound, and when it is read."""

    def __init__(
        self,
        body: Iterable[Statement],
        results: Iterable[object],
        reads: Callable[[Value], Iterable[str]] = names,
    ) -> None:
        self.names_in = reads
        self.bound: dict[str, Read] = {}
        self.reads: dict[str, list[Read]] = {}
        self.ends: dict[int, int] = {}  # of loops and branches, by their keys
        self.starts: dict[int, int] = {}
        self.given: list[tuple[str, ...]] = []  # what the rounds around are given
        self.handed: list[tuple[object, str, Read]] = []  # what branches give, by which names
        end = self.look(body, 1, ())
        for name in results:
            self.read([name], end, ())
        if reads is not names:  # what is given on is read if that is
            self.read_on()

    def read(self, found: Iterable[object], time: int, path: Path) -> None:
        for name in found:
            if isinstance(name, str):
                self.reads.setdefault(name, []).append(Read(time, path))

    def read_on(self) -> None:
        """Note that what a branch gives is read, where the name that it gives it is."""
        todo = self.handed
        while todo:
            found = [one for one in todo if one[1] in self.reads]
            if not found:
                break
            todo = [one for one in todo if one not in found]
            for result, _, when in found:
                self.read([result], *when)

    def look(self, body: Iterable[Statement], time: int, path: Path) -> int:
        """Note what statements bind and read; return the time behind them."""
        for statement in body:
            for value in given_to(statement):
                self.read(self.names_in(value), time, path)
            if isinstance(statement, Equation):
                if is_gate(statement):  # what a round was given is what a loop ends with
                    self.read(self.given[-1], time, path)
                self.bound[statement.target] = Read(time, path)
                time += 1
                continue
            self.starts[statement.key] = start = time
            for i, block in enumerate(blocks_of(statement)):
                inside = path if isinstance(statement, Loop) else (*path, (statement.key, i))
                for name in block.parameters:
                    self.bound[name] = Read(start, inside)
                self.given.append(block.parameters)
                time = self.look(block.body, time + 1, inside)
                self.given.pop()
                if isinstance(statement, Loop):  # no loop within counts by its name
                    self.read([statement.item], time, inside)
                if isinstance(statement, Loop) or self.names_in is names:
                    self.read(block.results, time, inside)
                else:
                    given = zip(block.results, statement.targets)
                    self.handed += [(one, name, Read(time, inside)) for one, name in given]
                if isinstance(statement, Loop):  # read in the last round, too
                    self.read(free_in(block), time, inside)
            self.ends[statement.key] = time
            for name in statement.targets:
                self.bound[name] = Read(time, path)
            time += 1
        return time

    def last(self, name: str, path: Path) -> int:
        """Return when a name is read last, where another branch than that of ``path`` isn't run."""
        reads = self.reads.get(name, [])
        return max((read.time for read in reads if not exclude(read.path, path)), default=0)

    def is_read_after(self, name: str, when: Read) -> bool:
        return any(
            read.time > when.time and not exclude(read.path, when.path)
            for read in self.reads.get(name, [])
        )

    def is_changed(
        self, push: str, write: Read, shared: set[str], kept: Mapping[int, set[str]]
    ) -> bool:
        """Tell whether an array that a line puts onto a list may be written into later.

        That is behind it in the text; or in another round of a loop, if that hands the array on: ``kept`` has, by
        the keys of loops, whose arrays they do.
        """
        pushed = self.bound.get(push)
        if pushed is None or pushed.time < write.time:
            return True
        return any(
            self.starts[key] < write.time and pushed.time <= self.ends[key] and shared & kept[key]
            for key in kept
            if key in self.starts
        )


def exclude(one: Path, other: Path) -> bool:
    """Tell whether two places are in different branches of one choice."""
    sides = dict(one)
    return any(sides.get(key, side) != side for key, side in other)


def numbers_read(value: Value) -> Iterator[str]:
    """Yield the names whose numbers a value reads: what it asks for its size alone is left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Apply) and value.op not in SIZES:
        sized = SIZED.get(value.op, ())
        for i, argument in enumerate(value.args):
            if i not in sized:
                yield from numbers_read(argument)


def sizes_read(block: Block) -> set[str]:
    """Return the names that a block reads for their sizes alone."""
    numbers = {atom for atom in block.results if isinstance(atom, str)}
    read: set[str] = set()
    for statement in block.body:
        for value in given_to(statement):
            numbers.update(numbers_read(value))
            read.update(names(value))
        for inner in blocks_of(statement):
            sized = sizes_read(inner)
            read |= sized
            numbers |= {*free_in(inner)} - sized
    return read - numbers


def texts_in(body: Iterable[Statement]) -> Iterator[str]:
    """Yield the names that are compared with a text."""
    for statement in body:
        todo = [*given_to(statement)]
        while todo:
            value = todo.pop()
            if not isinstance(value, Apply):
                continue
            todo += value.args
            known = [atom.known for atom in atoms(value) if isinstance(atom, Literal)]
            if value.op in COMPARED and any(isinstance(k, str) for k in known):
                yield from names(value)
        for block in blocks_of(statement):
            yield from texts_in(block.body)


def of_use(body: Iterable[Statement], given: Iterable[str]) -> set[str]:
    """Return the names that are read, or that one which is read may stand for: by blocks, from round to round."""
    found, comes_of = {*given}, dict[str, set[str]]()
    _look_for_use(body, found, comes_of)
    todo = [*found]
    while todo:
        new = comes_of.get(todo.pop(), set()) - found
        found |= new
        todo += new
    return found


def _look_for_use(
    body: Iterable[Statement], found: set[str], comes_of: dict[str, set[str]]
) -> None:
    for statement in body:
        if isinstance(statement, Equation):
            found |= {*names(statement.value)}
            continue
        found |= {*names(statement.over if isinstance(statement, Loop) else statement.test)}
        blocks = blocks_of(statement)
        ways = [[str(atom) for atom in atoms] for atoms in zip(*[b.results for b in blocks])]
        if isinstance(statement, Loop):
            ways = [[*way, str(init)] for way, init in zip(ways, statement.carried)]
            comes_of |= {p: {*way} for p, way in zip(statement.block.parameters[1:], ways)}
        comes_of |= {target: {*way} for target, way in zip(statement.targets, ways)}
        for block in blocks:
            _look_for_use(block.body, found, comes_of)


def values_of(body: Iterable[Statement]) -> dict[str, list[Value]]:
    """Return what each name may stand for: what it is made as; of what blocks give, what any of them does."""
    found: dict[str, list[Value]] = {}
    for statement in body:
        if isinstance(statement, Equation):
            found[statement.target] = [statement.value]
            continue
        blocks = blocks_of(statement)
        for target, *results in zip(statement.targets, *[block.results for block in blocks]):
            found[target] = results
        if isinstance(statement, Loop):
            rows = zip(statement.block.parameters[1:], statement.targets, statement.carried)
            for parameter, target, init in rows:
                found[target].append(init)
                found[parameter] = found[target]
        for block in blocks:
            found |= values_of(block.body)
    return found
