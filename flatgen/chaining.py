"""What a loop carries, read before and after its rounds: one list, as what is there after one is there before the next.

    for i in reversed(range(n)):            for i in reversed(range(n)):
        h_1 = h_history.pop()                   h_before = h_history.pop()
        h = h_1_history.pop()                   ...
        ...                                     h = h_before

The last round's value is what the loop gave out; each round hands its first value on to the round before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flatgen.counting import loops_in
from flatgen.facts import Facts
from flatgen.ir import Loop, Statement
from flatgen.lives import sizes_read
from flatgen.names import Names
from flatgen.statements import blocks_of, exchanged, read_in, with_blocks


class Chaining:
    """Changes a backward so that it carries the values of a forward's loops back through their rounds."""

    def __init__(
        self,
        forward: Iterable[Statement],
        facts: Facts,
        unused: Names,
        is_recorded: Callable[[str], bool],
    ) -> None:
        self.loops = {loop.key: loop for loop in loops_in(forward)}
        self.changing = {atom for loop in self.loops.values() for atom in loop.carried}
        self.facts = facts
        self.unused = unused
        self.is_recorded = is_recorded
        self.called: dict[str, str] = {}  # the values before a round, and what they are called

    def of(self, body: Iterable[Statement]) -> list[Statement]:
        """Return the statements of a backward with one list for each value that a loop carries."""
        made: list[Statement] = []
        for statement in body:
            if isinstance(statement, Loop) and -statement.key in self.loops:
                statement = self.loop(statement, self.loops[-statement.key])
            blocks = [b._replace(body=tuple(self.of(b.body))) for b in blocks_of(statement)]
            made.append(with_blocks(statement, blocks))
        return made

    def loop(self, backward: Loop, forward: Loop) -> Loop:
        """Return a backward loop that carries what it reads both before and after its rounds."""
        parameters, results = forward.block.parameters[1:], forward.block.results
        for parameter, result, target in zip(parameters, results, forward.targets):
            read = {*read_in(backward.block.body), *backward.block.results}
            read -= sizes_read(backward.block)
            sure = target not in self.changing | self.facts.partial
            sure = sure and results.count(result) == 1
            if sure and {parameter, result} <= read:
                if all(map(self.is_recorded, (parameter, str(result)))):
                    backward = self.carried(backward, parameter, str(result), target)
        return backward

    def carried(self, loop: Loop, before: str, after: str, last: str) -> Loop:
        """Return a loop that carries a forward's value: ``last`` at first, then what was there before each round."""
        facts = self.facts
        called = facts.variables.get(before, before)
        name, target = self.unused.fresh(after), self.unused.fresh(after)
        for new in (name, target):
            facts.learn_same(new, after)
            facts.variables[new] = called
        self.called[before] = f"{called}_before"
        changed = exchanged(loop._replace(targets=(), carried=()), {after: name})
        assert isinstance(changed, Loop)
        block = changed.block._replace(
            parameters=(*changed.block.parameters, name), results=(*changed.block.results, before)
        )
        return loop._replace(
            targets=(*loop.targets, target), carried=(*loop.carried, last), block=block
        )
