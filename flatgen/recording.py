"""What a backward reads of the rounds of a loop: recorded as they go by, read again from the last to the first.

    for i in range(n):               s_history = []
        s = s * x[i]                 for i in range(n):
                                         s_history.append(s)
                                         s = s * x[i]
    ...                              for i in reversed(range(n)):
                                         s = s_history.pop()

What is only a part of something that is there anyway, ``x[i]``, is read again from that, and a number is computed again
from what is there. Rounds of loops within loops go onto one list: the backward takes them off in just the other order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from flatgen.asking import CONDITIONS, after_gates, asked, asked_within, outside_loops
from flatgen.chaining import Chaining
from flatgen.constants import OPERATORS
from flatgen.counting import numbers_of_round
from flatgen.facts import Facts
from flatgen.ir import (
    GET,
    POP,
    PUSH,
    SIZES,
    Apply,
    Atom,
    Block,
    Equation,
    If,
    Loop,
    Statement,
    Value,
    names,
    reads,
)
from flatgen.lives import sizes_read
from flatgen.names import Names
from flatgen.statements import (
    blocks_of,
    bound_in,
    changed_in,
    equations,
    exchanged,
    read_in,
    with_blocks,
)
from flatgen.writes import is_write

AGAIN = (*OPERATORS, *CONDITIONS)  # of numbers they cost no more than a list does
PARTS = ("Item", ".T")
NOTHING: Mapping[str, Value] = {}
Place = tuple[int, int]  # the key of a statement, and which of its blocks
Sources = Callable[[Value], Iterable[Atom]]


class Recorder:
    """Makes of a forward and its backward a program in which the backward reads what was recorded."""

    def __init__(
        self, forward: Sequence[Statement], given: Sequence[str], facts: Facts, unused: Names
    ) -> None:
        self.facts = facts
        self.unused = unused
        loops = [statement for statement in forward if isinstance(statement, Loop)]
        carried = {atom for loop in loops for atom in loop.carried}
        self.given = [  # what is there in every round, by a name that stands for nothing else
            *[name for name in given if name not in carried],
            *[n for loop in loops for n in loop.targets if n not in carried | facts.partial],
        ]
        self.homes: dict[str, Place] = {}  # the block that a name is bound in, if it is in a loop
        self.items: dict[str, Place] = {}  # the numbers of rounds
        self.values: dict[str, Value] = {}
        self.owners: dict[str, set[str]] = {}
        self.changed = changed_in(forward) | facts.lists.intersection(bound_in(forward))
        self.parted: set[str] = set()  # of which blocks within its own read parts
        self.written: set[str] = set()  # whose arrays are written into
        self.called: dict[str, str] = {}  # values by a name of their own
        self.stacks: dict[str, str] = {}  # of what is recorded: the name of the list
        self.order: list[str] = []  # in which lists are first put onto
        before = None
        while before != self.shared():  # a loop hands arrays from one name to another
            before = self.shared()
            self.look(forward, None)
        inputs = [name for name in self.given if name in given and facts.is_numpy(name)]
        for name, value in self.values.items():  # the size of what a round has is that of an input
            if (
                name in self.homes
                and not reads(value)
                and not self.homes.keys().isdisjoint(names(value))
            ):
                self.values[name] = facts.as_size_of(inputs, name) or value

    def shared(self) -> int:
        """Return how much is known of what shares arrays."""
        return len(self.written) + sum(map(len, self.owners.values()))

    def look(self, body: Iterable[Statement], home: Place | None) -> None:
        """Note where each name is bound, and what may share its array."""
        for statement in body:
            targets = (
                [statement.target] if isinstance(statement, Equation) else [*statement.targets]
            )
            for name in targets if home else ():
                self.homes[name] = home  # type: ignore[assignment]
            if isinstance(statement, Equation):
                self.values[statement.target] = statement.value
                if isinstance(statement.value, Apply) and statement.value.op in PARTS:
                    whole = names(statement.value.args[0])
                    self.parted.update(n for n in whole if self.homes.get(n) != home)
                found = self.owners_of(self.facts.sources(statement.value))
                self.owners.setdefault(statement.target, set()).update(found)
                if is_write(statement.value):
                    self.written |= self.owners_of(names(statement.value.args[0]))  # type: ignore[union-attr]
                    self.owners[statement.target] |= self.owners_of(names(statement.value.args[0]))  # type: ignore[union-attr]
            looping = isinstance(statement, Loop)
            for i, block in enumerate(blocks_of(statement)):
                assert not isinstance(statement, Equation)
                place = (statement.key, i) if home or looping else None
                if isinstance(statement, Loop):
                    for parameter, init in zip(block.parameters[1:], statement.carried):
                        found = self.owners_of([init]) | {parameter}
                        self.owners.setdefault(parameter, set()).update(found)
                for name in block.parameters:
                    self.homes[name] = place  # type: ignore[assignment]
                if isinstance(statement, Loop):
                    for name in numbers_of_round(statement):
                        self.items[name] = place  # type: ignore[assignment]
                self.look(block.body, place)
                for target, result in zip(statement.targets, block.results):
                    self.owners.setdefault(target, set()).update(self.owners_of([result]))
                if isinstance(statement, Loop):
                    for name, result in zip(block.parameters[1:], block.results):
                        self.owners[name] |= self.owners_of([result])
                    for target, name in zip(statement.targets, block.parameters[1:]):
                        self.owners[target] |= self.owners[name]

    def owners_of(self, read: Iterable[object]) -> set[str]:
        return {
            o for name in read if isinstance(name, str) for o in self.owners.get(name) or {name}
        }

    # The backward

    def backward(
        self, body: Iterable[Statement], outer: Mapping[str, Value] = NOTHING
    ) -> list[Statement]:
        """Return the statements of a backward, each block reading what was recorded for it.

        ``outer`` has what values of the forward are called in the blocks around.
        """
        made: list[Statement] = []
        for statement in body:
            blocks = []
            for i, block in enumerate(blocks_of(statement)):
                assert not isinstance(statement, Equation)
                blocks.append(self.block(block, (-statement.key, i), statement, outer))
            made.append(with_blocks(statement, blocks) if blocks else statement)
        return made

    def block(
        self, block: Block, place: Place, statement: Statement, outer: Mapping[str, Value]
    ) -> Block:
        by = dict(outer)
        head: list[Statement] = []
        if isinstance(statement, Loop):
            for item, home in self.items.items():
                if home == place:
                    by[item] = statement.item
        read = [*read_in(block.body), *[atom for atom in block.results if isinstance(atom, str)]]
        sized = {name for name in sizes_read(block) if name not in self.parted}
        like: dict[str, Value] = {}  # it has the size alone: nothing is computed again of it
        for name in sorted(dict.fromkeys(read), key=lambda name: name in sized):
            if name in sized and self.homes.get(name) == place:
                like[name] = self.alike(name, place, by, head)
            else:
                self.have(name, place, by, head)
        both = {**like, **by}
        body = [*head, *[exchanged(part, both) for part in block.body]]
        results = tuple([both.get(a, a) if isinstance(a, str) else a for a in block.results])
        return block._replace(body=tuple(self.backward(body, by)), results=results)  # type: ignore[arg-type]

    def have(
        self,
        name: str,
        place: Place,
        by: dict[str, Value],
        head: list[Statement],
        sized: bool = False,
    ) -> None:
        """Let a block have a value of its forward: computed again if that is nothing, else recorded."""
        if name in by or self.homes.get(name) != place:
            return
        value = self.values.get(name)
        new = self.unused.fresh(name)
        if value is not None and self.is_light(name, value, place, by, sized):
            for part in dict.fromkeys(names(value)):
                self.have(part, place, by, head)
            found = exchanged(Equation(new, value), by)
            assert isinstance(found, Equation)
            head.append(found._replace(target=new))
        else:
            if name not in self.stacks:
                called = self.facts.variables.get(name, name)
                self.stacks[name] = self.unused.fresh(f"{called}_history")
            head.append(Equation(new, Apply(POP, (self.stacks[name],))))
        self.facts.variables[new] = self.called.get(name) or self.facts.variables.get(name, name)
        self.facts.learn_same(new, name)
        by[name] = new

    def alike(self, name: str, place: Place, by: dict[str, Value], head: list[Statement]) -> Value:
        """Return what a block reads for the size of a value alone: another of that size, if one is there."""
        value = self.values.get(name)
        parts = names(value) if isinstance(value, Apply) and value.op in OPERATORS else ()
        called = self.facts.variables
        given = sorted(self.given, key=lambda n: called.get(n, n) != called.get(name, name))
        for other in (*given, *by, *parts):
            around = other not in self.homes  # a write changes no size
            near = around or (self.homes[other] == place and self.is_there(other, place, by))
            if near and self.are_alike(other, name):
                self.have(other, place, by, head)
                name = other
                break
        else:
            self.have(name, place, by, head, sized=True)
        return by.get(name, name)

    def are_alike(self, one: str, other: str) -> bool:
        """Tell whether two arrays are sure to have one shape, and one kind of floating numbers."""
        facts = self.facts
        kinds = facts.kind(one) == facts.kind(other) and facts.is_inexact(one)
        return one in facts.by_name and facts.alike(one, other) and kinds

    def is_light(
        self, name: str, value: Value, place: Place, by: Mapping[str, Value], sized: bool = False
    ) -> bool:
        """Tell whether a value is there again for next to nothing: a part of an array, a size, a number.

        For its size alone, whatever operators make of what is there.
        """
        if not isinstance(value, Apply) or self.changed.intersection(names(value)):
            return False
        again = (sized or self.facts.is_one_number(name)) and value.op in AGAIN
        if not (again or value.op in (*PARTS, GET, *SIZES)):
            return False
        return all(self.is_there(part, place, by) for part in names(value))

    def is_there(self, name: str, place: Place, by: Mapping[str, Value]) -> bool:
        if self.owners_of([name]) & self.written:
            return False
        if name not in self.homes or name in by:
            return True
        value = self.values.get(name)
        here = value is not None and self.homes[name] == place
        return here and self.is_light(name, value, place, by)  # type: ignore[arg-type]

    def is_recorded(self, name: str) -> bool:
        """Tell whether a value of a loop's round would be put onto a list as it is."""
        value, place = self.values.get(name), self.homes.get(name)
        if place is None or self.owners_of([name]) & self.written:
            return False
        return value is None or not self.is_light(name, value, place, {})

    # The forward

    def forward(self, body: Iterable[Statement]) -> tuple[Statement, ...]:
        """Return the statements of a forward, what is recorded put onto its list."""
        made: list[Statement] = []
        for statement in body:
            blocks = []
            for block in blocks_of(statement):
                pushes = [p for name in block.parameters for p in self.pushes(name, statement)]
                blocks.append(
                    block._replace(body=after_gates([*pushes, *self.forward(block.body)]))
                )
            made.append(with_blocks(statement, blocks) if blocks else statement)
            bound = [statement.target] if isinstance(statement, Equation) else statement.targets
            made += [p for name in bound for p in self.pushes(name, statement)]
        return tuple(made)

    def pushes(self, name: str, statement: Statement) -> Iterator[Statement]:
        """Yield the line that records a value: a copy of what is changed in place."""
        if name in self.stacks:
            shared = self.owners_of([name]) & self.written and not self.facts.is_scalar(name)
            shared = shared and name not in self.facts.lists  # read for what is left on it
            copy = ".copy()" if self.facts.is_numpy(name) else "numpy.copy"
            value: Value = Apply(copy, (name,)) if shared else name
            target = self.unused.fresh(f"{self.stacks[name]}_1")
            self.order.append(self.stacks[name])
            yield Equation(
                target, Apply(PUSH, (self.stacks[name], value)), statement.line, statement.column
            )

    def started(self, body: Iterable[Statement]) -> list[Statement]:
        """Return the statements with an empty list before each that records something."""
        made: list[Statement] = []
        for statement in body:
            if isinstance(statement, (If, Loop)):
                read = set(read_in([statement]))
                made += [
                    Equation(stack, Apply("List", ()), statement.line, statement.column)
                    for stack in self.order
                    if stack in read
                ]
            made.append(statement)
        return made


def recorded(
    forward: Sequence[Statement],
    backward: Sequence[Statement],
    given: Sequence[str],
    facts: Facts,
    unused: Names,
) -> tuple[list[Statement], list[Statement]]:
    """Return a forward that records what its backward reads of the rounds of loops, and that backward."""
    lines = [*outside_loops(forward), *outside_loops(backward)]
    tests = {line.target: line.value for line in lines}
    forward, backward = asked(forward, tests), asked(backward, tests)
    recorder = Recorder(forward, given, facts, unused)
    chaining = Chaining(forward, facts, unused, recorder.is_recorded)
    backward = chaining.of(backward)
    recorder.called = chaining.called
    second = recorder.backward(backward)
    first = recorder.started(recorder.forward(forward))
    named = {n for e in equations([*first, *second]) for n in names(e.value)}
    return asked_within(first, named), asked_within(second, named)
