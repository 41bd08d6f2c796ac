"""An array that rounds change one element at a time, as it was before each: the backward puts the old elements back.

    for i in range(n):                      for i in reversed(range(n)):
        s0 = x[i]                               x[i] = s0_history.pop()
        s1 = A[i] @ x                           grad_A[i] += grad_s1 * x
        x[i] = s0 + (b[i] - s1) / A[i, i]       ...

Else each round would record a copy of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flatgen.facts import Facts
from flatgen.homes import Homes
from flatgen.ir import Apply, Atom, Equation, Loop, Statement, Value
from flatgen.lives import sizes_read
from flatgen.names import Names
from flatgen.statements import blocks_of, exchanged, gates_of, read_in, with_blocks
from flatgen.writes import is_write


class Chain(NamedTuple):
    """Loops within each other that hand one array on, and the writes of the innermost's round, last first."""

    loops: list[tuple[Loop, int]]  # and as which of what they carry
    writes: list[Equation]


class Restoring:
    """Changes a backward so that it carries arrays back through the rounds that write into them.

    ``values`` has what versions of these arrays are, ``old`` the elements that have to be recorded.
    """

    def __init__(self, homes: Homes, untouched: set[str], facts: Facts, unused: Names) -> None:
        self.homes = homes
        self.untouched = untouched
        self.facts = facts
        self.unused = unused
        self.values: dict[str, Value] = {}
        self.old: set[str] = set()
        self.before: dict[str, Equation] = {}  # what is read of them, by the writes of them

    def of(self, forward: Sequence[Statement], backward: Sequence[Statement]) -> list[Statement]:
        """Return the statements of a backward that restores what it reads."""
        made = list(backward)
        loops = {s.key: s for s in forward if isinstance(s, Loop)}
        for at, statement in enumerate(made):
            loop = loops.get(-statement.key) if isinstance(statement, Loop) else None
            for k in range(len(loop.carried)) if loop else ():
                assert loop is not None
                chain = chain_of(loop, k)
                back = made[at]
                assert isinstance(back, Loop)
                if chain and loop.targets[k] not in self.facts.partial and self.pays(chain, back):
                    made[at], _ = self.carried(chain, 0, back, loop.targets[k])
        return made

    def pays(self, chain: Chain, back: Loop) -> bool:
        """Tell whether the backward reads more of an array than the elements that are written, and can restore it."""
        for (loop, k), (within, _) in zip(chain.loops, chain.loops[1:]):
            inner = inner_of(back, within)
            body = back.block.body
            if inner is None or loop.block.parameters[k + 1] in read_in(body[: body.index(inner)]):
                return False
            back = inner
        loop, k = chain.loops[-1]
        read = {*read_in(back.block.body)} - sizes_read(back.block)
        if loop.block.results[k] in read or not all(map(self.is_of_number, chain.writes)):
            return False
        versions = {str(write.value.args[0]) for write in chain.writes}  # type: ignore[union-attr]
        return any(name in versions or self.is_part(name, versions) for name in read)

    def is_part(self, name: str, versions: set[str]) -> bool:
        """Tell whether a value is an array that is a part of one of ``versions``."""
        value = self.homes.values.get(name)
        part = isinstance(value, Apply) and value.op == "Item" and value.args[0] in versions
        return part and name not in self.untouched and not self.facts.is_one_number(name)

    def is_of_number(self, write: Equation) -> bool:
        """Tell whether a write changes one element alone."""
        assert isinstance(write.value, Apply)
        part = Apply("Item", write.value.args[:2])
        return self.facts.is_scalar(part) and self.facts.is_inexact(part)

    def old_of(self, write: Equation, loop: Loop) -> str:
        """Return the name of the element that a write changes, as it is before: that of the forward, or a new one."""
        assert isinstance(write.value, Apply)
        part = Apply("Item", write.value.args[:2])
        lines = [s for s in loop.block.body if isinstance(s, Equation) and s.value == part]
        if lines:
            return lines[0].target
        name = self.unused.temporary()
        self.facts.learn(name, part)
        self.before[write.target] = Equation(name, part, write.line, write.column)
        return name

    def with_old(self, body: Iterable[Statement]) -> list[Statement]:
        """Return the statements of a forward that reads the elements which are put back."""
        made: list[Statement] = []
        for statement in body:
            blocks = [b._replace(body=tuple(self.with_old(b.body))) for b in blocks_of(statement)]
            if isinstance(statement, Equation) and statement.target in self.before:
                made.append(self.before[statement.target])
            made.append(with_blocks(statement, blocks))
        return made

    def carried(self, chain: Chain, level: int, back: Loop, last: Atom) -> tuple[Loop, str]:
        """Return a loop that carries an array, ``last`` at first, back through its rounds, and what that is then."""
        loop, k = chain.loops[level]
        before, after = loop.block.parameters[k + 1], str(loop.block.results[k])
        name, target = self.fresh(after), self.fresh(before)
        given = before
        body = list(back.block.body)
        if level + 1 < len(chain.loops):
            inner = inner_of(back, chain.loops[level + 1][0])
            assert inner is not None
            at = body.index(inner)
            body[at], given = self.carried(chain, level + 1, inner, name)
            body[at + 1 :] = [exchanged(part, {before: given}) for part in body[at + 1 :]]
        else:
            now = name
            for write in chain.writes:
                assert isinstance(write.value, Apply)
                version, index = str(write.value.args[0]), write.value.args[1]
                old = self.old_of(write, loop)
                self.values[version] = Apply("SetItem", (now, index, old))
                self.old.add(old)
                now = version
        block = back.block._replace(
            parameters=(*back.block.parameters, name),
            body=tuple([exchanged(part, {after: name}) for part in body]),
            results=(*back.block.results, given),
        )
        made = back._replace(
            targets=(*back.targets, target), carried=(*back.carried, last), block=block
        )
        return made, target

    def fresh(self, like: str) -> str:
        name = self.unused.fresh(like)
        self.facts.learn_same(name, like)
        self.facts.variables[name] = self.facts.variables.get(like, like)
        return name


def chain_of(loop: Loop, k: int) -> Chain | None:
    """Return how what a loop carries is changed in its rounds: by writes alone, in it or in one loop within it."""
    loops = [(loop, k)]
    while not gates_of(loop):
        before = loop.block.parameters[k + 1]
        name: Value = loop.block.results[k]
        inner = [s for s in loop.block.body if isinstance(s, Loop) and name in s.targets]
        if inner:
            k = inner[0].targets.index(str(name))
            if inner[0].carried[k] != before:
                return None
            loop = inner[0]
            loops.append((loop, k))
            continue
        made = {s.target: s for s in loop.block.body if isinstance(s, Equation)}
        writes = []
        while name in made and is_write(made[str(name)].value):
            writes.append(made[str(name)])
            name = writes[-1].value.args[0]  # type: ignore[union-attr]
        return Chain(loops, writes) if writes and name == before else None
    return None


def inner_of(back: Loop, loop: Loop) -> Loop | None:
    """Return the backward of a loop within another one."""
    found = [s for s in back.block.body if isinstance(s, Loop) and s.key == -loop.key]
    return found[0] if found else None
