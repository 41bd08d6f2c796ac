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
from flatgen.constants import OPERATORS, SCALAR_BUILTINS
from flatgen.facts import Facts
from flatgen.homes import PARTS, Homes, Place
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
from flatgen.refilling import counts_of, put_away, taken_back
from flatgen.restoring import Restoring
from flatgen.standing import Standing
from flatgen.statements import (
    blocks_of,
    bound_in,
    changed_in,
    equations,
    exchanged,
    read_in,
    with_blocks,
)
from flatgen.untouched import Untouched

AGAIN = (*OPERATORS, *CONDITIONS)  # of numbers they cost no more than a list does
NOTHING: Mapping[str, Value] = {}
Sources = Callable[[Value], Iterable[Atom]]


class Recorder(Homes):
    """Makes of a forward and its backward a program in which the backward reads what was recorded."""

    def __init__(
        self, forward: Sequence[Statement], given: Sequence[str], facts: Facts, unused: Names
    ) -> None:
        super().__init__(forward, facts)
        self.still: set[str] = set()  # parts that are there, though their arrays are written into
        self.restored: set[str] = set()  # versions of arrays that are made of later ones
        self.olds: set[str] = set()  # elements that are recorded for that
        self.unused = unused
        loops = [statement for statement in forward if isinstance(statement, Loop)]
        carried = {atom for loop in loops for atom in loop.carried}
        self.given = [  # what is there in every round, by a name that stands for nothing else
            *[name for name in given if name not in carried],
            *[n for loop in loops for n in loop.targets if n not in carried | facts.partial],
        ]
        self.when = {name: i for i, name in enumerate(bound_in(forward))}
        self.changed = changed_in(forward) | facts.lists.intersection(bound_in(forward))
        self.called: dict[str, str] = {}  # values by a name of their own
        self.stacks: dict[str, str] = {}  # of what is recorded: the name of the list
        self.order: list[str] = []  # in which lists are first put onto
        inputs = [name for name in self.given if name in given and facts.is_numpy(name)]
        for name, value in self.values.items():  # the size of what a round has is that of an input
            if (
                name in self.homes
                and not reads(value)
                and not self.homes.keys().isdisjoint(names(value))
            ):
                self.values[name] = facts.as_size_of(inputs, name) or value
        self.standing = Standing(forward).values(self.homes)
        self.values |= self.standing
        still = Untouched(forward, given, facts).values(self.homes, self.values, self.is_recorded)
        self.still |= {*still}
        self.values |= still

    def restore(self, restoring: Restoring) -> None:
        """Let versions of arrays be those that the backward makes of later ones."""
        self.values |= restoring.values
        for write, line in restoring.before.items():
            self.values[line.target], self.homes[line.target] = line.value, self.homes[write]
        self.restored |= {*restoring.values}
        self.olds |= restoring.old

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
        whole = [name for name in read if name not in sized]
        for name in sorted(dict.fromkeys(whole), key=lambda name: self.when.get(name, 0)):
            for base in names(self.values.get(name, "")) if sized else ():
                if base in sized and not self.other(base, place, by):
                    self.have(base, place, by, head)  # then its parts are there, too
            self.have(name, place, by, head)  # what is made first first: others are made of it
        for name in dict.fromkeys(read):
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
            note = "put back" if name in self.restored else ""
            if name in self.standing:
                twins = [e for e in head if isinstance(e, Equation) and e.value == found.value]
                if twins:
                    by[name] = twins[0].target
                    return
            head.append(found._replace(target=new, note=note))
        else:
            if name not in self.stacks:
                called = self.facts.variables.get(name, name)
                self.stacks[name] = self.unused.fresh(f"{called}_history")
            if name in self.facts.lists:
                head += taken_back(new, name, self.stacks[name], self.facts, self.unused)
            else:
                head.append(Equation(new, Apply(POP, (self.stacks[name],))))
        self.facts.variables[new] = self.called.get(name) or self.facts.variables.get(name, name)
        self.facts.learn_same(new, name)
        by[name] = new

    def alike(self, name: str, place: Place, by: dict[str, Value], head: list[Statement]) -> Value:
        """Return what a block reads for the size of a value alone: another of that size, if one is there."""
        other = self.other(name, place, by)
        self.have(other or name, place, by, head, sized=not other)
        return by.get(other or name, other or name)

    def other(self, name: str, place: Place, by: dict[str, Value]) -> str:
        """Return another value of the size of one that is there, or nothing."""
        value = self.values.get(name)
        parts = names(value) if isinstance(value, Apply) and value.op in OPERATORS else ()
        called = self.facts.variables
        given = sorted(self.given, key=lambda n: called.get(n, n) != called.get(name, name))
        for one in (*given, *by, *parts):
            around = one not in self.homes  # whatever is written into it, its size stays
            near = around or (self.homes[one] == place and self.is_there(one, place, by))
            if near and self.are_alike(one, name):
                return str(one)
        return ""

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
        if isinstance(value, Apply) and name in self.standing:
            return all(self.is_there(part, place, by) for part in names(value.args[1]))
        if not isinstance(value, Apply) or self.changed.intersection(names(value)):
            return False
        if name in self.restored or name in self.olds:
            return name in self.restored
        if name in self.still:
            return all(self.is_there(part, place, by) for part in names(value.args[1]))
        again = (sized or self.facts.is_one_number(name)) and value.op in AGAIN
        again = again or (value.op in SCALAR_BUILTINS and self.is_of_numbers(name, value))
        parts = value.op in (*PARTS, GET, *SIZES) or self.facts.rules.is_parted(value.op)
        if not (again or parts):
            return False
        return all(self.is_there(part, place, by) for part in names(value))

    def is_of_numbers(self, name: str, value: Apply) -> bool:
        """Tell whether a value is one number made of others: not of those of an array, or on a list."""
        given = [*names(value)]
        plain = all(map(self.facts.is_one_number, (name, *given)))
        return plain and self.facts.lists.isdisjoint(given)

    def is_there(self, name: str, place: Place, by: Mapping[str, Value]) -> bool:
        if name in by:
            return True
        if name not in self.still | self.restored and self.owners_of([name]) & self.written:
            return False
        if name not in self.homes:
            return True
        value = self.values.get(name)
        here = value is not None and self.homes[name] == place
        return here and self.is_light(name, value, place, by)  # type: ignore[arg-type]

    def is_recorded(self, name: str) -> bool:
        """Tell whether a value of a loop's round would be put onto a list as it is."""
        value, place = self.values.get(name), self.homes.get(name)
        if place is None or name in self.still:
            return False
        if self.owners_of([name]) & self.written:
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
                body = [*pushes, *self.forward(block.body), *self.left_on(block)]
                blocks.append(block._replace(body=after_gates(body)))
            made.append(with_blocks(statement, blocks) if blocks else statement)
            bound = [statement.target] if isinstance(statement, Equation) else statement.targets
            made += [p for name in bound for p in self.pushes(name, statement)]
        return tuple(made)

    def left_on(self, block: Block) -> Iterator[Statement]:
        """Yield what records, at the end of a block, what is left on the lists that it makes."""
        for line in block.body:
            if isinstance(line, Equation) and line.target in self.facts.lists & {*self.stacks}:
                stack = self.stacks[line.target]
                self.order += [stack, counts_of(stack)]
                yield from put_away(line, stack, self.facts, self.unused)

    def pushes(self, name: str, statement: Statement) -> Iterator[Statement]:
        """Yield the line that records a value."""
        if name in self.stacks and name not in self.facts.lists:
            target = self.unused.fresh(f"{self.stacks[name]}_1")
            self.order.append(self.stacks[name])
            value = Apply(PUSH, (self.stacks[name], name))
            yield Equation(target, value, statement.line, statement.column)

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
    restoring = Restoring(recorder, recorder.still, facts, unused)
    backward = restoring.of(forward, backward)
    recorder.restore(restoring)
    forward = restoring.with_old(forward)
    chaining = Chaining(forward, facts, unused, recorder.is_recorded)
    backward = chaining.of(backward)
    recorder.called = chaining.called
    second = recorder.backward(backward)
    first = recorder.started(recorder.forward(forward))
    named = {n for e in equations([*first, *second]) for n in names(e.value)}
    return asked_within(first, named), asked_within(second, named)
