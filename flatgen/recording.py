"""What a backward reads of the rounds of a loop: recorded as they go by, read again from the last to the first.

    for i in range(n):               s_history = []
        s = s * x[i]                 for i in range(n):
                                         s_history.append(s)
                                         s = s * x[i]
    ...                              for i in reversed(range(n)):
                                         s = s_history.pop()

What is only a part of something that is there anyway, ``x[i]``, is read again from that. Rounds of loops within loops
go onto one list: the backward takes them off in just the other order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from flatgen.facts import Facts
from flatgen.ir import (
    GET,
    POP,
    PUSH,
    SIZES,
    TESTS,
    Apply,
    Atom,
    Block,
    Equation,
    If,
    Loop,
    Statement,
    Value,
    names,
)
from flatgen.kinds import INTEGERS
from flatgen.names import Names
from flatgen.statements import blocks_of, bound_in, changed_in, exchanged, read_in, with_blocks
from flatgen.writes import is_write

CONDITIONS = (*TESTS, "Lt", "LtE", "Gt", "GtE", "Eq", "NotEq")
NOTHING: Mapping[str, Value] = {}
Place = tuple[int, int]  # the key of a statement, and which of its blocks
Sources = Callable[[Value], Iterable[Atom]]


class Recorder:
    """Makes of a forward and its backward a program in which the backward reads what was recorded."""

    def __init__(self, forward: Sequence[Statement], facts: Facts, unused: Names) -> None:
        self.facts = facts
        self.unused = unused
        self.homes: dict[str, Place] = {}  # the block that a name is bound in, if it is in a loop
        self.items: dict[str, Place] = {}  # the numbers of rounds
        self.values: dict[str, Value] = {}
        self.owners: dict[str, set[str]] = {}
        self.changed = changed_in(forward) | facts.lists.intersection(bound_in(forward))
        self.written: set[str] = set()  # whose arrays are written into
        self.stacks: dict[str, str] = {}  # of what is recorded: the name of the list
        self.order: list[str] = []  # in which lists are first put onto
        before = None
        while before != self.shared():  # a loop hands arrays from one name to another
            before = self.shared()
            self.look(forward, None)

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
                found = self.owners_of(self.facts.rules.sources(statement.value))
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
                    self.items[statement.item] = place  # type: ignore[assignment]
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
        for name in dict.fromkeys(read):
            self.have(name, place, by, head)
        body = [*head, *[exchanged(part, by) for part in block.body]]
        results = tuple([by.get(a, a) if isinstance(a, str) else a for a in block.results])
        return block._replace(body=tuple(self.backward(body, by)), results=results)  # type: ignore[arg-type]

    def have(self, name: str, place: Place, by: dict[str, Value], head: list[Statement]) -> None:
        """Let a block have a value of its forward: computed again if that is nothing, else recorded."""
        if name in by or self.homes.get(name) != place:
            return
        value = self.values.get(name)
        new = self.unused.fresh(name)
        if value is not None and self.is_light(name, value, place, by):
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
        self.facts.variables[new] = self.facts.variables.get(name, name)
        self.facts.by_name[new] = self.facts.by_name[name]
        by[name] = new

    def is_light(self, name: str, value: Value, place: Place, by: Mapping[str, Value]) -> bool:
        """Tell whether a value is there again for nothing: a part of an array, a size, a number of a round."""
        if not isinstance(value, Apply) or self.changed.intersection(names(value)):
            return False
        whole = self.facts.kind(name) == INTEGERS and self.facts.is_scalar(name)
        if not (value.op in ("Item", GET, ".T", *SIZES) or (whole and value.op[:1].isupper())):
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

    # The forward

    def forward(self, body: Iterable[Statement]) -> tuple[Statement, ...]:
        """Return the statements of a forward, what is recorded put onto its list."""
        made: list[Statement] = []
        for statement in body:
            blocks = []
            for block in blocks_of(statement):
                pushes = [p for name in block.parameters for p in self.pushes(name, statement)]
                blocks.append(block._replace(body=(*pushes, *self.forward(block.body))))
            made.append(with_blocks(statement, blocks) if blocks else statement)
            bound = [statement.target] if isinstance(statement, Equation) else statement.targets
            made += [p for name in bound for p in self.pushes(name, statement)]
        return tuple(made)

    def pushes(self, name: str, statement: Statement) -> Iterator[Statement]:
        """Yield the line that records a value: a copy of what is changed in place."""
        if name in self.stacks:
            shared = self.owners_of([name]) & self.written and not self.facts.is_scalar(name)
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
    forward: Sequence[Statement], backward: Sequence[Statement], facts: Facts, unused: Names
) -> tuple[list[Statement], list[Statement]]:
    """Return a forward that records what its backward reads of the rounds of loops, and that backward."""
    tests = {e.target: e.value for e in (*forward, *backward) if isinstance(e, Equation)}
    forward, backward = asked(forward, tests), asked(backward, tests)
    recorder = Recorder(forward, facts, unused)
    second = recorder.backward(backward)
    return recorder.started(recorder.forward(forward)), second


def asked(body: Sequence[Statement], tests: dict[str, Value]) -> list[Statement]:
    """Return statements with each condition outside of loops as it is, by no name of its own."""
    made: list[Statement] = []
    for statement in body:
        if isinstance(statement, If):
            blocks = [b._replace(body=tuple(asked(b.body, tests))) for b in blocks_of(statement)]
            value = tests.get(statement.test, "") if isinstance(statement.test, str) else ""
            if isinstance(value, Apply) and value.op in CONDITIONS:
                statement = statement._replace(test=value)
            statement = with_blocks(statement, blocks)
        made.append(statement)
    return made
