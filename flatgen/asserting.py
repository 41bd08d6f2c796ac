"""Ranks that a program is right for alone, where nothing tells them: asserted, so that no other is taken wrongly.

x[i], x[j] = x[j], x[i]          assert np.ndim(x) == 1, "x[i] has to be one number"
                                 ...

A part that is read before others are written is right as a number, which is a copy; as an array it would be a view.
What is written into by a name of its own has to be a view.

row = x[i]                       assert np.ndim(x) > 1, "x[i] has to be an array"
row *= 2                         ...
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from flatgen.constants import OPERATORS
from flatgen.facts import Facts
from flatgen.indexing import is_none, parts_of
from flatgen.ir import (
    EFFECT,
    GET,
    POP,
    PUSH,
    PUT,
    Apply,
    Atom,
    Block,
    Equation,
    Literal,
    Loop,
    Statement,
    Value,
)
from flatgen.names import Names
from flatgen.parse import Parsed
from flatgen.shapes import axes_of
from flatgen.statements import blocks_of, with_blocks
from flatgen.static import Update
from flatgen.writes import is_write

PERMUTED = ("permuted", "swapped", "moved")  # the kinds of shapes that have as many axes
NUMBER, ARRAY = "has to be one number", "has to be an array"


class Bound:
    """What the names of a program are made of, or may stand for."""

    def __init__(self, body: Iterable[Statement]) -> None:
        self.made: dict[str, Value] = {}
        self.either: dict[str, list[Atom]] = {}  # what blocks bind, by what that may be
        self.look(body)

    def look(self, body: Iterable[Statement]) -> None:
        for statement in body:
            if isinstance(statement, Equation):
                self.made[statement.target] = statement.value
                continue
            for block in blocks_of(statement):
                self.look(block.body)
                for target, result in zip(statement.targets, block.results):
                    self.either.setdefault(target, []).append(result)
            if isinstance(statement, Loop):
                block = statement.block
                rows = zip(
                    statement.targets, block.parameters[1:], statement.carried, block.results
                )
                for target, parameter, init, result in rows:
                    self.either[parameter] = [init, result]
                    self.either[target].append(init)


class Ranks(Bound):
    """The ranks of a program's arrays by which some of its values are numbers; or the ``least``, for none."""

    def __init__(self, parsed: Parsed, facts: Facts, least: bool = False) -> None:
        self.least = least
        self.in_place = parsed.in_place
        self.facts = facts
        super().__init__(parsed.program.body)
        self.listed: dict[str, list[Value]] = {}  # what goes onto lists
        self.wanted: dict[str, int] = {}
        self.roots: dict[str, int] = {}  # of these the arrays that are made from no other one
        self.seen: set[str] = set()
        self.given = {parameter.name for parameter in parsed.program.parameters}
        self.beside = False  # whether inputs may have to be numbers: what parts are added to, or multiplied by
        for value in self.made.values():
            if isinstance(value, Apply) and value.op in (PUSH, PUT):
                self.listed.setdefault(str(value.args[0]), []).append(value.args[-1])
        self.whole = {name for value in self.made.values() for name in self.taken_whole(value)}

    def is_number(self, value: Value) -> bool:
        """Tell whether a value is a number if arrays have the ranks that are ``wanted``, and note these."""
        if not isinstance(value, (str, Apply)) or self.facts.is_scalar(value):
            return True
        if isinstance(value, Apply):
            if value.op == "Item":
                return self.has_parts(value)
            if value.op in (GET, POP):
                return self.is_number_on(str(value.args[0]))
            return self.is_elementwise(value.op) and all(map(self.is_number, value.args))
        if value in self.seen:
            return True
        self.seen.add(value)
        if value in self.either:
            return all(map(self.is_number, self.either[value]))
        if value in self.given:
            return self.beside and value not in self.whole and self.has_rank(value, 0)
        return value in self.made and self.is_number(self.made[value])

    def is_number_on(self, stack: str) -> bool:
        """Tell whether all that goes onto a list is numbers, as ``is_number`` does."""
        if stack in self.seen:
            return True
        self.seen.add(stack)
        first = self.made.get(stack)
        if isinstance(first, Apply) and first.op == "Mult":  # [0.0] * n
            first = first.args[0]
        if not isinstance(first, Apply) or first.op != "List":
            return False
        return all(map(self.is_number, (*first.args, *self.listed.get(stack, ()))))

    def is_right(self, value: Value) -> bool:
        """Tell whether a value that may have been a part of an array is a number, as ``is_number`` does."""
        self.beside = self.is_begun_as_part(value)
        return self.is_number(value)

    def is_begun_as_part(self, value: Value) -> bool:
        """Tell whether a value was a part of an array, or a number, before it was changed by ``x += y``."""
        todo, seen = [value], set[object]()
        while todo:
            one = todo.pop()
            made = self.made.get(one) if isinstance(one, str) else None
            begun = one if isinstance(one, Literal) else made
            number = isinstance(begun, Literal) and type(begun.known) in (int, float)
            if number or (isinstance(made, Apply) and made.op == "Item"):
                return True
            if one not in seen:
                todo += self.either.get(str(one), ())
                todo += [self.in_place[one]] if one in self.in_place else ()
            seen.add(one)
        return False

    def taken_whole(self, value: Value) -> Iterator[str]:
        """Yield the names that a value reads otherwise than number by number."""
        by_number = isinstance(value, Apply) and self.is_elementwise(value.op)
        for argument in value.args if isinstance(value, Apply) else ():
            if isinstance(argument, Apply):
                yield from self.taken_whole(argument)
            elif isinstance(argument, str) and not by_number:
                yield argument

    def is_elementwise(self, op: str) -> bool:
        return op in OPERATORS or self.facts.rules.is_elementwise(op)

    def is_row(self, value: Value) -> bool:
        """Tell whether a value, a part of an array, is an array itself if arrays have the ranks that are ``wanted``."""
        item = self.made.get(value) if isinstance(value, str) else None
        part = isinstance(item, Apply) and item.op == "Item"
        return self.has_parts(item) if part else self.has_rank(value, 1)  # type: ignore[arg-type]

    def has_parts(self, item: Apply) -> bool:
        """Tell whether a part is a number, or an array, by the rank that it is a part of."""
        base, parts = item.args[0], parts_of(item.args[1])
        return all(map(self.is_place, parts)) and self.has_rank(base, len(parts) + self.least)

    def is_place(self, part: Value) -> bool:
        """Tell whether an index is one number: ``tags[t]``, too, if tags has one axis."""
        read = isinstance(part, str) and not self.least and isinstance(self.made.get(part), Apply)
        return self.facts.is_whole(part) or (read and self.is_number(part))

    def has_rank(self, value: Value, rank: int) -> bool:
        """Tell whether a value may have a rank, and note which array has to have which."""
        if not isinstance(value, str):
            return False
        known = axes_of(self.facts.by_name[value])
        if known is not None:
            return known == rank or (self.least and known > rank)
        if value in self.wanted and (not self.least or self.wanted[value] >= rank):
            return self.least or self.wanted[value] == rank
        self.wanted[value] = rank
        made = self.made.get(value)
        self.roots.pop(value, None)
        if value in self.either:
            return all(self.has_rank(one, rank) for one in self.either[value])
        if not isinstance(made, Apply):
            self.roots[value] = rank
            return True
        if made.op == "Item":
            parts = parts_of(made.args[1])
            numbers = [part for part in parts if self.facts.is_whole(part)]
            added = [part for part in parts if is_none(part)]
            slices = [part for part in parts if is_slice(part)]
            if len(numbers) + len(added) + len(slices) == len(parts):
                return self.has_rank(made.args[0], rank + len(numbers) - len(added))
        if is_write(made) or value in self.in_place:
            return self.has_rank(made.args[0], rank)
        if "." in made.op and not self.facts.rules.rules_for(made.op):  # it gives several arrays
            return False
        same = self.permuted(made) or self.same_as(value)
        if same:
            return self.has_rank(same, rank)
        self.roots[value] = rank
        return True

    def permuted(self, made: Apply) -> str:
        """Return the array that a value is with its axes in another order, if it is one."""
        permuted = self.facts.rules.is_shaped(made.op, PERMUTED)
        first = made.args[0] if permuted and made.args else ""
        return first if isinstance(first, str) else ""

    def are_possible(self) -> bool:
        """Tell whether no array is read or written by more indices than it has axes."""
        for value in self.made.values():
            indexed = isinstance(value, Apply) and (value.op == "Item" or is_write(value))
            base, *index = value.args[:2] if indexed else ("", "")  # type: ignore[union-attr]
            parts = parts_of(index[0]) if indexed else ()
            counted = [part for part in parts if self.facts.is_whole(part) or is_slice(part)]
            base = self.before_writes(str(base))
            if len(counted) > self.wanted.get(base, 0 if base in self.seen else len(counted)):
                return False
        return True

    def before_writes(self, name: str) -> str:
        """Return an array as it was before it was written into, as far as that is needed to know its rank."""
        made = self.made.get(name)
        while name not in self.wanted and isinstance(made, Apply) and is_write(made):
            name = str(made.args[0])
            made = self.made.get(name)
        return name

    def same_as(self, name: str) -> str:
        """Return the array that has the shape of a value, where it is another one."""
        (part, *more) = self.facts.by_name[name] or [""]
        found = not more and part != name and part in self.facts.by_name
        return str(part) if found else ""


def is_slice(part: Value) -> bool:
    return isinstance(part, Apply) and part.op == "Slice"


def asserted(
    parsed: Parsed, facts: Facts, doubtful: Iterable[Update], names: Names
) -> tuple[Parsed, list[Update]]:
    """Return a program that asserts the ranks by which what is ``doubtful`` is right, and what isn't by any."""
    doubtful = list(doubtful)
    numbers, rows = Ranks(parsed, facts), Ranks(parsed, facts, least=True)
    wholes = [u for u in doubtful if u.whole and rows.is_row(u.value)]
    parts = [u for u in doubtful if not u.whole]
    if not all(not u.basic and u.value and numbers.is_right(u.value) for u in parts):
        numbers, parts = Ranks(parsed, facts), []
    apart = all(numbers.wanted.get(name, rank) >= rank for name, rank in rows.wanted.items())
    if not numbers.are_possible() or not apart:
        return parsed, doubtful
    said: dict[str, Value] = {}
    for ranks in (rows, numbers):
        for name, rank in ranks.roots.items():
            said[name] = rank_of(name, parsed.variables.get(name, name), rank, ranks.least)
    left = [u for u in doubtful if u not in (*wholes, *parts)]
    return with_assertions(parsed, said, names), left


def rank_of(name: str, called: str, rank: int, least: bool) -> Value:
    rank -= least
    letters = ", ".join("ijklmn"[:rank])
    part = f"{called}[{letters}]" if letters else called
    sides = (Apply("numpy.ndim", (name,)), Literal(str(rank), rank))
    return assertion(Apply("Gt" if least else "Eq", sides), f"{part} {ARRAY if least else NUMBER}")


def contiguous(parsed: Parsed, arrays: Mapping[str, str], names: Names) -> Parsed:
    """Return a program that asserts that arrays are laid out row by row: else a view of one would be a copy."""
    said: dict[str, Value] = {}
    for name, called in arrays.items():
        test = Apply(".c_contiguous", (Apply(".flags", (name,)),))
        said[name] = assertion(test, f"{called} has to be contiguous")
    return with_assertions(parsed, said, names)


def assertion(test: Value, said: str) -> Value:
    return Apply(EFFECT, (Apply("Assert", (test, Literal(f'"{said}"'))),))


def with_assertions(parsed: Parsed, said: Mapping[str, Value], names: Names) -> Parsed:
    """Return a program with assertions, each behind what binds its array."""
    program = parsed.program
    lines = {name: Equation(names.fresh("effect"), value) for name, value in said.items()}
    given = [lines[p.name] for p in program.parameters if p.name in lines]
    program = program._replace(body=(*given, *after(program.body, lines)))
    return parsed._replace(program=program)


def after(body: Iterable[Statement], lines: Mapping[str, Equation]) -> tuple[Statement, ...]:
    """Return statements with lines behind those that bind their names."""
    made: list[Statement] = []
    for statement in body:
        blocks = [
            Block(b.parameters, after(b.body, lines), b.results) for b in blocks_of(statement)
        ]
        made.append(with_blocks(statement, blocks))
        if isinstance(statement, Equation) and statement.target in lines:
            line = lines[statement.target]
            made.append(line._replace(line=statement.line, column=statement.column))
    return tuple(made)
