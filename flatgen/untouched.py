"""What a round reads of an array that rounds fill is there when all are done, where no later one writes over it.

    for i in range(n):                      for i in reversed(range(n)):
        for j in range(i):                      for j in reversed(range(i)):
            s = s - L[i, j]**2                      s0 = L[i, j]
        L[i, i] = np.sqrt(s)                        ...

The ranges of the loops tell which rounds are later, and at what they write: two places differ where the inequalities
of their indices leave no room for one that is both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from flatgen import dims
from flatgen.bounding import LESS, is_sure
from flatgen.constants import known_value
from flatgen.counting import loops_in
from flatgen.dims import Dim, number
from flatgen.facts import Facts
from flatgen.ir import COMPARISONS, Apply, Equation, If, Loop, Statement, Value
from flatgen.statements import blocks_of
from flatgen.writes import is_write

OPPOSITE = {"Lt": "GtE", "GtE": "Lt", "Gt": "LtE", "LtE": "Gt", "Eq": "NotEq", "NotEq": "Eq"}
OTHER = "'"  # ends the names of what may be another number in another round


class Place(NamedTuple):
    """Where a name is bound: the loops around it, from the outside in, when in their rounds, and on which branches."""

    loops: tuple[Loop, ...] = ()
    time: int = 0
    sides: tuple[
        tuple[int, int, int], ...
    ] = ()  # which choice, which of its sides, in how many loops


class Part(NamedTuple):
    """What an index reads or writes along an axis: from ``start`` to below ``stop``."""

    start: Dim
    stop: Dim | None


class Untouched:
    """The parts of arrays that are as they were read when the loops are done."""

    def __init__(self, forward: Sequence[Statement], given: Iterable[str], facts: Facts) -> None:
        self.facts = facts
        self.places: dict[str, Place] = dict.fromkeys(given, Place())
        self.made: dict[str, tuple[Statement, int]] = {}  # what binds a name, as which target
        self.tests: dict[int, Value] = {}  # of choices, by their keys
        self.writes: list[Equation] = []
        self.last: dict[str, str] = {}  # of an array's versions: that which there is in the end
        self._known: dict[object, list[Dim]] = {}
        self._parts: dict[object, list[Part | None]] = {}
        self.look(forward, Place())
        begun: set[object] = {atom for loop in loops_in(forward) for atom in loop.carried}
        begun |= {write.value.args[0] for write in self.writes}  # type: ignore[union-attr]
        for name in reversed(self.places if self.writes else ()):
            versions: set[str] = set()
            inside = self.places[name].loops or self.places[name].sides
            if not inside and name not in self.last and name not in begun:
                if len(self.origins(name, versions)) == 1:
                    self.last |= {v: name for v in versions if v not in self.last}

    def look(self, body: Iterable[Statement], place: Place) -> None:
        """Note where each name is bound."""
        loops, _, sides = place
        for statement in body:
            around = (*loops, statement) if isinstance(statement, Loop) else loops
            if isinstance(statement, If):
                self.tests[statement.key] = statement.test
            for i, block in enumerate(blocks_of(statement)):
                side = (statement.key, i, len(loops))  # type: ignore[union-attr]
                inside = Place(
                    around, len(self.places), sides if around != loops else (*sides, side)
                )
                self.places |= dict.fromkeys(block.parameters, inside)
                self.look(block.body, inside)
            targets = [statement.target] if isinstance(statement, Equation) else statement.targets
            for k, name in enumerate(targets):
                self.made[name] = statement, k
                self.places[name] = Place(loops, len(self.places), sides)
            if isinstance(statement, Equation) and is_write(statement.value):
                self.writes.append(statement)

    def origins(self, name: object, versions: set[str]) -> set[object]:
        """Return what an array was before all writes, its versions added; more than one where it isn't sure."""
        while isinstance(name, str):
            versions.add(name)
            statement, k = self.made.get(name, (None, 0))
            if isinstance(statement, If):
                return set().union(
                    *[self.origins(b.results[k], versions) for b in blocks_of(statement)]
                )
            if isinstance(statement, Loop):
                inside = self.origins(statement.block.results[k], versions)
                if inside != {statement.block.parameters[k + 1]}:
                    return {"", None}
                name = statement.carried[k]
            elif statement is not None and is_write(statement.value):
                name = statement.value.args[0]  # type: ignore[union-attr]
            else:
                return {name}
        return {"", None}

    def values(
        self,
        homes: Mapping[str, object],
        made: Mapping[str, Value],
        is_recorded: Callable[[str], bool],
    ) -> dict[str, Value]:
        """Return what values of rounds, ``homes`` has their blocks, are of arrays as the loops leave them.

        That is what is read of an array; and what is written into one, where it would be recorded else.
        """
        found: dict[str, Value] = {}
        for name, value in made.items():
            if name not in homes or not isinstance(value, Apply):
                continue
            if value.op == "Item":
                again = self.again(value.args[0], value.args[1], name)
                found |= {name: again} if again is not None else {}
            elif value.op == "SetItem" and isinstance(value.args[2], str):
                written = value.args[2]
                again = self.again(name, value.args[1], name)
                here = written in made and homes.get(written) == homes[name]
                if again is not None and here and is_recorded(written):
                    found |= {written: again} if self.is_as_written(written, again) else {}
        return found

    def is_as_written(self, name: str, part: Value) -> bool:
        """Tell whether a value is what a write of it leaves in its place."""
        facts = self.facts
        alike = facts.is_one_number(name) and facts.is_scalar(part) and name not in facts.pythons
        same = facts.kind(name) == facts.kind(part) and facts.is_inexact(name)
        return same and (alike or facts.alike(name, part))

    def again(self, base: Value, index: Value, reader: str) -> Value | None:
        """Return what ``reader`` is of a version of an array, of the last one: None if it may be written over."""
        last = self.last.get(base) if isinstance(base, str) else None
        if last is None:
            return None
        later = [write for write in self.writes if self.last.get(write.target) == last]
        if not all(self.is_apart(str(base), index, reader, write) for write in later):
            return None
        return Apply("Item", (last, index))

    def is_apart(self, base: str, index: Value, reader: str, write: Equation) -> bool:
        """Tell whether a write is sure to change no part of a version of its array, or to come before that."""
        here, there = self.places[base], self.places[write.target]
        common = [one for one, other in zip(here.loops, there.loops) if one is other]
        cases = [*range(len(common))]
        sides = {which: side for which, side, depth in there.sides if depth <= len(common)}
        other = any(side != sides.get(which, side) for which, side, _ in self.places[reader].sides)
        cases += [len(common)] if there.time > here.time and not other else []
        return all(self.is_apart_in(reader, index, write, common, k) for k in cases)

    def is_apart_in(
        self, reader: str, index: Value, write: Equation, common: list[Loop], k: int
    ) -> bool:
        """Tell it of the case that the first ``k`` loops are in the same round, and the next is in a later one."""
        same = {f"={loop.item}" for loop in common[:k]}
        known = [*self.known_at(reader), *self.known_elsewhere(write.target, same)]
        for loop in common[k : k + 1]:
            item = dims.atom(f"={loop.item}")
            step = dims.subtract(self.elsewhere(item, same), item)
            forth = self.span(loop)[1]
            known += [dims.add(dims.multiply(dims.number(forth), step), LESS)] if forth else []
        assert isinstance(write.value, Apply)
        theirs = self.parts(write.value.args[1], write.target)
        for part, other in zip(self.parts(index, reader), theirs):
            if part is not None and other is not None:
                start, stop = [end and self.elsewhere(end, same) for end in other]
                if start is not None and are_apart(part, Part(start, stop), known):
                    return True
        return False

    def known_at(self, name: str) -> list[Dim]:
        """Return what is sure where a name is bound: by the ranges of the loops around it, and by its branches."""
        loops, _, sides = self.places[name]
        key = (tuple([loop.key for loop in loops]), sides)
        if key not in self._known:
            known = [bound for loop in loops for bound in self.span(loop)[0]]
            for which, side, _ in sides:
                for op, difference in self.asked(self.tests[which], side == 0):
                    known += bounds_of(op, difference, known)
            self._known[key] = known
        return self._known[key]

    def known_elsewhere(self, name: str, same: set[str]) -> list[Dim]:
        """Return what is sure in another round, of which some loops are in the ``same``."""
        known = self.known_at(name)
        key = (id(known), frozenset(same))
        if key not in self._known:
            self._known[key] = [self.elsewhere(bound, same) for bound in known]
        return self._known[key]

    def asked(self, test: Value, holds: bool) -> Iterator[tuple[str, Dim]]:
        """Yield what a condition says of whole numbers, if it ``holds`` or if it doesn't: how a difference is to 0."""
        made, _ = self.made.get(test, (None, 0)) if isinstance(test, str) else (None, 0)
        test = made.value if isinstance(made, Equation) else test
        if not isinstance(test, Apply):
            return
        if test.op == "Not" or test.op == ("And" if holds else "Or"):
            for part in test.args:
                yield from self.asked(part, holds != (test.op == "Not"))
        elif test.op in COMPARISONS:
            sizes = [self.facts.size(part) for part in test.args]
            if sizes[0] is not None and sizes[1] is not None:
                yield test.op if holds else OPPOSITE[test.op], dims.subtract(sizes[0], sizes[1])

    def span(self, loop: Loop) -> tuple[list[Dim], int]:
        """Return what is known of the number of a loop's round, and whether it rises (1) or falls (-1)."""
        return self.facts.span(loop.over, loop.item)

    def parts(self, index: Value, name: str) -> list[Part | None]:
        """Return what an index reads along each axis, up to the first of which that isn't known.

        None is for what may count from the end, by what is known where ``name`` is bound.
        """
        key = (index, self.places[name].time)
        if key not in self._parts:
            known = self.known_at(name)
            self._parts[key] = [
                part if all(end is None or is_sure(known, end) for end in part) else None
                for part in self.ends(index)
            ]
        return self._parts[key]

    def ends(self, index: Value) -> Iterator[Part]:
        """Yield where the parts of an index start and stop."""
        display = isinstance(index, Apply) and index.op == "Tuple"
        for one in index.args if display else (index,):  # type: ignore[union-attr]
            if isinstance(one, Apply) and one.op == "Slice":
                start, stop, step = [known_value(bound) for bound in one.args]
                sizes = [self.facts.size(bound) for bound in one.args]
                begin = number(0) if start is None else sizes[0]
                if (
                    begin is None
                    or (sizes[1] is None and stop is not None)
                    or not (step is None or (type(step) is int and step > 0))
                ):
                    return
                yield Part(begin, sizes[1])
            else:
                size = self.facts.size(one) if self.facts.is_one_number(one) else None
                if size is None:
                    return
                yield Part(size, dims.add(size, dims.ONE))

    def elsewhere(self, dim: Dim, same: set[str]) -> Dim:
        """Return a number as it is in another round: by other names where it may be another."""
        terms = []
        for monomial, factor in dim.terms:
            named = [a if a in same or self.is_fixed(a) else a + OTHER for a in monomial]
            terms.append((tuple(sorted(named)), factor))
        return Dim(tuple(sorted(terms)))

    def is_fixed(self, atom: str) -> bool:
        """Tell whether a name of a dimension stands for the same number in all rounds."""
        place = self.places.get(atom.removeprefix("="))
        return atom.isidentifier() or (place is not None and not place.loops)


def bounds_of(op: str, difference: Dim, known: list[Dim]) -> list[Dim]:
    """Return the inequalities that a comparison of a difference with 0 is; of one that isn't 0 by what is known."""
    less = dims.subtract(number(0), difference)
    if op == "NotEq":
        return [dims.add(side, LESS) for side in (difference, less) if is_sure(known, side)]
    found = {
        "Lt": [dims.add(less, LESS)],
        "Gt": [dims.add(difference, LESS)],
        "Eq": [difference, less],
    }
    return found.get(op, [less if op == "LtE" else difference])


def are_apart(one: Part, other: Part, known: list[Dim]) -> bool:
    """Tell whether one of two parts of an axis is sure to end before the other starts."""
    return any(
        before.stop is not None and is_sure(known, dims.subtract(after.start, before.stop))
        for before, after in ((one, other), (other, one))
    )
