"""Writes into arrays that another name is read for afterwards: reported at their place."""

from __future__ import annotations

from collections.abc import Iterator

from flatgen.equations import Equations
from flatgen.errors import Fault
from flatgen.indexing import is_simple, parts_of
from flatgen.ir import GET, POP, Apply, Atom, Result, Value
from flatgen.lives import Lives, Read, numbers_read, of_use
from flatgen.sharing import of_several
from flatgen.shelving import Shelving
from flatgen.statements import equations, is_stack, needed
from flatgen.static import (
    Update,
)

READ_BEFORE = (
    "copy the part that is read of it before; if that is one number, give the shapes (-s x=N)"
)


class Overwriting(Equations):
    """Checks the writes of a function."""

    def check_writes(self, results: tuple[Result, ...]) -> None:
        """Report a write into an array that another name is read for afterwards."""
        self.check_held(results)
        used = of_use(self.body, [str(r.value) for r in results]) if self.handed_on else set()
        for one in [h for h in self.handed_on if h.update.value in used]:
            late = [result for parameter, result in one.carried if parameter in used]
            owners = self.owners_of(one.value)
            if used & {*one.outer} or not self.are_numbers(late, owners, one.update.fault):
                self.updates.append(one.update)
        if not self.writes and not self.held and not self.augmented_values:
            return
        given = [result.value for result in results]
        roots = {*map(str, given), *[w[0] for w in self.writes], *dict(self.augmented_values)}
        lives = Lives(needed(self.body, roots), given, numbers_read)
        for made, base, fault in self.writes:
            when = lives.bound.get(made)
            if when is None:  # in a branch that is never run
                continue
            owners = self.owners_of(base)
            before = [name for name, bound in lives.bound.items() if bound.time < when.time]
            stale = [n for n in (*owners, *before) if self.owners_of(n) & owners]
            late = [name for name in stale if lives.is_read_after(name, when)]
            if not self.are_numbers(late, owners, fault):
                self.faults.append(fault)
        for made, update in self.augmented_values:
            changed = lives.bound.get(made)
            owners = self.owners_of(str(update.value))
            own = self.made[made].args[0] if is_stack(self.made[made]) else ""  # type: ignore[union-attr]
            names = sorted({str(update.value), *owners, *lives.bound} - {own})
            shared = [n for n in names if n != made and self.owners_of(n) & owners]
            earlier = [n for n in shared if changed and is_before(lives, n, changed)]
            late = [n for n in earlier if changed and lives.is_read_after(n, changed)]
            if not self.are_numbers(late, owners, update.fault):
                self.updates.append(update)
        read = lives.reads.keys()
        self.faults += [h.fault for h in self.held if read & {*h.one} and read & {*h.other}]

    def check_held(self, results: tuple[Result, ...]) -> None:
        """Report arrays that are changed in place while they are on a list that is read later."""
        if not self.lists:
            return
        lives = Lives(self.body, [result.value for result in results], numbers_read)
        written = {made: base for made, base, _ in self.writes}
        called = {value: name for name, values in self.versions.items() for value in values}
        changes = {**self.in_place, **written}
        holding = Shelving(self.body, changes, self.sources, self.rows, self.put_back)
        back = {self.made[on].args[-1] for on in self.put_back}  # type: ignore[union-attr]
        for made, old in changes.items():
            if made in back:  # it is meant for what is on the list
                continue
            name = self.variables.get(old, called.get(old, old))
            for item, stack in holding.held_of(old, made):
                name = self.variables.get(item, name)  # which may be a part of it
                if made not in lives.bound or not lives.is_read_after(stack, lives.bound[made]):
                    continue
                line, column = next(
                    (e.line, e.column) for e in equations(self.body) if e.target == made
                )
                message = f"{name} is on a list while this changes its array"
                fault = Fault(message, f"append a copy of it: {name}.copy()", line, column)
                elements = self.elements_of(item, self.versions_of(old, changes))
                self.updates += [Update(element, fault) for element in elements or [item]]
        for made, update in self.augmented_values:  # h[i] += x
            value = self.made.get(made)
            on = str(value.args[0]) if value is not None and is_stack(value) else ""  # type: ignore[union-attr]
            if on and holding.is_on_twice(on, made):
                self.updates.append(update)
        for made, fault in self.put_back.items():  # h[t][i] = x
            on = str(self.made[made].args[0])  # type: ignore[union-attr]
            for item in dict.fromkeys(holding.elsewhere(on, made)):
                elements = self.elements_of(item, self.owners_of(on)) if item else []
                self.updates += [Update(one, fault) for one in elements]  # right, if it is numbers
                self.faults += [] if elements else [fault]

    def sources(self, value: Value) -> Iterator[Atom]:
        """Yield what shares its array with a value: what is joined of a list shares none."""
        if isinstance(value, Apply):
            value = of_several(value, self.lists)
        return self.rules.sources(value)

    def versions_of(self, name: str, changes: dict[str, str]) -> frozenset[str]:
        """Return the owners of an array by all that it is before and behind its changes: a loop has both."""
        near: dict[str, set[str]] = {}
        for made, old in changes.items():
            for owner in self.owners_of(old):
                near.setdefault(made, set()).add(owner)
                near.setdefault(owner, set()).add(made)
        owners = set[str]()
        todo = {*self.owners_of(name)}
        while todo:
            owners |= todo
            todo = {other for owner in todo for other in near.get(owner, ())} - owners
        return frozenset(owners)

    def are_numbers(self, late: list[str], owners: frozenset[str], fault: Fault) -> bool:
        """Tell whether all that is read of an array after it changes is right, if it is numbers."""
        late = [name for name in late if name not in self.lists]
        found = [self.elements_of(name, owners) for name in late]
        part = fault._replace(help=READ_BEFORE)
        if all(found):
            self.updates += [Update(name, part) for elements in found for name in elements]
        return all(found)

    def elements_of(self, name: str, owners: frozenset[str]) -> list[str]:
        """Return the elements of an array that a value may be: copies, if they are numbers.

        None of them, if it may be more of that array.
        """
        elements: list[str] = []
        todo, seen = [name], {name}
        while todo:
            one = todo.pop()
            value, parts = self.made.get(one), list(self.passed.get(one, []))
            stack = value.args[0] if isinstance(value, Apply) and value.op in (POP, GET) else ""
            if isinstance(stack, str) and stack:  # what it may be
                parts += self.pushed.get(stack, [])
            elif one not in self.passed and self.owners_of(one) & owners:
                if isinstance(value, Apply) and value.op == "Item":
                    if any(map(is_simple, parts_of(value.args[1]))):
                        return []
                    elements.append(one)
                else:
                    parts += [s for s in self.sources(value or "") if isinstance(s, str)]
                    if not parts:
                        return []
            todo += [part for part in parts if part not in seen]
            seen |= {*parts}
        return elements


def is_before(lives: Lives, name: str, when: Read) -> bool:
    bound = lives.bound.get(name)
    return bound is None or bound.time < when.time
