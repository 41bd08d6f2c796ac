"""Where the names of a forward are bound, and whose arrays they may share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flatgen.counting import numbers_of_round
from flatgen.facts import Facts
from flatgen.ir import Apply, Equation, Loop, Statement, Value, names
from flatgen.statements import blocks_of
from flatgen.writes import is_write

PARTS = ("Item", ".T")
Place = tuple[int, int]  # the key of a statement, and which of its blocks


class Homes:
    """The blocks of a forward's loops, and what is known of the names in them."""

    def __init__(self, forward: Sequence[Statement], facts: Facts) -> None:
        self.facts = facts
        self.homes: dict[str, Place] = {}  # the block that a name is bound in, if it is in a loop
        self.items: dict[str, Place] = {}  # the numbers of rounds
        self.values: dict[str, Value] = {}
        self.owners: dict[str, set[str]] = {}
        self.parted: set[str] = set()  # of which blocks within its own read parts
        self.written: set[str] = set()  # whose arrays are written into
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
