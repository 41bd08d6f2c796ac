"""Writes into arrays that another name is read for afterwards: reported at their place."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flatgen.equations import Equations
from flatgen.errors import Fault
from flatgen.indexing import is_simple, parts_of
from flatgen.ir import (
    GET,
    POP,
    SIZES,
    UNKNOWN,
    Apply,
    Atom,
    Equation,
    Literal,
    Loop,
    Result,
    Statement,
    Value,
)
from flatgen.lives import Lives, Read, numbers_read, of_use
from flatgen.refusals import ATTRIBUTES_OF_OTHERS
from flatgen.sharing import of_several
from flatgen.shelving import Shelving
from flatgen.statements import blocks_of, equations, given_to, is_stack, needed
from flatgen.static import (
    Display,
    Static,
    Update,
)

ITS_OWN = "write {0} = {0} + ... with the operator that is meant"
PARTS = ("Item", GET)
READ_BEFORE = (
    "copy the part that is read of it before; if that is one number, give the shapes (-s x=N)"
)


class Overwriting(Equations):
    """Checks the writes of a function."""

    def check_writes(self, results: tuple[Result, ...]) -> None:
        """Report a write into an array that another name is read for afterwards."""
        self.check_held(results)
        self.check_constants()
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
        given = [name for name in sorted(self.lists) if self.is_given(name)]
        holding = Shelving(self.body, changes, self.sources, self.rows, self.put_back, given)
        back = {self.made[on].args[-1] for on in self.put_back}  # type: ignore[union-attr]
        for made, old in changes.items():
            if made in back:  # it is meant for what is on the list
                continue
            name = self.variables.get(old, called.get(old, old))
            for item, stack in holding.held_of(old, made):
                name = self.variables.get(item, name)  # which may be a part of it
                if made not in lives.bound or not lives.is_read_after(stack, lives.bound[made]):
                    continue
                if stack in given and not self.is_read_elsewhere(stack, old, made):
                    continue
                line, column = next(
                    (e.line, e.column) for e in equations(self.body) if e.target == made
                )
                message = f"{name} is on a list while this changes its array"
                help = (
                    ITS_OWN.format(name)
                    if stack in given
                    else f"append a copy of it: {name}.copy()"
                )
                fault = Fault(message, help, line, column)
                item = old if stack in given or item in holding.given.values() else item
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

    def is_given(self, grown: str) -> bool:
        raise AssertionError("lists are in flatgen.lists")

    def note_constant(self, made: str, old: str, said: str, node: ast.AugAssign) -> None:
        """Note that ``w += x`` is of a part of a constant, if it is."""
        constant, _ = self.constant_of(old)
        if constant:
            message = f"{said} may share its array with {constant}, which this changes, too"
            help = ITS_OWN.format(said)
            fault = Fault(message, help, *self.place(node))
            self.of_constants.append((made, Update(old, fault)))

    def constant_of(self, name: str) -> tuple[str, set[str]]:
        """Return which constant's array a value may be, or a part of: its text, and what reads it; '' if none."""
        for value, seen in self.comes_of(name):
            if isinstance(value, Literal) and value.known is UNKNOWN:
                return value.text, seen
        return "", set()

    def comes_of(self, name: str) -> Iterator[tuple[Value, set[str]]]:
        """Yield what a value may be, or be a part of, each with the names on the way there."""
        todo, seen = [name], {name}
        while todo:
            value = self.made.get(todo[-1], "")
            found = [*self.passed.get(todo.pop(), ()), *self.sources(value)]
            found += value.args[:1] if isinstance(value, Apply) and value.op in PARTS else ()
            for source in found:
                yield source, seen
            todo += [s for s in found if isinstance(s, str) and s and s not in seen]
            seen |= {*todo}

    def is_read_elsewhere(self, given: str, old: str, made: str) -> bool:
        """Tell whether a list that is an input is read again behind a change of what is on it."""
        by = next((seen for value, seen in self.comes_of(old) if value == given), set[str]())
        return is_read_again(given, by, made, [*reads_in(self.body)])

    def check_constants(self) -> None:
        """Report changes of what a constant has, where that is read again."""
        reads = [*reads_in(self.body)] if self.of_constants else []
        for made, update in self.of_constants:
            constant, by = self.constant_of(str(update.value))
            if is_read_again(constant, by, made, reads):
                self.updates.append(update)

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

    def instead_of(self, node: ast.Attribute, base: Static) -> str:
        """Return what to write where an attribute can't be read."""
        return ATTRIBUTES_OF_OTHERS.get(node.attr, "use a function of numpy, math or your own")

    def as_index(self, index: Static, node: ast.AST, within: bool = False) -> Static:
        """Return an index with the lists in it as the arrays that they are there: ``K[free]``.

        So is a tuple ``within`` one, ``x[(0, 2), :]``; one by itself is an index for each axis.
        """
        if isinstance(index, Display) and index.op == "Tuple":
            items = [self.as_index(item, node, True) for item in index.items]
            changed = within or items != index.items
            return Display("List" if within else "Tuple", items) if changed else index
        if not isinstance(index, str) or index not in self.lists:
            return index
        if index in self.tuples and not within:
            help = "write its parts out: x[i, j]; or take a list of one place each: x[list(rows)]"
            return self.fault(node, "a tuple of unknown length as an index is not supported", help)
        self.note_library("numpy.array")
        return self.emit(Apply("numpy.array", (index,)), node, None)


class Reading(NamedTuple):
    """What an equation reads, names and constants, and where."""

    target: str
    names: set[str]
    time: int
    loops: tuple[str, ...]  # by what counts them


def reads_in(
    body: Iterable[Statement], loops: tuple[str, ...] = (), time: int = 0
) -> Iterator[Reading]:
    """Yield for each equation of a program what it reads; for blocks, what they ask or run over."""
    for statement in body:
        time += 1
        target = statement.target if isinstance(statement, Equation) else ""
        found = {name for value in given_to(statement) for name in read_of(value)}
        yield Reading(target, found, time, loops)
        for block in blocks_of(statement):
            inner = (*loops, block.parameters[0]) if isinstance(statement, Loop) else loops
            for read in reads_in(block.body, inner, time):
                time = read.time
                yield read


def read_of(value: Value) -> Iterator[str]:
    """Yield the names and constants whose numbers a value reads, not their size alone."""
    if isinstance(value, (str, Literal)):
        yield value if isinstance(value, str) else value.text
    for argument in value.args if isinstance(value, Apply) and value.op not in SIZES else ():
        yield from read_of(argument)


def is_read_again(whole: str, by: set[str], made: str, reads: list[Reading]) -> bool:
    """Tell whether what has the array that an equation changes is read behind it, or in other rounds.

    What the equations ``by`` read of it is another part in each round that counts them.
    """
    change = next((read for read in reads if read.target == made), None)
    time, loops = (change.time, change.loops) if change else (len(reads), ())
    for read in [read for read in reads if whole in read.names]:
        both = [loop for loop in loops if loop in read.loops]
        if read.target not in by and (read.time > time or both):
            return True
        if read.target in by and (len(both) > 1 or any(loop not in read.names for loop in both)):
            return True
    return False


def is_before(lives: Lives, name: str, when: Read) -> bool:
    bound = lives.bound.get(name)
    return bound is None or bound.time < when.time
