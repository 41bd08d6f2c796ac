"""Arrays that rounds change in place, where nothing else holds the old ones: as the forward does, and gradients add.

y = y + s0                  y += s0
grad_x = grad_x + s1 * a    grad_x += s1 * a
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from flatgen.constants import OPERATORS
from flatgen.facts import Facts
from flatgen.indexing import is_simple, parts_of
from flatgen.ir import PUSH, Apply, Equation, Literal, Loop, Statement, Value, names
from flatgen.lives import Lives, values_of
from flatgen.names import Names
from flatgen.owning import owned
from flatgen.statements import blocks_of, bound_in_loops, equations, is_stack, mapped
from flatgen.writes import is_copy

AUGMENTED = {"Add": "IAdd", "Sub": "ISub", "Mult": "IMult", "Div": "IDiv"}


def augmented(
    body: list[Statement],
    results: Iterable[object],
    fixed: set[str],
    facts: Facts,
    changed: Mapping[str, str],
) -> list[Statement]:
    """Return statements with lines of rounds in place, where that takes no copy in a round.

    ``changed`` has the names that such lines of the user's bind, and whose values these were.
    """
    results, within = list(results), {*bound_in_loops(body)}
    lives, numbers = Lives(body, results), Numbers(body, facts)
    sure: dict[str, Equation] = {}
    arrays: dict[str, Equation] = {}
    pushes = [e.value for e in equations(body) if is_stack(e.value)]
    given = [name for push in pushes for name in names(push)]
    other = {e.target: e.value for e in equations(body) if isinstance(e.value, str)}
    for name in given:  # by each of its names
        given += [other[name]] if name in other else []
    listed = {facts.variables.get(name, name) for name in given}
    for line in [line for line in equations(body) if line.target in within]:
        value = in_place(line, changed.get(line.target), facts)
        if value is None or lives.is_read_after(str(value.args[0]), lives.bound[line.target]):
            continue
        held = facts.variables.get(line.target, line.target) in listed
        if held and not (facts.arrays and facts.is_one_number(value.args[0])):
            continue  # it is taken for an array that is on a list, or may be one after all
        if not facts.is_one_number(value.args[0]):
            arrays[line.target] = line._replace(value=value)
        elif numbers.are_sure(value.args[0], set()):  # no copy is ever made of one
            sure[line.target] = line._replace(value=value)

    def copies(by: Mapping[str, Equation]) -> int:
        return copies_in(owned(changed_by(body, by), results, fixed, Names(()), facts))

    whole = sure | arrays
    taken = copies(whole) if arrays else 0
    least = copies(sure) if taken else 0
    if taken > least:  # then one by one
        whole = sure
        for target, line in arrays.items():
            tried = {**whole, target: line}
            found = copies(tried)
            whole, least = (tried, found) if found <= least else (whole, least)
    return changed_by(body, whole)


def changed_by(body: Iterable[Statement], by: Mapping[str, Equation]) -> list[Statement]:
    """Return statements with other equations in the place of some."""
    return list(mapped(body, lambda line: by.get(line.target, line) if line.target else line))


class Numbers:
    """Which numbers are sure to be numbers of Python's or numpy's: an array without axes would be changed in place."""

    def __init__(self, body: Iterable[Statement], facts: Facts) -> None:
        self.facts = facts
        self.values = values_of(body)

    def are_sure(self, value: Value, seen: set[Value]) -> bool:
        """Tell whether a value is such a number, by what it may be."""
        if value in seen or isinstance(value, Literal):
            return True
        seen.add(value)
        if isinstance(value, str):
            others = self.values.get(value, [""])
            return value != "" and all(self.are_sure(other, seen) for other in others)
        if not isinstance(value, Apply):
            return False
        if value.op == "Item":
            dots = any(map(is_simple, parts_of(value.args[1])))
            return not dots and self.facts.has_axes(value.args[0])
        return value.op in (*OPERATORS, *AUGMENTED.values())


def in_place(line: Equation, old: str | None, facts: Facts) -> Apply | None:
    """Return what a line computes as a change of its first operand in place; None if it is none."""
    value = line.value
    if not isinstance(value, Apply) or value.op not in AUGMENTED:
        return None
    if old is not None:
        return value._replace(op=AUGMENTED[value.op]) if value.args[0] == old else None
    first, rest = summands(value)
    if not isinstance(first, str) or not line.note or rest is None:
        return None
    called = [facts.variables.get(name) for name in (first, line.target)]
    alike = facts.alike(first, line.target) and facts.kind(first) == facts.kind(line.target)
    if called[0] is None or called[0] != called[1] or not alike or not facts.is_inexact(first):
        return None
    return Apply("IAdd", (first, rest))


def summands(value: Value) -> tuple[Value, Value | None]:
    """Return the first of what is added up, and the sum of the others; None for that if it is none."""
    if not isinstance(value, Apply) or value.op not in ("Add", "Sub"):
        return value, None
    first, rest = summands(value.args[0])
    if rest is not None:
        return first, value._replace(args=(rest, value.args[1]))
    negative = value.op == "Sub" or isinstance(value.args[0], Apply)
    return (value, None) if negative else (first, value.args[1])


def copies_in(body: Iterable[Statement], rounds: bool = False) -> int:
    """Return how many arrays are copied in rounds of loops."""
    return sum(1 for line in lines_of(body, rounds) if is_copied(line.value))


def lines_of(body: Iterable[Statement], rounds: bool) -> Iterator[Equation]:
    """Yield the equations in rounds of loops."""
    for statement in body:
        if rounds and isinstance(statement, Equation):
            yield statement
        for block in blocks_of(statement):
            yield from lines_of(block.body, rounds or isinstance(statement, Loop))


def is_copied(value: Value) -> bool:
    pushed = isinstance(value, Apply) and value.op == PUSH
    return is_copy(value.args[-1] if pushed else value)  # type: ignore[union-attr]
